import pulumi from "@pulumi/eslint-plugin";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** Folders of config that may be imported directly; everything else in config is imported through config/index.ts. */
const openFolders = ["aws-facts", "email", "faults", "files", "names", "pgp"];
const all = [
    "aws",
    "bin",
    "cli",
    "components",
    "config",
    "engine",
    "layers",
    "policies",
    "policy-pack",
    "sandbox",
    "test",
];

/** Data flows one way (docs/development/architecture.md): each folder may import only what is listed here, besides itself. */
const mayImport = {
    config: ["policies"],
    policies: ["config"],
    aws: ["config"],
    engine: [],
    components: ["config", "aws"],
    layers: ["config", "aws", "components"],
    "policy-pack": ["config", "policies"],
    cli: ["config", "aws", "engine", "policies"],
    sandbox: ["config", "aws", "engine"],
};
/** Inside layers: shared may be imported by the other three, and the security account is entered like a member. */
const layers = { shared: [], management: ["shared"], member: ["shared"], security: ["shared", "member"] };
/** Packages that a folder must not import. */
const packages = {
    config: "@(pulumi|aws-sdk|smithy)/",
    policies: "@(pulumi|aws-sdk|smithy)/",
    "policy-pack": "@pulumi/aws(/|$)",
};

const slow = {
    regex: "^@pulumi/awsx?$",
    message: "loads hundreds of modules at each preview; components/aws.ts has the services that are used",
};

/** Another spelling of a path would escape the rules below. */
const roundabout = {
    regex: "^/|^\\./\\.|//|/\\./|[^./]/\\.\\.(/|$)",
    message: "write the path the shortest way: up first, then down",
};

/** Tests use one form of assertions: functions of node:assert/strict whose names say how they compare. */
const assertions = {
    paths: [
        ...["assert", "node:assert", "assert/strict"].map((name) => ({
            name,
            message: "import the functions that are used from node:assert/strict",
        })),
        {
            name: "node:assert/strict",
            importNames: ["default", "strict", "equal", "notEqual", "deepEqual", "notDeepEqual"],
            message: "import the functions that are used: strictEqual, deepStrictEqual, match, ok, …",
        },
    ],
};

/** How long a test takes depends on the machine. .mocharc.json has one time limit for all, which ends what hangs. */
const ownTimes = ["[object.type='ThisExpression']", "[object.type='CallExpression']"].map((of) => ({
    selector: `CallExpression > MemberExpression.callee[property.name='timeout']${of}`,
    message: "a test has no time of its own: it waits for a condition",
}));

/** The rules below cannot read a path that is put together at run time. */
const assembled = ["ImportExpression", "CallExpression[callee.name='require']"].map((call) => ({
    selector: `${call} > TemplateLiteral, ${call} > BinaryExpression`,
    message: "write the path in quotes, in one piece",
}));

function restricted(files, patterns) {
    return {
        files,
        rules: {
            "no-restricted-imports": ["error", { patterns }],
            // The rule above covers neither import() nor inline imports of types.
            "no-restricted-syntax": [
                "error",
                ...assembled,
                ...patterns.flatMap(({ regex, message }) => {
                    const value = `/${regex.replaceAll("/", "\\/")}/`;
                    return [
                        `ImportExpression[source.value=${value}]`,
                        `TSImportType[source.value=${value}]`,
                        `CallExpression[callee.name='require'][arguments.0.value=${value}]`,
                        `TSExternalModuleReference[expression.value=${value}]`,
                    ].map((selector) => ({ selector, message }));
                }),
            ],
        },
    };
}

function folderRules(folder) {
    const message = `${folder}/ may not import this (docs/development/architecture.md: data flows one way)`;
    const others = all.filter((other) => other !== folder && !mayImport[folder].includes(other));
    return [
        roundabout,
        ...(folder === "sandbox" ? [] : [slow]),
        { regex: `^(\\.\\./)+(${others.join("|")})(/|$)`, message },
        ...(packages[folder] === undefined ? [] : [{ regex: `^${packages[folder]}`, message }]),
        ...(folder === "config"
            ? []
            : [
                  {
                      regex: `^(\\.\\./)+config/(?!(${openFolders.join("|")})$)`,
                      message: `of config, import config/index.ts or one of its folders ${openFolders.join(", ")}`,
                  },
              ]),
    ];
}

export default tseslint.config(
    { ignores: ["node_modules/", ".sandbox/"] },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked, prettier],
        plugins: { "@pulumi": pulumi },
        languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@typescript-eslint/no-non-null-assertion": "off",
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/explicit-module-boundary-types": "error",
            "no-console": "error",
        },
    },
    ...Object.keys(mayImport).map((folder) => restricted([`${folder}/**/*.ts`], folderRules(folder))),
    ...Object.entries(layers).map(([layer, may]) => {
        const others = Object.keys(layers).filter((other) => other !== layer && !may.includes(other));
        return restricted(
            [`layers/${layer}/**/*.ts`],
            [
                ...folderRules("layers"),
                {
                    regex: `^(\\.\\./)+(layers/)?(${[...others, "run-layer"].join("|")})(/|$)`,
                    message: `layers/${layer}/ may not import this: what layers share is in layers/shared/`,
                },
            ],
        );
    }),
    {
        files: ["cli/**/*.ts"],
        ignores: ["cli/main.ts", "cli/common/ui.ts", "cli/common/prompt.ts", "cli/fleet/worker.ts"],
        rules: {
            "no-restricted-properties": [
                "error",
                ...["stdout", "stderr"].map((property) => ({
                    object: "process",
                    property,
                    message: "use cli/common/ui.ts",
                })),
            ],
        },
    },
    {
        files: ["test/**/*.ts"],
        rules: {
            "@typescript-eslint/no-unused-expressions": "off",
            "no-console": "off",
            "no-restricted-imports": ["error", assertions],
            "no-restricted-syntax": ["error", ...ownTimes],
        },
    },
);
