import * as pulumi from "@pulumi/pulumi";
import { auditKeyDescription } from "../../config/names";
import { encryptionKey } from "../encrypted/key";
import { auditKeyPolicy, type AuditTrail } from "./audit-policies";

export interface AuditKeyArgs extends AuditTrail {
    /** Key alias, `alias/…`. */
    readonly alias: string;
    /**
     * Settings, in words, that are on in the state and off at AWS: the engine then counts a change of this component.
     */
    readonly offAtAws?: readonly string[];
}

/** The KMS key of the audit. It encrypts log files, their copies in the log group, and the alarms' topic. */
export class AuditKey extends pulumi.ComponentResource {
    public readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: AuditKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        const { offAtAws = [] } = args;
        super("aws-organization:audit:AuditKey", name, offAtAws.length === 0 ? {} : { offAtAws: [...offAtAws] }, opts);
        const { key } = encryptionKey(
            name,
            {
                description: auditKeyDescription,
                alias: args.alias,
                policy: auditKeyPolicy(args),
            },
            this,
        );
        this.keyArn = key.arn;
        this.registerOutputs({ keyArn: this.keyArn });
    }
}
