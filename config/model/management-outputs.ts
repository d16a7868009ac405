import type { Fault } from "../faults/fault";
import type { AccessConfig, AccountAlias, ManagementConfig } from "./management-config";
import type { SecurityServices } from "./security-services";

/** Version of the outputs that this program reads and writes. */
export const outputsSchema = 1;

/** A member account in the management stack's outputs. */
export interface AccountOutput {
    /** 12 digits; null until AWS has created the account, and once it is closed. */
    readonly id: string | null;
    readonly name: string;
    /** Null if the account has none. */
    readonly alias: AccountAlias | null;
    readonly email: string;
    /** Path of its unit, or `root`; null if only AWS knows it. */
    readonly unit: string | null;
    readonly state: "active" | "closed";
    /** Name of the role with which the management account enters it. */
    readonly roleName: string;
    /** Its earlier keys, oldest first. Older versions of this program wrote one text, or null for none. */
    readonly formerly?: string | readonly string[] | null;
    /** Regions that the account opts into. Default: none. */
    readonly optIn?: readonly string[];
}

/** What later layers and the CLI know about the organization: outputs of the management stack, none of them secret. */
export interface ManagementOutputs {
    readonly schema: number;
    readonly company: ManagementConfig["company"];
    /** The group's email address. */
    readonly email: string;
    readonly ownedDomains: readonly string[];
    readonly partition: string;
    /** Home region, which has state and audit. */
    readonly region: string;
    /** Governed regions. */
    readonly regions: readonly string[];
    readonly organization: { readonly id: string; readonly arn: string; readonly rootId: string };
    readonly management: ManagementConfig["management"] & { readonly roleArn: string };
    readonly accounts: Readonly<Record<string, AccountOutput>>;
    readonly access: readonly AccessConfig[];
    readonly identity: ManagementConfig["identity"];
    readonly identityCenter: ManagementConfig["identityCenter"];
    /** User names of the organization's admins. */
    readonly admins: readonly string[];
    /** Names of the emergency users. */
    readonly breakGlass: readonly string[];
    readonly ci: { readonly previewRoleArn: string; readonly deployRoleArn: string } | null;
    /** AWS's services that watch all accounts; missing in outputs of older versions of this program. */
    readonly audit: SecurityServices | null;
}

/** Other outputs of the management stack, for its own next run and for people. */
export interface OwnOutputs {
    /** Unit ids (`ou-…`) by path. */
    readonly units: Readonly<Record<string, string>>;
    /** Keys of the tags in the config, by the id of the account, unit or policy. */
    readonly tags: Readonly<Record<string, readonly string[]>>;
    /** Where the state of all stacks is; null if the stack does not manage it (`scope: organization`). */
    readonly state: { readonly bucket: string; readonly keyAlias: string; readonly keyArn: string } | null;
    /** Stacks that must run before this stack can create the rest, in another run. Default: none. */
    readonly waitsFor?: readonly string[];
    /** First passwords by user, encrypted with the person's PGP key, in base64. */
    readonly encryptedPasswords: Readonly<Record<string, string>>;
}

// A key that is missing here, or that the type lacks, does not compile.
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

/** Outputs of the expected version, or why there are none. */
export type ReadOutputs =
    { readonly ok: true; readonly value: ManagementOutputs } | { readonly ok: false; readonly fault: Fault };

/**
 * Reads the management stack's outputs, as the engine keeps them.
 *
 * @param outputs of the last successful run; empty if there was none
 * @param stack the stack's name, for the fault
 */
export function readOutputs(outputs: Readonly<Record<string, unknown>>, stack: string): ReadOutputs {
    const missing = missingParts(outputs);
    if (isWhole(outputs, missing)) return { ok: true, value: outputs };
    return { ok: false, fault: outputsFault(outputs["schema"], missing, stack) };
}

/** The engine keeps what the program wrote, so outputs with this version and all keys also have the right types. */
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
