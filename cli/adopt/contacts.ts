import { contactKinds, type ContactKind } from "../../aws/contacts";
import type { Facts } from "./facts";

/** `contacts` of the config: those written there, and those that all accounts have in common. Contacts that differ are left alone. */
export function adoptedContacts({ living, raw, left }: Facts): Readonly<Record<string, unknown>> {
    const written = (raw["contacts"] as Readonly<Record<string, unknown>> | undefined) ?? {};
    const { common, apart } = living.contacts;
    const kinds = (Object.keys(contactKinds) as ContactKind[]).filter((kind) => !Object.hasOwn(written, kind));
    for (const kind of kinds)
        if (apart[kind] !== undefined) left.push({ what: `the ${kind} contact of each account`, why: apart[kind] });
    const found = kinds.flatMap((kind) => (common[kind] === undefined ? [] : [[kind, common[kind]] as const]));
    return { ...written, ...Object.fromEntries(found) };
}
