import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { withTags, type SharedTags } from "../tags";

export interface AccountArgs {
    /** AWS account name, 1–50 characters. Changes in place. */
    readonly name: pulumi.Input<string>;
    /**
     * Root email, 6–64 characters, an alias of the group's address. Plain text, and an Output of an account that AWS has alone: config
     * validation and policy pack must know it before AWS does, for an account made with a wrong address is lost.
     */
    readonly email: pulumi.Input<string>;
    /** Id of the unit or root that holds the account. Moves in place. Default: where AWS has it. */
    readonly parentId?: pulumi.Input<string>;
    /** Name of the role that AWS makes in a new account for the management account to enter by. */
    readonly roleName: string;
    /** Absent: the config gives it none, and gave it none before. */
    readonly tags?: SharedTags;
    /** The 12-digit id of an account that AWS has already. */
    readonly importId?: string;
}

/** Type of the component of one account. */
export const accountComponent = "aws-organization:account:Account";

/** One account of the organization, whether AWS makes it now or had it before. */
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

/** The resource of an account: it is never closed, replaced or deleted with the stack. */
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
            // An account cannot be made again under its email, and closing it takes all that is in it.
            protect: true,
            retainOnDelete: true,
            // AWS does not tell them, so an imported account would be replaced (hashicorp/terraform-provider-aws#35661, #12959).
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
