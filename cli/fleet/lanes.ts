import { availableParallelism, freemem } from "node:os";

// Bytes of a worker at work with its engine and its provider.
const perLane = 700 * 2 ** 20;
const mostLanes = 16;

/** How many stacks are run at the same time: as the user says, else one a processor; never more than there is memory for. */
export function laneCount(
    asked: number | undefined,
    free = freemem(),
    processors = availableParallelism(),
): { readonly lanes: number; readonly isBounded: boolean } {
    const fits = Math.max(1, Math.floor(free / perLane));
    const wanted = asked ?? Math.min(mostLanes, processors);
    return { lanes: Math.min(wanted, fits), isBounded: wanted > fits };
}
