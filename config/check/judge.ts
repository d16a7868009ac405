import type { CheckContext, ParseContext } from "./context";
import type { Parsed } from "../faults/fault";
import { FaultList } from "../faults/fault-list";
import { productName, type RawConfig } from "../stack-file/raw-config";

/** The context for one run of checks. A key that is a secret in the stack file is refused, since nothing in this config needs to be one. */
export function checkContextOf(raw: RawConfig, context: ParseContext): CheckContext {
    const secrets = new Set((context.secretKeys ?? []).map((key) => key.replace(/^[^:]*:/u, "")));
    const faults = new FaultList(raw, secrets);
    for (const key of secrets) {
        if (!Object.hasOwn(raw, key)) continue;
        faults.fault([key], {
            message: "is a secret; this config holds none, and outputs show it in plain text",
            cure: `write it without --secret: pulumi config rm ${key}, then set it again`,
        });
    }
    return {
        faults,
        baseDir: context.baseDir ?? ".",
        region: context.region ?? "us-east-1",
        project: context.project ?? productName,
        now: context.now ?? new Date(),
        hasPassword: context.hasPassword ?? (() => false),
    };
}

/** The value if there is no fault, otherwise all faults; warnings in both cases. */
export function verdict<T>(value: T, { faults, warnings }: FaultList): Parsed<T> {
    return faults.length === 0 ? { ok: true, value, warnings } : { ok: false, faults, warnings };
}
