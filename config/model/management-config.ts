import type { GitHubRepository } from "../names/github";
import type { Limits } from "../aws-facts/limits";
import type { PolicyDocument } from "./policy-document";
import type { SecurityServices } from "./security-services";
import type { Tags } from "./tags";

/** 12 digits, as text. */
export type AccountId = string;

/** An account's alias, which is part of the address of its sign-in page. */
export interface AccountAlias {
    /** 3–63 of `[a-z0-9-]`, unique in all of AWS. */
    readonly name: string;
    /** Whether the config names it. Otherwise an account that has an alias keeps it. */
    readonly given: boolean;
}

/** A member account. */
export interface AccountConfig {
    /** Key in the config: the name of its stack, also in its alias and its profiles. */
    readonly key: string;
    /** Account name at AWS. Default: `<company.name>-<key>`. */
    readonly name: string;
    /** Whether the config has `name`. Otherwise an existing account keeps its name. */
    readonly nameGiven: boolean;
    /** Absent if the config says `none`. Default: made from the name. */
    readonly alias?: AccountAlias;
    /** Derived from the group's address, unless the config has the one that the account had before. */
    readonly email: string;
    /** Whether the config has `email`. Otherwise an existing account keeps its alias of the group. */
    readonly emailGiven: boolean;
    /** Path of its unit, or `root`. Absent: an existing account stays where it is. */
    readonly unit?: string;
    readonly id?: AccountId;
    readonly joined: "created" | "invited";
    /** `closed`: the account is no longer declared at AWS; its email stays taken for good. */
    readonly state: "active" | "closed";
    /** Its earlier keys, oldest first. */
    readonly formerly: readonly string[];
    /** Name of the role with which the management account enters it. Default: `OrganizationAccountAccessRole`. */
    readonly roleName: string;
    readonly tags: Tags;
    /** Regions that the account opts into. Default: none. */
    readonly optIn?: readonly string[];
}

/** An organizational unit. Every node of the tree appears once, parents before their children. */
export interface UnitConfig {
    /** Names from the top down, joined by `/`. */
    readonly path: string;
    readonly name: string;
    /** Path of the parent; absent directly below the root. */
    readonly parent?: string;
    /** Empty if the config only implies the unit. */
    readonly tags: Tags;
    /** Paths under which AWS may still have it, made of its own earlier names and those of the units above it. */
    readonly formerly: readonly string[];
}

/** An organization policy with its document. */
export interface PolicyConfig {
    readonly name: string;
    readonly type: string;
    /** Its earlier names, oldest first: AWS renames it in place. */
    readonly formerly: readonly string[];
    readonly description: string;
    readonly document: Readonly<Record<string, unknown>>;
    /** The document as it is sent: minified, since AWS counts white space. */
    readonly minified: string;
    /**
     * Each target once: `root`, a unit's path or an account's key. A word that is both means the unit, and `account:<key>` the account.
     * `management` only for types that bind the management account.
     */
    readonly targets: readonly string[];
    /** Whether a policy that is imported may lose content of its document at AWS that this one lacks. */
    readonly overwrite: boolean;
    readonly tags: Tags;
}

/** A role in member accounts that people, or a third party, assume. */
export interface AccessConfig {
    readonly role: string;
    /** Keys of active accounts, in the config's order; `management` only if it was named. */
    readonly accounts: readonly string[];
    /** ARNs of managed policies. */
    readonly managedPolicies: readonly string[];
    readonly inline?: PolicyDocument;
    /**
     * Whether a role made by hand may lose statements of its policy that `inline` lacks, and principals of its trust policy. Default:
     * false.
     */
    readonly overwrite?: true;
    readonly mfa: boolean;
    /** Greatest age of the MFA proof, in seconds. */
    readonly mfaAge: number;
    /** Longest session, in seconds. */
    readonly session: number;
    readonly externalId?: string;
    /** ARNs or 12-digit account ids that assume it, instead of the security account's groups. */
    readonly principals?: readonly string[];
    /** ARN of the permissions boundary. */
    readonly boundary?: string;
    readonly description: string;
}

/** A person that AWS writes to. */
export interface AlternateContact {
    readonly name: string;
    readonly title: string;
    readonly email: string;
    readonly phone: string;
}

