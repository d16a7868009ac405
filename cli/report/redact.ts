import type { Report } from "./model";

const hidden = "[hidden]";

/** The report without contacts. Emails and account ids are hidden with all other texts (cli/preview/clean.ts). */
export function withoutContacts(report: Report): Report {
    const contacts = Object.fromEntries(
        Object.entries(report.contacts).map(([kind, contact]) => [
            kind,
            Object.fromEntries(Object.keys(contact).map((key) => [key, hidden])),
        ]),
    ) as Report["contacts"];
    return { ...report, isRedacted: true, contacts };
}
