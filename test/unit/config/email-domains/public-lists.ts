import { readFileSync } from "node:fs";
import { parse } from "tldts";

// Lists that the product does not use, each with the file that has its domains.
const files: Readonly<Record<string, string>> = {
    freemail: "data/free.txt",
    "company-email-validator": "free_email_provider_domains.js",
    "personal-email-domains": "index.json",
    "@activeprospect/freemail": "data/free.txt",
    "@defensestation/public-email-validator": "constants/public_emails.js",
};

/** Domains of mailboxes that at least `atLeast` of five public lists have. */
export function agreed(atLeast: number): readonly string[] {
    const votes = new Map<string, number>();
    for (const domains of listsOfOthers().values())
        for (const domain of domains) votes.set(domain, (votes.get(domain) ?? 0) + 1);
    return [...votes].flatMap(([domain, count]) => (count >= atLeast ? [domain] : []));
}

/** The lists, by the package's name. */
export function listsOfOthers(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map(Object.entries(files).map(([name, file]) => [name, domainsIn(name, file)]));
}

function domainsIn(name: string, file: string): ReadonlySet<string> {
    const text = readFileSync(require.resolve(`${name}/${file}`), "utf8").toLowerCase();
    const words = text.split(/[\s"'`,;@[\]]+/u);
    return new Set(words.filter((word) => /^[a-z0-9.-]+$/u.test(word) && isDomain(word)));
}

/** Neither a public suffix nor a word of the file such as `module.exports` is a domain. */
function isDomain(word: string): boolean {
    const { domain, isIcann } = parse(word);
    return domain !== null && isIcann === true;
}
