import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface OrganizationPolicyArgs {
    /** AWS name of the policy, 1–128 characters, unique for its type. */
    readonly name: string;
    /** SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, TAG_POLICY, … Another type is another policy. */
    readonly type: string;
    /** At most 512 characters. */
    readonly description: string;
    /** The document, minified: AWS counts white space. */
    readonly content: string;
    /** Ids of roots, units and accounts by the name of each in the config. */
    readonly targets: Readonly<Record<string, pulumi.Input<string>>>;
    /** A policy that AWS has already: its id (`p-…`), and the ids of those targets that it is attached to. */
    readonly existing?: { readonly policyId: string; readonly targets: Readonly<Record<string, string>> };
}

/**
 * One organization policy and what it is attached to. Attachments that are not in `targets`, and AWS's own FullAWSAccess,
 * are left alone.
 */
export class OrganizationPolicy extends pulumi.ComponentResource {
    /** `p-…` */
    public readonly policyId: pulumi.Output<string>;

    constructor(name: string, args: OrganizationPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:organization:OrganizationPolicy", name, {}, opts);
        const policy = new aws.organizations.Policy(
            `${name}-policy`,
            { name: args.name, type: args.type, description: args.description, content: args.content },
            { parent: this, ...(args.existing === undefined ? {} : { import: args.existing.policyId }) },
        );
        // One attachment a target, named after it: a policy that moves is attached anew before the old one goes.
        for (const [target, targetId] of Object.entries(args.targets)) {
            const attached = args.existing?.targets[target];
            new aws.organizations.PolicyAttachment(
                `${name}-${target}`,
                { policyId: policy.id, targetId },
                {
                    parent: this,
                    ...(attached === undefined ? {} : { import: `${attached}:${args.existing!.policyId}` }),
                },
            );
        }
        this.policyId = policy.id;
        this.registerOutputs({ policyId: this.policyId });
    }
}
