import { availableParallelism, freemem, totalmem } from "node:os";

// Bytes of a worker at work with its engine and its provider.
const perLane = 700 * 2 ** 20;
const mostLanes = 16;

/**
 * How many stacks are run at the same time: as the user says, else one a processor, and no more than there is memory for. `fits`: for how
 * many there is memory.
 */
export function laneCount(
    asked: number | undefined,
    free = freeMemory(),
    processors = availableParallelism(),
): { readonly lanes: number; readonly fits: number } {
    const fits = Math.max(1, Math.floor(free / perLane));
    return { lanes: asked ?? Math.min(mostLanes, processors, fits), fits };
}

/**
 * Bytes that programs can have. Of the whole machine Linux counts copies of files, which it gives up, as free; against a container's own
 * limit they count as used, so that fewer stacks fit there than could. macOS tells only what holds nothing at all: all that it has counts.
 */
function freeMemory(): number {
    return process.platform === "darwin" ? totalmem() : Math.min(freemem(), process.availableMemory());
}
