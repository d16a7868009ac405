import { deepStrictEqual } from "node:assert/strict";
import { importFileOf, type PreviewStep } from "../../../cli/adopt/import-file";

const prefix = "urn:pulumi:management::p::";
const stack = `${prefix}pulumi:pulumi:Stack::p-management`;
const component = `${prefix}aws-organization:account:Account::account-security`;
const provider = `${prefix}pulumi:providers:aws::management`;
const account: PreviewStep = {
    op: "import",
    urn: `${prefix}aws-organization:account:Account$aws:organizations/account:Account::account-security-account`,
    newState: {
        type: "aws:organizations/account:Account",
        custom: true,
        parent: component,
        provider: `${provider}::1234`,
        importID: "222222222222",
    },
};
const entry = {
    type: "aws:organizations/account:Account",
    name: "account-security-account",
    id: "222222222222",
    parent: "account-security",
    provider: "management",
};

describe("import file", () => {
    it("names parent and provider by URN where the state has them", () => {
        deepStrictEqual(
            importFileOf({ steps: [{ op: "same", urn: component }, { op: "same", urn: provider }, account] }),
            {
                nameTable: { "account-security": component, management: provider },
                resources: [entry],
            },
        );
    });

    it("takes in parent and provider too where the state has them not", () => {
        const steps: PreviewStep[] = [
            {
                op: "create",
                urn: provider,
                newState: {
                    type: "pulumi:providers:aws",
                    custom: true,
                    parent: stack,
                    inputs: { region: "us-east-1" },
                },
            },
            {
                op: "create",
                urn: component,
                newState: { type: "aws-organization:account:Account", custom: false, parent: stack },
            },
            account,
        ];
        deepStrictEqual(importFileOf({ steps }), {
            nameTable: {},
            resources: [
                { type: "pulumi:providers:aws", name: "management", inputs: { region: "us-east-1" } },
                { type: "aws-organization:account:Account", name: "account-security", component: true },
                entry,
            ],
        });
    });

    it("distinguishes resources of two types with the same Pulumi name", () => {
        const other = `${prefix}aws-organization:account:Account::account-security-account`;
        const child: PreviewStep = {
            op: "import",
            urn: `${account.urn}-account`,
            newState: { ...account.newState!, parent: other, importID: "333333333333" },
        };
        const steps: PreviewStep[] = [
            { op: "same", urn: component },
            { op: "same", urn: provider },
            { op: "create", urn: other, newState: { type: "aws-organization:account:Account", custom: false } },
            account,
            child,
        ];
        const { resources } = importFileOf({ steps });
        deepStrictEqual(
            resources.map(({ name, logicalName = name, parent }) => [name, logicalName, parent]),
            [
                ["account-security-account", "account-security-account", "account-security"],
                ["account-security-account-Account", "account-security-account", undefined],
                [
                    "account-security-account-account",
                    "account-security-account-account",
                    "account-security-account-Account",
                ],
            ],
        );
    });

    it("leaves out what would be made again", () => {
        const made = { ...account, op: "create" };
        deepStrictEqual(importFileOf({ steps: [made] }), { nameTable: {}, resources: [] });
    });
});
