import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { ESLint } from "eslint";
import { projectRoot } from "../../../sandbox/locations";
import { ownFiles } from "../../support/own-files";

/** What each folder may import besides itself: the arrows of docs/development/architecture.md. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
    aws: ["config"],
    cli: ["aws", "config", "engine", "policies"],
    components: ["aws", "config"],
    config: ["policies"],
    engine: [],
    layers: ["aws", "components", "config"],
    policies: ["config"],
    "policy-pack": ["config", "policies"],
    sandbox: ["aws", "config", "engine"],
};
/** Folders that the product does not import. */
const outside = ["bin", "test"];
/** Inside layers. */
const layers: Readonly<Record<string, readonly string[]>> = {
    management: ["shared"],
    member: ["shared"],
    security: ["member", "shared"],
    shared: [],
};
/** Folders of config that others import by their own index.ts. */
const openFolders = ["aws-facts", "email", "faults", "files", "names", "pgp"];

const foldersOf = (folder: string): readonly string[] => [
    ...new Set(
        ownFiles()
            .filter((file) => file.startsWith(folder) && file.endsWith(".ts"))
            .map((file) => file.slice(folder.length).split("/"))
            .filter((parts) => parts.length > 1)
            .map(([name]) => name!),
    ),
];

/** What a file must not import: a file of a folder, and the specifiers that lint must refuse in it. */
const forbidden: readonly (readonly [file: string, ...specifiers: string[]])[] = [
    ...Object.entries(mayImport).flatMap(([folder, may]) => {
        const others = [...Object.keys(mayImport), ...outside].filter((each) => each !== folder && !may.includes(each));
        const inner = may.includes("config") ? foldersOf("config/").map((name) => `config/${name}/x`) : [];
        const targets = [...others, ...others.map((other) => `${other}/a/b`), ...inner];
        return [
            [`${folder}/x.ts`, ...targets.map((target) => `../${target}`)] as const,
            [`${folder}/a/b.ts`, ...targets.map((target) => `../../${target}`)] as const,
        ];
    }),
    ...Object.entries(layers).map(([layer, may]) => {
        const others = Object.keys(layers).filter((each) => each !== layer && !may.includes(each));
        return [`layers/${layer}/x.ts`, ...others.map((other) => `../${other}/x`), "../run-layer"] as const;
    }),
    ["config/index.ts", "@pulumi/pulumi", "@pulumi/aws/iam", "@aws-sdk/client-iam", "@smithy/core"],
    ["config/faults/path.ts", "@pulumi/pulumi"],
    ["policies/parameters.ts", "@pulumi/pulumi", "@aws-sdk/client-iam"],
    ["policy-pack/core/facts.ts", "@pulumi/aws", "@pulumi/aws/iam"],
    ...["aws", "cli", "components", "layers"].map(
        (folder) => [`${folder}/x.ts`, "@pulumi/aws", "@pulumi/awsx"] as const,
    ),
];
const allowed: readonly (readonly [file: string, ...specifiers: string[]])[] = [
    ["aws/caller.ts", "../config", "../config/faults", "@aws-sdk/client-iam"],
    ["config/index.ts", "./people/access", "../policies/table"],
    ["policies/parameters.ts", "../config", "../config/faults"],
    ["components/aws.ts", "../config/names", "../aws/caller", "@pulumi/aws/iam"],
    ["layers/management/build.ts", "../shared/named", "../../components/aws", "../../aws/caller", "../../config"],
    ["layers/security/security-layer.ts", "../member/build", "../shared/named"],
    [
        "policy-pack/core/facts.ts",
        "../../config",
        ...openFolders.map((name) => `../../config/${name}`),
        "@pulumi/policy",
    ],
    ["cli/main.ts", "../aws/caller", "../config", "../config/pgp", "../engine/half-files"],
];

