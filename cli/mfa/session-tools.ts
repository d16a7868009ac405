import type { Keys } from "../../aws/keys";
import type { Codes } from "./codes";
import type { SessionCache } from "./session-cache";
import type { Identity, StsCalls } from "./sts-calls";
import type { Trace } from "./trace";

/** The identity at the start of the chain, and its keys. */
export interface Start extends Identity {
    readonly keys: Keys;
    /** True: the keys are a session's (`aws login`, IAM Identity Center), to which no code can be added. */
    readonly isSession: boolean;
    readonly expiresAt?: Date;
    /** ARN or serial number of the device that shows the codes; undefined where none are needed. */
    readonly serial?: string;
}

/** What `Sessions` needs. */
export interface SessionTools {
    readonly calls: StsCalls;
    readonly cache: SessionCache;
    readonly codes: Codes;
    readonly trace: Trace;
    /** Lifetime to request for the user's own session, in seconds. */
    readonly seconds: number;
    /** `--serial`. */
    readonly serial?: string | undefined;
    /** `--fresh`: the cache is not used. */
    readonly fresh: boolean;
    /** Whether a code may be asked for each time a role of more than an hour is assumed. */
    readonly mayAskOften: boolean;
    /** True where another program runs the command and no person reads notes. */
    readonly isQuiet: boolean;
    readonly endpoint: string;
}
