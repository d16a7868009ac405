import type { AccessConfig, SecurityServices } from "../../config";

/** An account as the last successful run left it. */
export interface PreviousAccount {
    readonly id: string | null;
    readonly name: string;
    readonly email: string;
    /** Its path; null where the stack knows none: the account stays in a unit that is not the stack's. */
    readonly unit: string | null;
    readonly state: string;
    /** The role by which it was entered; absent where the outputs do not say it. */
    readonly roleName?: string;
}

/** What the last successful run of this stack said, and what the state has besides; empty before the first one. */
export interface Previous {
    readonly accounts: Readonly<Record<string, PreviousAccount>>;
    /** Keys of the tags that its config named, by the id of the account, unit or policy. */
    readonly tags: Readonly<Record<string, readonly string[]>>;
    /** Ids (`ou-…`) by path. */
    readonly units: Readonly<Record<string, string>>;
    /** Ids (`p-…`) of policies by name. */
    readonly policies: Readonly<Record<string, string>>;
    /** Type and document of the state's policies, by id. */
    readonly policyContents: Readonly<Record<string, { readonly type: string; readonly content: unknown }>>;
    /** Roles of `access`. */
    readonly access: readonly AccessConfig[];
    /** Services that watch all accounts. */
    readonly audit?: SecurityServices | null;
    readonly company: { readonly short?: string };
    readonly management: { readonly roleName?: string };
    readonly state: { readonly bucket?: string; readonly keyAlias?: string };
    /** AWS's ids of what the state has. */
    readonly ids: ReadonlySet<string>;
    /** Delegations that the state has, as `account/service`. */
    readonly delegations: ReadonlySet<string>;
}

/** Before the first successful run. */
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
