import type { Keys } from "../../aws/keys";
import type { Codes } from "./codes";
import type { SessionCache } from "./session-cache";
import type { Identity, StsCalls } from "./sts-calls";
import type { Trace } from "./trace";

/** Who is at the beginning of the chain. */
export interface Start extends Identity {
    readonly keys: Keys;
    /** True: a session (`aws login`, SSO), which no code can be added to. */
    readonly isSession: boolean;
    readonly expiresAt?: Date;
    /** Device that codes come from; undefined where none are needed. */
    readonly serial?: string;
}

/** What `Sessions` works with. */
export interface SessionTools {
    readonly calls: StsCalls;
    readonly cache: SessionCache;
    readonly codes: Codes;
    readonly trace: Trace;
    /** Seconds that the user's own session is asked for. */
    readonly seconds: number;
    /** `--serial`. */
    readonly serial?: string | undefined;
    /** `--fresh`: nothing from the cache. */
    readonly fresh: boolean;
    /** Whether a role that lasts longer than an hour may cost a code each time. */
    readonly mayAskOften: boolean;
    /** Nobody reads notes: another program runs this. */
    readonly isQuiet: boolean;
    readonly endpoint: string;
}
