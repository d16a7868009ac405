import pico from "picocolors";
import { count, groups, type Line, type Status } from "./line";

const marks: Readonly<Record<Status, string>> = { ok: "✓", fault: "✗", warning: "!", skipped: "–" };

/** The report for a person: groups, one line for each finding with its cure below, and the counts at the end. */
export function report(lines: readonly Line[], colour: boolean): string {
    const paint = pico.createColors(colour);
    const colours = { ok: paint.green, fault: paint.red, warning: paint.yellow, skipped: paint.dim };
    const blocks = groups.flatMap((group) => {
        const own = lines.filter((line) => line.group === group);
        if (own.length === 0) return [];
        const reported = joined(own).map(({ ids, status, message, cure }) => {
            const text = status === "skipped" ? paint.dim(message) : message;
            const head = `  ${colours[status](marks[status])} ${ids.join(", ")}: ${text}`;
            return cure === undefined ? head : `${head}\n      ${paint.green("→")} ${cure}`;
        });
        return [[paint.bold(group), ...reported].join("\n")];
    });
    return `${blocks.join("\n\n")}\n\n${summary(lines)}`;
}

/** Merges checks of a group that were skipped for the same reason: on day 0 there are many. */
function joined(lines: readonly Line[]): readonly (Line & { readonly ids: readonly string[] })[] {
    const same = (line: Line): string => (line.status === "skipped" ? `${line.message}\n${line.cure ?? ""}` : "");
    return lines.flatMap((line, index) => {
        if (same(line) === "") return [{ ...line, ids: [line.id] }];
        if (lines.findIndex((each) => same(each) === same(line)) < index) return [];
        return [{ ...line, ids: lines.filter((each) => same(each) === same(line)).map(({ id }) => id) }];
    });
}

/** `1 fault, 2 warnings, 20 ok, 4 skipped`. */
export function summary(lines: readonly Line[]): string {
    const number = (status: Status): number => lines.filter((line) => line.status === status).length;
    return [
        count(number("fault"), "fault"),
        count(number("warning"), "warning"),
        `${number("ok")} ok`,
        `${number("skipped")} skipped`,
    ].join(", ");
}
