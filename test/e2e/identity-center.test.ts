/**
 * Identity Center alone, its groups and people brought by the company's identity provider: real engine and provider code; AWS is
 * the emulator, in which this test makes the groups as the provider's sync would.
 */
import {
    GetRoleCommand,
    type IAMClient,
    ListGroupsCommand,
    ListUsersCommand,
    UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { bootstrapUser } from "../../config/names";
import { clientsOf } from "../support/aws";
import type { Call } from "../support/aws-call";
import { about, madeBefore, ofProgram } from "../support/counted-calls";
import { administrator } from "../support/outsider";
import { isWrite } from "../support/writes";
import { TestProject, type StateResource } from "../support/project";
import { iamIn } from "../support/sessions";

const managementId = "111111111111";
const service = "sso.amazonaws.com";
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: managementId },
    organization: { services: [service] },
    units: ["security", "workloads/prd"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    delegatedAdministrators: { security: [service] },
    access: {
        DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
        Auditor: { accounts: ["security", "management"], policies: ["SecurityAudit"] },
        Scanner: {
            accounts: ["apps-prd"],
            policies: ["SecurityAudit"],
            principals: ["999988887777"],
            externalId: "acme-7f3d",
        },
    },
    identity: ["identity-center"],
    identityCenter: { synced: true },
    admins: ["ada.lovelace"],
};
/** The account has a new key, and `formerly` no longer names the old one. */
const renamedCompany = {
    ...company,
    accounts: { security: company.accounts.security, "apps-live": company.accounts["apps-prd"] },
    access: { ...company.access, Scanner: { ...company.access.Scanner, accounts: ["apps-live"] } },
};
const security = {
    groups: {
        devops: { roles: ["DevOps"], directoryName: "AWS DevOps (Production)" },
        // A name that the directory permits for a group, and IAM does not.
        "Cloud auditors": { roles: ["Auditor"] },
    },
    users: { "grace.hopper": { groups: ["devops"] } },
    audit: { trail: false, analyzer: false },
};
const quick = ["--exclude", "**-lifecycle"];

