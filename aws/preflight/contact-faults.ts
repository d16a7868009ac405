import type { ManagementConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { contactKinds, type ContactFields, type ContactKind } from "../contacts";

type Contacts = ManagementConfig["contacts"];

/** A contact that exists at AWS and is not in the state, which this run would replace. */
export interface ReplacedContact {
    readonly kind: ContactKind;
    /** Key of the account. */
    readonly account: string;
    /** The values that are lost, in words: `name: Bills, phone: +49 30 1`. */
    readonly losses: readonly string[];
}

/** The kinds of contacts that the config has. */
export function kindsOf(contacts: Contacts): readonly ContactKind[] {
    return (Object.keys(contactKinds) as ContactKind[]).filter((kind) => contacts[kind] !== undefined);
}

/** Fields of an existing contact whose values the config's would replace. Fields that the config does not name stay. */
export function contactLosses(
    kind: ContactKind,
    contacts: Contacts,
    there: ContactFields | undefined,
): readonly string[] {
    const wanted: Readonly<Record<string, unknown>> = { ...contacts[kind] };
    return Object.entries(there ?? {}).flatMap(([field, value]) => {
        const other = wanted[field];
        return typeof other !== "string" || isSame(field, value, other) ? [] : [`${field}: ${value}`];
    });
}

function isSame(field: string, one: string, other: string): boolean {
    return field === "email" ? one.toLowerCase() === other.toLowerCase() : one === other;
}

/** Contacts that would be replaced without consent in the config, one fault for each kind. */
export function contactFaults(
    { contacts, overwriteContacts }: Pick<ManagementConfig, "contacts" | "overwriteContacts">,
    replaced: readonly ReplacedContact[],
): readonly Fault[] {
    return kindsOf(contacts)
        .filter((kind) => !overwriteContacts.includes(kind))
        .flatMap((kind) => {
            const accounts = new Map<string, string[]>();
            for (const { account, losses } of replaced.filter((each) => each.kind === kind)) {
                const text = losses.join(", ");
                accounts.set(text, [...(accounts.get(text) ?? []), account]);
            }
            if (accounts.size === 0) return [];
            const said = [...accounts].map(([losses, keys]) => `${keys.join(", ")} (${losses})`).join("; ");
            return [
                {
                    severity: "fault" as const,
                    path: formatPath(["contacts", kind]),
                    message: `AWS has another contact of this kind, which this one would replace: ${said}`,
                    cure: "write AWS's values; or, if they may go, say so: overwrite: true",
                },
            ];
        });
}
