import { parse } from "tldts";

/** The list of free or throw-away mail that names a domain. */
export interface ListedDomain {
    readonly domain: string;
    readonly kind: "free mail" | "throw-away mail";
    /** Name of the list, with its package. */
    readonly list: string;
}

interface DomainList {
    readonly kind: ListedDomain["kind"];
    readonly list: string;
    readonly domains: ReadonlySet<string>;
}

// Providers with a domain in many countries, of which lists know some. Names that no company bears.
const providers = new Set(
    "gmail googlemail yahoo ymail rocketmail hotmail outlook icloud protonmail gmx yandex tutanota rediffmail hushmail fastmail zohomail".split(
        " ",
    ),
);

// Providers that none of the lists has.
const lacking =
    `tuta.io tuta.com tutamail.com fastmail.com tutanota.com zohomail.com zohomail.eu zoho.eu zoho.in mailfence.com posteo.de
    disroot.org riseup.net startmail.com`.split(/\s+/u);

// Kept for documentation and tests (RFC 2606, RFC 6761): nobody has a mailbox there, whatever the lists say.
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/u;

let lists: readonly DomainList[] | undefined;

/**
 * The list that names the domain, or undefined. Whole names are compared, from the domain up to the registrable one: a list's entry
 * `com.ar` says nothing about `empresa.com.ar`.
 */
export function listedDomain(domain: string): ListedDomain | undefined {
    const host = domain.toLowerCase();
    if (isReserved(host)) return undefined;
    // Private suffixes count too: who registered below `uk.com` is not `uk.com`.
    const { domain: registrable, domainWithoutSuffix, isIcann } = parse(host, { allowPrivateDomains: true });
    const names = registrable === null ? [host] : upTo(host, registrable);
    for (const { kind, list, domains } of loaded()) {
        const found = names.find((name) => domains.has(name));
        if (found !== undefined) return { domain: found, kind, list };
    }
    if (registrable !== null && isIcann === true && providers.has(domainWithoutSuffix ?? "")) {
        return { domain: registrable, kind: "free mail", list: "this program's list of providers" };
    }
    return undefined;
}

/** Whether the domain is kept for documentation and tests, so that no mail arrives there. */
export function isReserved(domain: string): boolean {
    return reserved.test(domain.toLowerCase());
}

function upTo(host: string, registrable: string): readonly string[] {
    const labels = host.split(".");
    const count = labels.length - registrable.split(".").length;
    return Array.from({ length: count + 1 }, (_, index) => labels.slice(index).join("."));
}

/** The lists are some megabytes: they are read when the first domain is asked for. */
function loaded(): readonly DomainList[] {
    /* eslint-disable @typescript-eslint/no-require-imports -- an import would load them with the module */
    lists ??= [
        {
            kind: "throw-away mail",
            list: "disposable-email-domains-js",
            domains: (
                require("disposable-email-domains-js") as typeof import("disposable-email-domains-js")
            ).disposableEmailBlocklistSet(),
        },
        {
            kind: "free mail",
            list: "email-providers",
            domains: new Set([...(require("email-providers/all.json") as string[]), ...lacking]),
        },
        {
            kind: "throw-away mail",
            list: "mailchecker",
            domains: (require("mailchecker") as typeof import("mailchecker")).blacklist(),
        },
    ];
    /* eslint-enable @typescript-eslint/no-require-imports */
    return lists;
}
