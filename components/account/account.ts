import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { withTags, type SharedTags } from "../tags";

export interface AccountArgs {
    /** AWS account name, 1–50 characters. Changes in place. */
    readonly name: pulumi.Input<string>;
    /**
     * Root email, 6–64 characters, an alias of the group's address. It is plain text, and an Output only if the account
     * exists at AWS alone: config validation and policy pack must know it before AWS does, because an account with a
     * wrong address is lost.
     */
    readonly email: pulumi.Input<string>;
    /** Id of the unit or root that holds the account. Moves in place. Default: the one that holds it at AWS. */
    readonly parentId?: pulumi.Input<string>;
    /** Name of the role that AWS creates in a new account, through which the management account enters. */
    readonly roleName: string;
    /** Tags of the config. Absent: the config has none, and never had any. */
    readonly tags?: SharedTags;
    /** 12-digit id of an account that exists at AWS. Default: AWS creates the account. */
    readonly importId?: string;
}

/** Type of the component of one account. */
export const accountComponent = "aws-organization:account:Account";

/** One account of the organization, which AWS creates or which exists already. */
export class Account extends pulumi.ComponentResource {
    /** 12 digits. */
    public readonly accountId: pulumi.Output<string>;
    public readonly arn: pulumi.Output<string>;

    constructor(name: string, args: AccountArgs, opts?: pulumi.ComponentResourceOptions) {
        super(accountComponent, name, {}, opts);
        const account = memberAccount(`${name}-account`, args, { parent: this });
        this.accountId = account.id;
        this.arn = account.arn;
        this.registerOutputs({ accountId: this.accountId });
    }
}

/** The resource of an account. It is never closed, replaced or deleted with the stack. */
export function memberAccount(
    name: string,
    args: AccountArgs,
    opts: pulumi.CustomResourceOptions,
): aws.organizations.Account {
    const tags = withTags(args.tags);
    return new aws.organizations.Account(
        name,
        {
            name: args.name,
            email: args.email,
            ...(args.parentId === undefined ? {} : { parentId: args.parentId }),
            roleName: args.roleName,
            closeOnDeletion: false,
            ...tags.args,
        },
        {
            ...opts,
            // A new account cannot get the email of an old one, and closing an account ends everything in it.
            protect: true,
            retainOnDelete: true,
            // AWS does not return them, so an imported account would be replaced
            // (hashicorp/terraform-provider-aws#35661, #12959).
            ignoreChanges: [
                "roleName",
                "iamUserAccessToBilling",
                "closeOnDeletion",
                "createGovcloud",
                ...(args.parentId === undefined ? ["parentId"] : []),
                ...tags.ignoreChanges,
            ],
            ...(args.importId === undefined ? {} : { import: args.importId }),
        },
    );
}
