import * as pulumi from "@pulumi/pulumi";
import { rootFeatures } from "../../aws/root-access";
import * as aws from "../aws";

export interface OrganizationArgs {
    /** AWS service principals with trusted access, all of them: those that AWS has on already must be in it, or they are switched off. */
    readonly services: readonly string[];
    /** Enabled policy types, all of them, for the same reason. */
    readonly policyTypes: readonly string[];
    /** Central root access: member accounts need no root password, and the management account opens root sessions in them. */
    readonly rootAccess: boolean;
    /** The organization's resource policy, by which members are let in on the administration of the organization itself. */
    readonly resourcePolicy?: Readonly<Record<string, unknown>>;
    /** The id (`rp-…`) of a resource policy that AWS has, and the state not yet. */
    readonly resourcePolicyId?: string | undefined;
    /** What AWS has off although the state says that it is on, in words: the engine then counts a change of this component. */
    readonly offAtAws?: readonly string[];
    /** Whether the engine is to leave the policy types alone: `switchOn` brings them into line. */
    readonly ownsPolicyTypes?: boolean;
    /** Whether the engine is to leave the services with trusted access alone, for the same reason. */
    readonly ownsServices?: boolean;
    /** The organization's id, where AWS has all of central root access on and the state not yet: it is imported. */
    readonly rootAccessId?: string;
    /** Called with the root's id when the organization is registered: switches on what AWS has off. All else waits for it. */
    readonly switchOn?: (rootId: string) => Promise<void>;
    /** Called when central root access is registered: switches on what AWS has off of it. */
    readonly switchRootAccessOn?: () => Promise<void>;
    /** The id (`o-…`) of an organization that exists and is adopted. */
    readonly importId?: string;
}

/** The AWS Organization, with all features. */
export class Organization extends pulumi.ComponentResource {
    /** `o-…` */
    public readonly organizationId: pulumi.Output<string>;
    /** `r-…` */
    public readonly rootId: pulumi.Output<string>;
    public readonly arn: pulumi.Output<string>;
    /** The management account as AWS has it. */
    public readonly management: pulumi.Output<{ readonly name: string; readonly email: string }>;

    constructor(name: string, args: OrganizationArgs, opts?: pulumi.ComponentResourceOptions) {
        const { offAtAws, switchOn, switchRootAccessOn } = args;
        super(
            "aws-organization:organization:Organization",
            name,
            offAtAws === undefined ? {} : { offAtAws: [...offAtAws] },
            opts,
        );
        const organization = new aws.organizations.Organization(
            `${name}-organization`,
            {
                featureSet: "ALL",
                awsServiceAccessPrincipals: [...args.services].sort(),
                enabledPolicyTypes: [...args.policyTypes].sort(),
            },
            {
                parent: this,
                // Deleting it would set every member account free; AWS refuses while there are any.
                protect: true,
                retainOnDelete: true,
                ignoreChanges: [
                    ...(args.ownsPolicyTypes === true ? ["enabledPolicyTypes"] : []),
                    ...(args.ownsServices === true ? ["awsServiceAccessPrincipals"] : []),
                ],
                ...(args.importId === undefined ? {} : { import: args.importId }),
            },
        );
        this.rootId = organization.roots.apply(async (roots) => {
            const { id } = roots[0]!;
            await switchOn?.(id);
            return id;
        });
        if (args.rootAccess) {
            const features = [...rootFeatures];
            const rootAccess = new aws.iam.OrganizationsFeatures(
                `${name}-root-access`,
                // They need the trusted access of IAM.
                { enabledFeatures: switchOn === undefined ? features : this.rootId.apply(() => features) },
                {
                    parent: this,
                    dependsOn: organization,
                    ...(args.rootAccessId === undefined ? {} : { import: args.rootAccessId }),
                },
            );
            if (switchRootAccessOn !== undefined) rootAccess.id.apply(switchRootAccessOn);
        }
        if (args.resourcePolicy !== undefined) {
            new aws.organizations.ResourcePolicy(
                `${name}-resource-policy`,
                { content: JSON.stringify(args.resourcePolicy) },
                {
                    parent: this,
                    dependsOn: organization,
                    // Those that somebody gave it stay.
                    ignoreChanges: ["tags", "tagsAll"],
                    ...(args.resourcePolicyId === undefined ? {} : { import: args.resourcePolicyId }),
                },
            );
        }
        this.organizationId = organization.id;
        this.arn = organization.arn;
        this.management = pulumi
            .all([organization.masterAccountName, organization.masterAccountEmail])
            .apply(([managementName, email]) => ({ name: managementName, email }));
        this.registerOutputs({ organizationId: this.organizationId, rootId: this.rootId });
    }
}
