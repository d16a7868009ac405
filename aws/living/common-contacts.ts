import { contactKinds, contactReader, type ContactFields, type ContactKind } from "../contacts";
import type { ClientOptions } from "../clients";
import { isAwsError } from "../error-codes";
import { isDeepStrictEqual } from "node:util";

/** What the config can say about contacts: those that are the same in all accounts. */
export interface CommonContacts {
    /** Contacts that are the same in every account. */
    readonly common: Partial<Record<ContactKind, ContactFields>>;
    /** Kinds that differ between accounts, or that may not be read, with the reason. */
    readonly apart: Partial<Record<ContactKind, string>>;
}

const accountService = "account.amazonaws.com";
/** How many accounts are read at a time. AWS accepts ten of these calls a second, and the SDK slows down to that. */
const atOnce = 8;

/** Reads each kind of contact until two accounts differ: then the kind is not common. */
export async function readCommonContacts(
    options: ClientOptions,
    managementId: string,
    live: readonly { readonly id: string; readonly name: string }[],
    services: readonly string[],
): Promise<CommonContacts> {
    const read = contactReader(options, atOnce);
    const kinds = (Object.keys(contactKinds) as ContactKind[]).filter((kind) => contactKinds[kind] !== undefined);
    const isTrusted = services.includes(accountService);
    const found = await Promise.all(
        kinds.map(async (kind) => {
            try {
                const first = await read(kind, undefined);
                if (live.length > 1 && !isTrusted)
                    return {
                        kind,
                        apart: `of members they cannot be read: the organization does not trust ${accountService}`,
                    };
                const other = await firstOther(live, async ({ id }) =>
                    isDeepStrictEqual(await read(kind, id === managementId ? undefined : id), first),
                );
                return other === undefined
                    ? { kind, common: first }
                    : { kind, apart: "some accounts have another one than the management account" };
            } catch (error) {
                if (!isAwsError(error, "AccessDenied", "AWSOrganizationsNotInUse")) throw error;
                return { kind, apart: `it cannot be read: ${(error as Error).name}` };
            }
        }),
    );
    return {
        common: Object.fromEntries(found.flatMap(({ kind, common }) => (common === undefined ? [] : [[kind, common]]))),
        apart: {
            ...Object.fromEntries(found.flatMap(({ kind, apart }) => (apart === undefined ? [] : [[kind, apart]]))),
            // The import reads the caller's own contact, whatever the id (hashicorp/terraform-provider-aws v6.34, primary_contact.go).
            primary: "the AWS provider imports no primary contact of a member",
        },
    };
}

/** The first item that differs; the items after it are not read. */
async function firstOther<Item>(
    items: readonly Item[],
    isAlike: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> {
    let other: Item | undefined;
    const queue = items.values();
    const worker = async (): Promise<void> => {
        for (const item of queue) {
            if (other !== undefined) return;
            if (!(await isAlike(item))) other ??= item;
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    return other;
}
