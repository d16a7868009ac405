import { fillComplaint } from "../faults/complaint";
import type { Fault } from "../faults/fault";
import { formatPath, type Path } from "../faults/path";
import { numberForText } from "../schema/text";
import type { StackFile } from "./read";
import { isHidden } from "../faults/display-value";
import type { Place } from "./reader";

/**
 * Adds to the faults their lines in the stack's file, and shows numbers as they were written: `011111111111`, and not the value that YAML
 * reads. Faults of the file come first, and their consequences are dropped.
 */
export function placeFaults(faults: readonly Fault[], file: StackFile): readonly Fault[] {
    // If the file is not valid YAML, nothing else can be said.
    if (file.isUnreadable === true) return [];
    const reported = new Set([...file.faults.map(({ path }) => path), ...file.engineNames]);
    return faults.filter(({ path }) => !reported.has(path)).map((fault) => placed(fault, file.places));
}

function placed(fault: Fault, places: ReadonlyMap<string, Place>): Fault {
    const exact = places.get(fault.path);
    if (exact === undefined) {
        const line = nearestLine(fault.path, places);
        return line === undefined ? fault : { ...fault, line };
    }
    const { line, source } = exact;
    if (source === undefined || fault.value === undefined || fault.value.startsWith('"') || isHidden(fault.value))
        return { ...fault, line };
    const complaint = fault.message.startsWith("a number was read")
        ? fillComplaint(exact.path, numberForText(Number(fault.value), fault.message.includes("account id"), source))
        : {};
    return { ...fault, ...complaint, line, ...(source === "" ? {} : { value: source }) };
}

/** A missing key gets the line of its parent. */
function nearestLine(path: string, places: ReadonlyMap<string, Place>): number | undefined {
    const parts: Path = path.split(/(?=[.[])/u);
    for (let length = parts.length - 1; length > 0; length -= 1) {
        const place = places.get(parts.slice(0, length).join(""));
        if (place !== undefined) return place.line;
    }
    return places.get(formatPath([path]))?.line;
}
