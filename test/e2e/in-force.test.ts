/**
 * What the config enables is enabled at AWS, and not only in the state. Real engine, real provider code; AWS is the emulator behind a fault
 * proxy.
 */
import { DisableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
    DeletePolicyCommand,
    DeregisterDelegatedAdministratorCommand,
    DetachPolicyCommand,
    DisableAWSServiceAccessCommand,
    DisablePolicyTypeCommand,
    EnablePolicyTypeCommand,
    UpdatePolicyCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { CreateServiceLinkedRoleCommand, DisableOrganizationsRootSessionsCommand } from "@aws-sdk/client-iam";
import { DisableKeyRotationCommand } from "@aws-sdk/client-kms";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readPolicyContent } from "../../aws/policy-contents";
import { readDelegations, readPolicies, readRoot, readServices } from "../../aws/snapshot";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { doctorOn } from "../support/doctor";
import { TestProject, type EngineRun } from "../support/project";
import { byHand } from "../support/services-by-hand";
import { stateKey, switches, type Switches } from "../support/switches";
import { writesOf } from "../support/writes";
import { deleteNotices, testDelegation } from "./in-force/delegation";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const scp = "SERVICE_CONTROL_POLICY";
/** Services with a delegated administrator: registered in Organizations, but GuardDuty and Security Hub by an API of their own. */
const delegatedServices = ["access-analyzer", "guardduty", "config", "securityhub"];
const principalOf = (name: string): string => `${name}.amazonaws.com`;
const config = {
    "aws:region": "us-east-1",
    ...acme,
    organization: {
        policyTypes: [scp, "TAG_POLICY"],
        services: [...delegatedServices, "ram", "cloudtrail"].map(principalOf),
    },
    policies: {
        "deny-leaving-organization": { targets: ["root"] },
        "deny-everything": { targets: ["suspended"] },
        "deny-root-user": { targets: ["workloads", "account:security"] },
    },
    regions: ["us-east-1", "us-east-2"],
    delegatedAdministrators: { security: delegatedServices.map(principalOf) },
    budget: { monthly: 500, notify: ["finops@acme.example"] },
    ci: { repository: "acme/organization" },
};

// By design the official plugin waits a minute for the state bucket's lifecycle, which these tests are not about.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];
const up = ["up", "--yes", "--skip-preview", ...quick];

/** What is enabled after a first run in which AWS refused nothing. */
let whole: Switches;

