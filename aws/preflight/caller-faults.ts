import { bootstrapUser } from "../../config/names";
import type { Fault } from "../../config/faults";
import { identityOf, type Caller } from "../caller";

/** The identity behind the credentials, and where they were found, if that is known. */
export type FoundCaller = Pick<Caller, "accountId" | "arn"> & Partial<Pick<Caller, "source">>;

/** The account from which all others are entered. */
export interface ManagementAccount {
    /** 12-digit account id. */
    readonly id: string;
    /** `company.short`, which the names of its profiles begin with. */
    readonly short: string;
}

/** Why this caller cannot work on the organization: the credentials are another account's, or the root user's. */
export function callerFaults(caller: FoundCaller, management: ManagementAccount): readonly Fault[] {
    return [wrongAccount(caller, management), rootUser(caller)].filter((fault) => fault !== undefined);
}

/** A fault if the caller is not in the management account. */
export function wrongAccount(
    { accountId, arn, source }: FoundCaller,
    { id, short }: ManagementAccount,
): Fault | undefined {
    if (accountId === id) return undefined;
    const by = source === undefined ? "" : `, by ${source}`;
    return {
        severity: "fault",
        path: "management.id",
        value: id,
        message: `the credentials are those of account ${accountId} (${arn})${by}; the management account is ${id}`,
        cure: `use the profile ${short}-bootstrap or ${short}-root-oaar, and unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN if they are another account's`,
    };
}

/** A fault if the caller is an account's root user. */
export function rootUser({ arn, source }: FoundCaller): Fault | undefined {
    if (identityOf(arn).kind !== "root user") return undefined;
    const found = source === undefined ? "" : ` (${source})`;
    return {
        severity: "fault",
        path: "credentials",
        value: arn,
        message: `these are the root user's credentials${found}: root can assume no role, and its keys open everything`,
        cure: `work as the user ${bootstrapUser} or as an admin (docs/day-0.md), and delete the root user's access keys`,
    };
}
