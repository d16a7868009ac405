import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { keyedChild } from "../keyed-child";

export interface PermissionSetArgs {
    /** ARN of the Identity Center instance. */
    readonly instanceArn: string;
    /** Name, 1–32 characters of `[\w+=,.@-]`. */
    readonly setName: string;
    /** At most 700 characters. Empty: none. */
    readonly description: string;
    /** Longest session, in seconds (3600–43200). */
    readonly session: number;
    /** Fields of an existing set that keep AWS's value, because the config does not name them. */
    readonly kept: readonly ("description" | "sessionDuration")[];
    /**
     * ARNs of managed policies. A customer managed policy must exist under the same name in every account of the set.
     */
    readonly managedPolicies: readonly string[];
    /** An inline policy of the set. Default: none. */
    readonly inline?: Readonly<Record<string, unknown>>;
    /** ARN of the permissions boundary. Default: none. */
    readonly boundary?: string;
}

/**
 * A role of `access` as Identity Center has it. Identity Center creates the IAM roles, in every account that the set is
 * assigned in.
 */
export class PermissionSet extends pulumi.ComponentResource {
    public readonly setArn: pulumi.Output<string>;

    constructor(name: string, args: PermissionSetArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:identity-center:PermissionSet", name, {}, opts);
        const { instanceArn } = args;
        const set = new aws.ssoadmin.PermissionSet(
            `${name}-set`,
            {
                instanceArn,
                name: args.setName,
                ...(args.description === "" ? {} : { description: args.description }),
                sessionDuration: isoDuration(args.session),
            },
            // The config has no key for the page that a sign-in leads to.
            { parent: this, ignoreChanges: ["relayState", ...args.kept] },
        );
        const of = { instanceArn, permissionSetArn: set.arn };
        // Each change provisions the set again in all accounts, and two at once end in a ConflictException
        // (hashicorp/terraform-provider-aws#24858).
        let before: pulumi.Resource = set;
        const next = (): pulumi.CustomResourceOptions => ({ parent: this, dependsOn: before });
        for (const arn of args.managedPolicies) {
            const { isAws, path, policyName } = policyOf(arn);
            const child = keyedChild(name, [policyName]);
            const opts = { ...next(), ...child.opts };
            before = isAws
                ? new aws.ssoadmin.ManagedPolicyAttachment(child.name, { ...of, managedPolicyArn: arn }, opts)
                : new aws.ssoadmin.CustomerManagedPolicyAttachment(
                      child.name,
                      { ...of, customerManagedPolicyReference: { name: policyName, path } },
                      opts,
                  );
        }
        if (args.inline !== undefined) {
            const inlinePolicy = JSON.stringify(args.inline);
            before = new aws.ssoadmin.PermissionSetInlinePolicy(`${name}-inline`, { ...of, inlinePolicy }, next());
        }
        if (args.boundary !== undefined) {
            const { isAws, path, policyName } = policyOf(args.boundary);
            const permissionsBoundary = isAws
                ? { managedPolicyArn: args.boundary }
                : { customerManagedPolicyReference: { name: policyName, path } };
            new aws.ssoadmin.PermissionsBoundaryAttachment(
                `${name}-boundary`,
                { ...of, permissionsBoundary },
                // A set has one boundary: deleting the old one after the new one is written would leave none.
                { ...next(), deleteBeforeReplace: true },
            );
        }
        this.setArn = set.arn;
        this.registerOutputs({ setArn: this.setArn });
    }
}

/** ISO 8601 duration: `PT1H30M` for 5400 seconds. */
export function isoDuration(seconds: number): string {
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
    const parts = [
        [hours, "H"],
        [minutes, "M"],
        [rest, "S"],
    ] as const;
    return `PT${parts.map(([number, unit]) => (number > 0 ? `${number}${unit}` : "")).join("")}`;
}

function policyOf(arn: string): { readonly isAws: boolean; readonly path: string; readonly policyName: string } {
    const parts = arn.split(":").at(-1)!.split("/").slice(1);
    const policyName = parts.pop()!;
    return { isAws: arn.split(":")[4] === "aws", path: parts.length === 0 ? "/" : `/${parts.join("/")}/`, policyName };
}
