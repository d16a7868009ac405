/** Facts about the organization that several checks read; each is read once. */
import type { Root } from "@aws-sdk/client-organizations";
import type { Invitation } from "../../aws/invitations";
import { policyTypesOf } from "../../aws/in-force";
import { ended, notActivated, stateAtAws } from "../../aws/account-states";
import type { AwsAccount, AwsPolicy } from "../../aws/snapshot";
import type { AwsUnits } from "../../aws/units";
import { knownByState, type KnownAccounts } from "../../aws/unmanaged";
import { SkipCheck } from "./skip-check";
import type { DoctorContext } from "./context";

/** An account of the organization. `joined` is AWS's JoinedMethod: CREATED or INVITED. */
export interface MemberFacts extends AwsAccount {
    readonly joined: string;
}

/** All accounts, with the management account and closed ones. */
export async function accountsOfOrganization(context: DoctorContext): Promise<readonly MemberFacts[]> {
    return (await context.accounts()).map((each) => ({
        id: each.Id!,
        name: each.Name!,
        email: each.Email!,
        state: stateAtAws(each),
        joined: each.JoinedMethod ?? "CREATED",
    }));
}

/** Accounts that can be entered, without the management account, sorted by name: AWS lists them in no fixed order. */
export async function activeMembers(context: DoctorContext): Promise<readonly MemberFacts[]> {
    const { MasterAccountId } = await context.organization();
    return (await accountsOfOrganization(context))
        .filter(({ id, state }) => id !== MasterAccountId && !ended.has(state) && state !== notActivated)
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

export async function root(context: DoctorContext): Promise<Root> {
    await context.organization();
    return context.once("root", async () => {
        const { ListRootsCommand } = await import("@aws-sdk/client-organizations");
        const client = await context.organizations();
        return (await client.send(new ListRootsCommand({}))).Roots![0]!;
    });
}

/** All units, with those that no path can name. */
export async function units(context: DoctorContext): Promise<AwsUnits> {
    const { Id } = await root(context);
    return context.once("units", async () => {
        const { readUnits } = await import("../../aws/snapshot");
        return readUnits(await context.organizations(), Id!);
    });
}

/** The organization's custom policies, of all types that are enabled or that the config uses. */
export async function policies(context: DoctorContext): Promise<readonly AwsPolicy[]> {
    const { PolicyTypes = [] } = await root(context);
    return context.once("policies", async () => {
        const { readPolicies } = await import("../../aws/snapshot");
        const on = PolicyTypes.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!);
        const config = context.configIfGood();
        const types = new Set([...on, ...(config === undefined ? [] : policyTypesOf(config))]);
        return readPolicies(await context.organizations(), [...types]);
    });
}

/** Delegated administrators, as `<account id>/<service>`. */
export async function delegations(context: DoctorContext): Promise<ReadonlySet<string>> {
    await context.organization();
    return context.once("delegations", async () => {
        const { readDelegations } = await import("../../aws/snapshot");
        return readDelegations(await context.organizations());
    });
}

/** Services that the organization trusts. */
export async function trustedServices(context: DoctorContext): Promise<readonly string[]> {
    await context.organization();
    return context.once("services", async () => {
        const { readServices } = await import("../../aws/snapshot");
        return readServices(await context.organizations());
    });
}

/** Invitations of the last 30 days, in any state. */
export async function invitations(context: DoctorContext): Promise<readonly Invitation[]> {
    await context.organization();
    return context.once("invitations", async () => {
        const { readInvitations } = await import("../../aws/invitations");
        return readInvitations(await context.organizations());
    });
}

/** What the management stack's last run knew: accounts from its outputs, and all ids in its state; empty before its first run. */
export async function knownAccounts(context: DoctorContext): Promise<KnownAccounts> {
    try {
        const { accounts } = await context.outputs();
        const deployment = await context.deployment("management");
        return { accounts, ...(deployment === undefined ? {} : knownByState(deployment.resources)) };
    } catch (error) {
        if (error instanceof SkipCheck) return { accounts: {} };
        throw error;
    }
}
