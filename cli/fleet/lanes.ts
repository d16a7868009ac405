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

/** Bytes that programs can have. What is free is far less: the rest holds copies of files, which the system gives up. */
function freeMemory(): number {
    // macOS tells only what holds nothing at all.
    if (process.platform === "darwin") return totalmem();
    // Node.js has it from 20.13 on.
    const { availableMemory } = process as { readonly availableMemory?: () => number };
    return availableMemory?.() ?? freemem();
}
