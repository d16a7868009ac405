/** What several checks read of the organization, each once. */
import type { Root } from "@aws-sdk/client-organizations";
import type { Invitation } from "../../aws/invitations";
import { policyTypesOf } from "../../aws/in-force";
import { ended } from "../../aws/account-states";
import type { AwsAccount, AwsPolicy } from "../../aws/snapshot";
import type { AwsUnits } from "../../aws/units";
import { knownByState, type KnownAccounts } from "../../aws/unmanaged";
import { SkipCheck } from "./skip-check";
import type { DoctorContext } from "./context";

/** An account, and how it came in. */
export interface MemberFacts extends AwsAccount {
    readonly joined: string;
}

/** Every account, the management account among them. */
export async function accountsOfOrganization(scene: DoctorContext): Promise<readonly MemberFacts[]> {
    return (await scene.accounts()).map((each) => ({
        id: each.Id!,
        name: each.Name!,
        email: each.Email!,
        // AWS dropped `Status` on 9 September 2026; older emulators know nothing else (hashicorp/terraform-provider-aws#44294).
        state: each.State ?? each.Status ?? "ACTIVE",
        joined: each.JoinedMethod ?? "CREATED",
    }));
}

/** Accounts in use, without the management account, by name: AWS lists them in no order. */
export async function activeMembers(scene: DoctorContext): Promise<readonly MemberFacts[]> {
    const { MasterAccountId } = await scene.organization();
    return (await accountsOfOrganization(scene))
        .filter(({ id, state }) => id !== MasterAccountId && !ended.has(state))
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

export async function root(scene: DoctorContext): Promise<Root> {
    await scene.organization();
    return scene.once("root", async () => {
        const { ListRootsCommand } = await import("@aws-sdk/client-organizations");
        const client = await scene.organizations();
        return (await client.send(new ListRootsCommand({}))).Roots![0]!;
    });
}

/** Every unit, those that no path can name among them. */
export async function units(scene: DoctorContext): Promise<AwsUnits> {
    const { Id } = await root(scene);
    return scene.once("units", async () => {
        const { readUnits } = await import("../../aws/snapshot");
        return readUnits(await scene.organizations(), Id!);
    });
}

/** The organization's own policies, of the types that are on and of those that the config speaks of. */
export async function policies(scene: DoctorContext): Promise<readonly AwsPolicy[]> {
    const { PolicyTypes = [] } = await root(scene);
    return scene.once("policies", async () => {
        const { readPolicies } = await import("../../aws/snapshot");
        const on = PolicyTypes.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!);
        const config = scene.configIfGood();
        const types = new Set([...on, ...(config === undefined ? [] : policyTypesOf(config))]);
        return readPolicies(await scene.organizations(), [...types]);
    });
}

/** Who administers what, as `account/service`. */
export async function delegations(scene: DoctorContext): Promise<ReadonlySet<string>> {
    await scene.organization();
    return scene.once("delegations", async () => {
        const { readDelegations } = await import("../../aws/snapshot");
        return readDelegations(await scene.organizations());
    });
}

/** Services that the organization trusts. */
export async function trustedServices(scene: DoctorContext): Promise<readonly string[]> {
    await scene.organization();
    return scene.once("services", async () => {
        const { readServices } = await import("../../aws/snapshot");
        return readServices(await scene.organizations());
    });
}

/** Invitations of the last 30 days, whatever became of them. */
export async function invitations(scene: DoctorContext): Promise<readonly Invitation[]> {
    await scene.organization();
    return scene.once("invitations", async () => {
        const { readInvitations } = await import("../../aws/invitations");
        return readInvitations(await scene.organizations());
    });
}

/** What the last run knew: ids of accounts, and of all that the state has; nothing before it. */
export async function knownAccounts(scene: DoctorContext): Promise<KnownAccounts> {
    try {
        const { accounts } = await scene.outputs();
        const deployment = await scene.deployment("management");
        return { accounts, ...(deployment === undefined ? {} : knownByState(deployment.resources)) };
    } catch (error) {
        if (error instanceof SkipCheck) return { accounts: {} };
        throw error;
    }
}
