import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { withTags, type SharedTags } from "../tags";

export interface ExistingAttachment {
    /** `<target id>:<policy id>`, if it exists at AWS. */
    readonly attachmentId?: string;
    /** Its URN, if the state has it under another name. */
    readonly urn?: string;
}

export interface OrganizationPolicyArgs {
    /** AWS name of the policy, 1–128 characters, unique for its type. */
    readonly name: string;
    /** SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, TAG_POLICY, … A changed type replaces the policy. */
    readonly type: string;
    /** At most 512 characters. */
    readonly description: string;
    /** The document, minified, because AWS counts white space. */
    readonly content: string;
    /** Ids of roots, units and accounts, each under a name that no other target has. */
    readonly targets: Readonly<Record<string, pulumi.Input<string>>>;
    /** Tags of the config. Absent: the config has none, and never had any. */
    readonly tags?: SharedTags;
    /** A policy that exists at AWS: its id (`p-…`), and its attachments by the name of the target. */
    readonly existing?: {
        readonly policyId: string;
        readonly attachments: Readonly<Record<string, ExistingAttachment>>;
    };
    /**
     * Parts, in words, that are in the state and missing or changed at AWS: the engine then counts a change of this
     * component.
     */
    readonly offAtAws?: readonly string[];
    /**
     * Called with the id of each attachment (`<target id>:<policy id>`) when it is registered: attaches the policy if
     * AWS has it detached.
     */
    readonly attach?: (attachmentId: string) => Promise<void>;
    /** Called when the policy is registered: restores the document if somebody has changed it. */
    readonly rewrite?: () => Promise<void>;
    /** Called with the policy's id when it is registered. Returns the id, or throws if AWS has no such policy. */
    readonly mustBeThere?: (policyId: string) => string;
}

/**
 * One organization policy and its attachments. Attachments that are not in `targets`, and AWS's own FullAWSAccess, are
 * left alone.
 */
export class OrganizationPolicy extends pulumi.ComponentResource {
    /** Policy id, `p-…`. */
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
                // A description that somebody wrote stays if the config has none.
                ignoreChanges: [...tags.ignoreChanges, ...(args.description === "" ? ["description"] : [])],
                ...(args.existing === undefined ? {} : { import: args.existing.policyId }),
            },
        );
        const policyId = mustBeThere === undefined ? policy.id : policy.id.apply(mustBeThere);
        const attached: pulumi.Output<unknown>[] = rewrite === undefined ? [] : [policyId.apply(rewrite)];
        // One attachment for each target, named after it: a policy that moves is attached to its new target before the
        // old attachment is removed.
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
        // Whoever waits for the policy also waits for its attachments.
        this.policyId = attached.length === 0 ? policyId : pulumi.all(attached).apply(() => policyId);
        this.registerOutputs({ policyId: this.policyId });
    }
}
