import { deepStrictEqual, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { projectRoot } from "../../../sandbox/locations";
import { managementOutputs } from "../../support/management-outputs";

const build = path.join(projectRoot, "layers/management/build.ts");
const layer = path.join(projectRoot, "layers/management/management-layer.ts");
const model = path.join(projectRoot, "config/model/management-outputs.ts");

/** Files that are the same on disk for both programs. */
const read = new Map<string, ts.SourceFile | undefined>();

/** Returns the compiler's errors in the files of `changed` with these texts; everything that they import is read from disk. */
function faultsOf(changed: ReadonlyMap<string, string>): (file: string) => readonly Found[] {
    const { options } = ts.getParsedCommandLineOfConfigFile(
        path.join(projectRoot, "tsconfig.json"),
        { noEmit: true, skipLibCheck: true },
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
    )!;
    const host = ts.createCompilerHost(options, true);
    const getSourceFile: typeof host.getSourceFile = (file, languageVersion, ...more) => {
        const text = changed.get(path.resolve(file));
        if (text !== undefined) return ts.createSourceFile(file, text, languageVersion, true);
        if (!read.has(file)) read.set(file, host.getSourceFile(file, languageVersion, ...more));
        return read.get(file);
    };
    const program = ts.createProgram([layer], options, { ...host, getSourceFile });
    return (file) =>
        program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ start, messageText }) => ({
            start: start!,
            message: ts.flattenDiagnosticMessageText(messageText, "\n"),
        }));
}

/** An error of the compiler, with its position in the text. */
interface Found {
    readonly start: number;
    readonly message: string;
}

/** A statement of a file, preceded by copies with one change each, and the compiler's errors for each. */
class Variants {
    private readonly made = new Map<string, string>();
    private found: readonly Found[] = [];
    private whole = "";

    /** @param statement as in the file; `copy` makes a copy that may be written before it */
    constructor(
        readonly file: string,
        private readonly statement: string,
        private readonly copy: (text: string, number: number) => string,
    ) {
        ok(readFileSync(file, "utf8").split(statement).length === 2, `${statement} is once in ${file}`);
    }

    add(from: string, to: string): void {
        const text = this.statement.replace(from, to);
        ok(text !== this.statement, `${from} is in ${this.file}`);
        this.made.set(`${from}\0${to}`, this.copy(text, this.made.size));
    }

    /** The file with all copies. */
    get text(): string {
        const all = [...this.made.values(), this.statement].join("\n");
        return (this.whole = readFileSync(this.file, "utf8").replace(this.statement, () => all));
    }

    compiled(faults: (file: string) => readonly Found[]): void {
        this.found = faults(this.file);
    }

    /** The compiler's errors in the copy. */
    says(from: string, to: string): string {
        const made = this.made.get(`${from}\0${to}`)!;
        const at = this.whole.indexOf(made);
        return this.found
            .filter(({ start }) => start >= at && start < at + made.length)
            .map(({ message }) => message)
            .join("\n");
    }

    /** The compiler's errors elsewhere in the file. */
    get elsewhere(): readonly string[] {
        const spans = [...this.made.values()].map((text) => [this.whole.indexOf(text), text.length] as const);
        const isInCopy = (start: number): boolean => spans.some(([at, length]) => start >= at && start < at + length);
        return this.found.filter(({ start }) => !isInCopy(start)).map(({ message }) => message);
    }
}

/** The object that buildManagement returns, in its source text, with each output. */
function returned(): { readonly statement: string; readonly outputs: ReadonlyMap<string, string> } {
    const source = ts.createSourceFile(build, readFileSync(build, "utf8"), ts.ScriptTarget.Latest, true);
    const built = source.statements.find(
        (each): each is ts.FunctionDeclaration =>
            ts.isFunctionDeclaration(each) && each.name?.text === "buildManagement",
    )!;
    const statement = built.body!.statements.at(-1)! as ts.ReturnStatement;
    const { properties } = statement.expression as ts.ObjectLiteralExpression;
    return {
        statement: statement.getText(),
        outputs: new Map(properties.map((each) => [each.name!.getText(), `${each.getText()},`])),
    };
}

describe("what the management stack hands on is a contract that the compiler holds", () => {
    const { statement, outputs } = returned();
    const written = [...Object.keys(managementOutputs()), "units", "tags", "state", "encryptedPasswords"].filter(
        (key) => key !== "region",
    );
    const inBuild = new Variants(build, statement, (text, number) => `if (config.email === "${number}") ${text}`);
    const text = "region,\n        ...(waitsFor";
    const inLayer = new Variants(
        layer,
        /const outputs: ManagementStackOutputs = \{[\s\S]*?\n {4}\};/u.exec(readFileSync(layer, "utf8"))![0],
        (copy, number) => copy.replace("const outputs", `const outputs${number}`),
    );
    const more = ["schema: outputsSchema,", "schema: outputsSchema,\n        more: 1,"] as const;
    const rootId = ["rootId: organization.rootId }", "rootId: 1 }"] as const;
    before(() => {
        for (const key of written) {
            inBuild.add(outputs.get(key)!, "");
            inBuild.add(outputs.get(key)!, `${key}: Symbol(),`);
        }
        inBuild.add(...more);
        inBuild.add(...rootId);
        for (const other of ["", "region: 1,"]) inLayer.add(text, text.replace("region,", other));
        const faults = faultsOf(new Map([inBuild, inLayer].map((each) => [each.file, each.text])));
        inBuild.compiled(faults);
        inLayer.compiled(faults);
    });

    it("as it is written it compiles", () => {
        deepStrictEqual(inBuild.elsewhere, []);
        deepStrictEqual(inLayer.elsewhere, []);
    });

    for (const key of written)
        it(`${key}: leaving it out does not compile, nor does another type`, () => {
            match(inBuild.says(outputs.get(key)!, ""), new RegExp(`'${key}' is missing`, "u"));
            match(inBuild.says(outputs.get(key)!, `${key}: Symbol(),`), /symbol/u);
        });

    it("region: the same, where the layer adds it", () => {
        match(inLayer.says(text, text.replace("region,", "")), /'region'/u);
        match(inLayer.says(text, text.replace("region,", "region: 1,")), /number/u);
    });

    it("an output that no reader knows does not compile", () => {
        match(inBuild.says(...more), /'more'/u);
    });

    it("another type deep inside does not compile", () => {
        match(inBuild.says(...rootId), /number/u);
    });

    it("an account's id of another type, and a reader's key that the list of keys lacks, do not compile", () => {
        const changed = new Map<string, string>();
        const change = (file: string, from: string, to: string): void => {
            const before = changed.get(file) ?? readFileSync(file, "utf8");
            ok(before.includes(from), `${from} is in ${file}`);
            changed.set(file, before.replace(from, to));
        };
        const regions = "    readonly regions: readonly string[];";
        change(build, "accounts[key]?.accountId ?? null", "7");
        change(model, '    admins: "needed",\n', "");
        change(model, regions, `${regions}\n    readonly newOne: string;`);
        const faults = faultsOf(changed);
        const says = (file: string): string =>
            faults(file)
                .map(({ message }) => message)
                .join("\n");
        match(says(model), /admins.*newOne|newOne.*admins/u);
        match(says(build), /'newOne'/u);
        match(says(build), /'number' is not assignable/u);
    });
});
