import {
    paginateListHandshakesForOrganization,
    type Handshake,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { collect } from "./snapshot";

/** An invitation into the organization. AWS lists it until 30 days after its end. */
export interface Invitation {
    /** Handshake id, `h-…`. */
    readonly id: string;
    /** The invited account's id, or its email. */
    readonly invitee: string;
    /** OPEN, REQUESTED, ACCEPTED, DECLINED, CANCELED or EXPIRED. */
    readonly state: string;
    readonly sent: Date | undefined;
    /** 15 days after it was sent. */
    readonly expires: Date | undefined;
}

/** Every invitation that AWS lists, in any state. */
export async function readInvitations(client: OrganizationsClient): Promise<readonly Invitation[]> {
    const pages = paginateListHandshakesForOrganization({ client }, { Filter: { ActionType: "INVITE" } });
    return (await collect(pages, (page) => page.Handshakes)).map(invitationOf);
}

function invitationOf({ Id, Parties = [], State, RequestedTimestamp, ExpirationTimestamp }: Handshake): Invitation {
    return {
        id: Id ?? "",
        invitee: Parties.find(({ Type }) => Type === "ACCOUNT" || Type === "EMAIL")?.Id ?? "an account",
        state: State ?? "OPEN",
        sent: RequestedTimestamp,
        expires: ExpirationTimestamp,
    };
}

export function isOpen({ state }: Pick<Invitation, "state">): boolean {
    return state === "OPEN" || state === "REQUESTED";
}

/** The command that invites an account of the config, and continues after it has accepted. */
export function inviteCommand(accountId: string): string {
    return `./org invite ${accountId}`;
}

/** The command with which the account's own administrator accepts. */
export function acceptCommand(accountId: string): string {
    return `${inviteCommand(accountId)} --owner --profile <profile>`;
}
