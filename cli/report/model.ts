import type { ManagementConfig, SecurityServices, Tags } from "../../config";
import type { TreeNode } from "../diagram/tree";
import type { Line } from "../doctor/line";
import type { Binding } from "../policies/binding";

/** The content of the report, as `--json` prints it. */
export interface Report {
    readonly company: ManagementConfig["company"];
    /** Time at which it was made, in ISO 8601, and the program's version. */
    readonly made: string;
    readonly version: string;
    readonly isRedacted: boolean;
    readonly sources: readonly Source[];
    readonly tree: TreeNode;
    /** The management account first, then in the order of the stack file. */
    readonly accounts: readonly AccountEntry[];
    /** Accounts that AWS has and the config does not; absent: AWS was not asked. */
    readonly unmanaged?: readonly AwsEntry[];
    readonly contacts: ManagementConfig["contacts"];
    readonly access: Access;
    readonly policies: readonly PolicyEntry[];
    /** The policies that apply at each place: the root, every unit, and accounts with policies of their own. */
    readonly bound: readonly BoundPlace[];
    readonly delegations: readonly Delegation[];
    readonly securityServices: SecurityServices;
    /** Findings of `org doctor --cis` about the organization; absent: AWS was not asked. */
    readonly findings?: readonly Line[];
    /** Absent: no result of a check was given. */
    readonly drift?: Drift;
}

/** A source of the report, or why it is missing. */
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
    /** 12 digits; absent: neither config nor AWS gave it. */
    readonly id?: string;
    readonly alias?: string;
    /** Path of its unit, or `root`; absent: the config does not have it. */
    readonly unit?: string;
    readonly state: "active" | "closed";
    /** AWS's state; null: AWS does not have the account; absent: AWS was not asked. */
    readonly awsState?: string | null;
    readonly joined: "created" | "invited";
    readonly formerly: readonly string[];
    /** The role through which the management account enters. */
    readonly roleName: string;
    readonly tags: Tags;
    readonly optIn: readonly string[];
    /** Names of the policies that are attached to the account itself. */
    readonly policies: readonly string[];
    /** Name of the place in `bound` whose policies apply. */
    readonly boundBy: string;
}

/** Who may enter which account. */
export interface Access {
    readonly roles: readonly RoleEntry[];
    readonly people: readonly PersonEntry[];
    /** Whether the identity provider has people who are not listed here. */
    readonly isSynced: boolean;
    readonly identity: ManagementConfig["identity"];
}

export interface RoleEntry {
    readonly name: string;
    readonly description: string;
    /**
     * `map`: a role of `access`; `administrators`: the access role of each account; `emergency`: users without a role; `ci`: a role of
     * GitHub Actions.
     */
    readonly kind: "map" | "administrators" | "emergency" | "ci";
    /** Keys of accounts, which may include `management`. */
    readonly accounts: readonly string[];
    /** Names of people, sorted. */
    readonly people: readonly string[];
    /** Names of groups whose people have it. */
    readonly groups: readonly string[];
    /** Who assumes it instead of people. */
    readonly principals: readonly string[];
    /** Names of managed policies; `inline` for an inline policy. */
    readonly policies: readonly string[];
    readonly boundary?: string;
    readonly asksForMfa: boolean;
    /** Greatest age of the MFA in seconds; absent: the config does not limit it. */
    readonly mfaAge?: number;
    /** Longest session in seconds; absent: the program does not set it. */
    readonly session?: number;
}

export interface PersonEntry {
    readonly name: string;
    readonly kinds: readonly ("administrator" | "emergency" | "person")[];
    readonly groups: readonly string[];
    /** Names of the person's roles, in the order of `roles`. */
    readonly roles: readonly string[];
}

export interface PolicyEntry {
    readonly name: string;
    readonly type: string;
    /** Name of the type, for people. */
    readonly title: string;
    readonly description: string;
    /** `root`, paths of units, or keys of accounts. */
    readonly targets: readonly string[];
    /** The document, as indented JSON. */
    readonly document: string;
}

export interface BoundPlace {
    readonly kind: "root" | "unit" | "account";
    /** `root`, the unit's path or the account's key. */
    readonly key: string;
    /** Keys of the accounts to which exactly these policies apply. */
    readonly accounts: readonly string[];
    /** Types with policies here, service control policies first. */
    readonly bindings: readonly Binding[];
    /** True for the management account, to which service and resource control policies do not apply. */
    readonly isExempt: boolean;
}

export interface Delegation {
    /** Key of the account, or its id if the config does not have it. */
    readonly account: string;
    readonly service: string;
    /** Regions in addition to the home region. */
    readonly regions: readonly string[];
    readonly isDeclared: boolean;
    /** Whether AWS lists it; absent: AWS was not asked, or lists it nowhere. */
    readonly isAtAws?: boolean;
}

/** The result of a check for drift. */
export interface Drift {
    /** Names of the files with the result, and the time of the newest, in ISO 8601. */
    readonly files: readonly string[];
    readonly asOf: string;
    readonly stacks: readonly DriftOfStack[];
}

export interface DriftOfStack {
    readonly stack: string;
    /** Result of `org fleet refresh`: `same`, `changed` for drift, `failed` and others. */
    readonly result: string;
    /** Why it failed or waits. */
    readonly why?: string;
    readonly changes: readonly { readonly kind: string; readonly name: string; readonly type: string }[];
}
