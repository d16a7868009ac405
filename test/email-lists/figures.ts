/**
 * `make email-figures`: how many domains of public lists are refused. Most of these lists are copies of one another, so each is also judged
 * by the others, without those that contain nearly all of it or are nearly contained in it. Needs npm, Python's pip, and apt-get for one
 * list.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isExcepted, knownDomain, namesOf } from "../../config/email/mail-domains";
import { fetchSources, type Sources } from "./sources";

/** A list that has this share of another one is its copy. */
const copy = 0.9;

async function main(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "email-figures-"));
    try {
        const { mailboxes, unused, institutions, hasSite } = await fetchSources(folder);
        row("mailboxes", ["domains", "refused", "by others", "with a site", "refused", "by others"]);
        for (const [name, domains] of mailboxes) {
            const others = withoutCopies(domains, mailboxes);
            const all = [...domains];
            const living = all.filter(hasSite);
            row(`${name}${unused.includes(name) ? " *" : ""}`, [
                ...[String(all.length), share(all, isKnown), share(all, (domain) => isIn(domain, others))],
                ...[String(living.length), share(living, isKnown), share(living, (domain) => isIn(domain, others))],
            ]);
        }
        console.log("\n* neither config/email nor its tests use it");
        console.log("with a site: among two million domains that people visit; a service that is gone has none\n");
        row("institutions", ["domains", "refused", "which"]);
        for (const [name, domains] of institutions) {
            const refused = [...domains].filter(isKnown);
            row(name, [String(domains.size), String(refused.length), refused.join(" ")]);
        }
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

function isKnown(domain: string): boolean {
    return knownDomain(domain) !== undefined;
}

/** Whether one of the lists has the domain, or a parent of it. */
function isIn(domain: string, lists: readonly ReadonlySet<string>[]): boolean {
    return !isExcepted(domain) && namesOf(domain).some((name) => lists.some((list) => list.has(name)));
}

/** The lists without this one and its copies. */
function withoutCopies(domains: ReadonlySet<string>, lists: Sources): readonly ReadonlySet<string>[] {
    return [...lists.values()].filter((list) => {
        const shared = [...domains].filter((domain) => list.has(domain)).length;
        return shared < copy * Math.min(domains.size, list.size);
    });
}

function share(domains: readonly string[], isRefused: (domain: string) => boolean): string {
    return domains.length === 0 ? "-" : `${((100 * domains.filter(isRefused).length) / domains.length).toFixed(1)} %`;
}

function row(name: string, cells: readonly string[]): void {
    console.log([name.padEnd(40), ...cells.map((cell) => cell.padStart(12))].join(" "));
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
