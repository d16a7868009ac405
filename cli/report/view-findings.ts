/** The sections with the doctor's findings and the result of a check for drift. */
import { groups, type Line, type Status } from "../doctor/line";
import { summary } from "../doctor/show";
import { markup, type Html } from "./html";
import type { Drift, DriftOfStack, Report } from "./model";
import { badge, counted, section, table } from "./view-parts";

const words: Readonly<Record<Status, Html>> = {
    fault: badge("bad", "fault"),
    warning: badge("odd", "warning"),
    ok: badge("good", "ok"),
    skipped: badge("plain", "not looked at"),
};

// Faults come first.
const order: readonly Status[] = ["fault", "warning", "skipped", "ok"];

export function findingsSection({ findings }: Report): Html {
    if (findings === undefined)
        return section(
            "findings",
            "Findings",
            markup`<p>Not looked at: AWS was not asked. <code>./org doctor --cis</code> looks.</p>`,
        );
    const sorted = [...findings].sort(
        (a, b) =>
            order.indexOf(a.status) - order.indexOf(b.status) || groups.indexOf(a.group) - groups.indexOf(b.group),
    );
    return section(
        "findings",
        "Findings",
        markup`<p>What <code>./org doctor --cis</code> says of the organization: ${summary(findings)}.</p>`,
        table("Findings of the doctor", ["Check", "Finding", "What was found", "What to do"], sorted.map(findingRow)),
    );
}

function findingRow({ status, id, group, message, cure = "" }: Line): { readonly cells: readonly (Html | string)[] } {
    return { cells: [markup`${id}<br /><span class="quiet">${group}</span>`, words[status], message, cure] };
}

export function driftSection({ drift }: Report): Html {
    if (drift === undefined)
        return section(
            "drift",
            "Drift",
            markup`<p>
                Not looked at: no result of a check was given.
                <code>./org fleet refresh --json --out drift.json</code> makes one,
                <code>--drift drift.json</code> gives it.
            </p>`,
        );
    const drifted = drift.stacks.filter(({ result }) => result === "changed");
    return section(
        "drift",
        "Drift",
        markup`<p>${summaryOf(drift, drifted.length)}, by ${drift.files.join(", ")} of ${timeWords(drift.asOf)}.</p>`,
        table(
            "Stacks, those that drift first",
            ["Stack", "Result", "What differs from the state"],
            [
                ...drifted,
                ...drift.stacks.filter(({ result }) => result !== "same" && result !== "changed"),
                ...drift.stacks.filter(({ result }) => result === "same"),
            ].map(driftRow),
        ),
    );
}

function summaryOf({ stacks }: Drift, drifted: number): string {
    const unsure = stacks.filter(({ result }) => result !== "same" && result !== "changed").length;
    return `${counted(stacks.length, "stack")}: ${drifted} with drift${unsure === 0 ? "" : `, ${unsure} that could not be compared`}`;
}

function driftRow({ stack, result, why, changes }: DriftOfStack): {
    readonly cells: readonly (Html | string | readonly Html[])[];
} {
    const word =
        result === "changed" ? badge("bad", "drift") : result === "same" ? badge("good", "none") : badge("odd", result);
    const lines = changes.map(
        ({ kind, name, type }) => markup`${name} <span class="quiet">${type}: ${kind}</span><br />`,
    );
    return { cells: [stack, word, why === undefined ? lines : [markup`${why}<br />`, ...lines]] };
}

/** A time for people: `2026-11-30 09:15 UTC`. */
export function timeWords(iso: string): string {
    return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
