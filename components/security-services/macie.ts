import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

export interface MacieRegion {
    /** Whether new accounts are to become members by themselves; false where they do already. */
    readonly auto: boolean;
    /** Email of each account that is to become a member, by its id. */
    readonly members: Readonly<Record<string, string>>;
}

export interface OrganizationMacieArgs {
    /** By governed region. */
    readonly regions: Readonly<Record<string, MacieRegion>>;
}

const stays = { retainOnDelete: true };

/** Macie of all accounts: new ones get it from AWS by themselves, and those that are there already from here. */
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
                    // The address may change, and membership is the account's.
                    { ...child, ignoreChanges: ["email"] },
                );
        }
        this.registerOutputs({});
    }
}

/** Name of a resource under a component of that name: of the region, or of an account in it. */
export function macieName(name: string, region: string, account?: string): string {
    return [name, region, ...(account === undefined ? [] : [account])].join("-");
}
