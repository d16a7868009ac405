import * as pulumi from "@pulumi/pulumi";
import { githubIssuer, githubSubjects, ownRoles, type GitHubRepository } from "../../config/names";
import * as aws from "../aws";
import { previewReads } from "../../config/aws-facts";

export interface CiRolesArgs extends GitHubRepository {
    /** The branch that is deployed. */
    readonly branch: string;
    /** The GitHub environment whose approval a deployment needs. */
    readonly environment: string;
    /** The GitHub environment whose jobs preview. */
    readonly previewEnvironment: string;
    /** 12-digit id of the management account. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** Audiences that GitHub's identity provider has in the account already. They stay. */
    readonly audiences: readonly string[];
    /** Prefix of the roles' names, the company's short name. */
    readonly prefix: string;
    /** ARN of the state bucket. */
    readonly stateBucketArn: pulumi.Input<string>;
    /** ARN of the state's key. */
    readonly stateKeyArn: pulumi.Input<string>;
}

const audience = "sts.amazonaws.com";

/** Name of the role for previews: in the management account, and in each member, where the former may assume it. */
export function ciPreviewRoleName(prefix: string): string {
    return ownRoles(prefix).ciPreview;
}

/** Name of the role for deployments, in the management account. */
export function ciDeployRoleName(prefix: string): string {
    return ownRoles(prefix).ciDeploy;
}

/**
 * GitHub Actions gets in without access keys: one role reads for previews of pull requests, another deploys the branch.
 */
export class CiRoles extends pulumi.ComponentResource {
    public readonly previewRoleArn: pulumi.Output<string>;
    public readonly deployRoleArn: pulumi.Output<string>;

