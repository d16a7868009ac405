import { placeFaults, readStackFile } from "../../config";
import type { Fault } from "../../config/faults";

/** Faults of a text that is not written yet, with the lines of the text that is on the disk; none where that says something else there. */
export function withLinesOf(before: string, faults: readonly Fault[], text: string, project: string): readonly Fault[] {
    const file = readStackFile(before, project);
    const [linesBefore, lines] = [before, text].map((each) => each.split("\n").map((line) => line.trim()));
    return faults.map(({ line, ...fault }) => {
        const found = placeFaults([fault], file)[0]?.line;
        const isSame = line !== undefined && found !== undefined && linesBefore![found - 1] === lines![line - 1];
        return isSame ? { ...fault, line: found } : fault;
    });
}
