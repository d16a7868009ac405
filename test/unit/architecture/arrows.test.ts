import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { ESLint } from "eslint";
import { projectRoot } from "../../../sandbox/locations";

/** What no file of a room may import: a file of the room, and the specifiers that lint must refuse there. */
const forbidden: readonly (readonly [file: string, ...specifiers: string[]])[] = [
    [
        "aws/caller.ts",
        "../cli/main",
        "../layers/run-layer",
        "../components/aws",
        "../sandbox/up",
        "../policies/table",
        "../policy-pack/core/facts",
        "../test/run",
        "../config/faults/fault",
    ],
    [
        "config/index.ts",
        "../aws/caller",
        "../components/aws",
        "../layers/run-layer",
        "../cli/main",
        "../sandbox/up",
        "../policy-pack/core/facts",
        "../test/run",
        "@pulumi/pulumi",
        "@pulumi/aws/iam",
        "@aws-sdk/client-iam",
    ],
    ["config/faults/path.ts", "../../aws/caller", "../../layers/shared/named", "@pulumi/pulumi"],
    [
        "policies/parameters.ts",
        "../aws/caller",
        "../components/aws",
        "../layers/run-layer",
        "../cli/main",
        "../sandbox/up",
        "../policy-pack/core/facts",
        "../config/faults/nearest",
        "@pulumi/pulumi",
    ],
    [
        "components/aws.ts",
        "../layers/run-layer",
        "../cli/main",
        "../sandbox/up",
        "../policies/table",
        "../policy-pack/core/facts",
        "../engine/half-attributes",
        "@pulumi/aws",
    ],
    [
        "layers/management/build.ts",
        "../member/build",
        "../security/security-layer",
        "../run-layer",
        "../../cli/main",
        "../../sandbox/up",
        "../../policy-pack/core/facts",
        "../../config/organization/units",
        "../../config/model/management-config",
        "@pulumi/aws",
    ],
    ["layers/member/build.ts", "../management/build", "../security/security-layer", "../run-layer"],
    ["layers/security/security-layer.ts", "../management/build", "../run-layer", "../../cli/main"],
    ["layers/shared/named.ts", "../management/build", "../member/build", "../security/security-layer", "../run-layer"],
    ["layers/run-layer.ts", "../cli/main", "../sandbox/up", "../policy-pack/core/facts", "../test/run"],
    [
        "policy-pack/core/facts.ts",
        "../../aws/caller",
        "../../components/aws",
        "../../layers/run-layer",
        "../../cli/main",
        "../../policies/table",
        "../../sandbox/up",
        "@pulumi/aws",
        "@pulumi/aws/iam",
    ],
    [
        "cli/main.ts",
        "../components/aws",
        "../layers/run-layer",
        "../sandbox/up",
        "../policy-pack/core/facts",
        "../policies/table",
        "../test/run",
        "../config/stack-file/read",
    ],
    ["sandbox/up.ts", "../cli/main", "../layers/run-layer", "../components/aws", "../test/run"],
    ["engine/half-attributes.ts", "../aws/caller", "../cli/main", "../sandbox/up"],
];
const allowed: readonly (readonly [file: string, ...specifiers: string[]])[] = [
    ["aws/caller.ts", "../config", "../config/faults", "@aws-sdk/client-iam"],
    ["config/index.ts", "./people/access", "../policies/table"],
    ["policies/parameters.ts", "../config", "../config/faults"],
    ["components/aws.ts", "../config/names", "../aws/caller", "@pulumi/aws/iam"],
    ["layers/management/build.ts", "../shared/named", "../../components/aws", "../../aws/caller", "../../config"],
    ["layers/security/security-layer.ts", "../member/build", "../shared/named"],
    ["policy-pack/core/facts.ts", "../../config", "../../config/email", "@pulumi/policy"],
    ["cli/main.ts", "../aws/caller", "../config", "../config/pgp", "../engine/half-attributes"],
];

describe("lint knows what a file may import", () => {
    let eslint: ESLint;
    before(() => {
        eslint = new ESLint({
            cwd: projectRoot,
            ruleFilter: ({ ruleId }) => ["no-restricted-imports", "no-restricted-syntax"].includes(ruleId),
            // These rules need no types, which take seconds to read.
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

    /** Rooms by their folders, from a file at the top of one. */
    const ways = ["./../R", ".././R", "..//R", "./x/../../R", "../aws/../R", `${projectRoot}/R`];
    const rooms = ["bin/program", "cli/main", "sandbox/up"];
    const roundabout = [
        "aws/caller.ts",
        "config/index.ts",
        "components/aws.ts",
        "layers/run-layer.ts",
        "engine/x.ts",
    ].map((file) => [file, ...rooms.flatMap((room) => ways.map((way) => way.replace("R", room)))] as const);
    const started = ["aws/caller", "cli/main", "components/aws", "config/index", "layers/run-layer", "sandbox/up"].map(
        (file) => [`${file}.ts`, "../bin/program"] as const,
    );

    for (const [file, ...specifiers] of [...forbidden, ...started, ...roundabout])
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
