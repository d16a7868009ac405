import type { Limits } from "../aws-facts/limits";
import type { Draft } from "../model/draft";
import type { ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";

/** A role as it was written. */
export type AccessDraft = Draft<NonNullable<ManagementInput["access"]>[string]>;

/** What `access` is judged with. */
export interface AccessContext {
    readonly limits: Limits;
    /** Keys of active accounts, in the config's order. */
    readonly accounts: readonly string[];
    readonly closed: ReadonlySet<string>;
    /** Name of the role with which the management account enters members. */
    readonly roleName: string;
    /** Names of such roles in accounts with a different `roleName`. */
    readonly roleNames: readonly { readonly name: string; readonly where: string }[];
    /** 12-digit ids of the organization's accounts, including the management account. */
    readonly ids: readonly string[];
    /** Where people have their users. */
    readonly identity: ManagementConfig["identity"];
    /** `company.short`, which profile names begin with. */
    readonly short: string;
}
