import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { auditKeyPolicy, type AuditTrail } from "./audit-policies";

export interface AuditKeyArgs extends AuditTrail {
    /** Key alias, `alias/…`. */
    readonly alias: string;
}

/** The key of the audit: log files, their copies for alarms, and the alarms themselves. */
export class AuditKey extends pulumi.ComponentResource {
    public readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: AuditKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:AuditKey", name, {}, opts);
        // Without the key no log file can be read again.
        const irreversible = { parent: this, protect: true, retainOnDelete: true };
        const key = new aws.kms.Key(
            `${name}-key`,
            {
                description: "Audit logs of the organization",
                enableKeyRotation: true,
                deletionWindowInDays: 30,
                policy: JSON.stringify(auditKeyPolicy(args)),
            },
            {
                ...irreversible,
                // AWS tells neither of a key, so one that is taken in would differ for good.
                ignoreChanges: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"],
            },
        );
        new aws.kms.Alias(`${name}-alias`, { name: args.alias, targetKeyId: key.id }, irreversible);
        this.keyArn = key.arn;
        this.registerOutputs({ keyArn: this.keyArn });
    }
}
