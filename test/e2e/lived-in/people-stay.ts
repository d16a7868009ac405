/** What stays of IAM groups, users and roles that somebody made by hand in the security account, whichever way the organization was adopted. */
import {
    DeleteGroupPolicyCommand,
    GetGroupCommand,
    GetGroupPolicyCommand,
    GetRoleCommand,
    GetUserCommand,
    ListAttachedGroupPoliciesCommand,
    ListAttachedRolePoliciesCommand,
    ListAttachedUserPoliciesCommand,
    ListGroupPoliciesCommand,
    ListGroupsCommand,
    ListGroupsForUserCommand,
    ListRolePoliciesCommand,
    ListUsersCommand,
    PutGroupPolicyCommand,
} from "@aws-sdk/client-iam";
import { deepStrictEqual, match, notStrictEqual } from "node:assert/strict";
import { inSecurity } from "../../support/lived-in";
import { iamIn } from "../../support/sessions";
import { isWrite } from "../../support/writes";
import { stackFlags, type World } from "./world";

/** Name that the refusal of `self-management` gives the policy which was there before. */
const renamed = "self-management-by-hand";

/** The first preview of the security stack, in an account that has them already. */
export async function firstPreviewOfPeople(world: World): Promise<void> {
    const { project } = world;
    await ownPolicyRefused(world);
    const { steps } = JSON.parse(await project.must("preview", ...stackFlags("security"), "--json")) as {
        readonly steps: readonly { readonly op: string; readonly urn: string }[];
    };
    const named = /\$aws:iam\/(?:group:Group|role:Role|user:User)::(?!access-role|ci-preview-role)/u;
    deepStrictEqual(
        steps
            .filter(({ urn }) => named.test(urn))
            .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)!}`)
            .sort(),
        [
            "import group-DevOps-group",
            "import role-Auditor-role",
            "import user-grace.hopper-user",
            // The same run brings their settings into line.
            "update role-Auditor-role",
            "update user-grace.hopper-user",
        ],
    );
    deepStrictEqual(
        steps.filter(({ op }) => /delete|replace|discard/u.test(op)),
        [],
    );
}

/** An own policy of the group under a name of the program's is refused by preview and run before any write, until it has another name. */
async function ownPolicyRefused({ project, ids }: World): Promise<void> {
    const iam = await iamIn(project.sandbox, ids.security);
    const group = { GroupName: "DevOps" };
    const byHand = { ...group, PolicyName: "self-management" };
    await iam.send(new PutGroupPolicyCommand({ ...byHand, PolicyDocument: inSecurity.inline }));
    const since = project.proxy!.calls.length;
    const { exitCode, text } = await project.pulumi("up", ...stackFlags("security"), "--yes", "--skip-preview");
    notStrictEqual(exitCode, 0);
    const said = text.replace(/\s+/gu, " ");
    match(said, /groups\.devops.*group DevOps in account security has an own policy self-management/u);
    match(said, /does not: statement Allow s3:ListAllMyBuckets/u);
    match(said, new RegExp(`put-group-policy --group-name DevOps --policy-name ${renamed} `, "u"));
    deepStrictEqual(project.proxy!.calls.slice(since).filter(isWrite), []);
    // The commands of the cure, by the SDK.
    const { PolicyDocument } = await iam.send(new GetGroupPolicyCommand(byHand));
    const document = decodeURIComponent(PolicyDocument!);
    await iam.send(new PutGroupPolicyCommand({ ...group, PolicyName: renamed, PolicyDocument: document }));
    await iam.send(new DeleteGroupPolicyCommand(byHand));
}

/** @param renamedFirst whether an own policy of the group was renamed before, as the refusal says it */
export function peopleStay(world: World, renamedFirst = false): void {
    it("keeps hand-made groups, users and roles of the security account: members, policies, paths and tags, each once", async () => {
        const iam = await iamIn(world.project.sandbox, world.ids.security);
        const { Users } = await iam.send(new ListUsersCommand({}));
        const { Groups } = await iam.send(new ListGroupsCommand({}));
        deepStrictEqual(Users!.map(({ UserName }) => UserName).sort(), ["grace.hopper", "joan.clarke"]);
        deepStrictEqual(Groups!.map(({ GroupName }) => GroupName).sort(), ["DevOps", "Legacy"]);

        const group = { GroupName: "DevOps" };
        const members = await iam.send(new GetGroupCommand(group));
        deepStrictEqual(
            [members.Group?.Path, ...members.Users!.map(({ UserName }) => UserName).sort()],
            [inSecurity.path, "grace.hopper", "joan.clarke"],
        );
        const ofGroup = await iam.send(new ListAttachedGroupPoliciesCommand(group));
        deepStrictEqual(
            ofGroup.AttachedPolicies!.map(({ PolicyName }) => PolicyName),
            ["ViewOnlyAccess"],
        );
        const inGroup = await iam.send(new ListGroupPoliciesCommand(group));
        deepStrictEqual([...inGroup.PolicyNames!].sort(), [
            "assume-roles",
            "by-hand",
            "self-management",
            ...(renamedFirst ? [renamed] : []),
        ]);
        if (renamedFirst) {
            const policy = await iam.send(new GetGroupPolicyCommand({ ...group, PolicyName: renamed }));
            deepStrictEqual(decodeURIComponent(policy.PolicyDocument!), inSecurity.inline);
        }

        const user = { UserName: "grace.hopper" };
        const { User } = await iam.send(new GetUserCommand(user));
        deepStrictEqual([User?.Path, User?.Tags], [inSecurity.path, inSecurity.tags]);
        const groups = await iam.send(new ListGroupsForUserCommand(user));
        deepStrictEqual(groups.Groups!.map(({ GroupName }) => GroupName).sort(), ["DevOps", "Legacy"]);
        const ofUser = await iam.send(new ListAttachedUserPoliciesCommand(user));
        deepStrictEqual(
            ofUser.AttachedPolicies!.map(({ PolicyName }) => PolicyName),
            ["ViewOnlyAccess"],
        );

        const role = { RoleName: "Auditor" };
        const { Role } = await iam.send(new GetRoleCommand(role));
        deepStrictEqual([Role?.Path, Role?.Tags], ["/", inSecurity.tags]);
        const ofRole = await iam.send(new ListAttachedRolePoliciesCommand(role));
        deepStrictEqual(ofRole.AttachedPolicies!.map(({ PolicyName }) => PolicyName).sort(), [
            "ReadOnlyAccess",
            "ViewOnlyAccess",
        ]);
        deepStrictEqual((await iam.send(new ListRolePoliciesCommand(role))).PolicyNames, ["by-hand"]);
    });
}
