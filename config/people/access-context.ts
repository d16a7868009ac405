import type { Limits } from "../aws-facts/limits";
import type { Draft } from "../model/draft";
import type { ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";

/** A role as it was written. */
export type AccessDraft = Draft<NonNullable<ManagementInput["access"]>[string]>;

/** What access is judged with. */
export interface AccessContext {
    readonly limits: Limits;
    /** Keys of active accounts, in the config's order. */
    readonly accounts: readonly string[];
    readonly closed: ReadonlySet<string>;
    /** The role by which the management account enters. */
    readonly roleName: string;
    /** Roles by which it enters accounts that say another one. */
    readonly roleNames: readonly { readonly name: string; readonly where: string }[];
    /** Ids of accounts of the organization, the management account's among them. */
    readonly ids: readonly string[];
    /** Where people are. */
    readonly identity: ManagementConfig["identity"];
    /** `<company.short>`, for profiles. */
    readonly short: string;
}
