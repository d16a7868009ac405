/** The accounts of an organization with all that AWS tells of them. */
import {
    DescribeAccountCommand,
    paginateListAccounts,
    paginateListAccountsForParent,
    type Account,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { bounded } from "./bounded";
import { collect, readRoot, readUnits, type AwsAccount } from "./snapshot";
import { oddPath, type AwsUnits } from "./units";

/** An account, where it is and how it came. */
export interface Member extends AwsAccount {
    readonly joined: "CREATED" | "INVITED";
    readonly joinedAt: Date | undefined;
    /** Id of the unit or root that holds it. */
    readonly parentId: string;
    /** `root`, or the unit's path; one that no path can name has its odd names in quotes. */
    readonly unit: string;
}

/** The organization as the commands on accounts need it. */
export interface Membership {
    /** `r-…` */
    readonly rootId: string;
    readonly units: AwsUnits;
    /** The management account among them. */
    readonly members: readonly Member[];
}

/** How many units are asked for their accounts at a time. */
const atOnce = 4;

/** Reads it with a call for each unit and none for each account. */
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

/** The state that AWS has of an account now. */
export async function stateOf(client: OrganizationsClient, id: string): Promise<string> {
    const { Account: account } = await client.send(new DescribeAccountCommand({ AccountId: id }));
    return awsAccount(account!).state;
}

function awsAccount(account: Account): Omit<Member, "parentId" | "unit"> {
    return {
        id: account.Id!,
        name: account.Name!,
        email: account.Email!,
        state: account.State ?? account.Status ?? "ACTIVE",
        joined: account.JoinedMethod ?? "CREATED",
        joinedAt: account.JoinedTimestamp,
    };
}
