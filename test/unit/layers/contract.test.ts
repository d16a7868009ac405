import { deepStrictEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { projectRoot } from "../../../sandbox/locations";
import { managementOutputs } from "../../support/management-outputs";

const build = path.join(projectRoot, "layers/management/build.ts");
const layer = path.join(projectRoot, "layers/management/management-layer.ts");
const model = path.join(projectRoot, "config/model/management-outputs.ts");

/** The compiler, with one file written otherwise. */
class Compiler {
    private readonly changed = new Map<string, string>();
    private readonly service: ts.LanguageService;
    private version = 0;

    public constructor() {
        const config = ts.getParsedCommandLineOfConfigFile(
            path.join(projectRoot, "tsconfig.json"),
            { noEmit: true, skipLibCheck: true },
            { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
        )!;
        const textOf = (file: string): string | undefined => this.changed.get(file) ?? ts.sys.readFile(file);
        this.service = ts.createLanguageService({
            getScriptFileNames: () => [layer],
            getScriptVersion: (file) => (this.changed.has(file) ? String(this.version) : "0"),
            getScriptSnapshot: (file) => {
                const text = textOf(file);
                return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
            },
            getCurrentDirectory: () => projectRoot,
            getCompilationSettings: () => config.options,
            getDefaultLibFileName: ts.getDefaultLibFilePath,
            fileExists: (file) => ts.sys.fileExists(file),
            readFile: (file) => ts.sys.readFile(file),
            directoryExists: (folder) => ts.sys.directoryExists(folder),
            getDirectories: (folder) => ts.sys.getDirectories(folder),
        });
    }

    /** What the compiler says of `looked` when one text of `file` is another. */
    public says(file: string, from: string, to: string, looked = file): readonly string[] {
        const before = readFileSync(file, "utf8");
        const after = before.replace(from, to);
        ok(after !== before || from === to, `${from} is in ${file}`);
        this.changed.clear();
        this.changed.set(file, after);
        this.version++;
        return this.service
            .getSemanticDiagnostics(looked)
            .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    }
}

describe("what the management stack hands on is a contract that the compiler holds", () => {
    let compiler: Compiler;
    before(function () {
        compiler = new Compiler();
        deepStrictEqual(compiler.says(build, "", ""), []);
        deepStrictEqual(compiler.says(layer, "", ""), []);
    });

    const written = [...Object.keys(managementOutputs()), "units", "tags", "state", "encryptedPasswords"];
    /** An output in the object that buildManagement returns, as it is written there. */
    function outputText(key: string): string {
        const source = ts.createSourceFile(build, readFileSync(build, "utf8"), ts.ScriptTarget.Latest, true);
        const found: string[] = [];
        const visit = (node: ts.Node): void => {
            if (
                ts.isPropertyAssignment(node) &&
                ts.isReturnStatement(node.parent.parent) &&
                node.name.getText() === key
            )
                found.push(`${node.getText()},`);
            ts.forEachChild(node, visit);
        };
        visit(source);
        return found[0]!;
    }

    for (const key of written.filter((each) => each !== "region"))
        it(`${key}: leaving it out does not compile, nor does another type`, () => {
            const missing = compiler.says(build, outputText(key), "");
            ok(
                missing.some((line) => line.includes(`'${key}' is missing`)),
                missing.join("\n"),
            );
            const other = compiler.says(build, outputText(key), `${key}: Symbol(),`);
            ok(
                other.some((line) => line.includes("symbol")),
                other.join("\n"),
            );
        });

    it("region: the same, where the layer adds it", () => {
        const text = "        region,\n        ...(waitsFor";
        const says = (other: string): readonly string[] => compiler.says(layer, text, text.replace("region,", other));
        ok(says("").some((line) => line.includes("'region'")));
        ok(says("region: 1,").some((line) => line.includes("number")));
    });

    it("an output that no reader knows does not compile", () => {
        ok(
            compiler
                .says(build, "        schema: outputsSchema,", "$&\n        more: 1,")
                .some((line) => line.includes("'more'")),
        );
    });

    it("another type deep inside does not compile", () => {
        ok(
            compiler
                .says(build, "rootId: organization.rootId }", "rootId: 1 }")
                .some((line) => line.includes("number")),
        );
        ok(compiler.says(build, "accounts[key]?.accountId ?? null", "7").length > 0);
    });

    it("a reader's key that the list of keys lacks does not compile", () => {
        ok(compiler.says(model, '    admins: "needed",\n', "").some((line) => line.includes("'admins'")));
        ok(
            compiler
                .says(model, "    readonly regions: readonly string[];", "$&\n    readonly newOne: string;", model)
                .some((line) => line.includes("'newOne'")),
        );
        ok(
            compiler
                .says(model, "    readonly regions: readonly string[];", "$&\n    readonly newOne: string;", build)
                .some((line) => line.includes("'newOne'")),
        );
    });
});
