/** Descriptions of each kind of change, in words of the organization. */
import { deepStrictEqual } from "node:assert/strict";
import { accessWords } from "../../../cli/preview/access-words";
import type { EngineEvent, Outputs } from "../../../cli/preview/engine-event";
import { readPreview } from "../../../cli/preview/events";
import { placesOf } from "../../../cli/preview/places";
import { describeChanges } from "../../../cli/preview/words";

type State = Readonly<Record<string, unknown>>;

function step(op: string, type: string, name: string, old?: State, now?: State): EngineEvent {
    const state = (inputs: State | undefined): object | null =>
        inputs === undefined ? null : { custom: true, inputs };
    const keys = Object.keys({ ...old, ...now });
    const diffs = keys.filter((key) => JSON.stringify(old?.[key]) !== JSON.stringify(now?.[key]));
    const metadata = { op, type, urn: `urn:pulumi:s::p::${type}::${name}`, old: state(old), new: state(now), diffs };
    return { resourcePreEvent: { metadata } };
}

const outputs: Outputs = {
    before: {
        accounts: { "apps-devstg": { id: "222222222222", unit: "workloads/devstg" }, old: { id: "333333333333" } },
        units: { "workloads/prd": "ou-abcd-11111111", shared: "ou-abcd-22222222" },
        organization: { rootId: "r-abcd" },
        management: { id: "111111111111" },
    },
    after: { accounts: { "apps-devstg": { id: "222222222222", unit: "shared" }, payments: { unit: "workloads/prd" } } },
};

function said(events: readonly EngineEvent[], of: Outputs = outputs): readonly string[] {
    return describeChanges(readPreview(events).changes, placesOf(of)).flatMap(({ sentences, lost }) => [
        ...sentences,
        ...lost,
    ]);
}

const types = {
    account: "aws:organizations/account:Account",
    unit: "aws:organizations/organizationalUnit:OrganizationalUnit",
    policy: "aws:organizations/policy:Policy",
    attachment: "aws:organizations/policyAttachment:PolicyAttachment",
    user: "aws:iam/user:User",
    membership: "aws:iam/userGroupMembership:UserGroupMembership",
    groupPolicy: "aws:iam/groupPolicy:GroupPolicy",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    assignment: "aws:ssoadmin/accountAssignment:AccountAssignment",
    delegation: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    bucket: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
};
const statement = (...parts: readonly object[]): string => JSON.stringify({ Statement: parts });
const deny = (...actions: readonly string[]): object => ({
    Sid: "Deny",
    Effect: "Deny",
    Action: actions,
    Resource: "*",
});
const regions = (...names: readonly string[]): object => ({
    Sid: "Regions",
    Effect: "Deny",
    Action: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": names } },
});
const ways = (...roles: readonly string[]): string =>
    statement({ Effect: "Allow", Action: "sts:AssumeRole", Resource: roles.map((role) => `arn:aws:iam::${role}`) });
const email = "aws+payments@acme.example";

