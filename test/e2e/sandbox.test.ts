/** `make sandbox`, `make sandbox-down` and what happens in between, for a user of a fresh clone. */
import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { recordedEmulator, type Emulator } from "../../sandbox/emulator/emulator";
import { until } from "../support/until";
import { SandboxClone, type Ended, type Running } from "../support/sandbox-clone";

// Nothing listens there: whatever needs the network fails, as on a machine without one.
const nowhere = "http://127.0.0.1:9";
const noNetwork = {
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    http_proxy: nowhere,
    https_proxy: nowhere,
    NO_PROXY: "",
    no_proxy: "",
};

describe("the sandbox", () => {
    let clone: SandboxClone;

    const emulator = (): Emulator => recordedEmulator(clone.path(".sandbox"))!;
    const isAlive = (pid: number): boolean => {
        try {
            return process.kill(pid, 0);
        } catch {
            return false;
        }
    };
    /** A refusal: its message, its cure, and no stack trace. */
    const refuses = ({ exitCode, stderr }: Ended, message: RegExp, cure: RegExp): void => {
        strictEqual(exitCode, 1);
        const lines = stderr.trimEnd().split("\n").slice(-2);
        match(lines[0]!, /^sandbox: /);
        match(lines[0]!, message);
        match(lines[1]!, /^ {2}→ /);
        match(lines[1]!, cure);
        ok(!/^ {4}at /m.test(stderr), stderr);
    };

    before(() => {
        clone = SandboxClone.make();
    });
    after(() => clone.remove());

    describe("refuses", () => {
        it("to start without Python, and says how to get it", async () => {
            refuses(await clone.run("up", { PATH: clone.path("docs") }), /Python 3\.10 .* not found/, /install Python/);
        });

        it("a stack file with faults, or none", async () => {
            const file = clone.path("Pulumi.management.yaml");
            const text = fs.readFileSync(file, "utf8");
            fs.rmSync(file);
            refuses(await clone.run("up"), /there is no Pulumi\.management\.yaml/, /git checkout/);
            fs.writeFileSync(file, "config: [\n");
            const { exitCode, stderr } = await clone.run("up");
            fs.writeFileSync(file, text);
            strictEqual(exitCode, 1);
            match(stderr, /^sandbox: Pulumi\.management\.yaml has 1 fault:\n[^]*is no YAML[^]*\n {2}→ mend them, .*$/);
        });
    });

    describe("once made", () => {
        let stackFile: Buffer;
        let made: Ended;
        let meanwhile: readonly Ended[];

        before(async () => {
            stackFile = fs.readFileSync(clone.path("Pulumi.management.yaml"));
            // First interrupted by Ctrl-C: the next start continues from there.
            const stopped = clone.start("up", noNetwork);
            await stopped.prints("$ ./org fleet up --yes");
            // Ctrl-C only reaches existing processes: a command that is about to be started does not notice.
            const begun = clone.path(".sandbox/state/.pulumi/stacks/aws-organization/management.json");
            await until(() => Promise.resolve(fs.existsSync(begun)));
            stopped.interrupt();
            notStrictEqual((await stopped.ended).exitCode, 0);
            const making = clone.start("up", noNetwork);
            await making.prints("$ ./org fleet up --yes");
            meanwhile = [await clone.run("up"), await clone.run("down")];
            made = await making.ended;
            strictEqual(made.exitCode, 0, made.stdout + made.stderr);
        });

        it("was made without a network, from the tools in the cache", () => {
            match(made.stdout, /\n\$ \.\/org fleet up --yes\n/);
            match(made.stdout, /\nMade in \d+ s\. Try next:\n/);
        });

        it("refused a second one, and its removal, while it was at work", () => {
            for (const second of meanwhile) refuses(second, /is at work in this clone/, /wait for it to end/);
        });

        it("shows the organization as a tree, each account with its stack", () => {
            const tree = made.stdout.slice(made.stdout.indexOf("\nRoot  o-"), made.stdout.indexOf("\nStack outputs:"));
            const drawn = tree.replaceAll(/\d{12}/g, "<account>");
            match(drawn, /\n├─ management {2}<account> {2}aws@example\.com {2}\d+ resources, run just now\n/);
            match(
                drawn,
                /\n├─ security\/\n│ {2}└─ security {2}<account> {2}aws\+security@example\.com {2}\d+ resources/,
            );
            match(drawn, /\n[│ ] {2}[├└]─ prd\/\n[│ ] {2}[│ ] {2}└─ apps-prd {2}<account> /);
            match(drawn, /[├└]─ suspended\/\n/, "a unit without accounts too");
        });

        it("shows the outputs that matter and three commands that work as typed and leave the stack file as it is", async () => {
            match(
                made.stdout,
                /\n {2}organization {2}o-\w{10}\n {2}admins' role {2}arn:aws:iam::111111111111:role\/Org/,
            );
            match(
                made.stdout,
                /\n {2}state {9}s3:\/\/bb-pulumi-111111111111-us-east-1-an, awskms:\/\/alias\/bb-pulumi-state\n/,
            );
            const commands = made.stdout.split("Try next:\n\n")[1]!.trimEnd().split("\n");
            deepStrictEqual(
                commands.map((command) => command.trim()),
                [
                    ". .sandbox/env && pulumi preview --stack management",
                    ". .sandbox/env && ./org fleet preview",
                    "make sandbox-down",
                ],
            );
            // In this order, each with its report of no change.
            const reports = [/^Resources:\n +\d+ unchanged\n*$/mu, /^(\d+) stacks: \1 without changes$/mu] as const;
            for (const [index, report] of reports.entries()) {
                const { exitCode, stdout, stderr } = await clone.shell(commands[index]!.trim());
                strictEqual(exitCode, 0, stdout + stderr);
                match(stdout, report);
            }
            ok(fs.readFileSync(clone.path("Pulumi.management.yaml")).equals(stackFile));
        });

        it("says that there is nothing to do when it is made again", async () => {
            const before = emulator();
            const { exitCode, stdout } = await clone.run("up", noNetwork);
            strictEqual(exitCode, 0);
            match(stdout, /\nNo change: the preview is empty\. Checked in \d+ s\./);
            deepStrictEqual(emulator(), before);
        });
    });

    describe("starts afresh and says so", () => {
        /** Starts one, and stops it as soon as it has an emulator, when the engine begins. */
        const startOver = async (): Promise<Running> => {
            const running = clone.start("up");
            await running.prints("$ ./org fleet up --yes");
            running.interrupt();
            await running.ended;
            return running;
        };

        it("if its emulator was killed", async () => {
            const { pid } = emulator();
            process.kill(pid, "SIGKILL");
            const { printed } = await startOver();
            match(printed(), /The last sandbox is gone: its emulator does not run any more\. Starting afresh\.\n/);
            match(printed(), /\n\$ \.\/org fleet up --yes\n/);
            notStrictEqual(emulator().pid, pid);
        });

        it("if another program has its port, which is left alone", async () => {
            const before = emulator();
            process.kill(before.pid, "SIGKILL");
            const other = http.createServer((_, response) => response.end("{}"));
            await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
            const { port } = other.address() as AddressInfo;
            const record = { ...before, pid: process.pid, port };
            fs.writeFileSync(clone.path(".sandbox", "emulator.json"), JSON.stringify(record));
            const { printed } = await startOver();
            match(printed(), /Starting afresh\./);
            notStrictEqual(emulator().port, port);
            ok(other.listening);
            other.close();
        });

        it("if the stack file has become another company's", async () => {
            const file = clone.path("Pulumi.management.yaml");
            fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll("111111111111", "222222222222"));
            const { pid } = emulator();
            const { printed } = await startOver();
            match(printed(), /The last sandbox is gone: it was made for account 111111111111\. Starting afresh\.\n/);
            strictEqual(emulator().accountId, "222222222222");
            ok(!isAlive(pid), "the other one is stopped");
        });
    });

    describe("once removed", () => {
        it("an empty account beside it is brand-new each time, and takes the commands of day 0", async () => {
            // A separate home, because `pulumi login --local` keeps the state there.
            const home = { HOME: clone.path(".sandbox") };
            const enter = ". .sandbox/empty/env && env -u AWS_PROFILE";
            const keys =
                "AWS_ACCESS_KEY_ID=AKIASANDBOXBOOTSTRAP AWS_SECRET_ACCESS_KEY=the-sandbox-bootstrap-key-opens-nothing";
            const first = await clone.run("empty", noNetwork);
            strictEqual(first.exitCode, 0, first.stderr);
            match(
                first.stdout,
                /brand-new AWS account[^]*210987654321, acme-management, aws@acme\.example[^]*AKIASANDBOXBOOTSTRAP/u,
            );
            const file = clone.path("Pulumi.management.yaml");
            const text = fs.readFileSync(file, "utf8");
            const engine = await clone.shell(`${enter} pulumi login --local && ${enter} pulumi stack ls --json`, home);
            deepStrictEqual([engine.exitCode, engine.stdout.trimEnd().endsWith("[]")], [0, true], engine.stderr);
            const answers =
                "--company acme --short ac --email aws@acme.example --region us-east-1 --management-id 210987654321 --account none --admin ada.lovelace";
            const init = await clone.shell(`${enter} node bin/org.js init ${answers} --yes`, home);
            strictEqual(init.exitCode, 0, init.stderr);
            const created = await clone.shell(`${enter} ${keys} node bin/org.js state create --dry-run`, home);
            fs.writeFileSync(file, text);
            strictEqual(created.exitCode, 0, created.stderr);
            match(created.stderr, /Make the state's home in account 210987654321/u);
        });

        it("is gone with its emulator, and can be removed again", async () => {
            const { pid } = emulator();
            const { exitCode, stdout } = await clone.run("down");
            deepStrictEqual([exitCode, stdout], [0, "The sandbox is stopped and removed."]);
            ok(!isAlive(pid));
            ok(!fs.existsSync(clone.path(".sandbox")));
            deepStrictEqual((await clone.run("down")).exitCode, 0);
        });
    });
});
