import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { rawConfig, readStackFile } from "../../config";
import { readByEngine, type Reading } from "../support/engine-reading";
import { hasGo } from "../support/go";
import { difference, readingDifferences } from "../support/reading-differences";
import { TestProject } from "../support/project";
import { stackFileText } from "../support/stack-file-generator";

const name = "aws-organization";
const seen = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "seen-")), "config.json");

/** A program that writes the config that it gets into a file. */
const program = `
const { runtime } = require("@pulumi/pulumi");
require("node:fs").writeFileSync(process.env.PROBE, JSON.stringify(runtime.allConfig()));
`;

describe("stack files, by the engine and by org validate", () => {
    let project: TestProject;
    let projectFile: string;

    before(async () => {
        const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
        project = (await TestProject.open({ probe: { email: "aws@acme.example" } }, account)).with({ PROBE: seen });
        projectFile = path.join(project.folder, "Pulumi.yaml");
        project.writeProgram(program);
        await project.must("stack", "init", "probe");
    });
    after(() => project.close());

    /** Reads the stack file with `pulumi config`, which starts an engine for each file. */
    async function config(text: string): Promise<Reading> {
        project.writeStack("probe", text);
        const { exitCode, stdout, stderr } = await project.pulumi(
            "config",
            "--json",
            "--show-secrets",
            "--stack",
            "probe",
        );
        if (exitCode !== 0) return { error: stderr };
        const values = JSON.parse(stdout) as Readonly<Record<string, { readonly value?: string }>>;
        return { config: Object.fromEntries(Object.entries(values).map(([key, { value }]) => [key, value ?? ""])) };
    }

    const taken = [
        ...["config:\n  email: a@b\t\n", "config:\n  email: a@b\t# c\n", "config:\t# c\n  email: a@b\n"],
        ...["config:\n  email:\ta@b\n", "config:\n  email\t: a@b\n", "config:\n  email: \ta@b \t \n"],
        ...[
            "config:\n  units: [a,\tb\t]\t# c\n",
            "config:\n  units: [\t\n    a]\n",
            "config:\n  units: [a,\t# c\n    b]\n",
        ],
        ...["config:\n  units:\t\n    - a\t\n", "config:\n  a: {\tb:\tc }\n", 'config:\n  a: "b"\t\n  c: d\n'],
        ...[
            "config:\n  a: &b\tx\n  c: *b\t\n",
            "config:\n  a:\t|\n    x\n",
            "config:\n  a:\t\n",
            "---\t\nconfig:\n  a: b\n",
        ],
        ...["config:\n  a: x\n   \ty\n", "config:\n  a: |\t# c\n    x\n"],
    ];
    const refused = [
        ...["config:\n\temail: a\n", "config:\n  units:\n    -\ta\n", "config:\n  units:\n    - \ta\n"],
        ...["config:\n  a: x\n\t\n  b: y\n", "config:\n  a: x\n  \t# c\n  b: y\n", "\t# c\nconfig:\n  a: b\n"],
        ...[
            "config:\n  a: x\n\t",
            "config:\n  a: -\tb\n",
            "config:\n  units:\n    - -\ta\n",
            "config:\n  units:\n    -\t\n      b: c\n",
        ],
    ];

    it("a tab is a fault where the engine refuses it, and nowhere else", async () => {
        const files = [...taken, ...refused];
        const readings: Reading[] = [];
        if (await hasGo()) readings.push(...(await readByEngine(files, projectFile)));
        else for (const text of files) readings.push(await config(text));
        files.forEach((text, index) => {
            const reading = readings[index]!;
            deepStrictEqual([text, reading.error === undefined], [text, index < taken.length]);
            deepStrictEqual([text, readStackFile(text, name).faults.length === 0], [text, index < taken.length]);
            deepStrictEqual(difference(text, reading), []);
        });
    });

    it("300 generated files: the same values, or a fault of org validate", async function () {
        const seed = 2026;
        if (await hasGo()) {
            const { differences, accepted } = await readingDifferences(300, seed, projectFile);
            deepStrictEqual(differences, []);
            ok(accepted > 50, `both take ${accepted} of 300`);
            return;
        }
        for (const text of fc.sample(stackFileText(), { numRuns: 300, seed }))
            deepStrictEqual(difference(text, await config(text)), []);
    });

    // One file of each kind, so that no program is needed for each of the three hundred generated files.
    const samples = [
        "config:\n  email: aws@acme.example\n  accounts: &a { x: 1, y: 1.50, z: '007', t: True }\n  units: [1e3, null, \"\", ~]\n  tags: *a\n",
        "config:\n  accounts:\n    b: &b { a: 1, c: 3 }\n    c: { <<: [{ a: 2 }, *b], c: own }\n  aws-organization:config:email: x@acme.example\n",
        'config:\n  company: \'{"name": "acme"}\'\n  email: |\n    a\n\n      b\n  units: 12345678901234567890\n  regions: "0123"\n',
    ];

    for (const [index, text] of samples.entries()) {
        it(`the program sees what pulumi config, the engine's own packages and org validate see (${index + 1})`, async () => {
            const { raw, faults } = readStackFile(text, name);
            deepStrictEqual(
                faults.filter(({ message }) => !message.startsWith("is read as the number")),
                [],
            );
            const shown = await config(text);
            deepStrictEqual(rawConfig(shown.config!, name).raw, raw);
            if (await hasGo()) deepStrictEqual((await readByEngine([text], projectFile))[0]!.config, shown.config);
            await project.must("preview", "--stack", "probe");
            const given = JSON.parse(fs.readFileSync(seen, "utf8")) as Record<string, string>;
            deepStrictEqual(rawConfig(given, name).raw, raw);
        });
    }

    it("what the engine refuses is a fault with a line and a cure", async () => {
        for (const text of [
            "config:\n  a: .inf\n",
            "%YAML 1.2\n---\nconfig:\n  a: b\n",
            'config:\n  a: "\\/"\n',
            'config:\n  a: "\\ud83d\\ude00"\n',
            "config:\n  a: x\u2028y\n",
            "config:\n  a: *none\n",
            "config:\n  a: !!bool yes\n",
        ]) {
            ok((await config(text)).error !== undefined, `the engine takes ${JSON.stringify(text)}`);
            const { faults } = readStackFile(text, name);
            ok(
                faults.some(({ line, cure }) => line !== undefined && cure.length > 5),
                JSON.stringify([text, faults]),
            );
        }
    });
});
