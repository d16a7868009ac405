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
    /** Audiences that GitHub's identity provider has in the account already; they stay. */
    readonly audiences: readonly string[];
    /** Prefix of the roles' names, the company's short name. */
    readonly prefix: string;
    /** ARN of the state bucket. */
    readonly stateBucketArn: pulumi.Input<string>;
    /** ARN of the state's key. */
    readonly stateKeyArn: pulumi.Input<string>;
}

const audience = "sts.amazonaws.com";

/** Name of the role that previews with, in the management account and, let in from there, in each member. */
export function ciPreviewRoleName(prefix: string): string {
    return ownRoles(prefix).ciPreview;
}

/** Name of the role that deploys with, in the management account. */
export function ciDeployRoleName(prefix: string): string {
    return ownRoles(prefix).ciDeploy;
}

/** GitHub's way in without keys: a role that reads for previews of pull requests, and one that deploys the branch. */
export class CiRoles extends pulumi.ComponentResource {
    public readonly previewRoleArn: pulumi.Output<string>;
    public readonly deployRoleArn: pulumi.Output<string>;

    constructor(name: string, args: CiRolesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:CiRoles", name, {}, opts);
        const provider = new aws.iam.OpenIdConnectProvider(
            `${name}-github`,
            // GitHub's certificates are trusted by AWS itself; a thumbprint is not needed.
            { url: `https://${githubIssuer}`, clientIdLists: [...new Set([audience, ...args.audiences])].sort() },
            // With ours among them there is nothing to do, whatever others add or take away.
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

/** Whom the two roles trust. */
export function ciTrusts(
    args: Pick<
        CiRolesArgs,
        "accountId" | "partition" | "branch" | "environment" | "previewEnvironment" | keyof GitHubRepository
    >,
): Readonly<Record<"preview" | "deploy", aws.iam.PolicyDocument>> {
    const branch = `refs/heads/${args.branch}`;
    return {
        // Whatever branch or pull request they are of: the environment's own rules may say more.
        preview: githubTrust(args, { subjects: githubSubjects(args, `environment:${args.previewEnvironment}`) }),
        // With an environment GitHub's subject names it and no branch, which is a claim of its own then.
        deploy: githubTrust(args, {
            subjects: githubSubjects(args, `environment:${args.environment}`),
            ref: branch,
        }),
    };
}

/**
 * Whom the two roles of the same repository trusted by earlier versions of this program, and by other values of `ci.subjects`: a role with one of
 * these trusts is this program's own.
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

/** What a token of GitHub's must say of its job. */
export interface GitHubClaims {
    readonly subjects: readonly string[];
    /** The ref that the workflow runs on, `refs/heads/main`. Default: whatever the subject allows. */
    readonly ref?: string;
}

/**
 * Only tokens for AWS, and only of these subjects: a pattern would let any branch or fork in. The provider's ARN is put
 * together, not read, so that a preview of the very first run knows the trust too.
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
                        // STS reads GitHub's claims beside the subject since January 2026; of the other partitions nothing says so, and
                        // there the environment's own rules keep deployments to the branch.
                        ...(ref !== undefined && partition === "aws" && { [`${githubIssuer}:ref`]: ref }),
                    },
                },
            },
        ],
    };
}

/**
 * The state of all stacks, read only; its other policies read no object and open no key. The engine opens a stack's data key
 * when it starts, whether the stack has a secret or none (pulumi pkg/secrets/cloud), so that no preview goes without OpenStacks.
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
                // What S3 gives along: the bucket with a bucket key, else the object.
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

/** The role that each member's stack makes for previews (layers/member/ci-role), in accounts of this organization alone. */
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
