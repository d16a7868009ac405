import type { GitHubRepository } from "../names/github";
import type { Limits } from "../aws-facts/limits";
import type { PolicyDocument } from "./policy-document";
import type { SecurityServices } from "./security-services";
import type { Tags } from "./tags";

/** Twelve digits, as text. */
export type AccountId = string;

/** An account's alias, by which its sign-in page is found. */
export interface AccountAlias {
    /** 3–63 of `[a-z0-9-]`, unique in all of AWS. */
    readonly name: string;
    /** Whether the config names it. Else the account keeps the alias that it has, if it has one. */
    readonly given: boolean;
}

/** A member account. */
export interface AccountConfig {
    /** Its key in the config: the name of its stack, of its alias and in its profiles. */
    readonly key: string;
    /** AWS's name of it. Default `<company.name>-<key>`. */
    readonly name: string;
    /** Whether the config says the name. Else an account that AWS has keeps its name. */
    readonly nameGiven: boolean;
    /** Absent where the config says `none`. Default: made from the name. */
    readonly alias?: AccountAlias;
    /** Derived from the group, unless the config gives the one that the account had before. */
    readonly email: string;
    /** Whether the config says the email. Else an account that AWS has keeps its alias of the group. */
    readonly emailGiven: boolean;
    /** Path of its unit, or `root`. Absent for one that AWS has: it stays where it is. */
    readonly unit?: string;
    readonly id?: AccountId;
    readonly joined: "created" | "invited";
    /** A closed account is declared no more; its email stays taken for 90 days. */
    readonly state: "active" | "closed";
    /** The keys that it had before, the oldest first. */
    readonly formerly: readonly string[];
    /** The role by which the management account enters. Default `OrganizationAccountAccessRole`. */
    readonly roleName: string;
    readonly tags: Tags;
    /** Regions that the account opts into. Absent: none. */
    readonly optIn?: readonly string[];
}

/** An organizational unit; every node of the tree once, parents before their children. */
export interface UnitConfig {
    /** Names from the top down, joined by `/`. */
    readonly path: string;
    readonly name: string;
    /** Path of the parent; absent below the root. */
    readonly parent?: string;
    /** Empty for a unit that the config only implies. */
    readonly tags: Tags;
    /** Paths that AWS may still have it under: its own former name, and the former names of the units above it. */
    readonly formerly: readonly string[];
}

/** An organization policy with its document at hand. */
export interface PolicyConfig {
    readonly name: string;
    readonly type: string;
    /** The names that it had before, the oldest first: AWS renames it in place. */
    readonly formerly: readonly string[];
    readonly description: string;
    readonly document: Readonly<Record<string, unknown>>;
    /** The document as it is sent: AWS counts white space. */
    readonly minified: string;
    /**
     * Each once: `root`, a unit's path or an account's key. A word that is both is the unit; `account:<key>` is the account
     * then. `management` only for types that bind the management account.
     */
    readonly targets: readonly string[];
    /** Whether a policy that AWS has may lose what its document says and this one does not, when it is taken in. */
    readonly overwrite: boolean;
    readonly tags: Tags;
}

