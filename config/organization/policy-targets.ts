import type { Complaint } from "../faults/complaint";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import { nearest } from "../faults/nearest";
import { policyTypes } from "../aws-facts/policy-types";
import { accountPrefix, meaningOfTarget, wordOfAccount } from "../names/target-words";
import { rootWord, unitPath } from "./units";

/** The words that can name a target. */
export interface TargetWords {
    readonly units: ReadonlySet<string>;
    readonly accounts: ReadonlySet<string>;
    /** Whether all units are known. If not, a word that names nothing may be valid. */
    readonly complete: boolean;
    /** Closed accounts, which nothing can be attached to. */
    readonly closed: ReadonlySet<string>;
}

/** The targets of a policy, each once. A word that names nothing is a fault, with the nearest word. */
export function resolveTargets(
    name: string,
    targets: Draft<readonly string[]> | undefined,
    type: string,
    words: TargetWords,
    faults: FaultList,
): readonly string[] {
    const resolved = new Set<string>();
    (targets ?? []).forEach((written, index) => {
        if (written === undefined) return;
        const target = canonical(written, words);
        const complaint = targetComplaint(target, type, words);
        if (complaint === undefined) resolved.add(target);
        else faults.fault(["policies", name, "targets", index], complaint);
    });
    if (targets?.length === 0)
        faults.warn(["policies", name, "targets"], {
            message: "is empty: the policy is made and binds nobody",
            cure: "write a target, as in [root]",
        });
    return [...resolved];
}

/** One spelling for each target: the prefix only if a unit has the account's name. */
function canonical(written: string, { units, accounts }: TargetWords): string {
    if (!written.startsWith(accountPrefix)) return accounts.has(written) ? written : unitPath(written);
    const key = written.slice(accountPrefix.length);
    return accounts.has(key) ? wordOfAccount(key, (path) => units.has(path)) : written;
}

function targetComplaint(
    target: string,
    type: string,
    { units, accounts, closed, complete }: TargetWords,
): Complaint | undefined {
    const title = policyTypes[type]?.title ?? "policy";
    if (target === "management") {
        if (policyTypes[type]?.bindsManagement === true) return undefined;
        return {
            message: `aims a ${title} at the management account, which such policies never bind`,
            cure: "take it out: keep workloads out of the management account, and guard it by who may enter it",
        };
    }
    const meaning = meaningOfTarget(target, (path) => units.has(path));
    if (meaning.kind !== "account") return undefined;
    const { key } = meaning;
    if (closed.has(key))
        return { message: "is a closed account, to which nothing can be attached", cure: "take it out" };
    if (accounts.has(key) || !complete) return undefined;
    const known = [...units, ...accounts, rootWord];
    const near = nearest(key, known);
    return {
        message: "is neither root, a unit's path nor an account's key",
        cure:
            near === undefined
                ? `use one of ${[rootWord, ...units, ...accounts].slice(0, 12).join(", ")}`
                : `did you mean ${near}?`,
    };
}
