import pico from "picocolors";
import { count, groups, type Line, type Status } from "./line";

const marks: Readonly<Record<Status, string>> = { ok: "✓", fault: "✗", warning: "!", skipped: "–" };

/** The report as a person reads it: groups, a line each, the cure below it, and the count at the end. */
export function report(lines: readonly Line[], colour: boolean): string {
    const paint = pico.createColors(colour);
    const colours = { ok: paint.green, fault: paint.red, warning: paint.yellow, skipped: paint.dim };
    const blocks = groups.flatMap((group) => {
        const own = lines.filter((line) => line.group === group);
        if (own.length === 0) return [];
        const told = own.map(({ id, status, message, cure }) => {
            const head = `  ${colours[status](marks[status])} ${id}: ${status === "skipped" ? paint.dim(message) : message}`;
            return cure === undefined ? head : `${head}\n      ${paint.green("→")} ${cure}`;
        });
        return [[paint.bold(group), ...told].join("\n")];
    });
    return `${blocks.join("\n\n")}\n\n${summary(lines)}`;
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
