import { parse } from "tldts";

/** Domains by the name of the package that lists them. */
export type Lists = ReadonlyMap<string, ReadonlySet<string>>;

/** Data of config/email for the comparison: its table, the words of its families and its exceptions. */
export interface OwnData {
    readonly table: ReadonlySet<string>;
    readonly families: readonly string[];
    readonly exceptions: readonly string[];
}

/** What new versions of the lists change, in words. Sections without a domain are left out. */
export function compareLists(before: Lists, after: Lists, own: OwnData): readonly string[] {
    const counts = [...after].map(([list, domains]) => {
        const old = before.get(list) ?? new Set();
        return `${list}: ${domains.size} domains, ${without(domains, old).length} new, ${without(old, domains).length} gone`;
    });
    const [was, is] = [all(before), all(after)];
    const named = (domain: string): number => [...after.values()].filter((domains) => domains.has(domain)).length;
    const added = without(is, was).filter((domain) => !own.table.has(domain));
    return [
        ...counts,
        ...section(
            "Two lists or more name them now, and none did: providers for the table, or companies for its exceptions",
            added.filter((domain) => named(domain) > 1),
        ),
        ...section(
            "One list or more names them now, and the table has the word with other suffixes: is the suffix the provider's?",
            added.filter((domain) => own.families.includes(wordOf(domain))),
        ),
        ...section(
            "Domains of the table that a list named, and none does now: is there still a mailbox?",
            without(was, is).filter((domain) => own.table.has(domain)),
        ),
        ...section(
            "Exceptions that no list names any more: take them out",
            own.exceptions.filter((domain) => !is.has(domain)),
        ),
    ];
}

function section(title: string, domains: readonly string[]): readonly string[] {
    return domains.length === 0 ? [] : ["", `${title} (${domains.length}):`, ...[...domains].sort()];
}

function all(lists: Lists): ReadonlySet<string> {
    return new Set([...lists.values()].flatMap((domains) => [...domains]));
}

function without(domains: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
    return [...domains].filter((domain) => !others.has(domain));
}

/** `live` for `live.co.uk`; undefined for a subdomain. */
function wordOf(domain: string): string {
    const { domain: registrable, domainWithoutSuffix, isIcann } = parse(domain);
    return isIcann === true && registrable === domain ? (domainWithoutSuffix ?? "") : "";
}
