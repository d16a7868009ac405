import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CiRolesArgs {
    /** GitHub repository, `owner/name`. */
    readonly repository: string;
    /** The branch that is deployed. */
    readonly branch: string;
    /** The GitHub environment whose approval a deployment needs. */
    readonly environment: string;
    /** 12-digit id of the management account. */
    readonly accountId: string;
    /** AWS partition, `aws` outside China and GovCloud. */
    readonly partition: string;
    /** Prefix of the roles' names, the company's short name. */
    readonly prefix: string;
    /** ARN of the state bucket. */
    readonly stateBucketArn: pulumi.Input<string>;
    /** ARN of the state's key. */
    readonly stateKeyArn: pulumi.Input<string>;
}

const issuer = "token.actions.githubusercontent.com";

/** GitHub's way in without keys: a role that reads for previews of pull requests, and one that deploys the branch. */
export class CiRoles extends pulumi.ComponentResource {
    public readonly previewRoleArn: pulumi.Output<string>;
    public readonly deployRoleArn: pulumi.Output<string>;

    constructor(name: string, args: CiRolesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:CiRoles", name, {}, opts);
        const provider = new aws.iam.OpenIdConnectProvider(
            `${name}-github`,
            // GitHub's certificates are trusted by AWS itself; a thumbprint is not needed.
            { url: `https://${issuer}`, clientIdLists: ["sts.amazonaws.com"] },
            { parent: this },
        );
        const makeRole = (
            suffix: string,
            description: string,
            subject: string,
            managedPolicy: string,
        ): aws.iam.Role => {
            const role = new aws.iam.Role(
                `${name}-${suffix}`,
                {
                    name: `${args.prefix}-ci-${suffix}`,
                    description,
                    assumeRolePolicy: provider.arn.apply((arn) => JSON.stringify(githubTrust(arn, subject))),
                    maxSessionDuration: 3600,
                },
                { parent: this },
            );
            const policyArn = `arn:${args.partition}:iam::aws:policy/${managedPolicy}`;
            new aws.iam.RolePolicyAttachment(
                `${name}-${suffix}-policy`,
                { role: role.name, policyArn },
                { parent: this },
            );
            return role;
        };
        const [repository, branch] = [`repo:${args.repository}`, `environment:${args.environment}`];
        const preview = makeRole(
            "preview",
            `Previews pull requests of ${args.repository}`,
            `${repository}:pull_request`,
            "ReadOnlyAccess",
        );
        const deploy = makeRole(
            "deploy",
            `Deploys ${args.repository} from ${args.branch}`,
            `${repository}:${branch}`,
            "AdministratorAccess",
        );
        new aws.iam.RolePolicy(
            `${name}-preview-state`,
            {
                role: preview.name,
                name: "read-state",
                policy: pulumi.jsonStringify(readStatePolicy(args)),
            },
            { parent: this },
        );
        this.previewRoleArn = preview.arn;
        this.deployRoleArn = deploy.arn;
        this.registerOutputs({ previewRoleArn: this.previewRoleArn, deployRoleArn: this.deployRoleArn });
    }
}

/** Only tokens for AWS, and only of this subject: a pattern would let any branch or fork in. */
export function githubTrust(providerArn: string, subject: string): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "GitHubActions",
                Effect: "Allow",
                Principal: { Federated: providerArn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject } },
            },
        ],
    };
}

/** The state of all stacks, read only; ReadOnlyAccess opens neither the key nor objects encrypted with it. */
function readStatePolicy({ stateBucketArn, stateKeyArn }: CiRolesArgs): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "ReadState",
                Effect: "Allow",
                Action: ["s3:GetObject", "s3:ListBucket"],
                Resource: [stateBucketArn, pulumi.interpolate`${stateBucketArn}/*`],
            },
            {
                Sid: "ReadSecretsOfState",
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:DescribeKey"],
                Resource: stateKeyArn,
            },
        ],
    };
}
