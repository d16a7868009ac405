import { parse } from "tldts";
import { exceptions, institutions } from "./mailboxes/exceptions";
import { spamAssassin } from "./mailboxes/spamassassin";
import { domainsOf, serviceOf, type Service } from "./mailboxes/table";

/** A domain that is known not to be a company's own. */
export type KnownDomain = {
    readonly domain: string;
} & (
    | { readonly kind: Service }
    /** `list`: the package, or the owner of the list, that has the domain. */
    | { readonly kind: "free mail" | "throw-away mail"; readonly list: string }
);

/** A list of domains of free or throw-away mail. Each comes from a package, except SpamAssassin's. */
export interface DomainList {
    readonly kind: "free mail" | "throw-away mail";
    readonly list: string;
    readonly domains: ReadonlySet<string>;
}

// Reserved for documentation and tests (RFC 2606, RFC 6761): they have no mailboxes, whatever the lists say.
const reserved = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/u;

/**
 * What is known about the domain, or undefined. This program's own table comes first, then the lists, except its exceptions. Whole names
 * are compared, from the domain up to the registrable one: an entry `com.ar` says nothing about `empresa.com.ar`.
 */
export function knownDomain(domain: string): KnownDomain | undefined {
    const host = domain.toLowerCase();
    if (isReserved(host)) return undefined;
    const names = namesOf(host);
    const own = knownProvider(host);
    if (own !== undefined) return { domain: own.domain, kind: own.service };
    if (isExcepted(host)) return undefined;
    for (const { kind, list, domains } of domainLists()) {
        const found = names.find((name) => domains.has(name));
        if (found !== undefined) return { domain: found, kind, list };
    }
    return undefined;
}

/** The provider in this program's own table; the lists, which take longer, are not asked. */
export function knownProvider(domain: string): ReturnType<typeof serviceOf> {
    return isReserved(domain) ? undefined : serviceOf(namesOf(domain.toLowerCase()));
}

/** Whether the domain is reserved for documentation and tests, so that it receives no mail. */
export function isReserved(domain: string): boolean {
    return reserved.test(domain.toLowerCase());
}

/**
 * Whether somebody can own the domain: its ending is a public suffix of the internet, as `com` and `co.uk`, and something precedes it.
 * `acme.con`, `co.uk` and addresses of machines are not; nor do names of an internal network receive mail from AWS.
 */
export function isRegistrable(domain: string): boolean {
    const { domain: registrable, isIcann } = parse(domain.toLowerCase());
    return isIcann === true && registrable !== null;
}

/** Whether the domain belongs to a company or an institution, although a list has it. */
export function isExcepted(host: string): boolean {
    return namesOf(host).some((name) => Object.hasOwn(exceptions, name)) || isInstitution(host);
}

/** The host and its parents, up to the registrable domain. */
export function namesOf(host: string): readonly string[] {
    // Including private suffixes: a domain below `uk.com` does not belong to the owner of `uk.com`.
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

/** The lists, fastest first. They have more than a megabyte, and are loaded only for a domain that the table lacks. */
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
