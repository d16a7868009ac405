import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface ServiceLinkedRoleArgs {
    /** Service principal, such as `access-analyzer.amazonaws.com`. */
    readonly service: string;
}

/**
 * A role that a service needs in the management account before its delegated administrator can work. It stays after the
 * delegation ends.
 */
export class ServiceLinkedRole extends pulumi.ComponentResource {
    constructor(name: string, { service }: ServiceLinkedRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:organization:ServiceLinkedRole", name, { service }, opts);
        new aws.iam.ServiceLinkedRole(
            `${name}-role`,
            { awsServiceName: service },
            // AWS refuses to delete it while the service still has resources.
            { parent: this, retainOnDelete: true },
        );
        this.registerOutputs({});
    }
}
