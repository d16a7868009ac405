import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { PrimaryContact } from "../../config";

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

/** Fields that a primary contact may do without. */
export const optionalFields = [
    "addressLine2",
    "addressLine3",
    "companyName",
    "districtOrCounty",
    "stateOrRegion",
    "websiteUrl",
] as const;

/** What AWS has in the fields that `primary` does not name. */
export type PrimaryContactRest = Readonly<Partial<Record<(typeof optionalFields)[number], string>>>;

export interface AccountContactsArgs {
    /** 12-digit id of a member account. Absent for the caller's own account: the API refuses that id. */
    readonly accountId?: pulumi.Input<string>;
    readonly security?: AlternateContact;
    readonly billing?: AlternateContact;
    readonly operations?: AlternateContact;
    readonly primary?: PrimaryContact;
    /** For a contact that is written: the API replaces all fields. Absent: the fields that `primary` does not name stay as the state has them. */
    readonly primaryRest?: pulumi.Input<PrimaryContactRest> | undefined;
    /** Contacts that AWS has to the letter, and the state not yet: they are imported. The provider imports no primary contact of a member. */
    readonly there?: readonly string[];
    /** The member's id, for what is imported. */
    readonly importedId?: string;
    /** What has to be known before a contact is written. */
    readonly after?: pulumi.Output<unknown> | undefined;
    /** Contacts that AWS has and these replace, in words: a preview shows them as losses. */
    readonly replacesAtAws?: readonly string[];
}

const subjects = { security: "SECURITY", billing: "BILLING", operations: "OPERATIONS" } as const;

/** The contacts of one account. Of members they need trusted access for `account.amazonaws.com`. */
export class AccountContacts extends pulumi.ComponentResource {
    constructor(name: string, args: AccountContactsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { replacesAtAws } = args;
        super(
            "aws-organization:account:AccountContacts",
            name,
            replacesAtAws === undefined ? {} : { replacesAtAws: [...replacesAtAws] },
            opts,
        );
        const { after } = args;
        const later = (value: string): pulumi.Input<string> => (after === undefined ? value : after.apply(() => value));
        const account = args.accountId === undefined ? {} : { accountId: args.accountId };
        for (const [subject, alternateContactType] of Object.entries(subjects) as [keyof typeof subjects, string][]) {
            const contact = args[subject];
            if (contact === undefined) continue;
            new aws.account.AlternativeContact(
                `${name}-${subject}`,
                {
                    ...account,
                    alternateContactType,
                    name: later(contact.name),
                    title: contact.title,
                    emailAddress: contact.email,
                    phoneNumber: contact.phone,
                },
                { parent: this, ...importOf(subject, alternateContactType, args) },
            );
        }
        if (args.primary !== undefined) {
            const { phone, ...address } = args.primary;
            const unnamed = optionalFields.filter((field) => address[field] === undefined);
            const { primaryRest } = args;
            const rest =
                primaryRest === undefined
                    ? {}
                    : Object.fromEntries(
                          unnamed.map((field) => [field, pulumi.output(primaryRest).apply((there) => there[field])]),
                      );
            new aws.account.PrimaryContact(
                `${name}-primary`,
                { ...account, ...rest, ...address, phoneNumber: later(phone) },
                { parent: this, ignoreChanges: primaryRest === undefined ? unnamed : [] },
            );
        }
        this.registerOutputs({});
    }
}

/** `SECURITY` of the caller's own account, `<id>/SECURITY` of a member. */
function importOf(
    subject: string,
    type: string,
    { importedId, there = [] }: AccountContactsArgs,
): Pick<pulumi.CustomResourceOptions, "import"> {
    if (!there.includes(subject)) return {};
    return { import: importedId === undefined ? type : `${importedId}/${type}` };
}
