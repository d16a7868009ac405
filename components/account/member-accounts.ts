import * as pulumi from "@pulumi/pulumi";
import { accountComponent, memberAccount, type AccountArgs } from "./account";

/** One of the accounts. */
export interface MemberAccountArgs extends AccountArgs {
    /** Key in the config. */
    readonly key: string;
    /** Earlier keys. */
    readonly formerly: readonly string[];
}

/**
 * AWS creates accounts one after another, and returns ConcurrentModificationException if many are requested at once
 * (pulumi/pulumi-aws#1320).
 */
const accountsAtOnce = 4;

/**
 * The member accounts, as children of one component: the engine writes the whole state for each resource, and a
 * component is one too.
 */
export class MemberAccounts extends pulumi.ComponentResource {
    /** Account id (12 digits) by key. */
    public readonly ids: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, accounts: readonly MemberAccountArgs[], opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:account:MemberAccounts", name, {}, opts);
        const made: pulumi.Resource[] = [];
        const ids: Record<string, pulumi.Output<string>> = {};
        for (const { key, formerly, ...account } of accounts) {
            const before = made.at(-accountsAtOnce);
            const nameOf = (each: string): string => `${name}-${each}-account`;
            const resource = memberAccount(nameOf(key), account, {
                parent: this,
                aliases: [
                    ...formerly.map((each) => ({ name: nameOf(each) })),
                    // In earlier versions each account had its own component.
                    ...[key, ...formerly].map((each) => ({
                        name: nameOf(each),
                        parent: pulumi.createUrn(`${name}-${each}`, accountComponent),
                    })),
                ],
                ...(before === undefined ? {} : { dependsOn: before }),
            });
            made.push(resource);
            ids[key] = resource.id;
        }
        this.ids = ids;
        this.registerOutputs({});
    }
}
