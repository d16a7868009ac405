import { parse } from "tldts";
import { exceptions, institutions } from "./mailboxes/exceptions";
import { spamAssassin } from "./mailboxes/spamassassin";
import { domainsOf, serviceOf, type Service } from "./mailboxes/table";

/** A domain that is no company's own by what is known of it. */
export type KnownDomain = {
    readonly domain: string;
} & (
    | { readonly kind: Service }
    /** `list`: the package, or whose list it is, that names the domain. */
    | { readonly kind: "free mail" | "throw-away mail"; readonly list: string }
);

/** A list of domains of free or throw-away mail: a package's, but for SpamAssassin's. */
export interface DomainList {
    readonly kind: "free mail" | "throw-away mail";
    readonly list: string;
    readonly domains: ReadonlySet<string>;
}

// Kept for documentation and tests (RFC 2606, RFC 6761): nobody has a mailbox there, whatever the lists say.
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/u;

/**
 * What is known of the domain, or undefined: this program's own table first, then the lists, but for its exceptions. Whole names are
 * compared, from the domain up to the registrable one: an entry `com.ar` says nothing about `empresa.com.ar`.
 */
export function knownDomain(domain: string): KnownDomain | undefined {
    const host = domain.toLowerCase();
    if (isReserved(host)) return undefined;
    const names = namesOf(host);
    const own = serviceOf(names);
    if (own !== undefined) return { domain: own.domain, kind: own.service };
    if (isExcepted(host)) return undefined;
    for (const { kind, list, domains } of domainLists()) {
        const found = names.find((name) => domains.has(name));
        if (found !== undefined) return { domain: found, kind, list };
    }
    return undefined;
}

/** Whether the domain is kept for documentation and tests, so that no mail arrives there. */
export function isReserved(domain: string): boolean {
    return reserved.test(domain.toLowerCase());
}

/** Whether a company or an institution has it, whatever a list says. */
export function isExcepted(host: string): boolean {
    return namesOf(host).some((name) => Object.hasOwn(exceptions, name)) || isInstitution(host);
}

/** The host and its parents, down to the registrable one. */
export function namesOf(host: string): readonly string[] {
    // Private suffixes count too: who registered below `uk.com` is not `uk.com`.
    const { domain: registrable } = parse(host, { allowPrivateDomains: true });
    if (registrable === null) return [host];
    const labels = host.split(".");
    const count = labels.length - registrable.split(".").length;
    return Array.from({ length: count + 1 }, (_, index) => labels.slice(index).join("."));
}

function isInstitution(host: string): boolean {
    return domainsOf(institutions).includes(parse(host).publicSuffix ?? "");
}

let lists: readonly DomainList[] | undefined;

/** The lists, the quickest first. They are more than a megabyte, so they are read when a domain is asked for that the table lacks. */
export function domainLists(): readonly DomainList[] {
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
            list: "free-email-domains-typescript",
            domains: new Set(
                (require("free-email-domains-typescript") as typeof import("free-email-domains-typescript"))
                    .freeEmailDomains,
            ),
        },
        {
            kind: "free mail",
            list: "email-providers",
            domains: new Set(require("email-providers/all.json") as string[]),
        },
        { kind: "free mail", list: "SpamAssassin", domains: new Set(domainsOf(spamAssassin)) },
        {
            kind: "throw-away mail",
            list: "mailchecker",
            domains: (require("mailchecker") as typeof import("mailchecker")).blacklist(),
        },
    ];
    /* eslint-enable @typescript-eslint/no-require-imports */
    return lists;
}
