import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface DelegatedAdministratorArgs {
    /** 12-digit id of the member account. */
    readonly accountId: pulumi.Input<string>;
    /** Service principal, such as `access-analyzer.amazonaws.com`. Its trusted access must be on. */
    readonly service: string;
    /** The account's id, if the delegation exists at AWS. */
    readonly existing?: string;
    /**
     * Other regions in which the service has its own administrator, each with its import id if it exists at AWS.
     * Default: none.
     */
    readonly regions?: Readonly<Record<string, string | undefined>>;
    /**
     * Delegations, in words, that are in the state and not at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
    /**
     * Called when the delegation is registered in a region (undefined: the provider's): creates it again if AWS lacks
     * it.
     */
    readonly register?: (region?: string) => Promise<void>;
}

type Register = (
    name: string,
    accountId: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
    region?: string,
) => pulumi.CustomResource;

const regionOf = (region: string | undefined): { region?: string } => (region === undefined ? {} : { region });

/** Services with an API of their own for it: with the one of Organizations they would be only half set up. */
export const ownApi: Readonly<Record<string, Register>> = {
    "auditmanager.amazonaws.com": (name, adminAccountId, opts, region) =>
        new aws.auditmanager.OrganizationAdminAccountRegistration(name, { adminAccountId, ...regionOf(region) }, opts),
    "cloudtrail.amazonaws.com": (name, accountId, opts) =>
        new aws.cloudtrail.OrganizationDelegatedAdminAccount(name, { accountId }, opts),
    "detective.amazonaws.com": (name, accountId, opts, region) =>
        new aws.detective.OrganizationAdminAccount(name, { accountId, ...regionOf(region) }, opts),
    "fms.amazonaws.com": (name, accountId, opts) => new aws.fms.AdminAccount(name, { accountId }, opts),
    "guardduty.amazonaws.com": (name, adminAccountId, opts, region) =>
        new aws.guardduty.OrganizationAdminAccount(name, { adminAccountId, ...regionOf(region) }, opts),
    "inspector2.amazonaws.com": (name, accountId, opts, region) =>
        new aws.inspector2.DelegatedAdminAccount(name, { accountId, ...regionOf(region) }, opts),
    "ipam.amazonaws.com": (name, delegatedAdminAccountId, opts) =>
        new aws.ec2.VpcIpamOrganizationAdminAccount(name, { delegatedAdminAccountId }, opts),
    "macie.amazonaws.com": (name, adminAccountId, opts, region) =>
        new aws.macie2.OrganizationAdminAccount(name, { adminAccountId, ...regionOf(region) }, opts),
    "securityhub.amazonaws.com": (name, adminAccountId, opts, region) =>
        new aws.securityhub.OrganizationAdminAccount(name, { adminAccountId, ...regionOf(region) }, opts),
};

/**
 * The end of a registration's name, after the account's key. Without a region, the name of the home region's
 * registration.
 */
export function registrationEnd(service: string, region?: string): string {
    return `-${service}-${region === undefined ? "" : `${region}-`}registration`;
}

/** A member account that administers one AWS service for the whole organization. */
export class DelegatedAdministrator extends pulumi.ComponentResource {
    constructor(name: string, args: DelegatedAdministratorArgs, opts?: pulumi.ComponentResourceOptions) {
        const { accountId, service, existing, regions = {}, offAtAws, register: again } = args;
        super(
            "aws-organization:organization:DelegatedAdministrator",
            name,
            { service, ...(offAtAws === undefined ? {} : { offAtAws: [...offAtAws] }) },
            opts,
        );
        const own = ownApi[service];
        const importId = own === undefined ? `${existing!}/${service}` : existing!;
        const register = own ?? registerWithOrganizations(service);
        const registration = register(`${name}-registration`, accountId, {
            parent: this,
            ...(existing === undefined ? {} : { import: importId }),
        });
        if (again !== undefined) registration.id.apply(() => again());
        for (const [region, importAs] of Object.entries(regions)) {
            // The first registration makes the account known to Organizations, which accepts one change at a time.
            const own = {
                parent: this,
                dependsOn: registration,
                ...(importAs === undefined ? {} : { import: importAs }),
            };
            const other = register(`${name}-${region}-registration`, accountId, own, region);
            if (again !== undefined) other.id.apply(() => again(region));
        }
        this.registerOutputs({ accountId, service });
    }
}

function registerWithOrganizations(servicePrincipal: string): Register {
    return (name, accountId, opts) =>
        new aws.organizations.DelegatedAdministrator(name, { accountId, servicePrincipal }, opts);
}
