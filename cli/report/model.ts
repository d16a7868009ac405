import type { ManagementConfig, SecurityServices, Tags } from "../../config";
import type { TreeNode } from "../diagram/tree";
import type { Line } from "../doctor/line";
import type { Binding } from "../policies/binding";

/** All that the page shows, as it is written with `--json`. */
export interface Report {
    readonly company: ManagementConfig["company"];
    /** When it was made, ISO 8601, and by which version of the program. */
    readonly made: string;
    readonly version: string;
    readonly isRedacted: boolean;
    readonly sources: readonly Source[];
    readonly tree: TreeNode;
    /** The management account first, then in the order of the stack file. */
    readonly accounts: readonly AccountEntry[];
    /** Accounts that AWS has and the config does not know; absent where AWS was not asked. */
    readonly unmanaged?: readonly AwsEntry[];
    readonly contacts: ManagementConfig["contacts"];
    readonly access: Access;
    readonly policies: readonly PolicyEntry[];
    /** What binds each place: the root, every unit, and accounts that have policies of their own. */
    readonly bound: readonly BoundPlace[];
    readonly delegations: readonly Delegation[];
    readonly securityServices: SecurityServices;
    /** Lines of `org doctor --cis` on the organization; absent where AWS was not asked. */
    readonly findings?: readonly Line[];
    /** Absent where no result was given. */
    readonly drift?: Drift;
}

/** Where something in the report is from, or why it is missing. */
export interface Source {
    readonly name: string;
    readonly isAsked: boolean;
    readonly words: string;
}

/** An account as AWS lists it. */
export interface AwsEntry {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    /** PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE or CLOSED. */
    readonly state: string;
}

export interface AccountEntry {
    /** `management`, or its key in the config. */
    readonly key: string;
    readonly name: string;
    readonly email: string;
    /** 12 digits; absent where neither config nor AWS gave it. */
    readonly id?: string;
    readonly alias?: string;
    /** Path of its unit, or `root`; absent where the config does not say it. */
    readonly unit?: string;
    readonly state: "active" | "closed";
    /** AWS's word for it; null where AWS does not have the account, absent where AWS was not asked. */
    readonly awsState?: string | null;
    readonly joined: "created" | "invited";
    readonly formerly: readonly string[];
    /** The role by which the management account enters. */
    readonly roleName: string;
    readonly tags: Tags;
    readonly optIn: readonly string[];
    /** Names of policies that are attached to the account itself. */
    readonly policies: readonly string[];
    /** The place among `bound` that says what binds it. */
    readonly boundBy: string;
}

/** Who may reach what. */
export interface Access {
    readonly roles: readonly RoleEntry[];
    readonly people: readonly PersonEntry[];
    /** Whether an identity provider has people beside those that are listed. */
    readonly isSynced: boolean;
    readonly identity: ManagementConfig["identity"];
}

export interface RoleEntry {
    readonly name: string;
    readonly description: string;
    /**
     * `map`: of `access`; `administrators`: the access roles, each account's own; `emergency`: by no role at all; `ci`: GitHub Actions'.
     */
    readonly kind: "map" | "administrators" | "emergency" | "ci";
    /** Keys of accounts, `management` among them. */
    readonly accounts: readonly string[];
    /** Names of people, sorted. */
    readonly people: readonly string[];
    /** Groups that it comes from. */
    readonly groups: readonly string[];
    /** Who takes it on instead of people. */
    readonly principals: readonly string[];
    /** Names of managed policies, `inline` for its own. */
    readonly policies: readonly string[];
    readonly boundary?: string;
    readonly asksForMfa: boolean;
    /** Greatest age of the proof in seconds; absent where the config does not say it. */
    readonly mfaAge?: number;
    /** Seconds; absent where the program sets none. */
    readonly session?: number;
}

export interface PersonEntry {
    readonly name: string;
    readonly kinds: readonly ("administrator" | "emergency" | "person")[];
    readonly groups: readonly string[];
    /** Names of roles, in the order of `roles`. */
    readonly roles: readonly string[];
}

export interface PolicyEntry {
    readonly name: string;
    readonly type: string;
    /** The type in words. */
    readonly title: string;
    readonly description: string;
    /** `root`, paths of units, keys of accounts. */
    readonly targets: readonly string[];
    /** JSON, indented. */
    readonly document: string;
}

export interface BoundPlace {
    readonly kind: "root" | "unit" | "account";
    /** `root`, the unit's path or the account's key. */
    readonly key: string;
    /** Keys of the accounts that exactly this binds. */
    readonly accounts: readonly string[];
    /** Types that have something here, service control policies first. */
    readonly bindings: readonly Binding[];
    /** Whether service and resource control policies do not bind here, as in the management account. */
    readonly isExempt: boolean;
}

export interface Delegation {
    /** Key of the account; its id where the config does not know it. */
    readonly account: string;
    readonly service: string;
    /** Regions beside the home region. */
    readonly regions: readonly string[];
    readonly isDeclared: boolean;
    /** Whether AWS lists it; absent where AWS was not asked. */
    readonly isAtAws?: boolean;
}

/** What a check for drift found. */
export interface Drift {
    /** Files that it is from, and the newest's time, ISO 8601. */
    readonly files: readonly string[];
    readonly asOf: string;
    readonly stacks: readonly DriftOfStack[];
}

export interface DriftOfStack {
    readonly stack: string;
    /** As `org fleet refresh` says it: `same`, `changed` for drift, `failed` and others. */
    readonly result: string;
    /** Why it failed or waits. */
    readonly why?: string;
    readonly changes: readonly { readonly kind: string; readonly name: string; readonly type: string }[];
}
