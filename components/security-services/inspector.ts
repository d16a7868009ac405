import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { InspectorScan } from "../../config/aws-facts";

export interface InspectorRegion {
    /** What new accounts get by themselves; undefined where AWS gives them as much already. */
    readonly auto?: readonly InspectorScan[];
    /** Ids of accounts that are to become members. */
    readonly members: readonly string[];
    /** What is to be scanned, by account; what is scanned in it already is among it, else the provider would end it. */
    readonly scans: Readonly<Record<string, readonly InspectorScan[]>>;
}

export interface OrganizationInspectorArgs {
    /** By governed region. */
    readonly regions: Readonly<Record<string, InspectorRegion>>;
}

const stays = { retainOnDelete: true };

/** Inspector of all accounts: new ones get it from AWS by themselves, and those that are there already from here. */
export class OrganizationInspector extends pulumi.ComponentResource {
    constructor(name: string, args: OrganizationInspectorArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationInspector", name, {}, opts);
        const child = { parent: this, ...stays };
        for (const [region, { auto, members, scans }] of Object.entries(args.regions)) {
            if (auto !== undefined)
                new aws.inspector2.OrganizationConfiguration(
                    inspectorName(name, region),
                    {
                        autoEnable: {
                            ec2: auto.includes("EC2"),
                            ecr: auto.includes("ECR"),
                            lambda: auto.includes("LAMBDA"),
                            lambdaCode: auto.includes("LAMBDA_CODE"),
                            codeRepository: auto.includes("CODE_REPOSITORY"),
                        },
                        region,
                    },
                    child,
                );
            const associated = Object.fromEntries(
                members.map((accountId) => [
                    accountId,
                    new aws.inspector2.MemberAssociation(
                        inspectorName(name, region, `${accountId}-member`),
                        { accountId, region },
                        child,
                    ),
                ]),
            );
            for (const [accountId, resourceTypes] of Object.entries(scans)) {
                const member = associated[accountId];
                new aws.inspector2.Enabler(
                    inspectorName(name, region, accountId),
                    { accountIds: [accountId], resourceTypes: [...resourceTypes].sort(), region },
                    { ...child, ...(member === undefined ? {} : { dependsOn: member }) },
                );
            }
        }
        this.registerOutputs({});
    }
}

/** Name of a resource under a component of that name: of the region, or of an account in it. */
export function inspectorName(name: string, region: string, account?: string): string {
    return [name, region, ...(account === undefined ? [] : [account])].join("-");
}
