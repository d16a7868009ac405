import { createHash } from "node:crypto";
import type { AwsFault } from "./aws-fault";
import type { Call } from "./aws-call";
import type { Rule } from "./fault-proxy";
import { isWrite } from "./writes";

/** What may happen to a call. `lost`: AWS acts, and the connection breaks. `slow`: AWS takes longer. */
export const troubles = ["throttled", "concurrent", "finalizing", "unavailable", "slow", "lost"] as const;
export type Trouble = (typeof troubles)[number];

/** Shares of the calls that fail, from 0 to 1. */
export interface Shares {
    readonly writes: number;
    readonly reads: number;
}

/** A quarter of the writes, a tenth of the reads. */
export const badDay: Shares = { writes: 0.25, reads: 0.1 };

/** Milliseconds that a slow call takes longer. */
const slowBy = 1500;

/**
 * AWS on a bad day, reproducible by its seed: what happens to a call depends on the seed, the call and its number of earlier tries, but not
 * on the order of simultaneous calls.
 */
export class Weather {
    /** How often each happened. */
    readonly met: Record<Trouble, number> = {
        throttled: 0,
        concurrent: 0,
        finalizing: 0,
        unavailable: 0,
        slow: 0,
        lost: 0,
    };
    private readonly asked = new Map<string, number>();
    private readonly known = new WeakMap<Call, Trouble | undefined>();

    constructor(
        private readonly seed: number,
        private readonly shares: Shares = badDay,
    ) {}

    /** Rules for the fault proxy. */
    get rules(): readonly Rule[] {
        return troubles.map((trouble) => ({
            operation: /./u,
            when: (call: Call) => this.troubleOf(call) === trouble,
            ...(trouble === "lost" ? { drop: true } : {}),
            ...(trouble === "slow" ? { delay: slowBy } : {}),
            ...(trouble === "lost" || trouble === "slow" ? {} : { faultOf: (call: Call) => faultOf(trouble, call) }),
        }));
    }

    private troubleOf(call: Call): Trouble | undefined {
        // Every rule gets here in turn.
        if (!this.known.has(call)) {
            const trouble = this.draw(call);
            this.known.set(call, trouble);
            if (trouble !== undefined) this.met[trouble]++;
        }
        return this.known.get(call);
    }

    private draw(call: Call): Trouble | undefined {
        const subject = `${call.service} ${call.region} ${call.operation} ${withoutTokens(call.body)}`;
        const before = this.asked.get(subject) ?? 0;
        this.asked.set(subject, before + 1);
        const hash = createHash("sha256").update(`${this.seed} ${before} ${subject}`).digest();
        const share = hash.readUInt32BE(0) / 2 ** 32;
        if (share >= (isWrite(call) ? this.shares.writes : this.shares.reads)) return undefined;
        const possible = troubles.filter((trouble) => isPossible(trouble, call));
        return possible[hash.readUInt32BE(4) % possible.length];
    }
}

function isPossible(trouble: Trouble, call: Call): boolean {
    if (trouble === "finalizing")
        return call.service === "organizations" && isWrite(call) && call.operation !== "CreateOrganization";
    if (trouble === "concurrent") return isWrite(call) && (call.service === "organizations" || call.service === "iam");
    return true;
}

/** By the pages of each service's API: Common errors, and the errors of the operation. */
function faultOf(trouble: Trouble, { service, protocol }: Call): AwsFault {
    if (trouble === "throttled")
        return service === "organizations"
            ? {
                  code: "TooManyRequestsException",
                  message: "You have sent too many requests in too short a period of time.",
              }
            : service === "s3"
              ? { code: "SlowDown", status: 503, message: "Please reduce your request rate." }
              : { code: protocol === "query" ? "Throttling" : "ThrottlingException", message: "Rate exceeded" };
    if (trouble === "concurrent")
        return service === "iam"
            ? {
                  code: "ConcurrentModification",
                  status: 409,
                  message:
                      "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.",
              }
            : {
                  code: "ConcurrentModificationException",
                  message:
                      "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.",
              };
    if (trouble === "finalizing")
        return {
            code: "FinalizingOrganizationException",
            message:
                "AWS Organizations could not complete your request because it is still initializing. Try again later.",
        };
    return {
        code: protocol === "json" ? "ServiceUnavailableException" : "ServiceUnavailable",
        status: 503,
        message: "The request has failed due to a temporary failure of the server.",
    };
}

/** Ids that AWS generates: of accounts, units, policies, requests, keys. */
const ids = /\b(?:\d{12}|(?:ou|r|p|o|car)-[\w-]+|[\da-f]{8}-[\da-f-]{27}|A[A-Z]{3}[A-Z\d]{12,})\b/gu;

/** Removes what differs between tries and runs: tokens, AWS's ids, and the order of a form's fields. */
function withoutTokens(body: string): string {
    const text = body
        .replace(ids, "id")
        .replace(/(?:Client(?:Request)?Token|CallerReference|SAMLAssertion)"?[=:]"?[^"&,}]*/giu, "");
    return createHash("sha256").update(Buffer.from(text).sort()).digest("hex");
}
