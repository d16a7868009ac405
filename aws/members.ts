/** The accounts of an organization, with everything that AWS has of them. */
import {
    DescribeAccountCommand,
    paginateListAccounts,
    paginateListAccountsForParent,
    type Account,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { stateAtAws } from "./account-states";
import { bounded } from "./bounded";
import { collect, readRoot, readUnits, type AwsAccount } from "./snapshot";
import { oddPath, type AwsUnits } from "./units";

/** An account, its place, and how it joined. */
export interface Member extends AwsAccount {
    readonly joined: "CREATED" | "INVITED";
    readonly joinedAt: Date | undefined;
    /** Id of the unit or root that the account is in. */
    readonly parentId: string;
    /** `root`, or the unit's path. A unit that no path can name has its unusual names in quotes. */
    readonly unit: string;
}

/** The organization, as far as commands on accounts need it. */
export interface Membership {
    /** Root id, `r-…`. */
    readonly rootId: string;
    readonly units: AwsUnits;
    /** Including the management account. */
    readonly members: readonly Member[];
}

/** How many units are asked for their accounts at a time. */
const atOnce = 4;

/** Reads it with one call for each unit and none for each account. */
export async function readMembership(client: OrganizationsClient): Promise<Membership> {
    const { id: rootId } = await readRoot(client);
    const [accounts, units] = await Promise.all([
        collect(paginateListAccounts({ client }, {}), (page) => page.Accounts),
        readUnits(client, rootId),
    ]);
    const parents = [{ id: rootId, path: "root" }, ...units.all.map((unit) => ({ id: unit.id, path: oddPath(unit) }))];
    const held = await bounded(parents, atOnce, async ({ id }) =>
        collect(paginateListAccountsForParent({ client }, { ParentId: id }), (page) => page.Accounts),
    );
    const place = new Map(held.flatMap((found, index) => found.map(({ Id: id }) => [id!, parents[index]!] as const)));
    const members = accounts.map((account) => {
        const { id, path } = place.get(account.Id!) ?? { id: rootId, path: "root" };
        return { ...awsAccount(account), parentId: id, unit: path };
    });
    return { rootId, units, members };
}

/** The account's current state at AWS. */
export async function stateOf(client: OrganizationsClient, id: string): Promise<string> {
    const { Account: account } = await client.send(new DescribeAccountCommand({ AccountId: id }));
    return awsAccount(account!).state;
}

function awsAccount(account: Account): Omit<Member, "parentId" | "unit"> {
    return {
        id: account.Id!,
        name: account.Name!,
        email: account.Email!,
        state: stateAtAws(account),
        joined: account.JoinedMethod ?? "CREATED",
        joinedAt: account.JoinedTimestamp,
    };
}
