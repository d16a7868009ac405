import * as pulumi from "@pulumi/pulumi";
import { auditKeyDescription } from "../../config/names";
import { encryptionKey } from "../encrypted/key";
import { auditKeyPolicy, type AuditTrail } from "./audit-policies";

export interface AuditKeyArgs extends AuditTrail {
    /** Key alias, `alias/…`. */
    readonly alias: string;
    /** What AWS has off although the state says that it is on, in words: the engine then counts a change of this component. */
    readonly offAtAws?: readonly string[];
}

/** The key of the audit: log files, their copies for alarms, and the alarms themselves. */
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
