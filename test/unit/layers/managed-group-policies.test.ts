import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { ManagedPolicies, PolicyUse } from "../../../aws/managed-policies";
import { groupsMade } from "../../../layers/security/people";
import { managedPolicyFaults, type GroupMade } from "../../../layers/shared/group-policies";
import type { OwnResource } from "../../../layers/shared/own-stack";
import { asWritten } from "../../../layers/shared/spelling";
import { accessRole, managementOutputs } from "../../support/management-outputs";

const options = { region: "us-east-1" };
const arn = "arn:aws:iam::222222222222:policy/teams/DevOps-Assume-Roles-1";

/** As somebody's hand wrote it: one statement, one action. */
const byHand = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
};

/** The security account's only group, with so many roles that they go into managed policies. */
function devops(roles = 40): GroupMade {
    const names = Array.from({ length: roles }, (_, index) => `role-${index}-${"x".repeat(50)}`);
    const access = names.map((role) => accessRole({ role, accounts: ["security"] }));
    const group = { name: "devops", directoryName: "devops", directoryNameGiven: false, roles: names, formerly: [] };
    return groupsMade({ groups: [group] }, managementOutputs({ access }), { id: "222222222222" }, asWritten)[0]!;
}

const name = "devops-assume-roles-1";
const document = devops().managed![name]!;
const unused: PolicyUse = { groups: [], roles: [], users: [], otherVersions: [] };

/** An account with a policy of the first name, and what was asked about it. */
function atAws(
    content: object,
    {
        use = unused,
        taken = [],
        description,
        tags = {},
    }: {
        readonly use?: PolicyUse;
        readonly taken?: readonly string[];
        readonly description?: string;
        readonly tags?: Readonly<Record<string, string>>;
    } = {},
): ManagedPolicies & { readonly asked: readonly string[] } {
    const asked: string[] = [];
    const known = new Map([[name, arn], ...taken.map((each) => [each.toLowerCase(), `other ${each}`] as const)]);
    return {
        asked,
        find: (wanted) => {
            asked.push(`find ${wanted}`);
            return Promise.resolve(known.get(wanted.toLowerCase()));
        },
        read: (of) => {
            asked.push(`read ${of}`);
            const text = JSON.stringify(content, undefined, 4);
            const written = description === undefined ? {} : { description };
            return Promise.resolve({ arn: of, path: "/teams/", ...written, tags, version: "v3", document: text });
        },
        use: (of) => {
            asked.push(`use ${of}`);
            return Promise.resolve(use);
        },
    };
}

function inState(...names: readonly string[]): { readonly resources: readonly OwnResource[] } {
    return { resources: names.map((each) => ({ urn: each, type: "aws:iam/policy:Policy", outputs: { name: each } })) };
}

describe("a managed policy, made by hand under the name of one that a group gets", () => {
    it("is refused with what would be lost, and the commands that give it a free name wherever it is attached", async () => {
        const use = { groups: ["devops"], roles: ["Night Shift"], users: ["eve"], otherVersions: ["v1", "v2"] };
        const there = atAws(byHand, {
            use,
            taken: ["DevOps-Assume-Roles-1-by-hand"],
            description: "What devops may enter",
            tags: { Owner: "platform" },
        });
        const [fault, ...more] = await managedPolicyFaults("security", [devops()], options, inState(), there);
        deepStrictEqual(more, []);
        const renamed = "arn:aws:iam::222222222222:policy/teams/DevOps-Assume-Roles-1-by-hand-2";
        deepStrictEqual(fault, {
            severity: "fault",
            path: "groups.devops",
            value: "devops",
            message:
                "account security has a managed policy DevOps-Assume-Roles-1, of which this program would make a new version for its group devops: its document says what the program's does not: statement Allow s3:ListAllMyBuckets",
            cure: [
                `give it another name in that account, then run this again: aws iam get-policy-version --policy-arn ${arn} --version-id v3 --query PolicyVersion.Document --output json > DevOps-Assume-Roles-1.json`,
                "aws iam create-policy --policy-name DevOps-Assume-Roles-1-by-hand-2 --policy-document file://DevOps-Assume-Roles-1.json --path /teams/ --description 'What devops may enter' --tags 'Key=Owner,Value=platform'",
                `aws iam attach-group-policy --group-name devops --policy-arn ${renamed}`,
                `aws iam attach-role-policy --role-name 'Night Shift' --policy-arn ${renamed}`,
                `aws iam attach-user-policy --user-name eve --policy-arn ${renamed}`,
                `aws iam detach-group-policy --group-name devops --policy-arn ${arn}`,
                `aws iam detach-role-policy --role-name 'Night Shift' --policy-arn ${arn}`,
                `aws iam detach-user-policy --user-name eve --policy-arn ${arn}`,
                `aws iam delete-policy-version --policy-arn ${arn} --version-id v1`,
                `aws iam delete-policy-version --policy-arn ${arn} --version-id v2`,
                `aws iam delete-policy --policy-arn ${arn}`,
            ].join(" && "),
        });
    });

    it("is refused for a role that the program's does not name", async () => {
        const [statement] = (document as { readonly Statement: readonly { readonly Resource: readonly string[] }[] })
            .Statement;
        const more = "arn:aws:iam::444444444444:role/DevOps";
        const wider = { ...document, Statement: { ...statement, Resource: [...statement!.Resource, more] } };
        const [fault] = await managedPolicyFaults("security", [devops()], options, inState(), atAws(wider));
        match(fault!.message, /does not: AssumeRoles: arn:aws:iam::444444444444:role\/DevOps$/u);
    });

    it("is accepted with the same document, as a killed run left it, or with less", async () => {
        const [statement] = (document as { readonly Statement: readonly { readonly Resource: readonly string[] }[] })
            .Statement;
        const narrower = { ...document, Statement: [{ ...statement, Resource: statement!.Resource.slice(1) }] };
        for (const content of [document, narrower]) {
            const there = atAws(content);
            deepStrictEqual(await managedPolicyFaults("security", [devops()], options, inState(), there), []);
            deepStrictEqual(there.asked, [`find ${name}`, `read ${arn}`]);
        }
    });

    it("is not asked for where the state has it, in any letter case, or where the roles fit into the group's own policies", async () => {
        const there = atAws(byHand);
        const known = inState("DevOps-Assume-Roles-1");
        deepStrictEqual(await managedPolicyFaults("security", [devops()], options, known, there), []);
        deepStrictEqual(await managedPolicyFaults("security", [devops(2)], options, inState(), there), []);
        deepStrictEqual(there.asked, []);
    });

    it("is a fault of its own where AWS denies the reading", async () => {
        const denied = Object.assign(new Error("not authorized"), { name: "AccessDenied", $metadata: {} });
        const there = { ...atAws(byHand), read: (): Promise<never> => Promise.reject(denied) };
        const found = await managedPolicyFaults("security", [devops()], options, inState(), there);
        strictEqual(found.length, 1);
        match(found[0]!.message, /could not be read: AWS returned AccessDenied/u);
    });
});
