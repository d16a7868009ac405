import { deepStrictEqual, match } from "node:assert/strict";
import type { GroupPolicies } from "../../../aws/inline-policies";
import { peopleGroupPolicies } from "../../../components/identity/people-group";
import { adminGroupsMade } from "../../../layers/management/identities";
import { ownPolicyFaults, type GroupMade } from "../../../layers/shared/group-policies";
import type { OwnResource } from "../../../layers/shared/own-stack";
import { asWritten } from "../../../layers/shared/spelling";
import { managementConfig } from "../../support/company";

const roleArns = ["arn:aws:iam::333333333333:role/DevOps"];
const policies = peopleGroupPolicies({ accountId: "222222222222", partition: "aws", roleArns });
const devops: GroupMade = { path: "groups.devops", name: "DevOps", policies };

const options = { region: "us-east-1" };

/** As somebody's hand wrote it: one statement, one action. */
const byHand = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
};

/** What a group has in its own policies at AWS, and which documents were read. */
function atAws(documents: Readonly<Record<string, object>>): GroupPolicies & { readonly read: readonly string[] } {
    const read: string[] = [];
    return {
        read,
        names: (group) => {
            read.push(group);
            return Promise.resolve(Object.keys(documents));
        },
        document: (group, policy) => {
            read.push(`${group} ${policy}`);
            return Promise.resolve(JSON.stringify(documents[policy], undefined, 4));
        },
    };
}

function inState(...names: readonly string[]): { readonly resources: readonly OwnResource[] } {
    const type = "aws:iam/groupPolicy:GroupPolicy";
    return { resources: names.map((name) => ({ urn: name, type, outputs: { group: "DevOps", name } })) };
}

function reversed(document: { readonly Statement?: unknown }): object {
    return { ...document, Statement: [...(document.Statement as readonly object[])].reverse() };
}

describe("an own policy of a group, made by hand under the name of one of the program's", () => {
    it("is refused with what would be lost, and the commands that give it a free name", async () => {
        const there = atAws({ "self-management": byHand, "self-management-by-hand": byHand });
        const [fault, ...more] = await ownPolicyFaults("security", [devops], options, inState(), there);
        deepStrictEqual(more, []);
        deepStrictEqual(fault, {
            severity: "fault",
            path: "groups.devops",
            value: "DevOps",
            message:
                "group DevOps in account security has an own policy self-management, which this program would overwrite: its document says what the program's does not: statement Allow s3:ListAllMyBuckets",
            cure: [
                "give it another name in that account, then run this again: aws iam get-group-policy --group-name DevOps --policy-name self-management --query PolicyDocument --output json > self-management.json",
                "aws iam put-group-policy --group-name DevOps --policy-name self-management-by-hand-2 --policy-document file://self-management.json",
                "aws iam delete-group-policy --group-name DevOps --policy-name self-management",
            ].join(" && "),
        });
    });

    it("is refused for each of two, at once", async () => {
        const there = atAws({ "self-management": byHand, "assume-roles": byHand });
        const found = await ownPolicyFaults("security", [devops], options, inState(), there);
        deepStrictEqual(
            found.map(({ message }) => / own policy ([\w-]+),/u.exec(message)?.[1]),
            ["self-management", "assume-roles"],
        );
    });

    const more = peopleGroupPolicies({
        accountId: "222222222222",
        partition: "aws",
        roleArns: [...roleArns, "arn:aws:iam::444444444444:role/DevOps"],
    })["assume-roles"]!;
    const cases: readonly (readonly [string, Readonly<Record<string, object>>, readonly RegExp[]])[] = [
        ["the same document, as a killed run left it", policies, []],
        ["the same statements in another order", { "self-management": reversed(policies["self-management"]!) }, []],
        ["another name", { "by-hand": byHand }, []],
        ["no own policy", {}, []],
        ["a role more than the program's", { "assume-roles": more }, [/AssumeRoles: .*444444444444:role\/DevOps$/u]],
    ];
    for (const [what, documents, expected] of cases)
        it(`of ${what}: ${expected.length === 0 ? "accepted" : "refused"}`, async () => {
            const found = await ownPolicyFaults("security", [devops], options, inState(), atAws(documents));
            deepStrictEqual(found.length, expected.length);
            for (const [index, each] of expected.entries()) match(found[index]!.message, each);
        });

    it("is not asked for where the state has the policies", async () => {
        const there = atAws({ "self-management": byHand });
        deepStrictEqual(
            await ownPolicyFaults("security", [devops], options, inState("self-management", "assume-roles"), there),
            [],
        );
        deepStrictEqual(there.read, []);
    });

    it("is read only under those names that the program writes", async () => {
        const there = atAws({ "self-management": byHand, "by-hand": byHand, "assume-roles": byHand });
        const { "self-management": own } = policies;
        const withoutRoles = { ...devops, policies: { "self-management": own! } };
        await ownPolicyFaults("security", [withoutRoles], options, inState(), there);
        deepStrictEqual(there.read, ["DevOps", "DevOps self-management"]);
    });

    it("is a fault of its own where AWS denies the reading", async () => {
        const denied = Object.assign(new Error("not authorized"), { name: "AccessDenied", $metadata: {} });
        const names = (): Promise<never> => Promise.reject(denied);
        const found = await ownPolicyFaults("security", [devops], options, inState(), { ...atAws({}), names });
        match(found[0]!.message, /could not be read: AWS returned AccessDenied/u);
    });

    it("is looked for in the groups of the management account too", () => {
        const groups = (breakGlass: object): readonly string[] =>
            adminGroupsMade(managementConfig({ breakGlass }), { partition: "aws" }, asWritten).map(
                ({ path, name, policies: own }) => `${path}: ${name}, ${Object.keys(own).join(" ")}`,
            );
        const admins = "admins: admins, self-management assume-roles";
        deepStrictEqual(groups([]), [admins]);
        deepStrictEqual(groups(["emergency-1", "emergency-2"]), [
            admins,
            "breakGlass: break-glass, administrate self-management",
        ]);
    });
});
