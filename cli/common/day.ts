/** The UTC date of a moment: `2026-11-30`. */
export function dayOf(moment: Date): string {
    return moment.toISOString().slice(0, 10);
}
