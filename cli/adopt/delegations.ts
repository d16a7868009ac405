import { ended } from "../../aws/account-states";
import { delegationPlace } from "../../aws/own-delegations";
import { isMap } from "../../config/faults";
import type { Facts } from "./facts";

/** `delegatedAdministrators` of the config: those written there, and those on which Organizations and the services' own APIs agree. */
export function adoptedDelegations({ living, keys, raw, left }: Facts): Readonly<Record<string, unknown>> {
    const written = isMap(raw["delegatedAdministrators"]) ? raw["delegatedAdministrators"] : {};
    const found = new Map<string, string[]>();
    for (const delegation of [...living.delegations].sort()) {
        const [id = "", service = ""] = delegation.split("/");
        const member = living.members.find((each) => each.id === id);
        const key = keys.get(id);
        const what = `delegation of ${service} to ${member?.name ?? "an account"} (${id})`;
        const places = [delegation, ...[...living.ownWord.missing].filter((each) => each.startsWith(`${delegation}@`))];
        const missing = places.filter((place) => living.ownWord.missing.has(place));
        const unknown = [...living.ownWord.unknown].some((each) => each.startsWith(delegationPlace(id, service)));
        if (key === undefined || member === undefined || ended.has(member.state))
            left.push({ what, why: "its account is not in use" });
        else if (!living.services.includes(service))
            left.push({ what, why: "the organization does not trust the service" });
        else if (missing.length > 0 || unknown)
            left.push({ what, why: "the service itself does not know it in every governed region" });
        else found.set(key, [...(found.get(key) ?? []), service]);
    }
    return {
        ...written,
        ...Object.fromEntries(
            [...found].map(([key, services]) => {
                const before = Array.isArray(written[key]) ? (written[key] as readonly unknown[]) : [];
                return [key, [...before, ...services.filter((service) => !before.includes(service))]];
            }),
        ),
    };
}
