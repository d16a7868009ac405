import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MacieRegion {
    /** Whether new accounts become members automatically; false if AWS does that already. */
    readonly auto: boolean;
    /** Email by account id, of the accounts that become members. */
    readonly members: Readonly<Record<string, string>>;
}

export interface OrganizationMacieArgs {
    /** By governed region. */
    readonly regions: Readonly<Record<string, MacieRegion>>;
}

const stays = { retainOnDelete: true };

/** Macie for all accounts: AWS enables it in new ones, and this component in existing ones. */
export class OrganizationMacie extends pulumi.ComponentResource {
    constructor(name: string, args: OrganizationMacieArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:audit:OrganizationMacie", name, {}, opts);
        for (const [region, { auto, members }] of Object.entries(args.regions)) {
            const account = new aws.macie2.Account(
                `${name}-account-${region}`,
                { status: "ENABLED", region },
                { parent: this, ...stays },
            );
            const child = { parent: this, dependsOn: account, ...stays };
            if (auto)
                new aws.macie2.OrganizationConfiguration(macieName(name, region), { autoEnable: true, region }, child);
            for (const [accountId, email] of Object.entries(members))
                new aws.macie2.Member(
                    macieName(name, region, accountId),
                    { accountId, email, region },
                    // The email may change later without ending the membership.
                    { ...child, ignoreChanges: ["email"] },
                );
        }
        this.registerOutputs({});
    }
}

/** Name of a resource in the component `name`: of a region, or of an account in it. */
export function macieName(name: string, region: string, account?: string): string {
    return [name, region, ...(account === undefined ? [] : [account])].join("-");
}