/** A role in member accounts that people (or a third party) take on. */
export interface AccessConfig {
    readonly role: string;
    /** Keys of active accounts, sorted as in the config; `management` only when it was named. */
    readonly accounts: readonly string[];
    /** ARNs. */
    readonly managedPolicies: readonly string[];
    readonly inline?: PolicyDocument;
    /** Whether a role made by hand may lose what its own policy says besides `inline`, and whom its trust lets in besides ours. Absent: no. */
    readonly overwrite?: true;
    readonly mfa: boolean;
    /** Seconds. */
    readonly mfaAge: number;
    /** Seconds. */
    readonly session: number;
    readonly externalId?: string;
    /** ARNs or account ids that take it on instead of the security account's groups. */
    readonly principals?: readonly string[];
    /** ARN of a managed policy. */
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

/** The company's contact, put on every account. */
export interface PrimaryContact {
    readonly fullName: string;
    readonly companyName?: string;
    readonly addressLine1: string;
    readonly addressLine2?: string;
    readonly addressLine3?: string;
    readonly city: string;
    readonly districtOrCounty?: string;
    /** Required by AWS in BR, CA, DE, GB, IN, JP and US. */
    readonly stateOrRegion?: string;
    readonly postalCode: string;
    readonly websiteUrl?: string;
    /** ISO 3166-1, two letters. */
    readonly countryCode: string;
    /** Begins with `+` and the country. */
    readonly phone: string;
}

/** An IAM user of the management account. */
export interface UserConfig {
    readonly name: string;
    /** The key that seals the first password, as the provider takes it. Absent: no password is made. */
    readonly pgpKey?: string;
    /** The names that the user had before, the oldest first. */
    readonly formerly: readonly string[];
}

/** The management layer's config, checked and complete: every default is filled in. */
export interface ManagementConfig {
    readonly company: { readonly name: string; readonly short: string };
    /** The group's address. */
    readonly email: string;
    readonly ownedDomains: readonly string[];
    readonly management: {
        readonly id: AccountId;
        readonly name: string;
        /** Whether the config says the name. Else it is AWS's. */
        readonly nameGiven: boolean;
        readonly alias?: AccountAlias;
        readonly email: string;
        /** Path of its unit, or `root`. Absent: where AWS has it. */
        readonly unit?: string;
        readonly roleName: string;
        readonly tags: Tags;
        /** Regions that the account opts into. Absent: none. */
        readonly optIn?: readonly string[];
    };
    /** Whether the administrators' role, made by hand, may lose those whom `admins` does not name. */
    readonly overwriteAccessRole: boolean;
    readonly organization: {
        readonly id?: string;
        readonly policyTypes: readonly string[];
        /** Service principals to trust, those that other keys imply among them. */
        readonly services: readonly string[];
        /** Services and policy types to switch off: the explicit word. */
        readonly disable: readonly string[];
        readonly rootAccess: boolean;
        readonly resourcePolicy?: PolicyDocument;
        /** Whether a resource policy that is taken in may lose what the config's does not say. */
        readonly overwrite: boolean;
    };
    /** `organization`: nothing of the management account itself is made, but what is in the organization. */
    readonly scope: "all" | "organization";
    readonly regions: readonly string[];
    readonly units: readonly UnitConfig[];
    readonly accounts: readonly AccountConfig[];
    readonly policies: readonly PolicyConfig[];
    readonly delegatedAdministrators: readonly {
        readonly account: string;
        readonly service: string;
        /** Governed regions beside the home region in which the service needs its administrator too. */
        readonly regions: readonly string[];
    }[];
    /** AWS's services that watch all accounts. */
    readonly audit: SecurityServices;
    readonly access: readonly AccessConfig[];
    readonly identity: readonly ("users" | "identity-center")[];
    /** `synced`: groups and users of Identity Center come from the company's identity provider, and are found by name. */
    readonly identityCenter: { readonly synced: boolean };
    readonly admins: readonly UserConfig[];
    /** Users for emergencies. */
    readonly breakGlass: readonly UserConfig[];
    readonly contacts: {
        readonly security?: AlternateContact;
        readonly billing?: AlternateContact;
        readonly operations?: AlternateContact;
        readonly primary?: PrimaryContact;
    };
    /** Contacts that may take the place of those that AWS has, in the run that takes an account in. */
    readonly overwriteContacts: readonly ("security" | "billing" | "operations" | "primary")[];
    readonly ci?: GitHubRepository & {
        /** The branch that is deployed. */
        readonly branch: string;
        /** The GitHub environment whose approval a deployment needs. */
        readonly environment: string;
        /** The GitHub environment whose jobs preview. */
        readonly previewEnvironment: string;
    };
    readonly state: {
        readonly bucket: string;
        /** `account-regional`: a name that no other account can take. S3 knows it when the bucket is made, and never changes it. */
        readonly namespace: "account-regional" | "global";
        readonly alias: string;
        readonly noncurrentDays: number;
    };
    /** US dollars a month, and 1–10 addresses. */
    readonly budget?: {
        readonly monthly: number;
        readonly notify: readonly string[];
        /** Who is notified hears of cost anomalies too. `from`: US dollars that one has cost at least. */
        readonly anomalies?: { readonly from: number };
    };
    readonly accountQuota?: number;
    readonly limits: Limits;
}
