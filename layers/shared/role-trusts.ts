import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { trustOf } from "../../aws/inline-policies";
import { asDocument, canonical } from "../../aws/preflight/document-losses";
import { trustLosses } from "../../aws/preflight/trust-losses";
import type * as aws from "../../components/aws";
import { type Fault, formatPath } from "../../config/faults";
import type { OwnStack } from "./own-stack";
import type { TrustedRole } from "./roles";

/** A role that gets a trust policy in this run. */
export interface RoleTrusted {
    readonly name: string;
    readonly trust: aws.iam.PolicyDocument;
    /** Trust policies of earlier versions of this program: a role with exactly one of them was not made by hand. */
    readonly earlier?: readonly aws.iam.PolicyDocument[];
    /** Where the config has its name, or what the name comes from. */
    readonly path: string;
    /** What to do about principals that would lose access. */
    readonly cure: string;
}

const elsewhere = "let them in by another role";

/** Roles of `access` with their trust policies, without those that may lose principals. */
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

/** CI's roles, whose trust policies belong to this program. */
export function trustsOfCi(roles: readonly Pick<RoleTrusted, "name" | "trust" | "earlier">[]): readonly RoleTrusted[] {
    return roles.map(({ name, ...trusts }) => ({
        name,
        ...trusts,
        path: "ci",
        cure: `${elsewhere}, and take them out of the trust of this one; or delete it, if nobody needs it: this program makes ${name}`,
    }));
}

/** Roles made by hand that trust principals beside this program's. Asks AWS only about roles that are not in the state. */
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

/** @param before the role's trust policy at AWS; undefined if there is no such role */
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
