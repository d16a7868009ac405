/** The stack files' schema in check-jsonschema, which pre-commit hooks use: Python's validator, with another YAML parser. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";
import { fromPyPI } from "../support/pypi";

const shipped = ["Pulumi.management.yaml", "Pulumi.security.yaml"];

describe("check-jsonschema", function () {
    let folder: string;
    let python: string;
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "schema-"));
        python = path.join(await fromPyPI("check-jsonschema", "0.39.0"), "python");
    });
    after(() => {
        fs.rmSync(folder, { recursive: true });
    });

    async function check(files: readonly string[]): Promise<{ exitCode?: number | undefined; stdout: string }> {
        const schema = path.join(projectRoot, "config.schema.json");
        const args = ["-m", "check_jsonschema", "--schemafile", schema, ...files];
        return execa(python, args, { cwd: projectRoot, reject: false });
    }

    it("accepts the shipped files, and the management file with keys as the engine writes them", async () => {
        const written = path.join(folder, "Pulumi.management.yaml");
        const text = fs.readFileSync(path.join(projectRoot, shipped[0]!), "utf8");
        fs.writeFileSync(written, text.replace(/^ {2}(?=[a-zA-Z]+:(?: |$))/gmu, "  aws-organization:"));
        const { exitCode, stdout } = await check([...shipped, written]);
        deepStrictEqual([exitCode, stdout], [0, "ok -- validation done"]);
    });

    it("refuses a misspelled key, an id without quotes and an unknown word, and says where", async () => {
        const text = fs.readFileSync(path.join(projectRoot, shipped[0]!), "utf8");
        const slips = [
            [/unit: shared/u, "unti: shared", /accounts\.shared/u],
            [/id: "111111111111"/u, "id: 111111111111", /management\.id/u],
            [/policyTypes: \[SERVICE_CONTROL_POLICY\]/u, "policyTypes: [SERVICE_POLICY]", /policyTypes/u],
        ] as const;
        const files = slips.map(([piece, slip], index) => {
            const file = path.join(folder, `Pulumi.slip-${index}.yaml`);
            fs.writeFileSync(file, text.replace(piece, slip));
            return file;
        });
        const { exitCode, stdout } = await check(files);
        strictEqual(exitCode, 1, stdout);
        const said = stdout.split(/(?=^ {2}\S+Pulumi\.slip-)/mu);
        for (const [index, [, , where]] of slips.entries())
            match(said.filter((each) => each.includes(`slip-${index}`)).join("\n"), where);
    });
});
