import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { PrimaryContact } from "../../config";

/** The contact that AWS writes to about one subject. */
export interface AlternateContact {
    /** At most 64 characters. */
    readonly name: string;
    /** At most 50 characters. */
    readonly title: string;
    readonly email: string;
    /** Digits, blanks, parentheses, `+` and `-`. */
    readonly phone: string;
}

/** Fields that AWS does not require of a primary contact. */
export const optionalFields = [
    "addressLine2",
    "addressLine3",
    "companyName",
    "districtOrCounty",
    "stateOrRegion",
    "websiteUrl",
] as const;

/** The values at AWS of fields that `primary` does not name. */
export type PrimaryContactRest = Readonly<Partial<Record<(typeof optionalFields)[number], string>>>;

export interface AccountContactsArgs {
    /** 12-digit id of a member account. Absent for the caller's own account: the API refuses that id. */
    readonly accountId?: pulumi.Input<string>;
    readonly security?: AlternateContact;
    readonly billing?: AlternateContact;
    readonly operations?: AlternateContact;
    readonly primary?: PrimaryContact;
    /**
     * Fields to write beside those of `primary`, since the API replaces all of them. Default: fields that `primary`
     * does not name stay as they are in the state.
     */
    readonly primaryRest?: pulumi.Input<PrimaryContactRest> | undefined;
    /**
     * Contacts that are at AWS exactly as the config has them, and not in the state: they are imported. The provider
     * imports no primary contact of a member.
     */
    readonly there?: readonly string[];
    /** 12-digit id of the member, for imports. */
    readonly importedId?: string;
    /** What must be known before a contact is written. Default: nothing. */
    readonly after?: pulumi.Output<unknown> | undefined;
    /** Contacts at AWS, in words, that these replace: a preview shows them as losses. */
    readonly replacesAtAws?: readonly string[];
}

const subjects = { security: "SECURITY", billing: "BILLING", operations: "OPERATIONS" } as const;

/** The contacts of one account. Contacts of members need trusted access for `account.amazonaws.com`. */
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

/** Import id: `SECURITY` in the caller's own account, `<id>/SECURITY` in a member. */
function importOf(
    subject: string,
    type: string,
    { importedId, there = [] }: AccountContactsArgs,
): Pick<pulumi.CustomResourceOptions, "import"> {
    if (!there.includes(subject)) return {};
    return { import: importedId === undefined ? type : `${importedId}/${type}` };
}
