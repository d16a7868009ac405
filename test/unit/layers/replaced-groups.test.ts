import { deepStrictEqual } from "node:assert/strict";
import type { ManagementOutputs, SecurityConfig } from "../../../config";
import { replacedGroupFaults } from "../../../layers/security/replaced-groups";
import { managementConfig } from "../../support/company";
import { ownStack, type OwnResource } from "../../../layers/shared/own-stack";

describe("a group that goes while one with its roles comes", () => {
    const group = (name: string, roles: readonly string[], more: Partial<SecurityConfig["groups"][number]> = {}) => ({
        name,
        roles,
        directoryName: name,
        directoryNameGiven: false,
        formerly: [],
        ...more,
    });
    const DevOps = ["DevOps"];
    const before = { devops: DevOps, auditors: ["Auditor"] };
    const auditors = group("auditors", ["Auditor"]);
    const inDirectory = (displayName: string): OwnResource => ({
        urn: "urn:pulumi:x::y::aws:identitystore/group:Group::directory-group-devops",
        type: "aws:identitystore/group:Group",
        outputs: { displayName },
    });
    const role = { accounts: ["apps-*"], policies: ["PowerUserAccess"] };
    const reader = { ...role, policies: ["ReadOnlyAccess"] };
    const billing = { ...role, policies: ["Billing"] };
    const access = { DevOps: role, Auditor: reader, Billing: billing };
    const ids = { security: "222222222222", "apps-prd": "333333333333" };
    const accounts = Object.fromEntries(
        Object.entries(ids).map(([key, id]) => [key, { id } as ManagementOutputs["accounts"][string]]),
    );
    /** The accounts with their roles, in the stack's outputs. */
    const profiles = {
        management: { id: "111111111111", roles: {} },
        security: { id: ids.security, roles: {} },
        "apps-before": { id: ids["apps-prd"], roles: { DevOps: {}, Auditor: {}, Billing: {} } },
        "apps-gone": { id: "444444444444", roles: { DevOps: {}, Auditor: {}, Billing: {} } },
    };
    const cases: readonly {
        readonly what: string;
        /** Roles of the management stack. */
        readonly access?: object;
        readonly groups: SecurityConfig["groups"];
        readonly before?: Readonly<Record<string, readonly string[]>>;
        readonly identity?: ManagementOutputs["identity"];
        readonly resources?: readonly OwnResource[];
        readonly atAws?: readonly string[];
        readonly refused?: readonly string[];
    }[] = [
        {
            what: "another name",
            groups: [auditors, group("operations", DevOps)],
            refused: ["groups.operations devops"],
        },
        {
            what: "roles in another order",
            before: { devops: ["DevOps", "Billing"] },
            groups: [group("operations", ["Billing", "DevOps"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "another name, and the role under another one beside it",
            access: { ...access, Engineers: role },
            groups: [auditors, group("operations", ["Engineers"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "another name, and the role under another one after it",
            access: { Engineers: role, Auditor: reader },
            groups: [auditors, group("operations", ["Engineers"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "another name, and one of its roles under another one",
            before: { devops: ["DevOps", "Billing"] },
            access: { Engineers: role, Billing: billing },
            groups: [group("operations", ["Billing", "Engineers"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "another name, and another role with other rights in the same accounts, in place of one that is no more",
            access: { Engineers: billing, Auditor: reader },
            groups: [auditors, group("operations", ["Engineers"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "another name, and another role in other accounts, in place of one that is no more",
            access: { Engineers: { ...role, accounts: ["security"] }, Auditor: reader },
            groups: [auditors, group("operations", ["Engineers"])],
        },
        {
            what: "a group without roles where one goes with its role",
            access: { Auditor: reader },
            groups: [auditors, group("operations", [])],
        },
        {
            what: "another name, and a role that is no more",
            before: { devops: ["DevOps", "Billing"] },
            access: { Billing: billing },
            groups: [group("operations", ["Billing"])],
            refused: ["groups.operations devops"],
        },
        {
            what: "a role that is no more, and a group of another one that was there",
            access: { Auditor: reader, Billing: billing },
            before: { ...before, payers: ["Billing"] },
            groups: [auditors, group("payers", ["Billing"]), group("controllers", ["Billing"])],
        },
        {
            what: "a new role with other rights",
            access: { ...access, Support: { ...role, policies: ["SupportUser"] } },
            groups: [auditors, group("support", ["Support"])],
        },
        {
            what: "a group of Identity Center",
            groups: [auditors, group("operations", DevOps)],
            identity: ["identity-center"],
            resources: [inDirectory("devops")],
            refused: ["groups.operations devops"],
        },
        {
            what: "a group of Identity Center that keeps its name there",
            groups: [auditors, group("operations", DevOps, { directoryName: "AWS DevOps" })],
            identity: ["identity-center"],
            resources: [inDirectory("AWS DevOps")],
        },
        {
            what: "a group of the identity provider, which is its own",
            groups: [auditors, group("operations", DevOps)],
            identity: ["identity-center"],
        },
        { what: "the former name", groups: [auditors, group("operations", DevOps, { formerly: ["devops"] })] },
        { what: "another letter case", groups: [auditors, group("DevOps", DevOps)] },
        { what: "both", groups: [auditors, group("devops", DevOps), group("operations", DevOps)] },
        { what: "other roles", groups: [auditors, group("operations", ["DevOps", "Billing"])] },
        { what: "none", groups: [auditors] },
        {
            what: "two of them",
            groups: [auditors, group("operations", DevOps), group("support", DevOps)],
            refused: ["groups.operations devops, devops"],
        },
        {
            what: "two of them, of which one has other signs alone",
            groups: [auditors, group("operations", DevOps), group("dev-ops", DevOps)],
            refused: ["groups.dev-ops devops"],
        },
        { what: "a group that AWS has no more", groups: [auditors, group("operations", DevOps)], atAws: ["auditors"] },
        {
            what: "a group of both that only Identity Center still has",
            groups: [auditors, group("operations", DevOps)],
            identity: ["users", "identity-center"],
            resources: [inDirectory("devops")],
            atAws: [],
            refused: ["groups.operations devops"],
        },
        { what: "the first run", before: {}, groups: [auditors] },
    ];
    for (const { what, groups, before: outputs = before, identity = ["users"] as const, ...more } of cases) {
        const { resources = [], access: roles = access, atAws = Object.keys(outputs), refused = [] } = more;
        it(`${what}: ${refused.length === 0 ? "accepted" : "refused"}`, async () => {
            const own = { ...ownStack({ groups: outputs, profiles }, {}), resources };
            const listed = (): Promise<readonly string[]> => Promise.resolve(atAws);
            const management = { management: { ...managementConfig().management, roleArn: "" } };
            const faults = await replacedGroupFaults(
                { groups },
                { ...management, identity, access: managementConfig({ access: roles }).access, accounts },
                { region: "us-east-1" },
                own,
                listed,
            );
            deepStrictEqual(
                faults.map(({ path, cure }) => {
                    const former = [...cure.matchAll(/formerly: ([\w-]+)/gu)].map(([, name]) => name);
                    return `${path} ${former.join(", ")}`;
                }),
                refused,
            );
        });
    }
});
