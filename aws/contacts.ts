/** The contacts of accounts. */
import {
    AccountClient,
    GetAlternateContactCommand,
    GetContactInformationCommand,
    type AlternateContactType,
} from "@aws-sdk/client-account";
import { limited } from "./bounded";
import { awsClient, type ClientOptions } from "./clients";
import { isAwsError } from "./error-codes";

/** Kinds of contacts, as the config names them, with AWS's names; the primary contact has none. */
export const contactKinds = {
    security: "SECURITY",
    billing: "BILLING",
    operations: "OPERATIONS",
    primary: undefined,
} as const satisfies Readonly<Record<string, AlternateContactType | undefined>>;

export type ContactKind = keyof typeof contactKinds;

/** A contact's fields by the config's names: `addressLine1`, `email`, `phone`. */
export type ContactFields = Readonly<Record<string, string>>;

/**
 * Reads a contact: a member's by its id, or the caller's own without an id, which the API would refuse. Undefined if there is none. Throws
 * AWS's error if it may not be read, as for members until the organization trusts `account.amazonaws.com`.
 */
export type ReadContact = (kind: ContactKind, accountId: string | undefined) => Promise<ContactFields | undefined>;

/** With more at once, the account API returns 429 (hashicorp/terraform-provider-aws#42484). */
export const contactsAtOnce = 2;

/** Reads each contact once, with at most `atOnce` calls at a time over all accounts. */
export function contactReader(options: ClientOptions, atOnce = contactsAtOnce): ReadContact {
    const client = awsClient(AccountClient, options);
    const slot = limited(atOnce);
    const read = new Map<string, Promise<ContactFields | undefined>>();
    const ask = async (kind: ContactKind, accountId: string | undefined): Promise<ContactFields | undefined> => {
        const of = accountId === undefined ? {} : { AccountId: accountId };
        const type = contactKinds[kind];
        try {
            const found =
                type === undefined
                    ? (await client.send(new GetContactInformationCommand(of))).ContactInformation
                    : (await client.send(new GetAlternateContactCommand({ ...of, AlternateContactType: type })))
                          .AlternateContact;
            return found === undefined ? undefined : fieldsOf(found);
        } catch (error) {
            if (isAwsError(error, "ResourceNotFound")) return undefined;
            throw error;
        }
    };
    return (kind, accountId) => {
        const key = `${kind} ${accountId ?? ""}`;
        const answer = read.get(key) ?? slot(() => ask(kind, accountId));
        read.set(key, answer);
        return answer;
    };
}

function fieldsOf(found: object): ContactFields {
    const words: Readonly<Record<string, string>> = { EmailAddress: "email", PhoneNumber: "phone" };
    return Object.fromEntries(
        Object.entries(found as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
            typeof value !== "string" || value === "" || name === "AlternateContactType"
                ? []
                : [[words[name] ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`, value] as const],
        ),
    );
}
