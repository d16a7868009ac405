import * as pulumi from "@pulumi/pulumi";
import { rootFeatures } from "../../aws/root-access";
import * as aws from "../aws";

export interface OrganizationArgs {
    /** All AWS service principals with trusted access: one that is on at AWS and missing here is switched off. */
    readonly services: readonly string[];
    /** All policy types to enable, for the same reason. */
    readonly policyTypes: readonly string[];
    /**
     * Whether central root access is on: member accounts then need no root password, and the management account opens
     * root sessions in them.
     */
    readonly rootAccess: boolean;
    /** The organization's resource policy, which lets members administer parts of the organization. Default: none. */
    readonly resourcePolicy?: Readonly<Record<string, unknown>>;
    /** Id (`rp-…`) of a resource policy that exists at AWS and is not in the state. */
    readonly resourcePolicyId?: string | undefined;
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
    /** Whether the engine leaves the policy types alone, because `switchOn` corrects them. Default: false. */
    readonly ownsPolicyTypes?: boolean;
    /** Whether the engine leaves the services with trusted access alone, for the same reason. Default: false. */
    readonly ownsServices?: boolean;
    /**
     * The organization's id if all of central root access is on at AWS and it is not in the state: then it is imported.
     */
    readonly rootAccessId?: string;
    /**
     * Called with the root's id when the organization is registered: switches on what is off at AWS. Everything else
     * waits for it.
     */
    readonly switchOn?: (rootId: string) => Promise<void>;
    /** Called when central root access is registered: switches on its features that are off at AWS. */
    readonly switchRootAccessOn?: () => Promise<void>;
    /** Id (`o-…`) of an organization that exists and is imported. */
    readonly importId?: string;
}

/** The AWS Organization, with all features. */
export class Organization extends pulumi.ComponentResource {
    /** Organization id, `o-…`. */
    public readonly organizationId: pulumi.Output<string>;
    /** Id of the root, `r-…`. */
    public readonly rootId: pulumi.Output<string>;
    public readonly arn: pulumi.Output<string>;
    /** Name and email of the management account, from AWS. */
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
                // Deleting it would release every member account; AWS refuses it while there are any.
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
                // The features need trusted access for IAM.
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
                    // Tags that somebody gave it stay.
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