describe("a change in the organization's words", () => {
    const table: readonly (readonly [events: readonly EngineEvent[], ...sentences: string[]])[] = [
        [
            [
                step("create", types.account, "account-payments-account", undefined, {
                    email,
                    parentId: "ou-abcd-11111111",
                }),
            ],
            `account payments is made in workloads/prd, ${email}`,
        ],
        [
            [step("create", types.account, "account-new-account", undefined, { email, parentId: "r-abcd" })],
            `account new is made in root, ${email}`,
        ],
        [
            [step("import", types.account, "account-new-account", undefined, { email })],
            `account new is taken in, ${email}`,
        ],
        [
            [step("update", types.account, "account-apps-devstg-account", { parentId: "ou-x" }, { parentId: "ou-y" })],
            "account apps-devstg moves from workloads/devstg to shared",
        ],
        [
            [
                step(
                    "update",
                    types.account,
                    "account-old-account",
                    { parentId: "ou-abcd-11111111" },
                    { parentId: "r-abcd" },
                ),
            ],
            "account old moves from workloads/prd to root",
        ],
        [[step("update", types.account, "account-old-account", { name: "a" }, { name: "b" })], "account old changes"],
        [[step("delete", types.account, "account-old-account", { email })], "account old is deleted"],
        [[step("create", types.unit, "units-workloads/prd", undefined, { name: "prd" })], "unit workloads/prd is made"],
        [
            [
                step(
                    "update",
                    types.policy,
                    "policy-no-big-machines-policy",
                    { content: statement(deny("a:B")) },
                    { content: statement(deny("a:B", "ec2:RunInstances")) },
                ),
            ],
            "policy no-big-machines: action ec2:RunInstances added",
        ],
        [
            [
                step(
                    "update",
                    types.policy,
                    "policy-p-policy",
                    { content: statement(deny("a:B"), regions("us-east-1")) },
                    { content: statement(regions("us-east-1", "eu-west-1")) },
                ),
            ],
            "policy p: statement Deny removed, condition aws:RequestedRegion eu-west-1 added",
        ],
        [
            [
                step(
                    "update",
                    types.policy,
                    "policy-p-policy",
                    { content: statement(deny("a:A")) },
                    { content: statement(deny("a:B", "a:C", "a:D")) },
                ),
            ],
            "policy p changes",
        ],
        [[step("create", types.attachment, "policy-p:root/workloads")], "policy p is attached to root/workloads"],
        [[step("delete", types.attachment, "policy-p:root")], "policy p is detached from root"],
        [
            [
                step("create", types.user, "user-ada-user", undefined, { name: "ada" }),
                step("create", types.membership, "user-ada-groups", undefined, { groups: ["devops", "auditors"] }),
            ],
            "person ada is made, in devops and auditors",
        ],
        [
            [step("update", types.membership, "user-ada-groups", { groups: ["a", "b"] }, { groups: ["b", "c"] })],
            "ada joins c and leaves a",
        ],
        [
            [
                step(
                    "update",
                    types.groupPolicy,
                    "group-devops-assume-roles",
                    { group: "devops", policy: ways("222222222222:role/DevOps", "333333333333:role/DevOps") },
                    { group: "devops", policy: ways("111111111111:role/Auditor", "444444444444:role/DevOps") },
                ),
            ],
            "people with Auditor can now enter management (group devops)",
            "people with DevOps can now enter 444444444444 (group devops)",
            "people with DevOps can no longer enter apps-devstg and old (group devops)",
        ],
        [
            [
                step("delete", types.role, "role-DevOps-role", { name: "DevOps" }),
                step("delete", types.rolePolicy, "role-DevOps:PowerUserAccess", { role: "DevOps" }),
            ],
            "role DevOps is deleted",
        ],
        [
            [
                step("create", types.rolePolicy, "role-DevOps:ReadOnlyAccess", undefined, {
                    role: "DevOps",
                    policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                }),
            ],
            "role DevOps gets ReadOnlyAccess",
        ],
        [
            [step("delete", types.assignment, "assignments-DevOps:devops:apps-prd", {})],
            "people with DevOps can no longer enter apps-prd (group devops)",
        ],
        [
            [
                step("create", types.delegation, "delegation-security-x.amazonaws.com-registration", undefined, {
                    servicePrincipal: "x.amazonaws.com",
                }),
            ],
            "account security administers x.amazonaws.com",
        ],
        [[step("create", types.bucket, "state-lifecycle")], "bucket lifecycle configuration state-lifecycle is made"],
    ];
    for (const [events, ...sentences] of table)
        it(sentences.join("; "), () => {
            deepStrictEqual(said(events), sentences);
        });

    it("in an account's own stack, whom the end of a role keeps out", () => {
        const account = { account: { key: "apps-prd", id: "222222222222" } };
        deepStrictEqual(
            said([step("delete", types.role, "role-DevOps-role", { name: "DevOps" })], {
                before: account,
                after: account,
            }),
            ["role DevOps is deleted: people with DevOps can no longer enter apps-prd"],
        );
    });
});

describe("who may enter which account, of the management stack's outputs", () => {
    const access = (...entries: readonly (readonly [role: string, accounts: readonly string[], who?: string])[]) => ({
        access: entries.map(([role, accounts, who]) => ({ role, accounts, ...(who && { principals: [who] }) })),
    });
    it("an account, a role that is new or gone, and another's role", () => {
        const before = access(["DevOps", ["a", "b", "c"]], ["Old", ["a"]], ["Scanner", ["a"], "999988887777"]);
        deepStrictEqual(accessWords({ before, after: access(["DevOps", ["c", "d"]], ["New", ["a"]]) }), {
            gained: ["people with DevOps can now enter d", "people with New can now enter a"],
            lost: [
                "people with DevOps can no longer enter a and b",
                "people with Old can no longer enter a",
                "999988887777 with Scanner can no longer enter a",
            ],
        });
    });
    it("another order is no change, and a first run has nothing to compare", () => {
        const before = access(["A", ["a", "b"]], ["B", ["a"]]);
        const none = { gained: [], lost: [] };
        deepStrictEqual(accessWords({ before, after: access(["B", ["a"]], ["A", ["b", "a"]]) }), none);
        deepStrictEqual(accessWords({ before: {}, after: before }), none);
        deepStrictEqual(accessWords({ before, after: {} }), none);
    });
});
