import type { AccessContext } from "./access-context";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import { nearest } from "../faults/nearest";

/** The accounts that the patterns mean, in the config's order; each pattern must match one. `*` never means the management account. */
export function matchingAccounts(
    role: string,
    globs: Draft<readonly string[]> | undefined,
    context: AccessContext,
    faults: FaultList,
): readonly string[] {
    const matched = new Set<string>();
    (globs ?? []).forEach((glob, index) => {
        if (glob === undefined) return;
        const path = ["access", role, "accounts", index];
        const found =
            glob === "management" ? ["management"] : context.accounts.filter((key) => pattern(glob).test(key));
        for (const key of found) matched.add(key);
        if (found.length === 0) faults.fault(path, nothing(glob, context));
    });
    if (globs?.length === 0)
        faults.fault(["access", role, "accounts"], {
            message: "is empty: the role would be nowhere",
            cure: 'write: {key}: ["*"]',
        });
    return ["management", ...context.accounts].filter((key) => matched.has(key));
}

function nothing(glob: string, { accounts, closed }: AccessContext): { message: string; cure: string } {
    if (closed.has(glob)) return { message: "is a closed account", cure: "take it out" };
    const near = nearest(glob, ["management", ...accounts]);
    const message = glob.includes("*") ? "matches no account" : "is not an account of this config";
    return {
        message,
        cure: near === undefined ? `use one of ${["*", ...accounts].slice(0, 12).join(", ")}` : `did you mean ${near}?`,
    };
}

function pattern(glob: string): RegExp {
    const source = glob.replace(/[.+?^${}()|[\]\\]/gu, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${source}$`, "u");
}
