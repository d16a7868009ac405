import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** Whom AWS writes to about one subject. */
export interface AlternateContact {
    /** At most 64 characters. */
    readonly name: string;
    /** At most 50 characters. */
    readonly title: string;
    readonly email: string;
    /** Digits, blanks, parentheses, `+` and `-`. */
    readonly phone: string;
}

export interface PrimaryContact {
    readonly fullName: string;
    readonly companyName?: string;
    readonly addressLine1: string;
    readonly city: string;
    readonly stateOrRegion?: string;
    readonly postalCode: string;
    /** ISO 3166-1, two letters. */
    readonly countryCode: string;
    /** Begins with `+` and the country. */
    readonly phone: string;
}

export interface AccountContactsArgs {
    /** 12-digit id of a member account. Absent for the caller's own account: the API refuses that id. */
    readonly accountId?: pulumi.Input<string>;
    readonly security?: AlternateContact;
    readonly billing?: AlternateContact;
    readonly operations?: AlternateContact;
    readonly primary?: PrimaryContact;
}

const subjects = { security: "SECURITY", billing: "BILLING", operations: "OPERATIONS" } as const;

/** The contacts of one account. Of members they need trusted access for `account.amazonaws.com`. */
export class AccountContacts extends pulumi.ComponentResource {
    constructor(name: string, args: AccountContactsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:account:AccountContacts", name, {}, opts);
        const account = args.accountId === undefined ? {} : { accountId: args.accountId };
        for (const [subject, alternateContactType] of Object.entries(subjects) as [keyof typeof subjects, string][]) {
            const contact = args[subject];
            if (contact === undefined) continue;
            new aws.account.AlternativeContact(
                `${name}-${subject}`,
                {
                    ...account,
                    alternateContactType,
                    name: contact.name,
                    title: contact.title,
                    emailAddress: contact.email,
                    phoneNumber: contact.phone,
                },
                { parent: this },
            );
        }
        if (args.primary !== undefined) {
            const { phone, ...address } = args.primary;
            new aws.account.PrimaryContact(
                `${name}-primary`,
                { ...account, ...address, phoneNumber: phone },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}
