/** The files of `org adopt`: killed before any change of a file, each is the old one or the new one, and the next run ends well. */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesOf } from "../../../cli/adopt/files";
import { proposalOf } from "../../../cli/adopt/proposal";
import { engineSteps } from "../../../cli/adopt/take-in";
import { findProject } from "../../../cli/common/project";
import { writeFiles } from "../../../cli/common/write-files";
import { writeScript } from "../../../sandbox/project";
import { livingFacts, member, policy, root } from "../../support/living-facts";

const projectRoot = join(__dirname, "..", "..", "..");
const said = { scope: "organization", company: { name: "acme", short: "ac" }, email: "aws@acme.example" };

describe("org adopt, writing", () => {
    let folder: string;
    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "org adopt ")));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    const read = (name: string): string => readFileSync(join(folder, name), "utf8");

    /** The files that an organization of a policy and an account makes, beside a management file of somebody's. */
    function adopted(text: string | undefined, raw: Readonly<Record<string, unknown>>) {
        const living = livingFacts({
            members: [member("222222222222", "acme-shop")],
            policies: [policy("p-1", "Fence / 1", { targets: [root] }), policy("p-2", "fence-1")],
        });
        const none = { path: join(folder, "Pulumi.security.yaml"), shown: "Pulumi.security.yaml", text: undefined };
        const management = { path: join(folder, "Pulumi.management.yaml"), shown: "Pulumi.management.yaml", text };
        const start = {
            region: "us-east-1",
            management: raw,
            files: {
                management:
                    text === undefined
                        ? ({ ...management, kind: "none", raw: {} } as const)
                        : ({ ...management, kind: "own", raw, region: "us-east-1" } as const),
                security: { ...none, kind: "none", raw: {} } as const,
            },
        };
        const project = { name: "aws-organization", dir: folder, stackDir: folder, config: {} };
        const proposal = proposalOf(living, { management: raw, security: {} });
        return filesOf(proposal, living, start, project);
    }

    it("keeps comments, order and style of a file of somebody's, and adds below what is there", () => {
        const text = [
            "# ours",
            "config:",
            "  aws:region: us-east-1",
            "  company: { name: acme, short: ac } # the company",
            "  email: 'aws@acme.example'",
            "  # no accounts yet",
            "  accounts: {}",
            "  scope: organization",
            "encryptionsalt: v1:x",
            "",
        ].join("\n");
        const files = adopted(text, { ...said, accounts: {} });
        const { after } = files.at(-1)!;
        strictEqual(
            after,
            [
                "# ours",
                "config:",
                "  aws:region: us-east-1",
                "  company: { name: acme, short: ac } # the company",
                "  email: 'aws@acme.example'",
                "  # no accounts yet",
                "  accounts:",
                '    shop: { unit: root, id: "222222222222", email: 222222222222@acme.example }',
                "  scope: organization",
                "  management:",
                '    id: "111111111111"',
                "  organization:",
                "    id: o-exampleorgid",
                "    policyTypes: [SERVICE_CONTROL_POLICY]",
                "    services: []",
                "    rootAccess: false",
                "  policies:",
                "    Fence / 1: { targets: [root], file: adopted-policies/fence-1.json }",
                "    fence-1: { targets: [], file: adopted-policies/fence-1-2.json }",
                "encryptionsalt: v1:x",
                "",
            ].join("\n"),
        );
        deepStrictEqual(
            files.map(({ shown }) => shown),
            ["adopted-policies/fence-1.json", "adopted-policies/fence-1-2.json", "Pulumi.management.yaml"],
        );
    });

    it("takes no file of another's for a policy's document, and finds its own again", () => {
        const [first] = adopted(undefined, said);
        writeFiles([first!], "adopt");
        deepStrictEqual(
            adopted(undefined, said).map(({ shown }) => shown),
            ["adopted-policies/fence-1-2.json", "Pulumi.management.yaml"],
        );
        writeFileSync(join(folder, "adopted-policies", "fence-1.json"), "{}\n");
        deepStrictEqual(
            adopted(undefined, said).map(({ shown }) => shown),
            ["adopted-policies/fence-1-2.json", "adopted-policies/fence-1-3.json", "Pulumi.management.yaml"],
        );
    });

    it("killed before each change of a file, the stack file is written last and whole", () => {
        const names = ["a.json", "Pulumi.management.yaml"];
        const old = "old\n";
        const command = join(folder, "..", `${folder.split("/").at(-1)!}-command`);
        const script = join(command, "org.js");
        writeFiles(
            [
                {
                    path: script,
                    before: undefined,
                    after: `
const { writeFiles } = require(${JSON.stringify(join(projectRoot, "cli/common/write-files"))});
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const folder = ${JSON.stringify(folder)};
const changes = ${JSON.stringify(names)}.map((name) => {
    const path = join(folder, name);
    return { path, before: existsSync(path) ? readFileSync(path, "utf8") : undefined, after: name + "\\n" };
});
writeFiles(changes.filter(({ before, after }) => before !== after), "adopt");
`,
                },
            ],
            "adopt",
        );
        const run = (at: number) =>
            spawnSync(
                process.execPath,
                [
                    "--require",
                    join(projectRoot, "bin/typescript"),
                    "--require",
                    join(projectRoot, "test/support/cut-writes.js"),
                    script,
                ],
                {
                    env: { ...process.env, CUT_FOLDER: folder, CUT_AT: String(at), CUT_SIGNAL: "SIGKILL" },
                    encoding: "utf8",
                },
            );
        try {
            let cuts = 0;
            for (let at = 1; ; at++) {
                for (const name of readdirSync(folder)) rmSync(join(folder, name));
                writeFileSync(join(folder, names.at(-1)!), old);
                const cut = run(at);
                if (cut.signal !== "SIGKILL") {
                    strictEqual(cut.status, 0, cut.stderr);
                    break;
                }
                cuts++;
                const there = readdirSync(folder);
                for (const name of names.filter((each) => there.includes(each)))
                    ok([`${name}\n`, old].includes(read(name)), `${at}: ${name} is half written`);
                if (read(names.at(-1)!) !== old) for (const name of names) strictEqual(read(name), `${name}\n`);
                const left = names.filter((name) => !there.includes(name) || read(name) === old);
                writeFiles(
                    left.map((name) => ({
                        path: join(folder, name),
                        before: there.includes(name) ? old : undefined,
                        after: `${name}\n`,
                    })),
                    "adopt",
                );
                // Where all was written, the next command that changes a file takes away what is left of the old one.
                if (left.length === names.length) deepStrictEqual(readdirSync(folder).sort(), [...names].sort());
                deepStrictEqual(
                    names.map((name) => read(name)),
                    names.map((name) => `${name}\n`),
                );
            }
            ok(cuts >= 10, `${cuts} cuts`);
        } finally {
            rmSync(command, { recursive: true, force: true });
        }
    });

    it("makes the stack with a salt that the file has before: the engine has nothing to write into it, and its comments stay", async () => {
        const { PATH: before, PULUMI_CONFIG_PASSPHRASE: passphrase } = process.env;
        mkdirSync(join(folder, "bin"));
        // As the engine does it: a file without a salt is written in place, from its values alone.
        const engine = `case "$1" in
            whoami) echo '{"url":"s3://state"}';;
            stack) grep -q ^encryptionsalt: Pulumi.management.yaml || echo 'encryptionsalt: v1:new' >Pulumi.management.yaml;;
            esac`;
        writeScript(join(folder, "bin", "pulumi"), engine);
        writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.management.yaml"), "# Ours.\nconfig: {}\n");
        process.env["PATH"] = `${join(folder, "bin")}:${before}`;
        process.env["PULUMI_CONFIG_PASSPHRASE"] = "";
        try {
            const [make] = engineSteps(findProject(folder), false);
            await make!.act(() => undefined);
            strictEqual(read("Pulumi.management.yaml"), "# Ours.\nconfig: {}\nencryptionsalt: v1:new\n");
        } finally {
            process.env["PATH"] = before;
            if (passphrase === undefined) delete process.env["PULUMI_CONFIG_PASSPHRASE"];
            else process.env["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
        }
    });
});
