import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { parse } from "tldts";
import { isReserved, knownDomain, personalComplaint } from "../../../config/email";
import { domainLists } from "../../../config/email/mail-domains";
import { exceptions } from "../../../config/email/mailboxes/exceptions";
import { africaAndOceania } from "../../../config/email/mailboxes/africa-oceania";
import { americas } from "../../../config/email/mailboxes/americas";
import { asia } from "../../../config/email/mailboxes/asia";
import { europe } from "../../../config/email/mailboxes/europe";
import { families } from "../../../config/email/mailboxes/families";
import { aliases, groups } from "../../../config/email/mailboxes/services";
import { spamAssassin } from "../../../config/email/mailboxes/spamassassin";
import { domainsOf, table } from "../../../config/email/mailboxes/table";
import { worldwide } from "../../../config/email/mailboxes/worldwide";
import { companies, named, universities } from "./email-domains/companies";
import { mailboxes } from "./email-domains/mailboxes";
import { agreed } from "./email-domains/public-lists";

interface Figure {
    readonly of: string;
    readonly domains: number;
    readonly refused: number;
}
const figures: Figure[] = [];

function refusedOf(of: string, domains: readonly string[]): readonly string[] {
    const refused = domains.filter((domain) => knownDomain(domain) !== undefined);
    figures.push({ of, domains: domains.length, refused: refused.length });
    return refused;
}

describe("emails: domains of mailboxes and of companies", () => {
    after(() => {
        const rows = figures.map(({ of, domains, refused }) => {
            const share = `${((100 * refused) / domains).toFixed(2)} %`;
            return `${of.padEnd(72)}${String(domains).padStart(7)}${String(refused).padStart(9)}${share.padStart(11)}`;
        });
        console.log([`${"".padEnd(72)}domains  refused      share`, ...rows].map((row) => `      ${row}`).join("\n"));
    });

    it("of the domains that three of five other public lists name, 98 of 100 are refused", () => {
        const domains = agreed(3);
        ok(domains.length > 4000, String(domains.length));
        const refused = refusedOf("mailboxes that three of five other public lists name", domains);
        ok(refused.length >= 0.98 * domains.length, passed(domains));
    });

    it("of the mailbox providers of all countries, 95 of 100 are refused", () => {
        const domains = [...new Set(domainsOf(mailboxes))];
        const refused = refusedOf("mailboxes of all countries, written down from memory", domains);
        ok(refused.length >= 0.95 * domains.length, passed(domains));
    });

    it("each of them that is refused is known as a mailbox, and hardly one by a list only", () => {
        const kinds = domainsOf(mailboxes).map((domain) => knownDomain(domain)?.kind);
        ok(kinds.filter((kind) => kind === "free mail" || kind === "throw-away mail").length < 10);
    });

    it("no university and no company that is named here is refused", () => {
        const domains = [...domainsOf(named), ...domainsOf(universities)];
        deepStrictEqual(refusedOf("universities, and companies that a list names", domains), []);
    });

    it("of companies, one in 2,000 is refused at most that gives nobody a mailbox", () => {
        const domains = companies();
        ok(domains.length > 3500, String(domains.length));
        // Providers such as yahoo.com are companies too; those of the table were checked one by one.
        const refused = refusedOf("companies, of which some are mailbox providers", domains);
        const wrong = refused.filter((domain) => !table().has(domain));
        ok(wrong.length <= domains.length / 2000, wrong.join(" "));
        ok(refused.length < 40, refused.join(" "));
    });
});

