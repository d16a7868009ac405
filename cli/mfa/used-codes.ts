import { createHash } from "node:crypto";
import type { SessionCache } from "./session-cache";

/** A device shows a new code every so many seconds (RFC 6238). */
export const period = 30;
/** As long as AWS might still take a code for a right one: its own step, and those beside it. */
const goodFor = 3 * period * 1000;

interface UsedCode {
    /** Of a code that is worthless by now: each is good once. */
    readonly fingerprint: string;
    readonly at: number;
}

/** Remembers each device's last code, so that one that is typed again is named before AWS refuses it. */
export class UsedCodes {
    public constructor(
        private readonly cache: SessionCache,
        private readonly now: () => number = Date.now,
    ) {}

    /** Seconds since this very code of the device was used; undefined where it was not. */
    public usedAgo(serial: string, code: string): number | undefined {
        const used = this.cache.read("code", { serial }) as UsedCode | undefined;
        if (used === undefined || used.fingerprint !== fingerprint(serial, code)) return undefined;
        const ago = this.now() - used.at;
        return ago >= 0 && ago < goodFor ? Math.round(ago / 1000) : undefined;
    }

    /** AWS has seen the code and not called it wrong: it is used up. */
    public note(serial: string, code: string): void {
        this.cache.write("code", { serial }, { fingerprint: fingerprint(serial, code), at: this.now() });
    }
}

/** Seconds until a device whose clock is right shows its next code. */
export function secondsToNextCode(now: number = Date.now()): number {
    return period - Math.floor((now / 1000) % period);
}

function fingerprint(serial: string, code: string): string {
    return createHash("sha256").update(`${serial}\n${code}`).digest("hex");
}
