/** What killed runs leave, and how it differs from what a running one has. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readByteFile, writeByteFile } from "../../../cli/common/byte-file";
import { diskCure, diskFault } from "../../../cli/common/disk-faults";
import { judgeLeftovers, judgeOpenOperations } from "../../../cli/doctor/checks/interrupted";
import { dropLeftBeside, leftBeside, leftFolders, workingFolder } from "../../../cli/common/leftovers";
import { isSame, readDeployment } from "../../../cli/state/deployment";
import { dropHalfFiles, halfFiles } from "../../../engine/half-files";
import { operationName, unsettled } from "../../../cli/state/pending";
import { writeScript } from "../../../sandbox/project";
import { assertFindings } from "../../support/findings";
import { orgHere, type OrgHere } from "../../support/org-here";
import { noProcess } from "../../support/no-process";

const key = "urn:pulumi:management::acme::a:state:StateBackend$aws:kms/key:Key::state-key";
const stack = "urn:pulumi:management::acme::pulumi:pulumi:Stack::acme-management";

function state(resources: readonly string[], pending: readonly [type: string, urn: string][]): string {
    return JSON.stringify({
        version: 3,
        deployment: {
            resources: resources.map((urn) => ({ urn, type: urn.split("::")[2]!.split("$").at(-1) })),
            pending_operations: pending.map(([type, urn]) => ({ type, resource: { urn } })),
        },
    });
}

describe("what killed runs leave", () => {
    let folder: string;
    const file = (name: string, age = 0): string => {
        const made = path.join(folder, name);
        fs.writeFileSync(made, "x");
        const time = Date.now() / 1000 - age;
        fs.utimesSync(made, time, time);
        return made;
    };

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "left "));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    it("copies of a file: of a process that has ended, or old; those of a run at work stay", () => {
        const credentials = path.join(folder, "credentials");
        const left = [
            file(`.credentials.org-${noProcess}-0a1b2c3d`),
            file(`.credentials.org-${process.pid}-00000000`, 7200),
            file(".credentials.org-0a1b2c3d", 90),
            file(`.credentials.${noProcess}.new`),
            file(`.credentials.${noProcess}.old`),
        ];
        const others = [
            file(`.credentials.org-${process.pid}-0a1b2c3d`),
            file(".credentials.org-ffffffff"),
            file(`.credentials2.org-${noProcess}-0a1b2c3d`),
            file(".credentials.orig"),
            file("credentials"),
        ];
        deepStrictEqual(leftBeside(credentials).slice().sort(), left.slice().sort());
        dropLeftBeside(credentials);
        deepStrictEqual(fs.readdirSync(folder).sort(), others.map((name) => path.basename(name)).sort());
    });

    it("the next write of the file removes them", () => {
        const credentials = file("credentials");
        file(`.credentials.org-${noProcess}-0a1b2c3d`);
        writeByteFile(readByteFile(credentials), "y");
        deepStrictEqual(fs.readdirSync(folder), ["credentials"]);
    });

    it("working folders: the next of the kind removes them", () => {
        const before = process.env["TMPDIR"];
        process.env["TMPDIR"] = folder;
        try {
            const left = path.join(folder, `org-state-${noProcess}-AbCdEf`);
            fs.mkdirSync(left);
            deepStrictEqual(leftFolders(), [left]);
            const own = workingFolder("org-state");
            deepStrictEqual(fs.readdirSync(folder), [path.basename(own)]);
            deepStrictEqual(leftFolders(), []);
        } finally {
            if (before === undefined) delete process.env["TMPDIR"];
            else process.env["TMPDIR"] = before;
        }
    });

    it("an empty .attrs beside a state, and a lock that has not got its name, of what the engine reads of a backend", () => {
        const place = path.join(folder, ".pulumi", "stacks", "acme");
        fs.mkdirSync(place, { recursive: true });
        fs.mkdirSync(path.join(folder, ".pulumi", "plugins"));
        const empty = ["meta.yaml.attrs", "stacks/acme/management.json.attrs"];
        for (const name of [...empty, "plugins/x.attrs"]) fs.writeFileSync(path.join(folder, ".pulumi", name), "");
        fs.writeFileSync(path.join(place, "security.json.attrs"), "{}");
        fs.writeFileSync(path.join(place, "security.json"), "");
        const locks = path.join(folder, ".pulumi", "locks", "organization", "acme", "management");
        fs.mkdirSync(locks, { recursive: true });
        const lock = path.join(locks, "0a.json.18ece08e6a63dac2.tmp");
        for (const name of [lock, path.join(locks, "0b.json.18ece08e6a63dac3.tmp"), path.join(locks, "0c.json")])
            fs.writeFileSync(name, "");
        // The first lock is old. The second is new, as if an engine were writing it.
        fs.utimesSync(lock, 1, 1);
        deepStrictEqual(halfFiles(folder), [...empty.map((name) => path.join(folder, ".pulumi", name)), lock]);
        dropHalfFiles(folder);
        deepStrictEqual(halfFiles(folder), []);
        deepStrictEqual(fs.readdirSync(place).sort(), ["security.json", "security.json.attrs"]);
        deepStrictEqual(halfFiles(path.join(folder, "none")), []);
    });

    it("are shown before they are removed, in a plan of their own; a dry run removes nothing and asks the engine nothing more", async () => {
        const [backend, bin] = [path.join(folder, "state"), path.join(folder, "bin")];
        const half = path.join(backend, ".pulumi", "stacks", "acme", "apps.json.attrs");
        fs.mkdirSync(path.dirname(half), { recursive: true });
        fs.writeFileSync(half, "");
        const log = path.join(folder, "asked");
        fs.mkdirSync(bin);
        const answers = `case "$1" in whoami) echo '{"url":"file://${backend}"}';; *) echo '[]';; esac`;
        writeScript(path.join(bin, "pulumi"), `echo "$1 $2" >>'${log}'\n${answers}`);
        const company = ["company: { name: acme, short: ac }", "email: aws@example.com", "ownedDomains: [example.com]"];
        const accounts = "accounts: { apps: { unit: prd, formerly: app }, security: { unit: prd } }";
        const lines = [
            "aws:region: us-east-1",
            ...company,
            'management: { id: "111111111111" }',
            "units: [prd]",
            accounts,
        ];
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        fs.writeFileSync(path.join(folder, "Pulumi.management.yaml"), `config:\n  ${lines.join("\n  ")}\n`);
        const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` };
        const rename = (...flags: readonly string[]): Promise<OrgHere> =>
            orgHere({ cwd: folder, env }, ["accounts", "rename", "app", "apps", ...flags]);

        const dry = await rename("--dry-run", "--json");
        strictEqual(dry.code, 0, dry.err);
        match(
            dry.err,
            /^First, remove what a killed engine has left half-written[^]*• remove \S.*apps\.json\.attrs\n! The rest/mu,
        );
        match(dry.out, /"status": ?"planned"/u);
        deepStrictEqual([fs.existsSync(half), fs.readFileSync(log, "utf8")], [true, "whoami --verbose\n"]);

        const done = await rename("--yes", "--json");
        strictEqual(done.code, 0, done.err);
        ok(!fs.existsSync(half));
        deepStrictEqual((JSON.parse(done.out) as { readonly steps: unknown }).steps, []);
        match(fs.readFileSync(log, "utf8"), /\nstack ls\n/u);
    });

    it("open operations: a create is settled once the resource is there; a copy without them is the same", () => {
        const before = readDeployment(state([stack, key], [["creating", key]]));
        deepStrictEqual(unsettled(before), []);
        ok(isSame(before, readDeployment(state([stack, key], []))));
        ok(!isSame(before, readDeployment(state([stack], []))));
        const begun = readDeployment(JSON.stringify({ version: 3, deployment: null }));
        const empty = { manifest: { time: "2026-11-30" }, metadata: {}, secrets_providers: { type: "cloud" } };
        ok(isSame(begun, readDeployment(JSON.stringify({ version: 3, deployment: empty }))));
        ok(!isSame(begun, readDeployment(state([stack], []))));
        const open = unsettled(readDeployment(state([stack], [["creating", key]])));
        deepStrictEqual(open.map(operationName), ["creating state-key (aws:kms/key:Key)"]);
        strictEqual(unsettled(readDeployment(state([stack, key], [["updating", key]]))).length, 1);
    });

    it("the doctor tells of both, with the command that ends it", () => {
        const pending = [{ type: "creating", urn: key }];
        assertFindings(judgeOpenOperations({ stacks: [{ stack: "management", pending }], more: 0 }), [
            "fault",
            /management was cut off while creating state-key \(aws:kms\/key:Key\)/u,
            /pulumi refresh --clear-pending-creates --stack management$/u,
        ]);
        assertFindings(judgeOpenOperations({ stacks: [{ stack: "management", pending: [] }], more: 3 }), [
            "ok",
            /3 other stacks not looked at/u,
        ]);
        assertFindings(judgeOpenOperations({ stacks: [], more: 0 }), ["skipped", /no stack/u]);
        assertFindings(
            judgeLeftovers({
                files: ["/a b/.credentials.org-1-0a"],
                noted: ["/tmp/org-fleet-1-abcdef"],
                begun: ["/s/m.attrs"],
            }),
            ["warning", /left \/a b\/\.credentials\.org-1-0a/u, /^rm -r '\/a b\/\.credentials\.org-1-0a'$/u],
            ["warning", /the fleet left \/tmp\/org-fleet-1-abcdef/u, /^\.\/org fleet status/u],
            ["fault", /EOF/u, /^rm -r '\/s\/m\.attrs'$/u],
        );
        assertFindings(judgeLeftovers({ files: [], noted: [], begun: [] }), ["ok", /nothing/u]);
    });
});

describe("a disk that cannot be written", () => {
    const reported = (code: string, file: string): string | undefined =>
        diskFault(Object.assign(new Error(code), { code }), "written", file)?.why;

    it("is said in words: full, used up, read-only", () => {
        strictEqual(reported("ENOSPC", "/x/y"), "the disk is full");
        strictEqual(reported("EDQUOT", "/x/y"), "the disk quota is used up");
        strictEqual(reported("EROFS", "/x/y"), "its file system is read-only");
        strictEqual(reported("ECONNREFUSED", "/x/y"), undefined);
    });

    it("in the engine's words it has its cure too", () => {
        match(diskCure("write /s/m.json.18.tmp: no space left on device") ?? "", /make room/u);
        match(diskCure("mkdir /h/.pulumi: read-only file system") ?? "", /PULUMI_HOME/u);
        match(
            diskCure("could not get cloud url: failed to create '/h/.pulumi': mkdir /h: not a directory") ?? "",
            /home \/h\/\.pulumi cannot be made there[^\n]*PULUMI_HOME/u,
        );
        match(diskCure("open /h/.pulumi/credentials.json: permission denied") ?? "", /PULUMI_HOME/u);
        match(diskCure("write /a b/m.json.18.tmp: file too large") ?? "", /ulimit -f/u);
        match(diskCure("open /a b/.pulumi/x: permission denied") ?? "", /PULUMI_HOME/u);
        strictEqual(diskCure("AccessDenied"), undefined);
        strictEqual(diskCure("operation error S3: PutObject: permission denied"), undefined);
    });

    it("a folder that is not there and cannot be made is not 'no such file'", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "disk "));
        const place = path.join(folder, "none", "config");
        strictEqual(reported("ENOENT", place), undefined);
        // A read-only file system, which a test cannot count on to have.
        const module = process.getBuiltinModule("node:fs");
        const { accessSync } = module;
        const asked: string[] = [];
        module.accessSync = (folder) => {
            asked.push(String(folder));
            throw Object.assign(new Error("EROFS"), { code: "EROFS" });
        };
        try {
            strictEqual(reported("ENOENT", place), "its file system is read-only");
        } finally {
            module.accessSync = accessSync;
            fs.rmdirSync(folder);
        }
        deepStrictEqual(asked, [folder]);
    });
});