/** The company's contact, which every account gets. */
export interface PrimaryContact {
    readonly fullName: string;
    readonly companyName?: string;
    readonly addressLine1: string;
    readonly addressLine2?: string;
    readonly addressLine3?: string;
    readonly city: string;
    readonly districtOrCounty?: string;
    /** AWS requires it in BR, CA, DE, GB, IN, JP and US. */
    readonly stateOrRegion?: string;
    readonly postalCode: string;
    readonly websiteUrl?: string;
    /** ISO 3166-1, two letters. */
    readonly countryCode: string;
    /** Begins with `+` and the country code. */
    readonly phone: string;
}

/** An IAM user of the management account. */
export interface UserConfig {
    readonly name: string;
    /** Public PGP key that encrypts the first password, in the provider's form. Default: no password is created. */
    readonly pgpKey?: string;
    /** Earlier names of the user, oldest first. */
    readonly formerly: readonly string[];
}

/** The management layer's config, checked, with every default filled in. */
export interface ManagementConfig {
    readonly company: { readonly name: string; readonly short: string };
    /** The group's email address. */
    readonly email: string;
    readonly ownedDomains: readonly string[];
    readonly management: {
        readonly id: AccountId;
        readonly name: string;
        /** Whether the config has `name`. Otherwise it is AWS's. */
        readonly nameGiven: boolean;
        readonly alias?: AccountAlias;
        readonly email: string;
        /** Path of its unit, or `root`. Absent: it stays where it is. */
        readonly unit?: string;
        readonly roleName: string;
        readonly tags: Tags;
        /** Regions that the account opts into. Default: none. */
        readonly optIn?: readonly string[];
    };
    /** Whether the administrators' role, made by hand, may lose principals that `admins` does not name. */
    readonly overwriteAccessRole: boolean;
    readonly organization: {
        readonly id?: string;
        readonly policyTypes: readonly string[];
        /** Service principals with trusted access, including those that other keys imply. */
        readonly services: readonly string[];
        /** Services and policy types to switch off explicitly. */
        readonly disable: readonly string[];
        readonly rootAccess: boolean;
        readonly resourcePolicy?: PolicyDocument;
        /** Whether a resource policy that is imported may lose statements that the config's lacks. */
        readonly overwrite: boolean;
    };
    /** `organization`: only resources of the organization are managed, and none in the management account itself. */
    readonly scope: "all" | "organization";
    readonly regions: readonly string[];
    readonly units: readonly UnitConfig[];
    readonly accounts: readonly AccountConfig[];
    readonly policies: readonly PolicyConfig[];
    readonly delegatedAdministrators: readonly {
        readonly account: string;
        readonly service: string;
        /** Governed regions besides the home region in which the service needs its administrator too. */
        readonly regions: readonly string[];
    }[];
    /** AWS's services that watch all accounts. */
    readonly audit: SecurityServices;
    readonly access: readonly AccessConfig[];
    readonly identity: readonly ("users" | "identity-center")[];
    /** `synced`: groups and users of Identity Center come from the company's identity provider, and are found by name. */
    readonly identityCenter: { readonly synced: boolean };
    readonly admins: readonly UserConfig[];
    /** Emergency users. */
    readonly breakGlass: readonly UserConfig[];
    readonly contacts: {
        readonly security?: AlternateContact;
        readonly billing?: AlternateContact;
        readonly operations?: AlternateContact;
        readonly primary?: PrimaryContact;
    };
    /** Contacts that may replace those at AWS, in the run that imports an account. */
    readonly overwriteContacts: readonly ("security" | "billing" | "operations" | "primary")[];
    readonly ci?: GitHubRepository & {
        /** Branch that is deployed. */
        readonly branch: string;
        /** GitHub environment whose approval a deployment needs. */
        readonly environment: string;
        /** GitHub environment of jobs that preview. */
        readonly previewEnvironment: string;
    };
    readonly state: {
        readonly bucket: string;
        /** `account-regional`: a name that no other account can take. S3 fixes it when the bucket is created. */
        readonly namespace: "account-regional" | "global";
        readonly alias: string;
        readonly noncurrentDays: number;
    };
    /** US dollars a month, and 1–10 email addresses. */
    readonly budget?: {
        readonly monthly: number;
        readonly notify: readonly string[];
        /** The budget's addresses are notified of cost anomalies too. `from`: least cost of an anomaly, in US dollars. */
        readonly anomalies?: { readonly from: number };
    };
    readonly accountQuota?: number;
    readonly limits: Limits;
}
