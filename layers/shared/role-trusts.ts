import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { trustOf } from "../../aws/inline-policies";
import { asDocument, canonical } from "../../aws/preflight/document-losses";
import { trustLosses } from "../../aws/preflight/trust-losses";
import type * as aws from "../../components/aws";
import { type Fault, formatPath } from "../../config/faults";
import type { OwnStack } from "./own-stack";
import type { TrustedRole } from "./roles";

/** A role that this run gives a trust policy. */
export interface RoleTrusted {
    readonly name: string;
    readonly trust: aws.iam.PolicyDocument;
    /** Trusts that earlier versions of this program gave it: with one of them, and nothing else, it is no role that was made by hand. */
    readonly earlier?: readonly aws.iam.PolicyDocument[];
    /** Where the config says its name, or what the name comes from. */
    readonly path: string;
    /** What to do about those who would be let in no longer. */
    readonly cure: string;
}

const elsewhere = "let them in by another role";

/** Roles of the map with their trusts, those that may not lose anything. */
export function trustsOfMap(roles: readonly TrustedRole[]): readonly RoleTrusted[] {
    return roles
        .filter(({ role: { overwrite } }) => overwrite !== true)
        .map(({ role: { role, principals }, trust }) => ({
            name: role,
            trust,
            path: formatPath(["access", role]),
            cure: `${principals === undefined ? elsewhere : "name them in principals"}; or, if they may lose their way in, say so in the role: overwrite: true`,
        }));
}

/** CI's roles, whose trusts are this program's own. */
export function trustsOfCi(roles: readonly Pick<RoleTrusted, "name" | "trust" | "earlier">[]): readonly RoleTrusted[] {
    return roles.map(({ name, ...trusts }) => ({
        name,
        ...trusts,
        path: "ci",
        cure: `${elsewhere}, and take them out of the trust of this one; or delete it, if nobody needs it: this program makes ${name}`,
    }));
}

/** Roles that somebody made by hand, which let others in than this program's trust does. AWS is asked only of what the state does not have. */
export async function roleTrustFaults(
    account: string,
    roles: readonly RoleTrusted[],
    options: ClientOptions,
    { resources }: Pick<OwnStack, "resources">,
): Promise<readonly Fault[]> {
    const ours = new Set(
        resources.flatMap(({ type, outputs }) => (type === "aws:iam/role:Role" ? [String(outputs["name"])] : [])),
    );
    try {
        const faults: Fault[] = [];
        for (const role of roles.filter(({ name }) => !ours.has(name)))
            faults.push(...trustFaults(account, role, asDocument(await trustOf(options, role.name))));
        return faults;
    } catch (error) {
        return [awsFault(error)];
    }
}

/** @param before the trust that the role has; undefined where there is no such role */
export function trustFaults(
    account: string,
    { name, trust, earlier = [], path, cure }: RoleTrusted,
    before: Readonly<Record<string, unknown>> | undefined,
): readonly Fault[] {
    if (before === undefined || earlier.some((each) => canonical(each) === canonical(before))) return [];
    const losses = trustLosses(before, { ...trust });
    if (losses.length === 0) return [];
    return [
        {
            severity: "fault",
            path,
            value: name,
            message: `role ${name} in account ${account} was made by hand, and lets in whom this program's trust does not: ${losses.join(", ")}`,
            cure,
        },
    ];
}
