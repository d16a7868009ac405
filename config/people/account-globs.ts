import type { AccessContext } from "./access-context";
import type { Complaint } from "../faults/complaint";
import { securityKey } from "../names/security-account";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import { nearest } from "../faults/nearest";

/**
 * The accounts that the patterns match, in the config's order; each pattern must match one. `*` never includes the management account, nor,
 * for a role that can write, the audit account: whoever writes there can delete the records of all accounts.
 */
export function matchingAccounts(
    { role, writes }: { readonly role: string; readonly writes: boolean },
    globs: Draft<readonly string[]> | undefined,
    context: AccessContext,
    faults: FaultList,
): readonly string[] {
    const matched = new Set<string>();
    (globs ?? []).forEach((glob, index) => {
        if (glob === undefined) return;
        const path = ["access", role, "accounts", index];
        if (glob === "management" || (glob === securityKey && context.accounts.includes(glob))) {
            matched.add(glob);
            if (glob === securityKey && writes) faults.warn(path, auditComplaint(role));
            return;
        }
        const all = context.accounts.filter((key) => pattern(glob).test(key));
        const found = all.filter((key) => key !== securityKey || !writes);
        for (const key of found) matched.add(key);
        if (found.length > 0) return;
        if (all.length === 0) faults.fault(path, nothing(glob, context));
        // A company that has no other account yet.
        else if (glob === "*") faults.warn(path, { ...onlyAudit, cure: "add an account, or leave it for later" });
        else faults.fault(path, { ...onlyAudit, cure: `write ${securityKey} if that is meant` });
    });
    if (globs?.length === 0)
        faults.fault(["access", role, "accounts"], {
            message: "is empty: the role would be nowhere",
            cure: 'write: {key}: ["*"]',
        });
    return ["management", ...context.accounts].filter((key) => matched.has(key));
}

const onlyAudit = {
    message: "matches the audit account alone, which a pattern does not mean for a role that can write",
};

function auditComplaint(role: string): Complaint {
    return {
        message: `lets ${role} write in the audit account, which keeps the trail of all others`,
        cure: `take it out unless ${role} works there, and then add to policies: protect-audit: { targets: [account:${securityKey}] }`,
    };
}

function nothing(glob: string, { accounts, closed }: AccessContext): Complaint {
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