describe("Identity Center alone, with groups of the identity provider", () => {
    let project: TestProject;
    /** Ids by name, as the identity provider's sync made them. */
    let groupIds: Readonly<Record<string, string>>;
    /** Calls of AWS by stack. */
    const firstUps: Record<string, readonly Call[]> = {};
    const previews: Record<string, readonly Call[]> = {};

    before(async () => {
        const account = { id: managementId, email: "aws@acme.example", name: "acme-management" };
        project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        for (const stack of ["management", "security", "apps-prd"]) await project.must("stack", "init", stack);
        await up("management");
    });
    after(() => (project as TestProject | undefined)?.close());

    it("says which group is missing until the provider has synced it", async () => {
        const { exitCode, text } = await project.pulumi("preview", "--stack", "management", ...quick);
        notStrictEqual(exitCode, 0);
        match(text, /Identity Center has no group organization-admins: the identity provider has not brought it/);
        doesNotMatch(text, /at .*\.ts:\d+/, "no stack trace");
    });

    it("finds the groups by name, and ends in empty previews", async () => {
        const store = await identityStore();
        const made = ["organization-admins", "AWS DevOps (Production)", "Cloud auditors"].map(async (DisplayName) => {
            const answer = await call("AWSIdentityStore.CreateGroup", { IdentityStoreId: store, DisplayName });
            return [DisplayName, answer["GroupId"] as string] as const;
        });
        groupIds = Object.fromEntries(await Promise.all(made));
        match(
            await up("management"),
            /no group has Auditor in the management account yet: run `pulumi up --stack security`/,
        );
        // The management stack assigns the security stack's groups in the management account, so it runs once more.
        for (const stack of ["security", "apps-prd", "management"]) firstUps[stack] = await callsOf(() => up(stack));
        for (const stack of ["management", "security", "apps-prd"])
            previews[stack] = await callsOf(() =>
                project.must("preview", "--stack", stack, "--expect-no-changes", ...quick),
            );
    });

    for (const stack of ["security", "apps-prd"]) {
        it(`makes no call to AWS twice in a preview of ${stack}, and none for another account`, async () => {
            const calls = previews[stack]!;
            deepStrictEqual(madeBefore(ofProgram(calls)), []);
            // The provider enters the account a second time to check that it may, and who it is then.
            deepStrictEqual(madeBefore(calls), ["AssumeRole", "GetCallerIdentity"]);
            deepStrictEqual(about(calls, await otherThan(stack)), []);
        });

        it(`makes no call to AWS twice in the first up of ${stack}, and none for another account but the provider's own`, async () => {
            const calls = firstUps[stack]!;
            const own = ofProgram(calls);
            ok(own.length > 0 && own.length < calls.length);
            deepStrictEqual(madeBefore(own), []);
            deepStrictEqual(madeBefore(calls.filter(isWrite)), []);
            const other = await otherThan(stack);
            deepStrictEqual(about(own, other), []);
            // One assignment: its creation, with the provider's read before and after.
            const ofAssignment = ["CreateAccountAssignment", "ListAccountAssignments", "ListAccountAssignments"];
            deepStrictEqual(about(calls, other), stack === "security" ? ofAssignment : []);
        });
    }

    it("makes neither people nor groups, and assigns the map's roles to the provider's groups", async () => {
        const [management, ofSecurity] = [await project.state("management"), await project.state("security")];
        const made = [...management, ...ofSecurity].filter(({ type }) => type.startsWith("aws:identitystore/"));
        deepStrictEqual(made, []);
        const assigned = (state: readonly StateResource[]): unknown[] => {
            const sets = state.filter(({ type }) => type === "aws:ssoadmin/permissionSet:PermissionSet");
            const nameOf = (arn: unknown): unknown =>
                sets.find(({ outputs }) => outputs?.["arn"] === arn)?.outputs?.["name"];
            return state
                .filter(({ type }) => type === "aws:ssoadmin/accountAssignment:AccountAssignment")
                .map(({ outputs: of }) => [nameOf(of?.["permissionSetArn"]), of?.["principalId"], of?.["targetId"]])
                .sort();
        };
        deepStrictEqual(assigned(management), [
            ["Auditor-management", groupIds["Cloud auditors"], managementId],
            ["OrganizationAccountAccessRole", groupIds["organization-admins"], managementId],
        ]);
        deepStrictEqual(assigned(ofSecurity), [
            ["Auditor", groupIds["Cloud auditors"], await accountId("security")],
            ["DevOps", groupIds["AWS DevOps (Production)"], await accountId("apps-prd")],
        ]);
    });

    it("has one assignment if the call is sent again, as by SDKs that got no response", async () => {
        const { outputs: of } = (await project.state("security")).find(
            ({ type }) => type === "aws:ssoadmin/accountAssignment:AccountAssignment",
        )!;
        const [InstanceArn, PermissionSetArn] = [of!["instanceArn"], of!["permissionSetArn"]];
        const [TargetId, PrincipalId] = [of!["targetId"], of!["principalId"]];
        await call("SWBExternalService.CreateAccountAssignment", {
            ...{ InstanceArn, PermissionSetArn, TargetId, PrincipalId },
            ...{ TargetType: "AWS_ACCOUNT", PrincipalType: "GROUP" },
        });
        const list = { InstanceArn, PermissionSetArn, AccountId: TargetId };
        const { AccountAssignments: found } = await call("SWBExternalService.ListAccountAssignments", list);
        deepStrictEqual(
            (found as { PrincipalId: string }[]).map((each) => each.PrincipalId),
            [PrincipalId],
        );
    });

    it("makes no IAM user or group in the security account, and in members only the roles of machines", async () => {
        const iam = await iamOf("security");
        deepStrictEqual((await iam.send(new ListUsersCommand({}))).Users, []);
        deepStrictEqual((await iam.send(new ListGroupsCommand({}))).Groups, []);
        const apps = await iamOf("apps-prd");
        ok((await apps.send(new GetRoleCommand({ RoleName: "Scanner" }))).Role);
        await rejects(apps.send(new GetRoleCommand({ RoleName: "DevOps" })), { name: "NoSuchEntityException" });
    });

    /** What the permission set DevOps is, for calls. */
    const devOps = async (): Promise<{ readonly InstanceArn: unknown; readonly PermissionSetArn: unknown }> => {
        const sets = (await project.state("security")).filter(({ type }) => type.endsWith(":PermissionSet"));
        const of = sets.find(({ outputs }) => outputs?.["name"] === "DevOps")!.outputs!;
        return { InstanceArn: of["instanceArn"], PermissionSetArn: of["arn"] };
    };
    const boundaryOf = async (set: object): Promise<unknown> =>
        (await call("SWBExternalService.GetPermissionsBoundaryForPermissionSet", set))["PermissionsBoundary"];
    const arn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
    /** The renamed company, with a boundary for DevOps. */
    const bounded = (name: string): object => {
        const DevOps = { ...company.access.DevOps, boundary: arn(name) };
        return { ...renamedCompany, access: { ...renamedCompany.access, DevOps } };
    };
    /** Writes of a run of the security stack, but for those that bring a changed permission set into the accounts. */
    const written = async (...options: string[]): Promise<readonly string[]> => {
        const calls = await callsOf(() => up("security", ...options));
        return calls
            .filter(isWrite)
            .map(({ operation }) => operation)
            .filter((operation) => operation !== "ProvisionPermissionSet");
    };

    it("keeps the assignments of a group and of an account that get new names, and a boundary by hand until the config names one", async () => {
        const set = await devOps();
        await call("SWBExternalService.PutPermissionsBoundaryToPermissionSet", {
            ...set,
            PermissionsBoundary: { ManagedPolicyArn: arn("ReadOnlyAccess") },
        });
        deepStrictEqual(await written("--refresh", "--expect-no-changes"), []);
        deepStrictEqual(await boundaryOf(set), { ManagedPolicyArn: arn("ReadOnlyAccess") });
        // The identity provider's sync renames the group; so does the config.
        await call("AWSIdentityStore.UpdateGroup", {
            IdentityStoreId: await identityStore(),
            GroupId: groupIds["Cloud auditors"],
            Operations: [{ AttributePath: "displayName", AttributeValue: "examiners" }],
        });
        const { "apps-prd": renamed, security: kept } = company.accounts;
        project.writeStack("management", {
            ...renamedCompany,
            accounts: { security: kept, "apps-live": { ...renamed, formerly: "apps-prd" } },
        });
        project.writeStack("security", {
            ...security,
            groups: { devops: security.groups.devops, examiners: { roles: ["Auditor"], formerly: "Cloud auditors" } },
        });
        const assigned = async (stack: string): Promise<unknown[]> =>
            (await project.state(stack))
                .filter(({ type }) => type === "aws:ssoadmin/accountAssignment:AccountAssignment")
                .map(({ id }) => id)
                .sort();
        const before = [await assigned("management"), await assigned("security")];
        const refused = await project.pulumi("preview", "--stack", "management", ...quick);
        match(refused.text, /no group Cloud auditors, which the security stack makes|has not brought it/);
        for (const stack of ["security", "management"]) await up(stack);
        // `formerly` is removed before the security stack has run with it.
        project.writeStack("management", bounded("job-function/ViewOnlyAccess"));
        await up("management");
        deepStrictEqual(await written(), ["PutPermissionsBoundaryToPermissionSet"], "and no assignment");
        deepStrictEqual(await boundaryOf(set), { ManagedPolicyArn: arn("job-function/ViewOnlyAccess") });
        deepStrictEqual([await assigned("management"), await assigned("security")], before);
        await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
    });

    it("has one permissions boundary: another one replaces it, and none is left without the key", async () => {
        const set = await devOps();
        project.writeStack("management", bounded("PowerUserAccess"));
        await up("management");
        strictEqual((await written()).at(-1), "PutPermissionsBoundaryToPermissionSet");
        deepStrictEqual(await boundaryOf(set), { ManagedPolicyArn: arn("PowerUserAccess") });
        project.writeStack("management", renamedCompany);
        await up("management");
        deepStrictEqual(await written(), ["DeletePermissionsBoundaryFromPermissionSet"]);
        strictEqual(await boundaryOf(set), undefined);
    });

    it("a permission set's own policy that somebody made by hand is not replaced unasked", async () => {
        const sets = (await project.state("management")).filter(({ type }) => type.endsWith(":PermissionSet"));
        const of = sets.find(({ outputs }) => outputs?.["name"] === "Auditor-management")!.outputs!;
        const ids = { InstanceArn: of["instanceArn"], PermissionSetArn: of["arn"] };
        const statement = (Sid: string, Action: string): object => ({ Sid, Effect: "Allow", Action, Resource: "*" });
        const document = (...Statement: object[]): object => ({ Version: "2012-10-17", Statement });
        const byHand = statement("ByHand", "s3:GetObject");
        await call("SWBExternalService.PutInlinePolicyToPermissionSet", {
            ...ids,
            InlinePolicy: JSON.stringify(document(byHand)),
        });
        const preview = (settings: object): ReturnType<typeof project.pulumi> => {
            const Auditor = { ...company.access.Auditor, ...settings };
            project.writeStack("management", { ...renamedCompany, access: { ...renamedCompany.access, Auditor } });
            return project.pulumi("preview", "--stack", "management", ...quick);
        };
        const ours = statement("Ours", "sts:GetCallerIdentity");
        const refused = await preview({ inline: document(ours) });
        notStrictEqual(refused.exitCode, 0);
        match(refused.text, /access\.Auditor\.inline[\s\S]*Auditor-management[\s\S]*statement ByHand/u);
        for (const settings of [{ inline: document(ours), overwrite: true }, { inline: document(ours, byHand) }]) {
            const { exitCode, text } = await preview(settings);
            strictEqual(exitCode, 0, text);
        }
        await call("SWBExternalService.DeleteInlinePolicyFromPermissionSet", ids);
        project.writeStack("management", renamedCompany);
    });

    it("counts the people of the provider's group of admins as a way in, and refuses to take the last one away", async () => {
        const { iam } = clientsOf(project.sandbox);
        const keys = await administrator(iam, "by-hand");
        const other = clientsOf(project.sandbox, keys).iam;
        const hand = project.with({ AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey });
        project.writeStack("management", { ...renamedCompany, admins: [] });
        const key = { UserName: bootstrapUser, AccessKeyId: bootstrapKeys.accessKeyId };
        /** Runs a preview while the bootstrap user has no active key. */
        const preview = async (): Promise<{ readonly exitCode: number; readonly text: string }> => {
            await other.send(new UpdateAccessKeyCommand({ ...key, Status: "Inactive" }));
            try {
                return await hand.pulumi("preview", "--stack", "management", ...quick);
            } finally {
                await other.send(new UpdateAccessKeyCommand({ ...key, Status: "Active" }));
            }
        };
        const refused = await preview();
        notStrictEqual(refused.exitCode, 0);
        match(refused.text, /the group organization-admins of Identity Center has nobody in it/);
        const IdentityStoreId = await identityStore();
        const { UserId } = await call("AWSIdentityStore.CreateUser", {
            ...{ IdentityStoreId, UserName: "ada.lovelace", DisplayName: "Ada Lovelace" },
            Name: { GivenName: "Ada", FamilyName: "Lovelace" },
        });
        await call("AWSIdentityStore.CreateGroupMembership", {
            ...{ IdentityStoreId, GroupId: groupIds["organization-admins"], MemberId: { UserId } },
        });
        const letIn = await preview();
        strictEqual(letIn.exitCode, 0, letIn.text);
    });

    it("assigns a role before removing the assignment of the one that it replaces", async () => {
        const { DevOps, ...others } = renamedCompany.access;
        // With the same policies it would be a rename, which is refused.
        const Engineers = { ...DevOps, policies: ["SecurityAudit"] };
        project.writeStack("management", { ...renamedCompany, access: { ...others, Engineers } });
        project.writeStack("security", {
            ...security,
            groups: {
                devops: { ...security.groups.devops, roles: ["Engineers"] },
                // The group was renamed in the test above.
                examiners: { roles: ["Auditor"], formerly: "Cloud auditors" },
            },
        });
        await up("management");
        const before = project.proxy!.calls.length;
        await up("security");
        const calls = project.proxy!.calls.slice(before).map(({ operation }) => operation);
        const [made, gone] = ["CreateAccountAssignment", "DeleteAccountAssignment"] as const;
        ok(calls.includes(made) && calls.includes(gone), calls.join(" "));
        ok(calls.lastIndexOf(made) < calls.indexOf(gone), calls.join(" "));
        ok(calls.indexOf("CreatePermissionSet") < calls.indexOf("DeletePermissionSet"), calls.join(" "));
        await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
    });

    async function up(stack: string, ...options: string[]): Promise<string> {
        return project.must("up", "--stack", stack, "--yes", "--skip-preview", ...options, ...quick);
    }

    /** The calls of AWS that reach the proxy during a run. */
    async function callsOf(run: () => Promise<unknown>): Promise<readonly Call[]> {
        const before = project.proxy!.calls.length;
        await run();
        return project.proxy!.calls.slice(before);
    }

    /** Id of the account whose stack this is not. */
    async function otherThan(stack: string): Promise<string> {
        return accountId(stack === "security" ? "apps-prd" : "security");
    }

    async function accountId(key: string): Promise<string> {
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as {
            accounts: Record<string, { id: string }>;
        };
        return outputs.accounts[key]!.id;
    }

    async function iamOf(key: string): Promise<IAMClient> {
        return iamIn(project.sandbox, await accountId(key));
    }

    async function identityStore(): Promise<string> {
        const {
            Instances: [instance],
        } = (await call("SWBExternalService.ListInstances", {})) as {
            Instances: [{ IdentityStoreId: string }];
        };
        return instance.IdentityStoreId;
    }

    /** Calls an API without its SDK client, which this project does not need elsewhere. */
    async function call(target: string, body: object): Promise<Record<string, unknown>> {
        const name = target.startsWith("AWSIdentityStore") ? "identitystore" : "sso";
        const answer = await fetch(endpoint(project.sandbox.emulator), {
            method: "POST",
            headers: {
                "content-type": "application/x-amz-json-1.1",
                "x-amz-target": target,
                authorization: `AWS4-HMAC-SHA256 Credential=${bootstrapKeys.accessKeyId}/20260101/us-east-1/${name}/aws4_request, SignedHeaders=host, Signature=0`,
            },
            body: JSON.stringify(body),
        });
        return (await answer.json()) as Record<string, unknown>;
    }
});
