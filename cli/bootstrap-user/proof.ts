import type { Caller } from "../../aws/caller";
import type { ManagementConfig } from "../../config";
import { CliError } from "../common/ui";
import { trustFaults } from "./trust-faults";

/** An admin of the config, and what IAM shows of the user. */
export interface AdminState {
    readonly name: string;
    /** Number of MFA devices; 0 also where there is no such user. Undefined: these credentials may not read it. */
    readonly devices: number | undefined;
}

/** The admins' role in the management account, as IAM shows it. */
export interface RoleState {
    /** Its trust policy. */
    readonly trust: unknown;
    /** Whether AdministratorAccess is attached. */
    readonly administers: boolean;
}

/** The access to the account that remains without the bootstrap user. */
export interface Remaining {
    /** Undefined: it does not exist, or these credentials may not read it. */
    readonly role: RoleState | undefined;
    readonly admins: readonly AdminState[];
}

/**
 * Refuses credentials of another account or of the root user, before IAM is asked for anything.
 *
 * @throws CliError
 */
export function refuseAccount(caller: Caller, { management, company }: ManagementConfig): void {
    if (caller.accountId !== management.id)
        throw new CliError(
            `these credentials (${caller.source}) are of account ${caller.accountId}; the management account is ${management.id}`,
            `choose the management account's: AWS_PROFILE=${company.short}-root-oaar; or correct management.id`,
        );
    if (caller.kind === "root user")
        throw new CliError(
            `these credentials (${caller.source}) are the root user's, which proves nothing of the admins; root needs no keys`,
            `delete the root user's keys, and ${asAdmin(company.short, management.roleName)}`,
        );
}

/**
 * Refuses everything but a session of the admins' role that only an admin with MFA can have opened.
 *
 * @throws CliError with the next step
 */
export function refuseWithoutProof(caller: Caller, config: ManagementConfig, user: string, remaining: Remaining): void {
    const { management, company, admins } = config;
    const { roleName } = management;
    const again = asAdmin(company.short, roleName);
    if (admins.length === 0)
        throw new CliError(
            "the config nominates no admins: without that user nobody could get in",
            "write admins: [firstname.lastname, …] into Pulumi.management.yaml, then pulumi up --stack management",
        );
    if (caller.kind === "user" && isSame(caller.name, user))
        throw new CliError(
            `these credentials (${caller.source}) are ${user}'s own: they do not prove that anybody else gets in`,
            nextStep(remaining, roleName) ?? again,
        );
    if (caller.kind !== "role session") refuseUser(caller, config, remaining);
    if (caller.name !== roleName)
        throw new CliError(`these credentials (${caller.source}) are of ${words(caller)}, not of ${roleName}`, again);
    refuseRole(config, partitionOf(caller), remaining);
    if (!remaining.admins.some(({ devices }) => devices !== undefined && devices > 0))
        throw new CliError(
            `no admin has an MFA device (${names(remaining.admins)}): without ${user} nobody could get in`,
            enrol(remaining.admins),
        );
}

function refuseUser(caller: Caller, { admins, company, management }: ManagementConfig, remaining: Remaining): never {
    const again = asAdmin(company.short, management.roleName);
    const admin = remaining.admins.find(({ name }) => isSame(name, caller.name));
    if (admin?.devices === 0)
        throw new CliError(
            `${admin.name} has no MFA device yet, and so cannot reach ${management.roleName}`,
            enrol([admin]),
        );
    throw new CliError(
        admin === undefined
            ? `these credentials (${caller.source}) are of ${words(caller)}, who is not among the admins: ${names(admins)}`
            : `these credentials (${caller.source}) are ${admin.name}'s own: they do not prove that ${management.roleName} can be reached`,
        again,
    );
}

/**
 * Checks that the role's trust policy lets in the admins with MFA only, so that a session proves it, and that the role administers the
 * account.
 */
function refuseRole({ admins, management }: ManagementConfig, partition: string, { role }: Remaining): void {
    const restore = "let the program set it right: pulumi up --stack management";
    if (role === undefined)
        throw new CliError(
            `IAM does not show ${management.roleName} to its own session: it is gone, or denied`,
            restore,
        );
    const users = admins.map(({ name }) => `arn:${partition}:iam::${management.id}:user/${name}`);
    const faults = trustFaults(role.trust, users);
    if (faults.length > 0)
        throw new CliError(
            `a session of ${management.roleName} does not prove that an admin came in with MFA: its trust policy ${faults.join(", ")}`,
            restore,
        );
    if (!role.administers)
        throw new CliError(
            `${management.roleName} lacks the policy AdministratorAccess: nobody could administer the account`,
            restore,
        );
}

/** What must be done before an admin can get in; undefined: nothing, as far as the bootstrap user can see. */
function nextStep({ role, admins }: Remaining, roleName: string): string | undefined {
    if (role === undefined) return `make ${roleName} and the admins first: pulumi up --stack management`;
    return admins.every(({ devices }) => devices === 0) ? enrol(admins) : undefined;
}

function enrol(admins: readonly AdminState[]): string {
    return `let ${names(admins, " or ")} sign in and add an MFA device first: docs/bootstrap-user.md`;
}

function asAdmin(short: string, roleName: string): string {
    return `run it as an admin in a session of ${roleName}: eval "$(./org mfa --profile ${short}-root-oaar)"`;
}

function words({ kind, name, arn }: Caller): string {
    return kind === "role session" ? `role ${name}` : kind === "user" ? `user ${name}` : arn;
}

function names(list: readonly { readonly name: string }[], and = ", "): string {
    return list.map(({ name }) => name).join(and);
}

/** Whether two IAM names are the same: they are unique regardless of case. */
export function isSame(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}

/** Partition of the caller's ARN: `aws`, `aws-cn`. */
export function partitionOf({ arn }: Pick<Caller, "arn">): string {
    return arn.split(":")[1]!;
}
