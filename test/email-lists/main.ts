/** `make email-lists`: what the newest versions of the lists of free and throw-away mail would change for config/email's table. */
import { execa } from "execa";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { domainLists } from "../../config/email/mail-domains";
import { exceptions } from "../../config/email/mailboxes/exceptions";
import { families } from "../../config/email/mailboxes/families";
import { table } from "../../config/email/mailboxes/table";
import { compareLists, type Lists } from "./compare";

async function main(): Promise<void> {
    const packaged = domainLists().filter(({ list }) => list !== "SpamAssassin");
    const before: Lists = new Map(packaged.map(({ list, domains }) => [list, domains]));
    const folder = await mkdtemp(join(tmpdir(), "email-lists-"));
    try {
        const packages = [...before.keys()].map((list) => `${list}@latest`);
        await execa("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", ...packages]);
        const after = new Map([...before.keys()].map((list) => [list, newest(folder, list)]));
        const own = {
            table: new Set(table().keys()),
            families: Object.keys(families),
            exceptions: Object.keys(exceptions),
        };
        console.log(compareLists(before, after, own).join("\n"));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

function newest(folder: string, list: string): ReadonlySet<string> {
    const load = createRequire(join(folder, "package.json"));
    switch (list) {
        case "disposable-email-domains-js":
            return (load(list) as typeof import("disposable-email-domains-js")).disposableEmailBlocklistSet();
        case "free-email-domains-typescript":
            return new Set((load(list) as typeof import("free-email-domains-typescript")).freeEmailDomains);
        case "email-providers":
            return new Set(load("email-providers/all.json") as string[]);
        case "mailchecker":
            return (load(list) as typeof import("mailchecker")).blacklist();
        default:
            throw new Error(`${list} is read by config/email, and not here`);
    }
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
