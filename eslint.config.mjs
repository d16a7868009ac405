import pulumi from "@pulumi/eslint-plugin";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const slow = {
    regex: "^@pulumi/awsx?$",
    message: "loads hundreds of modules at each preview; components/aws.ts has the services that are used",
};

/** Data flows one way (design: config → layer → components): each room may import only what stands before it. */
const rooms = {
    config: ["@pulumi/*", "@aws-sdk/*", "**/layers/**", "**/components/**", "**/cli/**", "**/sandbox/**"],
    components: ["**/layers/**", "**/cli/**", "**/sandbox/**"],
    layers: ["**/cli/**", "**/sandbox/**"],
    "policy-pack": ["@pulumi/aws", "@pulumi/aws/*", "**/layers/**", "**/components/**", "**/cli/**", "**/sandbox/**"],
    cli: ["**/layers/**", "**/components/**", "**/sandbox/**"],
};

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
    ...Object.entries(rooms).map(([room, patterns]) => ({
        files: [`${room}/**/*.ts`],
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    patterns: [
                        slow,
                        { group: patterns, message: `${room}/ may not import this (docs: data flows one way)` },
                    ],
                },
            ],
        },
    })),
    {
        files: ["cli/**/*.ts"],
        ignores: ["cli/main.ts", "cli/ui.ts", "cli/prompt.ts"],
        rules: {
            "no-restricted-properties": [
                "error",
                ...["stdout", "stderr"].map((property) => ({ object: "process", property, message: "use cli/ui.ts" })),
            ],
        },
    },
    { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-unused-expressions": "off", "no-console": "off" } },
);
