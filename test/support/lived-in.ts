import { CreateUserCommand, type IAMClient } from "@aws-sdk/client-iam";
import {
    AttachPolicyCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListRootsCommand,
    MoveAccountCommand,
    TagResourceCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { Sandbox } from "../../sandbox/sandbox";
import { clientsOf } from "./aws";

/** What somebody left in an organization by hand, over the years. */
export const handMade = {
    /** On accounts, units and policies: more than a page of them, with what AWS takes in a key. */
    tags: {
        Owner: "platform",
        CostCenter: "research",
        "cost center": "12",
        "a.b/c:d=e+f-g@h_i": "all of AWS's signs",
        größe: "1",
        empty: "",
        "map-migrated": "d-server-01",
    },
    /** One of the admins. */
    user: { UserName: "ada.lovelace", Path: "/people/" },
    policyDescription: "By hand",
    policy: {
        Version: "2012-10-17",
        Statement: { Sid: "Leave", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
    },
} as const;

/** Ids of what is there. */
export interface LivedIn {
    readonly organization: string;
    readonly root: string;
    readonly management: string;
    readonly appsPrd: string;
    readonly security: string;
    readonly workloads: string;
    readonly prd: string;
    readonly policy: string;
}

/** Makes an organization by hand with all that the program must leave as it is. */
export async function liveIn(sandbox: Sandbox): Promise<LivedIn> {
    const aws = clientsOf(sandbox).organizations;
    const { Organization: organization } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    const root = (await aws.send(new ListRootsCommand({}))).Roots![0]!.Id!;
    await aws.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
    await aws.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "ram.amazonaws.com" }));
    const workloads = await unit(aws, "workloads", root);
    const prd = await unit(aws, "prd", workloads);
    const ids = {
        organization: organization!.Id!,
        root,
        management: organization!.MasterAccountId!,
        appsPrd: await account(aws, "apps-prd", root, prd),
        security: await account(aws, "security", root, await unit(aws, "security", root)),
        workloads,
        prd,
        policy: await policy(aws, root),
    };
    const Tags = Object.entries(handMade.tags).map(([Key, Value]) => ({ Key, Value }));
    for (const ResourceId of [ids.management, ids.appsPrd, workloads, prd, ids.policy])
        await aws.send(new TagResourceCommand({ ResourceId, Tags }));
    await person(clientsOf(sandbox).iam);
    return ids;
}

/** An admin's user, as an earlier tool made it. */
async function person(iam: IAMClient): Promise<void> {
    await iam.send(
        new CreateUserCommand({
            ...handMade.user,
            Tags: [{ Key: "Owner", Value: "people" }],
        }),
    );
}

async function unit(aws: OrganizationsClient, Name: string, ParentId: string): Promise<string> {
    const made = await aws.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
    return made.OrganizationalUnit!.Id!;
}

async function account(aws: OrganizationsClient, key: string, root: string, unitId: string): Promise<string> {
    const made = await aws.send(
        new CreateAccountCommand({ AccountName: `acme-${key}`, Email: `aws+${key}@acme.example` }),
    );
    const AccountId = made.CreateAccountStatus!.AccountId!;
    await aws.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unitId }));
    return AccountId;
}

async function policy(aws: OrganizationsClient, target: string): Promise<string> {
    const made = await aws.send(
        new CreatePolicyCommand({
            Name: "no-leaving",
            Type: "SERVICE_CONTROL_POLICY",
            Description: handMade.policyDescription,
            Content: JSON.stringify(handMade.policy, undefined, 4),
        }),
    );
    const id = made.Policy!.PolicySummary!.Id!;
    await aws.send(new AttachPolicyCommand({ PolicyId: id, TargetId: target }));
    return id;
}