describe("what is switched off at AWS behind the state's back", () => {
    let project: TestProject;
    let aws: OrganizationsClient;

    before(async () => {
        project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        aws = clientsOf(project.sandbox).organizations;
        // Access Analyzer was used in this account before.
        const AWSServiceName = principalOf("access-analyzer");
        await clientsOf(project.sandbox).iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName }));
        await project.must("stack", "init", "management");
        await project.must(...up);
        whole = await switches(project);
    });
    after(() => project.close());

    it("nothing is: doctor says so, and a preview is empty", async () => {
        const { of } = await doctorOn(project);
        deepStrictEqual(
            of("in-force").map(({ status }) => status),
            ["ok"],
        );
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("policy types and trusted services: shown and counted by a preview, on again with all attachments by up", async () => {
        await aws.send(new DisablePolicyTypeCommand({ RootId: await rootId(), PolicyType: scp }));
        await aws.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
        const { kms, id: KeyId } = await stateKey(project);
        await kms.send(new DisableKeyRotationCommand({ KeyId }));
        project.proxy!.reset();
        const preview = await project.pulumi("preview", "--expect-no-changes", ...quick);
        notStrictEqual(preview.exitCode, 0);
        match(preview.text, /policy type SERVICE_CONTROL_POLICY is off/u);
        match(preview.text, /trusted access of ram\.amazonaws\.com is off/u);
        match(preview.text, /key [\w-]+ \(Pulumi state of the organization.*\) does not rotate/u);
        match(preview.text, /policy deny-root-user \(p-\w+\) is not attached to account:security/u);
        match(preview.text, /~ 5 to update/u);
        deepStrictEqual(writesOf(project.proxy!), {});
        const doctor = await doctorOn(project);
        strictEqual(doctor.exitCode, 1);
        deepStrictEqual(
            doctor
                .of("in-force")
                .map(({ status, value }) => `${status} ${String(value)}`)
                .sort(),
            [
                "deny-everything",
                "deny-leaving-organization",
                "deny-root-user",
                "deny-root-user",
                "ram.amazonaws.com",
                scp,
            ]
                .map((each) => `fault ${each}`)
                .sort(),
        );
        const { text } = await project.pulumi(...up);
        deepStrictEqual(await switches(project), whole, text);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("delegations, a budget's notices and central root access: shown and counted by a preview, on again by up", async () => {
        const [AccountId] = [...(await readDelegations(aws))][0]!.split("/");
        const deregister = async (service: string): Promise<unknown> =>
            aws.send(
                new DeregisterDelegatedAdministratorCommand({
                    AccountId: AccountId!,
                    ServicePrincipal: `${service}.amazonaws.com`,
                }),
            );
        const switchOff = async (): Promise<void> => {
            await deregister("access-analyzer");
            for (const region of config.regions)
                await byHand(project.sandbox)
                    .at(GuardDutyClient, region)
                    .send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: AccountId! }));
            await clientsOf(project.sandbox).iam.send(new DisableOrganizationsRootSessionsCommand({}));
        };
        await switchOff();
        await deleteNotices(project);
        project.proxy!.reset();
        const preview = await project.pulumi("preview", "--expect-no-changes", ...quick);
        notStrictEqual(preview.exitCode, 0);
        match(preview.text, /security does not administer access-analyzer\.amazonaws\.com/u);
        match(preview.text, /security does not administer guardduty\.amazonaws\.com$/mu);
        match(preview.text, /security does not administer guardduty\.amazonaws\.com in us-east-2$/mu);
        match(preview.text, /central root access: RootSessions is off/u);
        match(preview.text, /budget ac-monthly does not warn of 80 % of what is spent/u);
        match(preview.text, /budget ac-monthly does not warn of 100 % of what is forecast/u);
        match(preview.text, /~ 4 to update/u);
        deepStrictEqual(writesOf(project.proxy!), {});
        const doctor = await doctorOn(project);
        match(doctor.of("in-force")[0]!.message, /central root access: RootSessions is off/u);
        strictEqual(doctor.of("delegated-administrators")[0]!.cure, "pulumi up --stack management");
        deepStrictEqual(
            doctor.of("budget").map(({ status }) => status),
            ["fault", "fault", "fault"],
        );
        // Each call is tried, and all refusals are reported together.
        const denied = { code: "AccessDeniedException", message: "not today" };
        project.proxy!.add({ operation: "CreateNotification", times: 2, fault: denied });
        const refused = await project.pulumi(...up);
        notStrictEqual(refused.exitCode, 0, refused.text);
        strictEqual(refused.text.match(/does not warn of .*, and AWS refused to switch it on/gu)?.length, 2);
        deepStrictEqual((await switches(project)).budgets, ["ac-monthly: 500, warns 1 times"]);
        const said: string[] = [];
        for (const run of [up, ["up", "--refresh", ...up.slice(1)]]) {
            if (run !== up) {
                project.proxy!.reset();
                await switchOff();
            }
            const { text } = await project.pulumi(...run);
            said.push(text);
            deepStrictEqual(await switches(project), whole, text);
            const calls = ["RegisterDelegatedAdministrator", "POST /admin/enable", "EnableOrganizationsRootSessions"];
            deepStrictEqual(
                calls.map((call) => project.proxy!.count(call)),
                [1, 2, 1],
                text,
            );
            await project.must("preview", "--expect-no-changes", ...quick);
        }
        match(said[0]!, /switched on again: the notice of budget/u);
    });

    it("a type that somebody switches on or off by hand: no up falls over it, and none switches it back", async () => {
        const type = { RootId: await rootId(), PolicyType: "BACKUP_POLICY" as const };
        const more = [...whole.types, type.PolicyType].sort();
        const isOn = async (types: readonly string[]): Promise<void> => {
            deepStrictEqual(await switches(project), { ...whole, types });
        };
        await aws.send(new EnablePolicyTypeCommand(type));
        await project.must(...up);
        await isOn(more);
        await project.must("preview", "--expect-no-changes", ...quick);
        await project.must("up", "--refresh", "--expect-no-changes", ...up.slice(1));
        await isOn(more);
        await aws.send(new DisablePolicyTypeCommand(type));
        await aws.send(new DisablePolicyTypeCommand({ ...type, PolicyType: scp }));
        await project.must(...up);
        await isOn(whole.types);
        await project.must("preview", "--expect-no-changes", ...quick);
        await project.must("up", "--refresh", "--expect-no-changes", ...up.slice(1));
        await isOn(whole.types);
        // The config decides, no matter who enabled the policy type.
        await aws.send(new EnablePolicyTypeCommand(type));
        project.writeStack("management", {
            ...config,
            organization: { ...config.organization, disable: [type.PolicyType] },
        });
        const preview = await project.pulumi("preview", ...quick);
        match(preview.text, /policy type BACKUP_POLICY is on, and the config disables it/u);
        await project.must(...up);
        await isOn(whole.types);
        project.writeStack("management", config);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("a policy whose document somebody changed gets the config's document again", async () => {
        const [found] = (await readPolicies(aws, [scp])).filter(({ name }) => name === "deny-root-user");
        const PolicyId = found!.id;
        const good = await readPolicyContent(aws, PolicyId);
        const Content = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "a4b:*", Resource: "*" }],
        });
        const change = (): Promise<unknown> => aws.send(new UpdatePolicyCommand({ PolicyId, Content }));
        await change();
        const preview = await project.pulumi("preview", ...quick);
        match(preview.text, /policy deny-root-user \(p-\w+\) has another document than the config's/u);
        match(preview.text, /~ 1 to update/u);
        match((await doctorOn(project)).of("in-force")[0]!.message, /has another document/u);
        for (const run of [up, ["up", "--refresh", ...up.slice(1)]]) {
            await change();
            await project.must(...run);
            strictEqual(await readPolicyContent(aws, PolicyId), good);
            await project.must("preview", "--expect-no-changes", ...quick);
        }
    });

    it("what may not be read is skipped with a message; any other error is reported, because the settings are then unknown", async () => {
        for (const [operation, what, denied, failed] of [
            ["ListOrganizationsFeatures", "which root access is central", "AccessDenied", "ServiceFailure"],
            ["DescribePolicy", "what the policies say", "AccessDeniedException", "ServiceException"],
        ] as const) {
            const preview = async (code: string): Promise<EngineRun> => {
                project.proxy!.reset();
                project.proxy!.add({ operation, fault: { code } });
                const run = await project.pulumi("preview", "--expect-no-changes", ...quick);
                match(run.text, new RegExp(`${what} [^\\n]*AWS returned ${code.replace(/Exception$/u, "")}`, "u"));
                return run;
            };
            const passed = await preview(denied);
            strictEqual(passed.exitCode, 0, passed.text);
            match(passed.text, /not asked: /u);
            const refused = await preview(failed);
            notStrictEqual(refused.exitCode, 0);
            match(refused.text, /could not be read: AWS returned/u);
        }
        project.proxy!.reset();
    });

    it("with --refresh the engine does it, and nothing is done twice", async () => {
        await aws.send(new DisablePolicyTypeCommand({ RootId: await rootId(), PolicyType: scp }));
        project.proxy!.reset();
        const reported = await project.must("up", "--refresh", ...up.slice(1));
        deepStrictEqual(await switches(project), whole);
        strictEqual(project.proxy!.count("EnablePolicyType"), 1);
        doesNotMatch(reported, /switched on again:/u);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("a policy that was detached by hand is attached again; a deleted one is refused with the line that makes it again", async () => {
        const [found] = (await readPolicies(aws, [scp])).filter(({ name }) => name === "deny-everything");
        const { id, targets } = found!;
        await aws.send(new DetachPolicyCommand({ PolicyId: id, TargetId: targets[0]! }));
        await project.must(...up);
        deepStrictEqual(await switches(project), whole);
        await aws.send(new DetachPolicyCommand({ PolicyId: id, TargetId: targets[0]! }));
        await aws.send(new DeletePolicyCommand({ PolicyId: id }));
        for (const run of [["preview", ...quick], up]) {
            const { exitCode, text } = await project.pulumi(...run);
            notStrictEqual(exitCode, 0);
            match(text, /policy deny-everything \(p-\w+\) was deleted at AWS/u);
            match(text, /pulumi up --refresh --stack management/u);
        }
        await project.must("up", "--refresh", ...up.slice(1));
        deepStrictEqual(await switches(project), whole);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("what AWS refuses to switch on again ends the run with AWS's words", async () => {
        await aws.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
        project.proxy!.reset();
        project.proxy!.add({ operation: "EnableAWSServiceAccess", fault: { code: "AccessDeniedException" } });
        const { exitCode, text } = await project.pulumi(...up);
        notStrictEqual(exitCode, 0);
        match(text, /trusted access of ram\.amazonaws\.com is off, and AWS refused to switch it on/u);
        project.proxy!.reset();
        await project.must(...up);
        deepStrictEqual(await switches(project), whole);
    });

    it("a service that AWS refuses: explained, and no longer in the way once its line is removed", async () => {
        const withService = (name: string): object => ({
            ...config,
            organization: { ...config.organization, services: [...config.organization.services, name] },
        });
        const wrong = "no-such-thing.amazonaws.com";
        project.writeStack("management", withService(wrong));
        const { exitCode, text } = await project.pulumi(...up);
        notStrictEqual(exitCode, 0);
        match(text, /UNRECOGNIZED_SERVICE_PRINCIPAL: AWS knows no service of this name[^\n]*\n\s+→ correct its line/u);
        project.writeStack("management", withService("ec2.amazonaws.com"));
        project.proxy!.reset();
        await project.must(...up);
        strictEqual(project.proxy!.count("DisableAWSServiceAccess"), 0);
        ok((await readServices(aws)).includes("ec2.amazonaws.com"));
        await project.must("preview", "--expect-no-changes", ...quick);
        await project.must("preview", "--refresh", "--expect-no-changes", ...quick);
    });

    describe("delegated administrators", () => {
        testDelegation(() => project, config, quick);
    });

    async function rootId(): Promise<string> {
        return (await readRoot(aws)).id;
    }
});
