import type { Fault } from "../faults/fault";
import type { AccessConfig, AccountAlias, ManagementConfig } from "./management-config";

/** The version of the outputs that this program reads and writes. */
export const outputsSchema = 1;

/** A member account as the management stack tells of it. */
export interface AccountOutput {
    /** 12 digits; null until AWS has made the account, and once it is closed. */
    readonly id: string | null;
    readonly name: string;
    /** Null for none. */
    readonly alias: AccountAlias | null;
    readonly email: string;
    readonly unit: string;
    readonly state: "active" | "closed";
    /** The role by which the management account enters it. */
    readonly roleName: string;
    /** The key that it had before, if it had another. */
    readonly formerly?: string | null;
}

/** What later layers know of the organization: the outputs of the management stack, all of them plain. */
export interface ManagementOutputs {
    readonly schema: number;
    readonly company: ManagementConfig["company"];
    /** The group's address. */
    readonly email: string;
    readonly ownedDomains: readonly string[];
    readonly partition: string;
    /** Home region: state and audit are there. */
    readonly region: string;
    /** Governed regions. */
    readonly regions: readonly string[];
    readonly organization: { readonly id: string; readonly arn: string; readonly rootId: string };
    readonly management: ManagementConfig["management"] & { readonly roleArn: string };
    readonly accounts: Readonly<Record<string, AccountOutput>>;
    readonly access: readonly AccessConfig[];
    readonly identity: ManagementConfig["identity"];
    readonly identityCenter: ManagementConfig["identityCenter"];
    /** Names of those who administer the organization. */
    readonly admins: readonly string[];
    /** Names of the users for emergencies. */
    readonly breakGlass: readonly string[];
    readonly ci: { readonly previewRoleArn: string; readonly deployRoleArn: string } | null;
}

const outputKeys: readonly (keyof ManagementOutputs)[] = [
    "schema",
    "company",
    "email",
    "ownedDomains",
    "partition",
    "region",
    "regions",
    "organization",
    "management",
    "accounts",
    "access",
    "identity",
    "identityCenter",
    "admins",
    "breakGlass",
    "ci",
];

/** Why these outputs cannot be worked with, if they cannot. */
export function outputsFault(outputs: Readonly<Record<string, unknown>>, stack: string): Fault | undefined {
    const { schema } = outputs;
    if (schema === undefined) {
        return {
            severity: "fault",
            path: "management",
            value: stack,
            message: "the management stack has no outputs: it was never run, or its first run did not end",
            cure: "run `pulumi up --stack management` first",
        };
    }
    const missing: string[] = outputKeys.filter((key) => outputs[key] === undefined && key !== "ci");
    const accounts = Object.values((outputs["accounts"] ?? {}) as Readonly<Record<string, Partial<AccountOutput>>>);
    if (accounts.some(({ alias }) => alias === undefined)) missing.push("aliases of accounts");
    if (schema === outputsSchema && missing.length === 0) return undefined;
    return {
        severity: "fault",
        path: "management",
        value: stack,
        message:
            schema === outputsSchema
                ? `the management stack's outputs lack ${missing.join(", ")}: an older version of this program wrote them`
                : `the management stack's outputs have schema ${JSON.stringify(schema)}; this program reads ${outputsSchema}`,
        cure: "run `pulumi up --stack management` with this version of the program",
    };
}
