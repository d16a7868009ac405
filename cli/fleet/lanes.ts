import { availableParallelism, freemem, totalmem } from "node:os";

// Bytes of memory for a worker with its engine and its provider.
const perLane = 700 * 2 ** 20;
const mostLanes = 16;

/**
 * How many stacks run at the same time: as many as the user wants, else one for each processor, limited by memory and by `mostLanes`.
 * `fits`: for how many there is memory.
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
 * Bytes of memory that programs can use. On Linux, cached files count as free for the whole machine, but as used against a container's
 * limit, so a container may run fewer stacks than it could. macOS reports only completely unused memory, so all its memory counts.
 */
function freeMemory(): number {
    return process.platform === "darwin" ? totalmem() : Math.min(freemem(), process.availableMemory());
}
