import type { AccessConfig, SecurityServices } from "../../config";

/** An account as of the last successful run. */
export interface PreviousAccount {
    readonly id: string | null;
    readonly name: string;
    readonly email: string;
    /** The unit's path; null if the stack does not know it, because the account stays in a unit outside the stack. */
    readonly unit: string | null;
    readonly state: string;
    /** Name of the role with which the account was entered; undefined if the outputs do not have it. */
    readonly roleName?: string;
}

/** Outputs of the stack's last successful run, and other facts from the state; empty before the first run. */
export interface Previous {
    readonly accounts: Readonly<Record<string, PreviousAccount>>;
    /** Keys of the tags that its config named, by the id of the account, unit or policy. */
    readonly tags: Readonly<Record<string, readonly string[]>>;
    /** Unit ids (`ou-…`) by path. */
    readonly units: Readonly<Record<string, string>>;
    /** Policy ids (`p-…`) by name. */
    readonly policies: Readonly<Record<string, string>>;
    /** Type and document of the policies in the state, by id. */
    readonly policyContents: Readonly<Record<string, { readonly type: string; readonly content: unknown }>>;
    /** Roles of `access`. */
    readonly access: readonly AccessConfig[];
    /** Services that watch all accounts, such as GuardDuty. */
    readonly audit?: SecurityServices | null;
    readonly company: { readonly short?: string };
    readonly management: { readonly roleName?: string };
    readonly state: { readonly bucket?: string; readonly keyAlias?: string };
    /** AWS's ids of everything in the state. */
    readonly ids: ReadonlySet<string>;
    /** Delegations in the state, as `account/service`. */
    readonly delegations: ReadonlySet<string>;
}

/** The value before the first successful run. */
export const noPrevious: Previous = {
    accounts: {},
    tags: {},
    units: {},
    policies: {},
    policyContents: {},
    access: [],
    company: {},
    management: {},
    state: {},
    ids: new Set(),
    delegations: new Set(),
};
