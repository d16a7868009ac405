import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asInCi } from "../../support/as-in-ci";
import { orgHere, type OrgHere } from "../../support/org-here";
import { acmeStack } from "../../support/org-project";

const root = join(__dirname, "..", "..", "..");

interface Run {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
}

function org(args: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin", "org.js"), ...args], {
        cwd,
        encoding: "utf8",
        env: { ...process.env, ...asInCi, ...environment },
    });
    return { code: status, out: stdout, err: stderr };
}

describe("org", function () {
    let dir: string;
    /** For what is no matter of the process: what it reads, and what it prints of it. */
    const here = (args: readonly string[]): Promise<OrgHere> =>
        orgHere({ cwd: dir, env: { ...process.env, ...asInCi } }, args);
    beforeEach(() => {
        dir = mkdtempSync(join(tmpdir(), "org-"));
        writeFileSync(join(dir, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        writeFileSync(join(dir, "Pulumi.management.yaml"), acmeStack);
    });
    afterEach(() => {
        rmSync(dir, { recursive: true });
    });

    it("validate: no fault, exit code 0", () => {
        const { code, out, err } = org(["validate"], dir);
        deepStrictEqual([code, out, err], [0, "Pulumi.management.yaml: no fault\n", ""]);
    });

    it("validate: every fault with file, line and cure, exit code 1, no stack trace", () => {
        writeFileSync(
            join(dir, "Pulumi.management.yaml"),
            acmeStack.replace('"222222222222"', "011111111111").replace("unit: security", "unti: security"),
        );
        const { code, out, err } = org(["validate", "--stack", "management"], dir);
        strictEqual(code, 1);
        match(out, /2 faults/);
        match(out, /management\.id: 011111111111 \(Pulumi\.management\.yaml:5\)/);
        match(out, /did you mean unit\?/);
        ok(!/^\s+at /mu.test(`${out}${err}`));
    });

    it("colours are on a terminal alone, and where FORCE_COLOR asks for them", () => {
        writeFileSync(join(dir, "Pulumi.management.yaml"), acmeStack.replace("unit: security", "unti: security"));
        const coloured = (environment: Readonly<Record<string, string>>): boolean => {
            const { out, err } = org(["validate"], dir, environment);
            return `${out}${err}`.includes("\u001B[");
        };
        deepStrictEqual(
            [{}, { FORCE_COLOR: "1" }, { FORCE_COLOR: "0" }, { FORCE_COLOR: "1", NO_COLOR: "1" }].map(coloured),
            [false, true, false, false],
        );
    });

    it("state init: without an active account there is no stack to make, and nobody is asked", async () => {
        writeFileSync(join(dir, "Pulumi.management.yaml"), acmeStack.replace(/^ {2}accounts:\n.*\n/mu, ""));
        for (const named of [[], ["security"]]) {
            const { code, out, err } = await here(["state", "init", ...named, "--yes"]);
            strictEqual(code, 1);
            match(`${out}${err}`, /has no active account.*\n.*write accounts first/u);
        }
    });

    it("validate: faults of one cause are shown once, and --json has them all", async () => {
        const file = join(dir, "Pulumi.management.yaml");
        const lines = (length: number, line: (index: number) => string): string =>
            Array.from({ length }, (_, index) => `    ${line(index + 1)}\n`).join("");
        const unti = (length: number): string => lines(length, (index) => `a${index}: { unti: security }`);
        const bare = (length: number): string =>
            lines(
                length,
                (index) =>
                    `b${index}: { unit: security, id: ${222200000000 + index}, email: aws+b${index}@acme.example }`,
            );
        for (const [accounts, head, shown, more] of [
            [
                unti(303),
                "1 kind of fault in 303 places",
                1,
                /302 more of this kind: accounts\.a2\.unti \(line \d+\), /u,
            ],
            [bare(303), "1 kind of fault in 303 places", 1, /302 more of this kind: accounts\.b2\.id \(line \d+\), /u],
            [
                lines(50, (index) => `A_${index}: { unit: security }`),
                "1 kind of fault in 50 places",
                1,
                /49 more of this kind: accounts\.A_2 /u,
            ],
            [
                lines(50, (index) => `d${index}: { unit: nowhere${index} }`),
                "1 kind of fault in 50 places",
                1,
                /49 more of this kind: accounts\.d2\.unit /u,
            ],
            [
                `${unti(300)}${bare(2)}${lines(2, (index) => `c${index}: { unit: security, nmae: x }`)}`,
                "3 kinds of fault in 304 places",
                5,
                /299 more of this kind: accounts\.a2\.unti /u,
            ],
            [unti(3), "3 faults", 3, undefined],
            [bare(2), "2 faults", 2, undefined],
        ] as const) {
            writeFileSync(file, acmeStack.replace("  accounts:\n", `  accounts:\n${accounts}`));
            const { code, out } = await here(["validate", "--stack", "management"]);
            deepStrictEqual([code, out.split("\n")[0]], [1, `Pulumi.management.yaml: ${head}:`], out);
            strictEqual(out.match(/^ {4}→ /gmu)!.length, shown, out);
            strictEqual(out.split("\n").length, 2 + 3 * shown + (more === undefined ? 0 : 2), out);
            if (more === undefined) continue;
            match(out, more);
            const command = /all of them: \.\/org (.*)\n/u.exec(out)![1]!;
            const { files } = JSON.parse((await here(command.split(" "))).out) as {
                files: readonly { faults: readonly unknown[] }[];
            };
            strictEqual(files[0]!.faults.length, Number(/(\d+) places/u.exec(head)![1]));
        }
    });

    it("validate --json: the same as data, and nothing else on stdout", async () => {
        writeFileSync(
            join(dir, "Pulumi.management.yaml"),
            acmeStack.replace("email: aws@acme.example", "email: aws@gmail.com"),
        );
        const { code, out } = await here(["validate", "--json"]);
        const verdict = JSON.parse(out) as {
            ok: boolean;
            files: { file: string; stack: string; layer: string; faults: { path: string; line: number }[] }[];
        };
        deepStrictEqual([code, verdict.ok, verdict.files.length], [1, false, 1]);
        deepStrictEqual([verdict.files[0]!.stack, verdict.files[0]!.layer], ["management", "management"]);
        deepStrictEqual(
            verdict.files[0]!.faults.map(({ path, line }) => [path, line]),
            [["email", 4]],
        );
    });

    it("validate: a user of the security stack is a person to the management stack, and roles are compared", async () => {
        writeFileSync(
            join(dir, "Pulumi.security.yaml"),
            "config:\n  users: { aws: { groups: [devops] } }\n  groups: { devops: { roles: [DevOps] } }\n",
        );
        const { code, out } = await here(["validate"]);
        strictEqual(code, 1);
        match(out, /a person named in users of the security stack/);
        match(out, /groups\.devops\.roles\[0\]/);
    });

    it("validate: any other stack is a member's, and needs no file; it has its account's name", async () => {
        const accounts =
            "  accounts:\n    security: { unit: security }\n    apps-prd: { unit: security, formerly: apps }\n";
        writeFileSync(
            join(dir, "Pulumi.management.yaml"),
            acmeStack.replace(/ {2}accounts:.*\n(?: {4}.*\n)*/u, accounts),
        );
        strictEqual((await here(["validate", "--stack", "apps-prd"])).code, 0);
        writeFileSync(join(dir, "Pulumi.apps-prd.yaml"), "config:\n  baselin: {}\n");
        match((await here(["validate", "--stack", "apps-prd"])).out, /did you mean baseline\?/);
        match((await here(["validate", "--stack", "apps-prod"])).out, /is no account[\s\S]*did you mean apps-prd\?/);
        match(
            (await here(["validate", "--stack", "apps"])).out,
            /rename the stack too: \.\/org accounts rename apps apps-prd/,
        );
    });

    it("accounts rename: the stacks that are layers keep their names, whatever the config says", async () => {
        for (const [from, to, why] of [
            ["security", "audit", /the security layer is bound to[\s\S]*keep the key, write: security: \{/],
            ["management", "root-account", /the stack of the management layer/],
            ["apps-prd", "management", /the stack of the management layer/],
        ] as const) {
            const { code, out, err } = await here(["accounts", "rename", from, to, "--yes"]);
            strictEqual(code, 1, out);
            match(err, why);
        }
    });

    it("validate --stack: a name that is no stack's is a fault, with the nearest, whatever is known of accounts", async () => {
        for (const [stack, near] of [
            ["securty", "security"],
            ["managment", "management"],
        ] as const) {
            const { code, out } = await here(["validate", "--stack", stack]);
            strictEqual(code, 1, out);
            match(out, new RegExp(`did you mean ${near}\\?`));
        }
        for (const management of ["config:\n  accounts: []\n", "config: [\n", undefined]) {
            if (management === undefined) rmSync(join(dir, "Pulumi.management.yaml"));
            else writeFileSync(join(dir, "Pulumi.management.yaml"), management);
            const { code, out, err } = await here(["validate", "--stack", "securty"]);
            strictEqual(code, 1, out + err);
            match(out, /is no stack: there is no Pulumi\.securty\.yaml[\s\S]*did you mean security\?/);
        }
    });

    it("validate: what a Pulumi environment may give is a warning, and the environment is named", async () => {
        writeFileSync(
            join(dir, "Pulumi.management.yaml"),
            `environment: [acme/prod]\n${acmeStack.replace(/ {2}email:.*\n/u, "")}`,
        );
        const { code, out } = await here(["validate"]);
        strictEqual(code, 0, out);
        match(out, /environment: acme\/prod/);
        match(out, /email[^\n]*\n.*is missing here, unless the environment gives it/);
    });

    it("validate: a file in UTF-16 and one without a region are named as such", async () => {
        const file = join(dir, "Pulumi.management.yaml");
        writeFileSync(file, Buffer.from(`\ufeff${acmeStack}`, "utf16le"));
        match((await here(["validate"])).out, /^Pulumi\.management\.yaml: 1 fault:[\s\S]*is in UTF-16/);
        writeFileSync(file, acmeStack.replace(/ {2}aws:region:.*\n/u, ""));
        match((await here(["validate"])).out, /aws:region[\s\S]*is required, and missing/);
    });

    it("a Pulumi.yaml with a key twice is named, with both lines", async () => {
        writeFileSync(join(dir, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\nname: other\n");
        const { code, out, err } = await here(["validate"]);
        strictEqual(code, 1);
        match(out + err, /Pulumi\.yaml cannot be read[\s\S]*name[\s\S]*line 1 and in line 3/);
        ok(!/^\s+at /mu.test(`${out}${err}`));
    });

    it("before npm ci it says so, in one line, whatever is asked", () => {
        const clone = join(dir, "clone");
        for (const part of ["bin", "cli", "config", "package.json"])
            cpSync(join(root, part), join(clone, part), { recursive: true });
        for (const args of [["validate"], ["--help"], ["doctor", "--debug"], []]) {
            const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, "bin", "org.js"), ...args], {
                cwd: dir,
                encoding: "utf8",
            });
            deepStrictEqual([status, stdout], [1, ""]);
            match(stderr, /^error: the packages of this program are not installed\n {4}→ run npm ci in .*clone\n$/);
        }
    });

    it("validate --file: another file, for the stack that its name or --stack says", async () => {
        writeFileSync(join(dir, "draft.yaml"), acmeStack);
        strictEqual((await here(["validate", "--file", "draft.yaml", "--stack", "management"])).code, 0);
        strictEqual((await here(["validate", "--file", "draft.yaml"])).code, 2);
        strictEqual((await here(["validate", "--file", "gone/Pulumi.management.yaml"])).code, 1);
    });

    it("validate: values of Pulumi.yaml count, as the engine counts them", async () => {
        writeFileSync(
            join(dir, "Pulumi.yaml"),
            "name: acme-org\nruntime: nodejs\nconfig:\n  email: { type: string, default: aws@acme.example }\n  aws:region: { value: eu-west-1 }\n",
        );
        writeFileSync(join(dir, "Pulumi.management.yaml"), acmeStack.replace("  email: aws@acme.example\n", ""));
        strictEqual((await here(["validate"])).code, 0);
    });

    it("a folder without a project and an unknown option are usage faults: exit code 2, one line and its cure", () => {
        const away = org(["validate"], "/");
        strictEqual(away.code, 2);
        match(away.err, /^error: .*Pulumi\.yaml.*\n {4}→ /);
        strictEqual(org(["validate", "--stak", "x"], dir).code, 2);
        match(org(["valdate"], dir).err, /Did you mean validate\?/);
    });

    it("-C names the project's folder from anywhere", () => {
        strictEqual(org(["-C", dir, "validate"], "/").code, 0);
    });

    it("schema: writes the file once, prints with --stdout, tells staleness with --check", async () => {
        strictEqual((await here(["schema", "--check"])).code, 1);
        match((await here(["schema"])).err, /wrote config\.schema\.json/);
        match((await here(["schema"])).err, /up to date/);
        strictEqual((await here(["schema", "--check"])).code, 0);
        ok((JSON.parse((await here(["schema", "--stdout"])).out) as { $defs: object }).$defs);
    });
});
