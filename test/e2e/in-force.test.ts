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
import { readDelegations, readPolicies, readRoot, readServices, type AwsPolicy } from "../../aws/snapshot";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { doctorOn } from "../support/doctor";
import type { Rule } from "../support/fault-proxy";
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

    it("nothing is: doctor says so", async () => {
        const { of } = await doctorOn(project);
        deepStrictEqual(
            of("in-force").map(({ status }) => status),
            ["ok"],
        );
    });

    it("all of it: shown and counted by a preview, found by doctor, on again by up, and by the engine with --refresh, each call once", async () => {
        const [AccountId] = [...(await readDelegations(aws))][0]!.split("/");
        const { id: PolicyId } = await policyOf("deny-root-user");
        const good = await readPolicyContent(aws, PolicyId);
        const Content = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "a4b:*", Resource: "*" }],
        });
        const switchOff = async (): Promise<void> => {
            await aws.send(new UpdatePolicyCommand({ PolicyId, Content }));
            await aws.send(new DisablePolicyTypeCommand({ RootId: await rootId(), PolicyType: scp }));
            const ServicePrincipal = principalOf("access-analyzer");
            await aws.send(new DeregisterDelegatedAdministratorCommand({ AccountId: AccountId!, ServicePrincipal }));
            for (const region of config.regions)
                await byHand(project.sandbox)
                    .at(GuardDutyClient, region)
                    .send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: AccountId! }));
            await aws.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
            await clientsOf(project.sandbox).iam.send(new DisableOrganizationsRootSessionsCommand({}));
        };
        await switchOff();
        // These once: with --refresh too, the program switches them on, before the engine starts.
        const { kms, id: KeyId } = await stateKey(project);
        await kms.send(new DisableKeyRotationCommand({ KeyId }));
        await deleteNotices(project);
        project.proxy!.reset();
        const preview = await project.pulumi("preview", "--expect-no-changes", ...quick);
        notStrictEqual(preview.exitCode, 0);
        for (const words of [
            /policy type SERVICE_CONTROL_POLICY is off/u,
            /trusted access of ram\.amazonaws\.com is off/u,
            /key [\w-]+ \(Pulumi state of the organization.*\) does not rotate/u,
            /policy deny-root-user \(p-\w+\) is not attached to account:security/u,
            /policy deny-root-user \(p-\w+\) has another document than the config's/u,
            /security does not administer access-analyzer\.amazonaws\.com/u,
            /security does not administer guardduty\.amazonaws\.com$/mu,
            /security does not administer guardduty\.amazonaws\.com in us-east-2$/mu,
            /central root access: RootSessions is off/u,
            /budget ac-monthly does not warn of 80 % of what is spent/u,
            /budget ac-monthly does not warn of 100 % of what is forecast/u,
            // The organization, the key, three policies, two delegations and the budget.
            /~ 8 to update/u,
        ])
            match(preview.text, words);
        deepStrictEqual(writesOf(project.proxy!), {});
        const doctor = await doctorOn(project);
        strictEqual(doctor.exitCode, 1);
        const found = doctor.of("in-force");
        deepStrictEqual(
            found.map(({ status, value }) => `${status} ${String(value)}`).sort(),
            [
                "RootSessions",
                "deny-everything",
                "deny-leaving-organization",
                "deny-root-user",
                "deny-root-user",
                "deny-root-user",
                "ram.amazonaws.com",
                scp,
            ]
                .map((each) => `fault ${each}`)
                .sort(),
        );
        const messages = found.map(({ message }) => message).join("\n");
        match(messages, /central root access: RootSessions is off/u);
        match(messages, /has another document/u);
        strictEqual(doctor.of("delegated-administrators")[0]!.cure, "pulumi up --stack management");
        deepStrictEqual(
            doctor.of("budget").map(({ status }) => status),
            ["fault", "fault", "fault"],
        );
        const said: string[] = [];
        for (const run of [up, ["up", "--refresh", ...up.slice(1)]]) {
            if (run !== up) await switchOff();
            project.proxy!.reset();
            const { text } = await project.pulumi(...run);
            said.push(text);
            deepStrictEqual(await switches(project), whole, text);
            strictEqual(await readPolicyContent(aws, PolicyId), good);
            const calls = [
                "EnablePolicyType",
                "EnableAWSServiceAccess",
                "RegisterDelegatedAdministrator",
                "POST /admin/enable",
                "EnableOrganizationsRootSessions",
            ];
            deepStrictEqual(
                calls.map((call) => project.proxy!.count(call)),
                [1, 1, 1, 2, 1],
                text,
            );
            if (run === up) await project.must("preview", "--expect-no-changes", ...quick);
        }
        match(said[0]!, /switched on again: the notice of budget/u);
        doesNotMatch(said[1]!, /switched on again:/u);
    });

    it("a type that somebody switches on or off by hand: no up falls over it, and none switches it back; a policy that was detached by hand is attached again", async () => {
        const type = { RootId: await rootId(), PolicyType: "BACKUP_POLICY" as const };
        const more = [...whole.types, type.PolicyType].sort();
        const isOn = async (types: readonly string[]): Promise<void> => {
            deepStrictEqual(await switches(project), { ...whole, types });
        };
        await aws.send(new EnablePolicyTypeCommand(type));
        const { id: PolicyId, targets } = await policyOf("deny-everything");
        await aws.send(new DetachPolicyCommand({ PolicyId, TargetId: targets[0]! }));
        // The engine has nothing to do, nor after a refresh.
        const unchanged = [...up, "--expect-no-changes"];
        await project.must(...unchanged);
        await isOn(more);
        await project.must("up", "--refresh", ...unchanged.slice(1));
        await isOn(more);
        await aws.send(new DisablePolicyTypeCommand(type));
        await aws.send(new DisablePolicyTypeCommand({ ...type, PolicyType: scp }));
        await project.must(...unchanged);
        await isOn(whole.types);
        await project.must("up", "--refresh", ...unchanged.slice(1));
        await isOn(whole.types);
        // The config decides, no matter who enabled the policy type.
        await aws.send(new EnablePolicyTypeCommand(type));
        project.writeStack("management", {
            ...config,
            organization: { ...config.organization, disable: [type.PolicyType] },
        });
        match(await project.must(...up), /policy type BACKUP_POLICY is on, and the config disables it/u);
        await isOn(whole.types);
        project.writeStack("management", config);
    });

    it("what may not be read is skipped with a message; any other error is reported, because the settings are then unknown", async () => {
        const asked = [
            ["ListOrganizationsFeatures", "which root access is central", "AccessDenied", "ServiceFailure"],
            ["DescribePolicy", "what the policies say", "AccessDeniedException", "ServiceException"],
        ] as const;
        const preview = async (rules: readonly Rule[]): Promise<EngineRun> => {
            project.proxy!.reset();
            for (const rule of rules) project.proxy!.add(rule);
            return project.pulumi("preview", "--expect-no-changes", ...quick);
        };
        const names = (run: EngineRun, what: string, code: string): void => {
            match(run.text, new RegExp(`${what} [^\\n]*AWS returned ${code.replace(/Exception$/u, "")}`, "u"));
        };
        const passed = await preview(asked.map(([operation, , code]) => ({ operation, fault: { code } })));
        strictEqual(passed.exitCode, 0, passed.text);
        match(passed.text, /not asked: /u);
        for (const [, what, code] of asked) names(passed, what, code);
        for (const [operation, what, , code] of asked) {
            const refused = await preview([{ operation, fault: { code } }]);
            notStrictEqual(refused.exitCode, 0);
            names(refused, what, code);
            match(refused.text, /could not be read: AWS returned/u);
        }
        project.proxy!.reset();
    });

    it("a policy that was deleted by hand is refused with the line that makes it again", async () => {
        const { id: PolicyId, targets } = await policyOf("deny-everything");
        await aws.send(new DetachPolicyCommand({ PolicyId, TargetId: targets[0]! }));
        await aws.send(new DeletePolicyCommand({ PolicyId }));
        for (const run of [["preview", ...quick], up]) {
            const { exitCode, text } = await project.pulumi(...run);
            notStrictEqual(exitCode, 0);
            match(text, /policy deny-everything \(p-\w+\) was deleted at AWS/u);
            match(text, /pulumi up --refresh --stack management/u);
        }
        await project.must("up", "--refresh", ...up.slice(1));
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

    async function policyOf(name: string): Promise<AwsPolicy> {
        return (await readPolicies(aws, [scp])).find((each) => each.name === name)!;
    }
});
