import type { Complaint } from "../faults/complaint";
import type { Path } from "../faults/path";
import type { SecurityConfig } from "../model/security-config";

/** A delegation that the security stack needs for one of its resources: only the administrator of a service may create it. */
export interface NeededDelegation {
    readonly service: string;
    /** The key of the security config that needs it. */
    readonly path: Path;
    /** The value at that key, possibly a default. */
    readonly value: string;
    readonly what: string;
    /** What to write to do without. */
    readonly otherwise: string;
}

/**
 * The delegations that this config needs.
 *
 * @param identityCenter whether `identity` of the management config includes it
 */
export function neededDelegations(
    audit: Pick<SecurityConfig["audit"], "analyzer" | "trail">,
    identityCenter: boolean,
): readonly NeededDelegation[] {
    return [
        ...(audit.analyzer
            ? [ofAudit("analyzer", "access-analyzer.amazonaws.com", "the organization's analyzer")]
            : []),
        ...(audit.trail ? [ofAudit("trail", "cloudtrail.amazonaws.com", "the organization's trail")] : []),
        ...(identityCenter
            ? [
                  {
                      service: "sso.amazonaws.com",
                      path: ["identity"],
                      value: "identity-center",
                      what: "Identity Center's groups and permission sets",
                      otherwise: "write there: identity: [users]",
                  },
              ]
            : []),
    ];
}

function ofAudit(key: "analyzer" | "trail", service: string, what: string): NeededDelegation {
    return { service, path: ["audit", key], value: "true", what, otherwise: `write here: audit: { ${key}: false }` };
}

/**
 * Faults for those delegations that the account does not have.
 *
 * @param account key of the account
 * @param has services that the account administers
 */
export function lackingDelegations(
    needed: readonly NeededDelegation[],
    account: string,
    has: readonly string[],
): readonly (NeededDelegation & Complaint)[] {
    const lacking = needed.filter(({ service }) => !has.includes(service));
    const line = `delegatedAdministrators: { ${account}: [${[...has, ...lacking.map(({ service }) => service)].join(", ")}] }`;
    return lacking.map((each) => ({
        ...each,
        message: `asks for ${each.what}, and the account ${account} is no administrator of ${each.service}: AWS would refuse it halfway through`,
        cure: `write in Pulumi.management.yaml: ${line}, with ${each.service} among organization.services, then pulumi up --stack management; or ${each.otherwise}`,
    }));
}