describe("lint decides what a file may import", () => {
    let eslint: ESLint;
    before(() => {
        eslint = new ESLint({
            cwd: projectRoot,
            ruleFilter: ({ ruleId }) => ["no-restricted-imports", "no-restricted-syntax"].includes(ruleId),
            // These rules need no types, which take seconds to load.
            overrideConfig: { languageOptions: { parserOptions: { project: null } } },
        });
    });

    async function refused(file: string, text: string): Promise<number> {
        const [result] = await eslint.lintText(text, { filePath: `${projectRoot}/${file}` });
        deepStrictEqual(
            result!.messages.filter(({ fatal }) => fatal),
            [],
            text,
        );
        return result!.errorCount;
    }

    /** Spellings of a path to another folder, from a file at the top of one. */
    const ways = ["./../R", ".././R", "..//R", "./x/../../R", "../aws/../R", `${projectRoot}/R`];
    const others = ["bin/bundle", "cli/main", "sandbox/up"];
    const roundabout = [
        "aws/caller.ts",
        "config/index.ts",
        "components/aws.ts",
        "layers/run-layer.ts",
        "engine/x.ts",
    ].map((file) => [file, ...others.flatMap((other) => ways.map((way) => way.replace("R", other)))] as const);
    it("every folder with code of ours has its rule, and every folder with a rule is there", () => {
        deepStrictEqual([...foldersOf("")].sort(), [...Object.keys(mayImport), "test"].sort());
        deepStrictEqual([...foldersOf("layers/")].sort(), Object.keys(layers));
        const inConfig = foldersOf("config/");
        for (const name of openFolders) ok(inConfig.includes(name), name);
    });

    for (const [file, ...specifiers] of [...forbidden, ...roundabout])
        it(`${file} may import none of: ${specifiers.join(" ")}`, async () => {
            for (const specifier of specifiers) {
                const named = JSON.stringify(specifier);
                for (const text of [
                    `import { it } from ${named};\nit();\n`,
                    `import type { It } from ${named};\nexport type Mine = It;\n`,
                    `export { it } from ${named};\n`,
                    `export * from ${named};\n`,
                    `export const it = (): Promise<unknown> => import(${named});\n`,
                    `export type It = import(${named}).It;\n`,
                    `export const it: unknown = require(${named});\n`,
                    `import it = require(${named});\nexport { it };\n`,
                ])
                    ok((await refused(file, text)) > 0, `${file}: ${text}`);
            }
        });

    for (const file of ["aws/caller.ts", "config/index.ts", "layers/member/build.ts", "cli/main.ts"])
        it(`${file} puts no path together`, async () => {
            for (const given of ["`../cli/main`", "`../${process.argv[2]!}`", '"../cli" + "/main"'])
                for (const call of ["import", "require"])
                    strictEqual(await refused(file, `export const it: unknown = ${call}(${given});\n`), 1, given);
        });

    for (const [file, ...specifiers] of allowed)
        it(`${file} may import: ${specifiers.join(" ")}`, async () => {
            for (const specifier of specifiers) {
                const named = JSON.stringify(specifier);
                for (const text of [
                    `import { it } from ${named};\nit();\n`,
                    `export const it = (): Promise<unknown> => import(${named});\n`,
                ])
                    deepStrictEqual(await refused(file, text), 0, `${file}: ${text}`);
            }
        });

    for (const [text, errors] of [
        [`import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";\nok(deepStrictEqual);\n`, 0],
        [`import { equal } from "node:assert/strict";\nequal(1, 1);\n`, 1],
        [`import { strict as assert } from "node:assert/strict";\nassert(true);\n`, 1],
        [`import assert from "node:assert/strict";\nassert(true);\n`, 1],
        [`import { ok } from "node:assert";\nok(true);\n`, 1],
        [`import { ok } from "assert";\nok(true);\n`, 1],
    ] as const)
        it(`a test ${errors === 0 ? "may" : "may not"} begin with ${text.split("\n")[0]!}`, async () => {
            strictEqual(await refused("test/run.ts", text), errors);
        });
});
