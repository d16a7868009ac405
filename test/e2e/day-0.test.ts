/**
 * Day 0 whole: the code blocks of docs/day-0.md, typed line by line at a terminal, from a brand-new account with the bootstrap user's
 * keys to an admin with MFA, state in the encrypted bucket, the other layers, and no bootstrap user. Engine and provider code are real;
 * AWS is the emulator, which judges keys, codes and trusts.
 */
import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { shellQuote } from "../../sandbox/project";
import { enrolDevice } from "../support/mfa-device";
import { ShellSession } from "../support/shell-session";
import { StateProject } from "../support/state-project";
import type { Typed } from "../support/terminal";
import type { Keys } from "../support/test-client";
import { totp } from "../support/totp";

const root = path.resolve(__dirname, "../..");
/** Takes out what a prompt offers, as Ctrl-U does. */
const clear = "\u0015";
const yes: Typed = { at: /Do this\?/u, text: "y" };
// The question as it is asked first: it is drawn again with each letter of the answer.
const update: Typed = { at: /perform this update\?[^]*\n> no\n/u, text: "yes" };

/** The commands of the page's code blocks, by heading; a loop is one command. */
function commandsOf(page: string): Readonly<Record<string, readonly string[]>> {
    const sections = fs
        .readFileSync(path.join(root, "docs", page), "utf8")
        .split(/^## /mu)
        .slice(1);
    const commands = sections.map((section) => {
        const blocks = [...section.matchAll(/^```sh\n([^]*?)^```$/gmu)].map(([, block]) => block!);
        const lines = blocks.flatMap((block) => (block.startsWith("for ") ? [block.trim()] : block.trim().split("\n")));
        return [section.split("\n")[0]!, lines] as const;
    });
    return Object.fromEntries(commands.filter(([, lines]) => lines.length > 0));
}

describe("day 0, by the code blocks of docs/day-0.md", () => {
    const page = commandsOf("day-0.md");
    const left = new Set(Object.keys(page));
    let project: StateProject;
    let shell: ShellSession;

    before(async () => {
        project = await StateProject.open("us-east-1", { real: true, name: "binbash-management" });
        fs.rmSync(path.join(project.folder, "Pulumi.management.yaml"));
        const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
        shell = await ShellSession.open({ cwd: project.folder, env: { ...project.environment, ...noKeys } });
    });
    after(async () => {
        (shell as ShellSession | undefined)?.close();
        await project.close();
    });

    /** Types a section's commands, each with the answers that a person gives. Returns what each showed. */
    async function type(
        heading: string,
        answers: Readonly<Record<string, readonly Typed[]>>,
    ): Promise<Readonly<Record<string, string>>> {
        const shown: Record<string, string> = {};
        left.delete(heading);
        for (const line of page[heading]!) {
            const command = line.replace(/\s+#.*$/u, "");
            if (command === "npm ci") continue; // this checkout has been installed
            const run = await shell.run(line, answers[command] ?? []);
            strictEqual(run.code, 0, `${line}\n${run.shown}`);
            shown[command] = run.shown;
        }
        for (const command of Object.keys(answers)) ok(command in shown, `${heading} has no command ${command}`);
        return shown;
    }

    it("the stack files are written, and the bootstrap user's keys become a profile", async () => {
        const { accessKeyId, secretAccessKey } = bootstrapKeys;
        const shown = await type("2. The machine and the stack files", {
            "./org init": [
                { at: /Company/u, text: "binbash" },
                { at: /Short name/u, text: `${clear}bb` },
                { at: /Email/u, text: "aws@example.com" },
                { at: /Home region/u, text: `${clear}us-east-1` },
                { at: /12 digits/u, text: "111111111111" },
                { at: /Accounts/u, text: `${clear}security, shared, apps-prd=workloads/prd` },
                { at: /Admins/u, text: "ada.lovelace" },
                yes,
            ],
            "./org profiles bootstrap": [
                { at: /Access key id/u, text: accessKeyId },
                { at: /Secret access key/u, text: secretAccessKey },
                yes,
            ],
        });
        match(shown["./org doctor"]!, /mgmt-org-admin/u);
    });

    it("one command makes the organization, the bucket and the key, and moves the state; a second one has nothing to do", async () => {
        const shown = await type("3. The organization", { "./org state create": [yes] });
        match(project.read("Pulumi.yaml"), /url: s3:\/\/bb-pulumi-\d{12}-us-east-1-an\?region=us-east-1/u);
        match(project.read("Pulumi.management.yaml"), /secretsprovider: awskms:\/\/alias\/bb-pulumi-state/u);
        match(project.read("Pulumi.management.yaml"), /^# .*management account/mu, "comments are kept");
        match(shown["./org state migrate"]!, /already/iu);
        await passes("management");
    });

    it("an admin with a device gets in by one code, and the bootstrap user goes", async () => {
        // What the admin does in the console: keys, and a device.
        const iam = project.client(IAMClient);
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
        const { seed } = await enrolDevice(iam, "ada.lovelace");
        awsConfigure({ accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! });
        const own = await shell.run("./org bootstrap-user remove --yes");
        strictEqual(own.code, 1, "not by its own keys");
        const shown = await type("4. The admins", {
            "./org profiles render": [yes],
            'eval "$(./org mfa --profile bb-root-oaar)"': [{ at: /Code of/u, text: () => totp(seed) }],
            "pulumi up --stack management": [update],
            "./org bootstrap-user remove": [yes],
        });
        match(shown["pulumi up --stack management"]!, /unchanged/u);
        match(shown["./org doctor"]!, /✓ service-linked-roles[^]*mgmt-org-admin is gone[^]*0 faults, 2 warnings,/u);
        const sts = project.client(STSClient, { credentials: bootstrapKeys });
        await rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
        await passes("management");
    });

    it("the other layers follow, as the admins' role", async () => {
        const [init, loop] = page["5. The other layers"]!;
        const comments = (text: string): readonly string[] => text.match(/#.*/gu) ?? [];
        const before = comments(project.read("Pulumi.security.yaml"));
        await type("5. The other layers", {
            [init!.replace(/\s+#.*$/u, "")]: [yes],
            [loop!]: [update, update, update],
        });
        deepStrictEqual(comments(project.read("Pulumi.security.yaml")), before);
        match((await shell.run("./org state init")).shown, /Already there: security, shared, apps-prd/u);
        deepStrictEqual([...left], []);
        for (const stack of ["security", "apps-prd"]) await passes(stack);
        const { shown, code } = await shell.run("./org doctor --json | tail -c 3000");
        strictEqual(code, 0, shown);
    });

    /** The policy pack passes the stack, and has no advice. */
    async function passes(stack: string): Promise<void> {
        const pack = shellQuote(path.join(root, "policy-pack"));
        const preview = `pulumi preview --stack ${stack} --policy-pack ${pack} --non-interactive`;
        const { shown, code } = await shell.run(preview);
        strictEqual(code, 0, shown);
        match(shown, /aws-organization@/u, "the pack was loaded");
        doesNotMatch(shown, /\[(?:mandatory|advisory)\]/u);
    }

    /** The AWS CLI is no part of this project: a stand-in for the one command that the page has of it. */
    function awsConfigure({ accessKeyId, secretAccessKey }: Keys): void {
        const keys = `[bb-management]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
        const file = path.join(project.folder, "admin keys");
        fs.writeFileSync(file, keys, { mode: 0o600 });
        project.addCommand(
            "aws",
            `[ "$*" = "configure --profile bb-management" ] && cat '${file}' >>"$AWS_SHARED_CREDENTIALS_FILE"`,
        );
    }
});
