import { createHash } from "node:crypto";
import type { SessionCache } from "./session-cache";

/** Seconds after which a device shows a new code (RFC 6238). */
export const period = 30;
/** Milliseconds for which AWS may accept a code: its own period, the one before and the one after. */
const goodFor = 3 * period * 1000;

interface UsedCode {
    /** Hash of the code. Keeping it is harmless: the code is used up. */
    readonly fingerprint: string;
    readonly at: number;
}

/** Remembers each device's last code, so that a code that is typed twice is reported without asking AWS. */
export class UsedCodes {
    public constructor(
        private readonly cache: SessionCache,
        private readonly now: () => number = Date.now,
    ) {}

    /** Seconds since this code of the device was used; undefined where it was not. */
    public usedAgo(serial: string, code: string): number | undefined {
        const used = this.cache.read("code", { serial }) as UsedCode | undefined;
        if (used === undefined || used.fingerprint !== fingerprint(serial, code)) return undefined;
        const ago = this.now() - used.at;
        return ago >= 0 && ago < goodFor ? Math.round(ago / 1000) : undefined;
    }

    /** Notes a code as used up. */
    public note(serial: string, code: string): void {
        this.cache.write("code", { serial }, { fingerprint: fingerprint(serial, code), at: this.now() });
    }
}

/** Seconds until a device with a right clock shows its next code. */
export function secondsToNextCode(now: number = Date.now()): number {
    return period - Math.floor((now / 1000) % period);
}

function fingerprint(serial: string, code: string): string {
    return createHash("sha256").update(`${serial}\n${code}`).digest("hex");
}
