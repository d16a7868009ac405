import type { Fault } from "../faults/fault";
import type { AccessConfig, AccountAlias, ManagementConfig } from "./management-config";
import type { SecurityServices } from "./security-services";

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
    /** Path of its unit, or `root`; null where only AWS knows it. */
    readonly unit: string | null;
    readonly state: "active" | "closed";
    /** The role by which the management account enters it. */
    readonly roleName: string;
    /** The keys that it had before, the oldest first; one, or null for none, where an older version of this program wrote it. */
    readonly formerly?: string | readonly string[] | null;
    /** Regions that the account opts into. Absent: none. */
    readonly optIn?: readonly string[];
}

/** What later layers and the CLI know of the organization: outputs of the management stack, all of them plain. */
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
    /** AWS's services that watch all accounts; missing where an older version of this program wrote the outputs. */
    readonly audit: SecurityServices | null;
}

/** What the management stack writes for its own next run and for people, besides. */
export interface OwnOutputs {
    /** Ids (`ou-…`) of the units by path. */
    readonly units: Readonly<Record<string, string>>;
    /** Keys of the tags that the config names, by the id of the account, unit or policy. */
    readonly tags: Readonly<Record<string, readonly string[]>>;
    /** Where the state of all stacks is; null where the stack makes no home for it (`scope: organization`). */
    readonly state: { readonly bucket: string; readonly keyAlias: string; readonly keyArn: string } | null;
    /** Stacks after whose run this one has more to make, in a run of its own. Absent: none. */
    readonly waitsFor?: readonly string[];
    /** First passwords by user, encrypted for the person (PGP, base64). */
    readonly encryptedPasswords: Readonly<Record<string, string>>;
}

// A key that is missing here, or that no reader knows, does not compile.
const keys: Readonly<Record<keyof ManagementOutputs, "needed" | "null in the first version">> = {
    schema: "needed",
    company: "needed",
    email: "needed",
    ownedDomains: "needed",
    partition: "needed",
    region: "needed",
    regions: "needed",
    organization: "needed",
    management: "needed",
    accounts: "needed",
    access: "needed",
    identity: "needed",
    identityCenter: "needed",
    admins: "needed",
    breakGlass: "needed",
    ci: "null in the first version",
    audit: "null in the first version",
};

/** Outputs that can be worked with, or why they cannot. */
export type ReadOutputs =
    { readonly ok: true; readonly value: ManagementOutputs } | { readonly ok: false; readonly fault: Fault };

/**
 * Reads the management stack's outputs, as the engine keeps them.
 *
 * @param outputs of the last successful run; empty where there was none
 * @param stack the stack's name, for the fault
 */
export function readOutputs(outputs: Readonly<Record<string, unknown>>, stack: string): ReadOutputs {
    const missing = missingParts(outputs);
    if (isWhole(outputs, missing)) return { ok: true, value: outputs };
    return { ok: false, fault: outputsFault(outputs["schema"], missing, stack) };
}

/** The stack's engine keeps what the program wrote, so what has this schema and every part has their types too. */
function isWhole(
    outputs: Readonly<Record<string, unknown>>,
    missing: readonly string[],
): outputs is Readonly<Record<string, unknown>> & ManagementOutputs {
    return outputs["schema"] === outputsSchema && missing.length === 0;
}

function missingParts(outputs: Readonly<Record<string, unknown>>): readonly string[] {
    const missing = Object.entries(keys).flatMap(([key, need]) =>
        need === "needed" && outputs[key] === undefined ? [key] : [],
    );
    const accounts = Object.values((outputs["accounts"] ?? {}) as Readonly<Record<string, Partial<AccountOutput>>>);
    return accounts.some(({ alias }) => alias === undefined) ? [...missing, "aliases of accounts"] : missing;
}

function outputsFault(schema: unknown, missing: readonly string[], stack: string): Fault {
    const fault = { severity: "fault", path: "management", value: stack } as const;
    if (schema === undefined)
        return {
            ...fault,
            message: "the management stack has no outputs: it was never run, or its first run did not end",
            cure: "run `pulumi up --stack management` first",
        };
    return {
        ...fault,
        message:
            schema === outputsSchema
                ? `the management stack's outputs lack ${missing.join(", ")}: an older version of this program wrote them`
                : `the management stack's outputs have schema ${JSON.stringify(schema)}; this program reads ${outputsSchema}`,
        cure: "run `pulumi up --stack management` with this version of the program",
    };
}
