import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { InspectorScan } from "../../config/aws-facts";

export interface InspectorRegion {
    /** What new accounts get automatically; undefined if AWS gives them as much already. */
    readonly auto?: readonly InspectorScan[];
    /** 12-digit ids of accounts that become members. */
    readonly members: readonly string[];
    /** What to scan, by account id, including what AWS scans already: the provider would end anything left out. */
    readonly scans: Readonly<Record<string, readonly InspectorScan[]>>;
}

export interface OrganizationInspectorArgs {
    /** By governed region. */
    readonly regions: Readonly<Record<string, InspectorRegion>>;
}

const stays = { retainOnDelete: true };

/** Inspector for all accounts: AWS enables it in new ones, and this component in existing ones. */
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

/** Name of a resource in the component `name`: of a region, or of an account in it. */
export function inspectorName(name: string, region: string, account?: string): string {
    return [name, region, ...(account === undefined ? [] : [account])].join("-");
}
