import { parse } from "tldts";
import { africaAndOceania } from "./africa-oceania";
import { americas } from "./americas";
import { asia } from "./asia";
import { europe } from "./europe";
import { everywhere, families } from "./families";
import { aliases, alumni, groups } from "./services";
import { worldwide } from "./worldwide";

/** What a domain of the table offers: a mailbox, a forwarding alias, or a group that anybody can open. */
export type Service = "mailbox" | "alias" | "group";

/** The domains in a text, separated by blanks. */
export function domainsOf(text: string): readonly string[] {
    return text.trim().split(/\s+/u);
}

/** Every domain of this program's own table, with what it offers. */
export function table(): ReadonlyMap<string, Service> {
    return (made ??= new Map([
        ...[worldwide, europe, americas, asia, africaAndOceania]
            .flatMap((region) => Object.values(region).flatMap(domainsOf))
            .map((domain) => [domain, "mailbox"] as const),
        ...Object.entries(families).flatMap(([word, suffixes]) =>
            domainsOf(suffixes).map((suffix) => [`${word}.${suffix}`, "mailbox"] as const),
        ),
        ...domainsOf(aliases).map((domain) => [domain, "alias"] as const),
        ...domainsOf(groups).map((domain) => [domain, "group"] as const),
    ]));
}

let made: ReadonlyMap<string, Service> | undefined;

/** What the table says about the first name that it has, among a host and its parents up to the registrable domain. */
export function serviceOf(
    names: readonly string[],
): { readonly domain: string; readonly service: Service } | undefined {
    for (const domain of names) {
        const service = table().get(domain);
        if (service !== undefined) return { domain, service };
    }
    const ofAlumni = names.slice(0, -1).find((name) => domainsOf(alumni).includes(name.slice(0, name.indexOf("."))));
    if (ofAlumni !== undefined) return { domain: ofAlumni, service: "alias" };
    const registrable = names.at(-1) ?? "";
    return isEverywhere(registrable) ? { domain: registrable, service: "mailbox" } : undefined;
}

/** Whether the domain is `yahoo` or the like with a country's suffix: `yahoo.cm`, `yahoo.com.kw`. */
function isEverywhere(registrable: string): boolean {
    const { domainWithoutSuffix, publicSuffix, isIcann } = parse(registrable);
    return (
        isIcann === true &&
        /(?:^|\.)[a-z]{2}$/u.test(publicSuffix ?? "") &&
        domainsOf(everywhere).includes(domainWithoutSuffix ?? "")
    );
}
