import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface DelegatedAdministratorArgs {
    /** 12-digit id of the member account. */
    readonly accountId: pulumi.Input<string>;
    /** Service principal, such as `access-analyzer.amazonaws.com`. Its trusted access must be on. */
    readonly service: string;
    /** The account's id, if AWS has the delegation already. */
    readonly existing?: string;
    /** What AWS has off although the state says that it is on, in words: the engine then counts a change of this component. */
    readonly offAtAws?: readonly string[];
    /** Called when the delegation is registered: makes it again where AWS lacks it. */
    readonly register?: () => Promise<void>;
}

type Register = (
    name: string,
    accountId: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

/** Services that have a registration of their own: Organizations' one would leave them half set up. */
export const ownApi: Readonly<Record<string, Register>> = {
    "auditmanager.amazonaws.com": (name, adminAccountId, opts) =>
        new aws.auditmanager.OrganizationAdminAccountRegistration(name, { adminAccountId }, opts),
    "cloudtrail.amazonaws.com": (name, accountId, opts) =>
        new aws.cloudtrail.OrganizationDelegatedAdminAccount(name, { accountId }, opts),
    "detective.amazonaws.com": (name, accountId, opts) =>
        new aws.detective.OrganizationAdminAccount(name, { accountId }, opts),
    "fms.amazonaws.com": (name, accountId, opts) => new aws.fms.AdminAccount(name, { accountId }, opts),
    "guardduty.amazonaws.com": (name, adminAccountId, opts) =>
        new aws.guardduty.OrganizationAdminAccount(name, { adminAccountId }, opts),
    "inspector2.amazonaws.com": (name, accountId, opts) =>
        new aws.inspector2.DelegatedAdminAccount(name, { accountId }, opts),
    "ipam.amazonaws.com": (name, delegatedAdminAccountId, opts) =>
        new aws.ec2.VpcIpamOrganizationAdminAccount(name, { delegatedAdminAccountId }, opts),
    "macie.amazonaws.com": (name, adminAccountId, opts) =>
        new aws.macie2.OrganizationAdminAccount(name, { adminAccountId }, opts),
    "securityhub.amazonaws.com": (name, adminAccountId, opts) =>
        new aws.securityhub.OrganizationAdminAccount(name, { adminAccountId }, opts),
};

/** A member account that administers one AWS service for the whole organization. */
export class DelegatedAdministrator extends pulumi.ComponentResource {
    constructor(name: string, args: DelegatedAdministratorArgs, opts?: pulumi.ComponentResourceOptions) {
        const { accountId, service, existing, offAtAws, register: again } = args;
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
        if (again !== undefined) registration.id.apply(again);
        this.registerOutputs({ accountId, service });
    }
}

function registerWithOrganizations(servicePrincipal: string): Register {
    return (name, accountId, opts) =>
        new aws.organizations.DelegatedAdministrator(name, { accountId, servicePrincipal }, opts);
}