describe("emails: the table of mailboxes", () => {
    const regions = [worldwide, europe, americas, asia, africaAndOceania];
    const written = [
        ...regions.flatMap((region) => Object.values(region).flatMap(domainsOf)),
        ...Object.entries(families).flatMap(([word, suffixes]) => domainsOf(suffixes).map((each) => `${word}.${each}`)),
        ...domainsOf(aliases),
        ...domainsOf(groups),
        ...domainsOf(spamAssassin),
    ];

    it("has each domain once, in small letters, and none below another", () => {
        deepStrictEqual(
            written.filter((domain, index) => written.indexOf(domain) !== index || domain !== domain.toLowerCase()),
            [],
        );
        const below = written.filter((domain) => {
            const labels = domain.split(".");
            const parents = labels.slice(1).map((_, index) => labels.slice(index + 1).join("."));
            return parents.some((parent) => written.includes(parent) && table().get(parent) === table().get(domain));
        });
        deepStrictEqual(below, []);
    });

    it("has domains only: no public suffix, and no ending that is not one", () => {
        deepStrictEqual(
            written.filter(
                (domain) => parse(domain).isIcann !== true || parse(domain).domain === null || isReserved(domain),
            ),
            [],
        );
    });

    it("has no exception, and each exception is there because a list names it", () => {
        for (const domain of Object.keys(exceptions)) {
            ok(!table().has(domain), domain);
            ok(
                domainLists().some(({ domains }) => domains.has(domain)),
                `no list names ${domain} any more: take it out of exceptions.ts`,
            );
            strictEqual(knownDomain(`mail.${domain}`), undefined);
        }
    });

    it("a family's suffixes are data: the same word below another suffix is a company's", () => {
        for (const domain of ["live.se", "aol.de", "posteo.net", "gmx.at", "outlook.fr", "yandex.kz", "msn.com"])
            strictEqual(knownDomain(domain)?.kind, "mailbox", domain);
        for (const domain of [
            "alumni.agency",
            "aws.alumninet.edu",
            "cs.stanford.edu",
            "live.company",
            "live.dev",
            "outlook.consulting",
            "orange.com",
            "msn.agency",
            "aol.bank",
        ])
            strictEqual(knownDomain(domain), undefined, domain);
        strictEqual(knownDomain("yahoo.com.kw")?.kind, "mailbox");
        strictEqual(knownDomain("gmail.example-company.com"), undefined);
    });
});

describe("emails: what is said of a domain", () => {
    const said: readonly (readonly [string, RegExp])[] = [
        ["ada@live.se", /^is a personal mailbox: live\.se /u],
        ["ada@nc.rr.com", /^is a personal mailbox: rr\.com /u],
        ["ada@ziggo.nl", /^is a personal mailbox: ziggo\.nl /u],
        ["x@simplelogin.fr", /^is an alias of a personal mailbox: simplelogin\.fr /u],
        ["x@privaterelay.appleid.com", /^is an alias of a personal mailbox/u],
        ["ada@alumni.ethz.ch", /^is an alias of a personal mailbox: alumni\.ethz\.ch /u],
        ["ada@mail.alum.mit.edu", /^is an alias of a personal mailbox: alum\.mit\.edu /u],
        ["ada@post.harvard.edu", /^is an alias of a personal mailbox: post\.harvard\.edu /u],
        ["acme@groups.io", /^is a group that anybody can open: groups\.io /u],
        ["ada@mailinator.com", /^is on a list of throw-away mail \(disposable-email-domains-js\): mailinator\.com$/u],
        ["ada@reagan.com", /^is on a list of free mail \([a-z-]+\): reagan\.com$/u],
        ["ada@topmail.co.ie", /^is on a list of free mail \(SpamAssassin\): topmail\.co\.ie$/u],
    ];
    for (const [email, words] of said)
        it(`${email}: ${words.source}`, () => {
            const { message, cure } = personalComplaint(email)!;
            match(message, words);
            const { domain } = knownDomain(email.split("@")[1]!)!;
            ok(cure.includes(`ownedDomains: [${domain}]`), cure);
            strictEqual(personalComplaint(email, { ownedDomains: [domain] }), undefined);
        });
});

function passed(domains: readonly string[]): string {
    return domains.filter((domain) => knownDomain(domain) === undefined).join(" ");
}
