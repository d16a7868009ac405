import { placeFaults, readStackFile } from "../../config";
import type { Fault } from "../../config/faults";

/** Gives faults of a text that is not written yet the line numbers of the file on disk; a fault whose line differs there gets none. */
export function withLinesOf(before: string, faults: readonly Fault[], text: string, project: string): readonly Fault[] {
    const file = readStackFile(before, project);
    const [linesBefore, lines] = [before, text].map((each) => each.split("\n").map((line) => line.trim()));
    return faults.map(({ line, ...fault }) => {
        const found = placeFaults([fault], file)[0]?.line;
        const isSame = line !== undefined && found !== undefined && linesBefore![found - 1] === lines![line - 1];
        return isSame ? { ...fault, line: found } : fault;
    });
}
