import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { withTags, type SharedTags } from "../tags";

export interface ExistingAttachment {
    /** `<target id>:<policy id>`, where AWS has it. */
    readonly attachmentId?: string;
    /** Where the state has it under another name. */
    readonly urn?: string;
}

export interface OrganizationPolicyArgs {
    /** AWS name of the policy, 1–128 characters, unique for its type. */
    readonly name: string;
    /** SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, TAG_POLICY, … Another type is another policy. */
    readonly type: string;
    /** At most 512 characters. */
    readonly description: string;
    /** The document, minified: AWS counts white space. */
    readonly content: string;
    /** Ids of roots, units and accounts, by a name for each that no other target has. */
    readonly targets: Readonly<Record<string, pulumi.Input<string>>>;
    /** Absent: the config gives it none, and gave it none before. */
    readonly tags?: SharedTags;
    /** A policy that AWS has already: its id (`p-…`), and its attachments by the name of the target. */
    readonly existing?: {
        readonly policyId: string;
        readonly attachments: Readonly<Record<string, ExistingAttachment>>;
    };
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
        const tags = withTags(args.tags);
        const policy = new aws.organizations.Policy(
            `${name}-policy`,
            { name: args.name, type: args.type, description: args.description, content: args.content, ...tags.args },
            {
                parent: this,
                ignoreChanges: [...tags.ignoreChanges],
                ...(args.existing === undefined ? {} : { import: args.existing.policyId }),
            },
        );
        // One attachment a target, named after it: a policy that moves is attached anew before the old one goes.
        for (const [target, targetId] of Object.entries(args.targets)) {
            const { attachmentId, urn } = args.existing?.attachments[target] ?? {};
            const child = `${name}:${target}`;
            new aws.organizations.PolicyAttachment(
                child,
                { policyId: policy.id, targetId },
                {
                    parent: this,
                    ...(attachmentId === undefined ? {} : { import: attachmentId }),
                    ...(urn === undefined || urn.endsWith(`::${child}`) ? {} : { aliases: [urn] }),
                },
            );
        }
        this.policyId = policy.id;
        this.registerOutputs({ policyId: this.policyId });
    }
}