    constructor(name: string, args: CiRolesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:CiRoles", name, {}, opts);
        const provider = new aws.iam.OpenIdConnectProvider(
            `${name}-github`,
            // AWS trusts GitHub's certificates by itself and needs no thumbprint.
            { url: `https://${githubIssuer}`, clientIdLists: [...new Set([audience, ...args.audiences])].sort() },
            // If our audience is among them, nothing is to change, whatever others add or remove.
            {
                parent: this,
                ignoreChanges: ["thumbprintLists", ...(args.audiences.includes(audience) ? ["clientIdLists"] : [])],
            },
        );
        const makeRole = (suffix: string, description: string, trust: aws.iam.PolicyDocument): aws.iam.Role =>
            new aws.iam.Role(
                `${name}-${suffix}`,
                {
                    name: `${args.prefix}-ci-${suffix}`,
                    description,
                    assumeRolePolicy: JSON.stringify(trust),
                    maxSessionDuration: 3600,
                },
                { parent: this, dependsOn: provider },
            );
        const trusts = ciTrusts(args);
        const preview = makeRole("preview", `Previews pull requests of ${args.repository}`, trusts.preview);
        const deploy = makeRole("deploy", `Deploys ${args.repository} from ${args.branch}`, trusts.deploy);
        const policyArn = `arn:${args.partition}:iam::aws:policy/AdministratorAccess`;
        new aws.iam.RolePolicyAttachment(`${name}-deploy-policy`, { role: deploy.name, policyArn }, { parent: this });
        new aws.iam.RolePolicy(
            `${name}-preview-reads`,
            { role: preview.name, name: "read-settings", policy: JSON.stringify(previewReads()) },
            { parent: this },
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
        new aws.iam.RolePolicy(
            `${name}-preview-members`,
            { role: preview.name, name: "enter-members", policy: JSON.stringify(enterMembersPolicy(args)) },
            { parent: this },
        );
        this.previewRoleArn = preview.arn;
        this.deployRoleArn = deploy.arn;
        this.registerOutputs({ previewRoleArn: this.previewRoleArn, deployRoleArn: this.deployRoleArn });
    }
}

/** Trust policies of the two roles. */
export function ciTrusts(
    args: Pick<
        CiRolesArgs,
        "accountId" | "partition" | "branch" | "environment" | "previewEnvironment" | keyof GitHubRepository
    >,
): Readonly<Record<"preview" | "deploy", aws.iam.PolicyDocument>> {
    const branch = `refs/heads/${args.branch}`;
    return {
        // Of any branch or pull request: protection rules of the GitHub environment can restrict them.
        preview: githubTrust(args, { subjects: githubSubjects(args, `environment:${args.previewEnvironment}`) }),
        // In a job with an environment, GitHub's subject names the environment and not the branch, which is then a
        // separate claim.
        deploy: githubTrust(args, {
            subjects: githubSubjects(args, `environment:${args.environment}`),
            ref: branch,
        }),
    };
}

/**
 * Trust policies that earlier versions of this program, and other values of `ci.subjects`, gave the two roles for the
 * same repository. A role with one of these belongs to this program.
 */
export function earlierCiTrusts(
    args: Parameters<typeof ciTrusts>[0],
): Readonly<Record<"preview" | "deploy", readonly aws.iam.PolicyDocument[]>> {
    const branch = `refs/heads/${args.branch}`;
    const inForms = (...contexts: readonly string[]): readonly (readonly string[])[] =>
        (["names", "ids", "both"] as const).map((subjects) =>
            contexts.flatMap((context) => githubSubjects({ ...args, subjects }, context)),
        );
    const byNames = githubSubjects({ ...args, subjects: "names" }, "pull_request");
    const preview = [
        byNames,
        ...inForms("pull_request", `ref:${branch}`),
        ...inForms(`environment:${args.previewEnvironment}`),
    ];
    const deploy = inForms(`environment:${args.environment}`);
    return {
        preview: preview.map((subjects) => githubTrust(args, { subjects })),
        deploy: deploy.flatMap((subjects) => [
            githubTrust(args, { subjects }),
            githubTrust(args, { subjects, ref: branch }),
        ]),
    };
}

/** Claims that a token from GitHub must have. */
export interface GitHubClaims {
    readonly subjects: readonly string[];
    /** The ref that the workflow runs on, such as `refs/heads/main`. Default: any that the subject allows. */
    readonly ref?: string;
}

/**
 * Accepts only tokens for AWS with exactly these subjects: a pattern would let in any branch or fork. The provider's
 * ARN is built here and not read, so that the preview of the very first run knows the trust policy too.
 */
function githubTrust(
    { accountId, partition }: Pick<CiRolesArgs, "accountId" | "partition">,
    { subjects, ref }: GitHubClaims,
): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "GitHubActions",
                Effect: "Allow",
                Principal: { Federated: `arn:${partition}:iam::${accountId}:oidc-provider/${githubIssuer}` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: {
                        [`${githubIssuer}:aud`]: audience,
                        [`${githubIssuer}:sub`]: subjects.length === 1 ? subjects[0]! : [...subjects].sort(),
                        // STS has evaluated GitHub's claims beside the subject since January 2026. Nothing documents it
                        // for other partitions; there the environment's protection rules limit deployments to the
                        // branch.
                        ...(ref !== undefined && partition === "aws" && { [`${githubIssuer}:ref`]: ref }),
                    },
                },
            },
        ],
    };
}

/**
 * Read-only access to the state of all stacks; the role's other policies read no object and use no key. The engine
 * decrypts a stack's data key when it starts, even if the stack has no secret (pulumi pkg/secrets/cloud), so every
 * preview needs OpenStacks.
 */
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
            { Sid: "ReadKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: stateKeyArn },
            {
                Sid: "DecryptState",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: stateKeyArn,
                // S3's encryption context is the bucket if it has a bucket key, otherwise the object.
                Condition: {
                    ArnLike: {
                        "kms:EncryptionContext:aws:s3:arn": [stateBucketArn, pulumi.interpolate`${stateBucketArn}/*`],
                    },
                },
            },
            {
                Sid: "OpenStacks",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: stateKeyArn,
                Condition: { Null: { "kms:EncryptionContextKeys": "true" } },
            },
        ],
    };
}

/**
 * The role for previews that each member's stack creates (layers/member/ci-role), only in accounts of this
 * organization.
 */
function enterMembersPolicy({ partition, prefix }: CiRolesArgs): aws.iam.PolicyDocument {
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "EnterMembersToPreview",
                Effect: "Allow",
                Action: "sts:AssumeRole",
                Resource: `arn:${partition}:iam::*:role/${ciPreviewRoleName(prefix)}`,
                Condition: { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } },
            },
        ],
    };
}
