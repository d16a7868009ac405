import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { keyedChild } from "../keyed-child";

export interface CrossAccountRoleArgs {
    /** Role name. */
    readonly roleName: string;
    /** At most 1000 characters. */
    readonly description: string;
    /** Who may assume it (components/access/trust). */
    readonly trust: pulumi.Input<aws.iam.PolicyDocument>;
    /** Longest session, in seconds (3600–43200). */
    readonly maxSession: number;
    /** ARNs of managed policies. */
    readonly managedPolicies: readonly string[];
    /** An inline policy of the role. Default: none. */
    readonly inline?: Readonly<Record<string, unknown>>;
    /** ARN of the permissions boundary. Default: none. */
    readonly boundary?: string;
}

/** A role that principals of other accounts assume, with its policies. */
export class CrossAccountRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: CrossAccountRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:access:CrossAccountRole", name, {}, opts);
        const role = new aws.iam.Role(
            `${name}-role`,
            {
                name: args.roleName,
                ...(args.description === "" ? {} : { description: args.description }),
                assumeRolePolicy: pulumi.jsonStringify(args.trust),
                maxSessionDuration: args.maxSession,
                ...(args.boundary === undefined ? {} : { permissionsBoundary: args.boundary }),
                // A policy that somebody attached by hand must not block the deletion of a role that `access` no longer
                // has.
                forceDetachPolicies: true,
            },
            { parent: this },
        );
        for (const policyArn of args.managedPolicies) {
            const child = keyedChild(name, [policyArn.split("/").at(-1)!]);
            new aws.iam.RolePolicyAttachment(
                child.name,
                { role: role.name, policyArn },
                { parent: this, ...child.opts },
            );
        }
        if (args.inline !== undefined) {
            new aws.iam.RolePolicy(
                `${name}-inline`,
                { role: role.name, name: args.roleName, policy: JSON.stringify(args.inline) },
                { parent: this },
            );
        }
        this.roleArn = role.arn;
        // The next run recognizes by it which boundary this program has set (layers/shared/named).
        this.registerOutputs({
            roleArn: this.roleArn,
            ...(args.boundary === undefined ? {} : { boundary: args.boundary }),
        });
    }
}
