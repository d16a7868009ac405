/** CIS AWS Foundations 7.0, 2.1.3: signs of workloads in the management account, by IAM and S3. */
import { check } from "../check";
import { about } from "../cis";
import { skipped, some, warning, type Finding } from "../line";

export interface WorkloadFacts {
    /** Roles that compute, container and database services may assume. */
    readonly workloadRoles: readonly string[];
    /** Buckets other than the state's. */
    readonly buckets: readonly string[];
}

const workloadServices = [
    "ec2",
    "lambda",
    "ecs-tasks",
    "eks",
    "batch",
    "rds",
    "glue",
    "sagemaker",
    "apigateway",
    "elasticbeanstalk",
    "states",
];

export const workloads = check<WorkloadFacts>(
    about("2.1.3", {
        proves: "no sign of a workload in the management account: no role that a compute service takes on, no bucket but the state's. What runs there without a role is not seen",
        cure: "move it to a member account",
        asks: ["iam:ListRoles", "s3:ListAllMyBuckets"],
    }),
    async (context) => {
        await context.organization();
        const { IAMClient, paginateListRoles } = await import("@aws-sdk/client-iam");
        const { ListBucketsCommand, S3Client } = await import("@aws-sdk/client-s3");
        const { collect } = await import("../../../aws/snapshot");
        const [roles, { Buckets = [] }] = await Promise.all([
            collect(paginateListRoles({ client: context.client(IAMClient) }, {}), (page) => page.Roles),
            context.client(S3Client).send(new ListBucketsCommand({})),
        ]);
        const state = context.configIfGood()?.state.bucket;
        return {
            workloadRoles: roles
                .filter(
                    ({ Path, AssumeRolePolicyDocument }) =>
                        !Path?.startsWith("/aws-service-role/") && isOfWorkload(AssumeRolePolicyDocument),
                )
                .map(({ RoleName }) => RoleName!),
            buckets: Buckets.map(({ Name }) => Name!).filter((name) => name !== state),
        };
    },
    judgeWorkloads,
);

/** Whether one of the workload services may assume the role, by its trust policy in the form that IAM returns. */
export function isOfWorkload(document: string | undefined): boolean {
    const text = decodeURIComponent(document ?? "");
    return workloadServices.some((name) => text.includes(`"${name}.amazonaws.com"`));
}

export function judgeWorkloads({ workloadRoles, buckets }: WorkloadFacts): readonly Finding[] {
    const signs = [
        ...(workloadRoles.length === 0 ? [] : [`roles of compute services: ${some(workloadRoles)}`]),
        ...(buckets.length === 0 ? [] : [`buckets: ${some(buckets)}`]),
    ];
    if (signs.length === 0)
        return [
            skipped(
                "no sign of a workload in the management account's roles and buckets; what runs there without them is not judged",
            ),
        ];
    return [
        warning(
            `the management account may hold a workload: ${signs.join("; ")}`,
            "move workloads to a member account: guardrails do not bind the management account",
            [...workloadRoles, ...buckets],
        ),
    ];
}
