/** What several checks read of the organization, each once. */
import type { Root } from "@aws-sdk/client-organizations";
import type { Invitation } from "../../aws/invitations";
import { policyTypesOf } from "../../aws/in-force";
import type { LivingAccount, LivingPolicy } from "../../aws/living";
import type { LivingUnits } from "../../aws/units";
import type { KnownAccounts } from "../../aws/unmanaged";
import { Gate } from "./gate";
import type { Scene } from "./scene";

/** States in which an account is no more in use. */
export const ended: ReadonlySet<string> = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);

/** An account, and how it came in. */
export interface MemberFacts extends LivingAccount {
    readonly joined: string;
}

/** Every account, the management account among them. */
export async function livingAccounts(scene: Scene): Promise<readonly MemberFacts[]> {
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
export async function activeMembers(scene: Scene): Promise<readonly MemberFacts[]> {
    const { MasterAccountId } = await scene.organization();
    return (await livingAccounts(scene))
        .filter(({ id, state }) => id !== MasterAccountId && !ended.has(state))
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

export async function root(scene: Scene): Promise<Root> {
    await scene.organization();
    return scene.once("root", async () => {
        const { ListRootsCommand } = await import("@aws-sdk/client-organizations");
        const client = await scene.organizations();
        return (await client.send(new ListRootsCommand({}))).Roots![0]!;
    });
}

/** Every unit, those that no path can name among them. */
export async function units(scene: Scene): Promise<LivingUnits> {
    const { Id } = await root(scene);
    return scene.once("units", async () => {
        const { readUnits } = await import("../../aws/living");
        return readUnits(await scene.organizations(), Id!);
    });
}

/** The organization's own policies, of the types that are on and of those that the config speaks of. */
export async function policies(scene: Scene): Promise<readonly LivingPolicy[]> {
    const { PolicyTypes = [] } = await root(scene);
    return scene.once("policies", async () => {
        const { readPolicies } = await import("../../aws/living");
        const on = PolicyTypes.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!);
        const config = scene.configIfGood();
        const types = new Set([...on, ...(config === undefined ? [] : policyTypesOf(config))]);
        return readPolicies(await scene.organizations(), [...types]);
    });
}

/** Who administers what, as `account/service`. */
export async function delegations(scene: Scene): Promise<ReadonlySet<string>> {
    await scene.organization();
    return scene.once("delegations", async () => {
        const { readDelegations } = await import("../../aws/living");
        return readDelegations(await scene.organizations());
    });
}

/** Services that the organization trusts. */
export async function trustedServices(scene: Scene): Promise<readonly string[]> {
    await scene.organization();
    return scene.once("services", async () => {
        const { readServices } = await import("../../aws/living");
        return readServices(await scene.organizations());
    });
}

/** Invitations of the last 30 days, whatever became of them. */
export async function invitations(scene: Scene): Promise<readonly Invitation[]> {
    await scene.organization();
    return scene.once("invitations", async () => {
        const { readInvitations } = await import("../../aws/invitations");
        return readInvitations(await scene.organizations());
    });
}

/** Ids of accounts as the last run knew them; none before it. */
export async function knownAccounts(scene: Scene): Promise<KnownAccounts> {
    return scene.outputs().catch((error: unknown) => {
        if (error instanceof Gate) return { accounts: {} };
        throw error;
    });
}
