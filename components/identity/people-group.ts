import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { selfManagementPolicy } from "./self-management";

export interface PeopleGroupArgs {
    /** IAM group name. */
    readonly groupName: string;
    /** 12-digit id of the account that holds it. */
    readonly accountId: string;
    /** AWS partition, as in ARNs: `aws`, `aws-eusc`. */
    readonly partition: string;
    /** ARNs of the roles that the members may assume: existing roles only, and no pattern. */
    readonly roleArns: readonly string[];
}

/** A group of people: the roles that they may assume, and the management of their own users. */
export class PeopleGroup extends pulumi.ComponentResource {
    public readonly groupName: pulumi.Output<string>;

    constructor(name: string, args: PeopleGroupArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity:PeopleGroup", name, {}, opts);
        const group = new aws.iam.Group(`${name}-group`, { name: args.groupName }, { parent: this });
        for (const [policyName, document] of Object.entries(peopleGroupPolicies(args)))
            new aws.iam.GroupPolicy(
                `${name}-${policyName}`,
                { group: group.name, name: policyName, policy: JSON.stringify(document) },
                { parent: this },
            );
        this.attachAssumeRoles(name, group, assumeRolesManaged(args));
        this.groupName = group.name;
        this.registerOutputs({ groupName: this.groupName });
    }

    /** If the roles are too many for the group's inline policies, they go into managed policies. */
    private attachAssumeRoles(
        name: string,
        group: aws.iam.Group,
        documents: Readonly<Record<string, aws.iam.PolicyDocument>>,
    ): void {
        for (const [index, [policyName, document]] of Object.entries(documents).entries()) {
            const policy = new aws.iam.Policy(
                `${name}-assume-roles-${index + 1}`,
                { name: policyName, policy: JSON.stringify(document) },
                { parent: this },
            );
            new aws.iam.GroupPolicyAttachment(
                `${name}-assume-roles-${index + 1}-attachment`,
                { group: group.name, policyArn: policy.arn },
                { parent: this },
            );
        }
    }
}

/** The inline policies of a group of people, by name. */
export function peopleGroupPolicies({
    accountId,
    partition,
    roleArns,
}: Omit<PeopleGroupArgs, "groupName">): Readonly<Record<string, aws.iam.PolicyDocument>> {
    return {
        "self-management": selfManagementPolicy(accountId, partition),
        ...(fitsInGroup(roleArns) ? { "assume-roles": assumeRolesPolicies(roleArns)[0]! } : {}),
    };
}

/** The managed policies of a group whose roles are too many for its inline policies, by name; else none. */
export function assumeRolesManaged({
    groupName,
    roleArns,
}: Pick<PeopleGroupArgs, "groupName" | "roleArns">): Readonly<Record<string, aws.iam.PolicyDocument>> {
    if (fitsInGroup(roleArns)) return {};
    return Object.fromEntries(
        assumeRolesPolicies(roleArns).map((document, index) => [`${groupName}-assume-roles-${index + 1}`, document]),
    );
}

/**
 * Characters of ARNs in one policy. The inline policies of a group may have 5120 in all, of which self-management takes
 * 1400. A managed policy may have 6144, and a group ten of those, which is enough for a thousand accounts (IAM user
 * guide, "IAM and AWS STS quotas"; white space is not counted).
 */
const charactersOfOwn = 3400;
const charactersOfManaged = 5900;

/** Whether these roles fit into an inline policy of the group. */
export function fitsInGroup(roleArns: readonly string[]): boolean {
    return (
        roleArns.length > 0 && [...new Set(roleArns)].reduce((sum, arn) => sum + lengthOf(arn), 0) <= charactersOfOwn
    );
}

/** With quotes and comma. */
function lengthOf(arn: string): number {
    return arn.length + 3;
}

/** Policies that allow exactly these roles, as few as their length permits. */
export function assumeRolesPolicies(roleArns: readonly string[]): readonly aws.iam.PolicyDocument[] {
    const arns = [...new Set(roleArns)].sort();
    const limit = fitsInGroup(arns) ? charactersOfOwn : charactersOfManaged;
    const parts: string[][] = [];
    let left = 0;
    for (const arn of arns) {
        if (lengthOf(arn) > left) {
            parts.push([]);
            left = limit;
        }
        parts.at(-1)!.push(arn);
        left -= lengthOf(arn);
    }
    return parts.map((Resource) => ({
        Version: "2012-10-17",
        Statement: [{ Sid: "AssumeRoles", Effect: "Allow", Action: "sts:AssumeRole", Resource }],
    }));
}
