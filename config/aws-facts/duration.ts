const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Seconds of `12h`, `90m`, `1h30m`, `3600s`, `3600` or a number of seconds; undefined for any other text. */
export function secondsOf(duration: string | number): number | undefined {
    if (typeof duration === "number") return Number.isInteger(duration) ? duration : undefined;
    if (/^\d+$/u.test(duration)) return Number(duration);
    if (!/^(?:\d+h)?(?:\d+m)?(?:\d+s)?$/u.test(duration) || duration === "") return undefined;
    return [...duration.matchAll(/(\d+)([hms])/gu)].reduce(
        (sum, [, number, unit]) => sum + Number(number) * units[unit!]!,
        0,
    );
}

/** The shortest text for a duration in seconds: `12h`, `1h30m`, `45s`. */
export function durationText(seconds: number): string {
    const parts = [
        [Math.floor(seconds / 3600), "h"],
        [Math.floor((seconds % 3600) / 60), "m"],
        [seconds % 60, "s"],
    ] as const;
    return (
        parts
            .filter(([number]) => number > 0)
            .map(([number, unit]) => `${number}${unit}`)
            .join("") || "0s"
    );
}
