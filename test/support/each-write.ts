import { createHash } from "node:crypto";
import type { Call } from "./aws-call";
import { isWrite } from "./writes";

/**
 * A condition for a rule of the fault proxy: true for each new write of these operations. A retried call is not new; the same call in
 * another region is.
 */
export class EachWriteOnce {
    /** How often the condition was true, by operation. */
    readonly met: Record<string, number> = {};
    private readonly seen = new Set<string>();

    constructor(
        private readonly only: RegExp = /./u,
        private readonly when: (call: Call) => boolean = () => true,
    ) {}

    readonly isNew = (call: Call): boolean => {
        if (!isWrite(call) || !this.only.test(call.operation) || !this.when(call)) return false;
        const key = `${call.region} ${call.operation} ${subject(call)}`;
        if (this.seen.has(key)) return false;
        this.seen.add(key);
        this.met[call.operation] = (this.met[call.operation] ?? 0) + 1;
        return true;
    };

    get count(): number {
        return this.seen.size;
    }
}

/** What a call is about: its body without the tokens that each try creates, and in an order-independent form. */
function subject({ body }: Call): string {
    const text = body.replace(/(?:Client(?:Request)?Token|CallerReference)"?[=:]"?[^"&,}]*/giu, "");
    return createHash("sha256").update(Buffer.from(text).sort()).digest("hex");
}
