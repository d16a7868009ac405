import {
    GetGroupPolicyCommand,
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    IAMClient,
    ListAttachedGroupPoliciesCommand,
    ListGroupPoliciesCommand,
    ListGroupsForUserCommand,
    NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { runSimulation } from "@cloud-copilot/iam-simulate";

export interface Document {
    readonly Version: string;
    readonly Statement: readonly Record<string, unknown>[];
}

export interface NamedPolicy {
    readonly name: string;
    readonly policy: Document;
}

const read = (text: string | undefined): Document => JSON.parse(decodeURIComponent(text!)) as Document;

/** All policies of a user's groups, from IAM. */
export async function policiesOf(iam: IAMClient, UserName: string): Promise<readonly NamedPolicy[]> {
    const found: NamedPolicy[] = [];
    const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }));
    for (const { GroupName } of Groups ?? []) {
        const { PolicyNames } = await iam.send(new ListGroupPoliciesCommand({ GroupName: GroupName! }));
        for (const PolicyName of PolicyNames ?? []) {
            const answer = await iam.send(new GetGroupPolicyCommand({ GroupName: GroupName!, PolicyName }));
            found.push({ name: `${GroupName!}/${PolicyName}`, policy: read(answer.PolicyDocument) });
        }
        const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: GroupName! }));
        for (const { PolicyArn } of AttachedPolicies ?? []) {
            const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: PolicyArn! }));
            const version = { PolicyArn: PolicyArn!, VersionId: Policy!.DefaultVersionId! };
            const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
            found.push({ name: PolicyArn!, policy: read(PolicyVersion!.Document) });
        }
    }
    return found;
}

/** The trust policy of a role; undefined if the role does not exist. */
export async function trustOf(iam: IAMClient, RoleName: string): Promise<Document | undefined> {
    try {
        return read((await iam.send(new GetRoleCommand({ RoleName }))).Role!.AssumeRolePolicyDocument);
    } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
    }
}

/** Whether IAM would let a principal assume a role, according to the simulator of cloud-copilot (AGPL, so for tests only). */
export async function mayAssume(
    principal: string,
    policies: readonly NamedPolicy[],
    roleArn: string,
    trust: Document,
    context: Readonly<Record<string, string>>,
): Promise<boolean> {
    return simulate(principal, policies, { action: "sts:AssumeRole", resource: roleArn, trust }, context);
}

/** Whether a principal's own policies allow a call in its account, according to the same simulator. */
export async function mayDo(
    principal: string,
    policies: readonly NamedPolicy[],
    action: string,
    resource: string,
    context: Readonly<Record<string, string>>,
): Promise<boolean> {
    return simulate(principal, policies, { action, resource }, context);
}

async function simulate(
    principal: string,
    policies: readonly NamedPolicy[],
    { action, resource, trust }: { readonly action: string; readonly resource: string; readonly trust?: Document },
    context: Readonly<Record<string, string>>,
): Promise<boolean> {
    const account = (arn: string): string => arn.split(":")[4]!;
    const result = await runSimulation(
        {
            request: {
                principal,
                action,
                resource: { resource, accountId: account(resource) },
                contextVariables: {
                    "aws:PrincipalArn": principal,
                    "aws:PrincipalAccount": account(principal),
                    "aws:PrincipalIsAWSService": "false",
                    ...context,
                },
            },
            identityPolicies: policies.map(({ name, policy }) => ({ name, policy })),
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            ...(trust === undefined ? {} : { resourcePolicy: trust }),
        },
        {},
    );
    if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
    return result.overallResult === "Allowed";
}
