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
    /** What of it is off at AWS although the state has it, in words: the engine then counts a change of this component. */
    readonly offAtAws?: readonly string[];
    /** Called with the id of each attachment (`<target id>:<policy id>`) when it is registered: attaches what AWS lacks. */
    readonly attach?: (attachmentId: string) => Promise<void>;
    /** Called when the policy is registered: gives it back the document that somebody has changed. */
    readonly rewrite?: () => Promise<void>;
    /** Called with the policy's id when it is registered; returns the id, or throws if AWS has no such policy. */
    readonly mustBeThere?: (policyId: string) => string;
}

/**
 * One organization policy and what it is attached to. Attachments that are not in `targets`, and AWS's own FullAWSAccess,
 * are left alone.
 */
export class OrganizationPolicy extends pulumi.ComponentResource {
    /** `p-…` */
    public readonly policyId: pulumi.Output<string>;

    constructor(name: string, args: OrganizationPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
        const { offAtAws, attach, rewrite, mustBeThere } = args;
        super(
            "aws-organization:organization:OrganizationPolicy",
            name,
            offAtAws === undefined ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
        const tags = withTags(args.tags);
        const policy = new aws.organizations.Policy(
            `${name}-policy`,
            { name: args.name, type: args.type, description: args.description, content: args.content, ...tags.args },
            {
                parent: this,
                // A description that somebody wrote stays where the config has none.
                ignoreChanges: [...tags.ignoreChanges, ...(args.description === "" ? ["description"] : [])],
                ...(args.existing === undefined ? {} : { import: args.existing.policyId }),
            },
        );
        const policyId = mustBeThere === undefined ? policy.id : policy.id.apply(mustBeThere);
        const attached: pulumi.Output<unknown>[] = rewrite === undefined ? [] : [policyId.apply(rewrite)];
        // One attachment a target, named after it: a policy that moves is attached to its new target before the old attachment is removed.
        for (const [target, targetId] of Object.entries(args.targets)) {
            const { attachmentId, urn } = args.existing?.attachments[target] ?? {};
            const child = `${name}:${target}`;
            const attachment = new aws.organizations.PolicyAttachment(
                child,
                { policyId, targetId },
                {
                    parent: this,
                    ...(attachmentId === undefined ? {} : { import: attachmentId }),
                    ...(urn === undefined || urn.endsWith(`::${child}`) ? {} : { aliases: [urn] }),
                },
            );
            if (attach !== undefined) attached.push(attachment.id.apply(attach));
        }
        // Whoever waits for the policy waits for what is switched on again.
        this.policyId = attached.length === 0 ? policyId : pulumi.all(attached).apply(() => policyId);
        this.registerOutputs({ policyId: this.policyId });
    }
}
