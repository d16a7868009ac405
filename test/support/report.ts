import { parseManagement, parseSecurity } from "../../config";
import { formatFaults, type Parsed } from "../../config/faults";
import { buildReport } from "../../cli/report/build";
import type { Report } from "../../cli/report/model";
import { largeCompany } from "./large-company";

function good<T>(parsed: Parsed<T>): T {
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    return parsed.value;
}

/** A complete report of a company with that many accounts: with AWS, findings of each status, and drift. */
export function fullReport(count: number): Report {
    const { management, security } = largeCompany(count);
    const config = good(parseManagement(management, { region: "us-east-1" }));
    const accounts = config.accounts.map(({ name, email }, index) => ({
        id: String(222_222_222_222 + index),
        name,
        email,
        state: index === 3 ? "SUSPENDED" : "ACTIVE",
    }));
    return buildReport({
        config,
        security: good(parseSecurity(security)),
        made: new Date("2026-11-30T09:15:00Z"),
        version: "0.1.0",
        sources: [
            { name: "Stack files", isAsked: true, words: "both" },
            { name: "AWS", isAsked: true, words: "as user ada" },
            { name: "Check for drift", isAsked: false, words: "not given" },
        ],
        aws: {
            known: { accounts: {} },
            accounts: [
                { id: "111111111111", name: "acme", email: "aws@acme.example", state: "ACTIVE" },
                ...accounts.slice(0, -1),
                { id: "999988887777", name: "by hand", email: "hand@acme.example", state: "ACTIVE" },
            ],
            delegations: new Set(["222222222222/cloudtrail.amazonaws.com", "999988887777/macie.amazonaws.com"]),
            findings: [
                { group: "organization", id: "organization", status: "ok", message: "it is there" },
                { group: "accounts", id: "accounts", status: "fault", message: "one is gone", cure: "look" },
                { group: "people", id: "admins", status: "warning", message: "one has no MFA", cure: "enrol" },
                { group: "CIS AWS Foundations 7.0", id: "cis-2.2", status: "skipped", message: "may not" },
            ],
        },
        drift: {
            files: ["drift.json"],
            asOf: "2026-11-30T03:17:00.000Z",
            stacks: [
                { stack: "management", result: "same", changes: [] },
                {
                    stack: "security",
                    result: "changed",
                    changes: [{ kind: "drift", name: "people", type: "aws:iam/group:Group" }],
                },
                { stack: "team-1-app-0-prd", result: "failed", why: "no credentials", changes: [] },
            ],
        },
    });
}

/** Words of the model that have fixed values or are compared, and are nobody's text. */
const fixed = new Set([
    "kind",
    "kinds",
    "state",
    "status",
    "group",
    "type",
    "made",
    "asOf",
    "identity",
    "joined",
    "result",
]);

/** The report with `text` appended to every text that somebody may have written, including names of tags. */
export function withEverywhere(report: Report, text: string): Report {
    const change = (value: unknown): unknown => {
        if (typeof value === "string") return `${value}${text}`;
        if (Array.isArray(value)) return value.map(change);
        return typeof value === "object" && value !== null ? changed(value) : value;
    };
    const changed = (value: object): object =>
        Object.fromEntries(
            Object.entries(value).map(([key, each]) => [
                key,
                fixed.has(key) ? (each as unknown) : key === "tags" ? tags(each as object) : change(each),
            ]),
        );
    const tags = (value: object): object =>
        Object.fromEntries(Object.entries(value).map(([name, each]) => [`${name}${text}`, change(each)]));
    return changed(report) as Report;
}
