import picocolors from "picocolors";
import { ended } from "../../aws/account-states";
import { goneOn, readClosings } from "../../aws/closings";
import { isOpen, readInvitations, type Invitation } from "../../aws/invitations";
import type { AccountConfig } from "../../config";
import { exitCodes, hasColour, print, printJson, say } from "../common/ui";
import { memberOf, readOrganizationFacts, type OrganizationFacts } from "./organization";

/** Options of `org accounts list`. */
export interface ListOptions {
    readonly dir: string;
    readonly json?: boolean;
}

/** An account of the config, of the organization, or of both. */
export interface ListedAccount {
    /** Its key in the config; null for one that the config does not know. */
    readonly key: string | null;
    /** 12 digits; null: the organization does not have the account. */
    readonly id: string | null;
    readonly name: string;
    readonly email: string;
    /** AWS's state; `INVITED` for an open invitation; `NOT THERE` for any other account that the organization does not have. */
    readonly state: string;
    /** Path of its unit, or `root`. */
    readonly unit: string | null;
    /** Whether the config has it. */
    readonly managed: boolean;
    readonly joined: "CREATED" | "INVITED" | null;
    /** When it joined, in ISO 8601. */
    readonly since: string | null;
    /** Alias of its sign-in page, from the config. */
    readonly alias: string | null;
    /** When it was closed, in ISO 8601; null: it is open, or AWS does not know any more. */
    readonly closed: string | null;
    /** Until when AWS Support can reopen it, in ISO 8601. Until then it counts against the quota. */
    readonly gone: string | null;
    /** When the open invitation expires, in ISO 8601. */
    readonly invitationEnds: string | null;
}

/** Prints every account. Returns the exit code. */
export async function listAccounts({ dir, json = false }: ListOptions): Promise<number> {
    const now = new Date();
    const facts = await readOrganizationFacts(dir);
    const isAnyClosed = facts.membership.members.some(({ state }) => ended.has(state));
    const [invitations, closings] = await Promise.all([
        readInvitations(facts.client),
        isAnyClosed ? closingsOrNone(now) : new Map<string, Date>(),
    ]);
    const accounts = listed(facts, invitations, closings);
    if (json) printJson({ accounts });
    else print(table(accounts));
    return exitCodes.ok;
}

/** When accounts were closed, by id. Without permission to read it, the list is shown without these dates. */
async function closingsOrNone(now: Date): Promise<ReadonlyMap<string, Date>> {
    try {
        return await readClosings(now);
    } catch (error) {
        say(`! when accounts were closed is not known: CloudTrail says ${(error as Error).message}`);
        return new Map();
    }
}

/** All accounts, sorted by unit and name; those that the organization does not have come last. */
export function listed(
    facts: Pick<OrganizationFacts, "config" | "membership" | "previous">,
    invitations: readonly Invitation[],
    closings: ReadonlyMap<string, Date>,
): readonly ListedAccount[] {
    const { config, membership } = facts;
    const found = config.accounts.map((account) => ({ account, member: memberOf(account, facts) }));
    const keyOf = new Map(found.flatMap(({ account, member }) => (member === undefined ? [] : [[member.id, account]])));
    const there = membership.members.map((member): ListedAccount => {
        const account = keyOf.get(member.id);
        const isManagement = member.id === config.management.id;
        const closed = ended.has(member.state) ? closings.get(member.id) : undefined;
        return {
            key: isManagement ? "management" : (account?.key ?? null),
            id: member.id,
            name: member.name,
            email: member.email,
            state: member.state,
            unit: member.unit,
            managed: isManagement || account !== undefined,
            joined: member.joined,
            since: member.joinedAt?.toISOString() ?? null,
            alias: (isManagement ? config.management.alias : account?.alias)?.name ?? null,
            closed: closed?.toISOString() ?? null,
            gone: closed === undefined ? null : goneOn(closed).toISOString(),
            invitationEnds: null,
        };
    });
    const absent = found.flatMap(({ account, member }) =>
        member === undefined && account.state === "active" ? [absentAccount(account, invitations)] : [],
    );
    const strangers = invitations.filter(
        (each) => isOpen(each) && !config.accounts.some((account) => isFor(account, each)),
    );
    return [
        ...there.sort((one, other) => order(one).localeCompare(order(other), "en")),
        ...absent,
        ...strangers.map((each) => invited(each)),
    ];
}

function order({ unit, name }: ListedAccount): string {
    return `${unit === "root" ? "" : (unit ?? "")}\n${name}`;
}

function isFor({ id, email }: AccountConfig, { invitee }: Invitation): boolean {
    return invitee === id || invitee.toLowerCase() === email.toLowerCase();
}

function absentAccount(account: AccountConfig, invitations: readonly Invitation[]): ListedAccount {
    const open = invitations.find((each) => isOpen(each) && isFor(account, each));
    return {
        key: account.key,
        id: account.id ?? null,
        name: account.name,
        email: account.email,
        state: open === undefined ? "NOT THERE" : "INVITED",
        unit: account.unit ?? null,
        managed: true,
        joined: null,
        since: null,
        alias: account.alias?.name ?? null,
        closed: null,
        gone: null,
        invitationEnds: open?.expires?.toISOString() ?? null,
    };
}

/** An open invitation that belongs to no account of the config. */
function invited({ invitee, expires }: Invitation): ListedAccount {
    const isId = /^\d{12}$/u.test(invitee);
    return {
        key: null,
        id: isId ? invitee : null,
        name: "-",
        email: isId ? "-" : invitee,
        state: "INVITED",
        unit: null,
        managed: false,
        joined: null,
        since: null,
        alias: null,
        closed: null,
        gone: null,
        invitationEnds: expires?.toISOString() ?? null,
    };
}

const heads = ["key", "account", "name", "unit", "email", "state", "joined", "alias"] as const;

/** The list as a table, one line for each account. */
export function table(accounts: readonly ListedAccount[]): string {
    const colours = picocolors.createColors(hasColour(1));
    const rows = accounts.map((each) => [
        each.key ?? "not managed",
        each.id ?? "-",
        each.name,
        each.unit ?? "-",
        each.email,
        stateWords(each),
        joinedWords(each),
        each.alias ?? "-",
    ]);
    const widths = heads.map((head, column) => Math.max(...[head, ...rows.map((row) => row[column]!)].map(length)));
    const line = (cells: readonly string[]): string =>
        cells
            .map((cell, column) => cell + " ".repeat(widths[column]! - length(cell)))
            .join("  ")
            .trimEnd();
    return [colours.dim(line(heads)), ...rows.map(line)].join("\n");
}

function length(text: string): number {
    return [...new Intl.Segmenter().segment(text)].length;
}

function stateWords({ state, closed, gone, invitationEnds }: ListedAccount): string {
    if (invitationEnds !== null) return `${state} until ${day(invitationEnds)}`;
    if (closed === null || gone === null) return state;
    return `${state} ${day(closed)}, gone ${day(gone)}`;
}

function joinedWords({ joined, since }: ListedAccount): string {
    if (joined === null) return "-";
    return `${joined.toLowerCase()}${since === null ? "" : ` ${day(since)}`}`;
}

function day(time: string): string {
    return time.slice(0, 10);
}
