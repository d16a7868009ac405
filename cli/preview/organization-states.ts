import { unitsAbove } from "../../config/names";
import { compilePolicy, fullAccess, type CompiledPolicy, type Level, type Placed } from "../../policies/evaluate";
import type { EngineEvent, Outputs, StepState } from "./engine-event";
import { mapOf } from "./places";

interface Policy {
    readonly type: string;
    readonly content: string;
}

/** The organization's policies at one time. */
export interface State {
    readonly policies: ReadonlyMap<string, Policy>;
    /** Names of policies by what they are attached to: `root`, `root/<path of a unit>` or an account's key. */
    readonly attached: ReadonlyMap<string, readonly string[]>;
    readonly outputs: Outputs["before"];
}

/** Every step tells a resource as it was and as it will be, also where nothing changes. */
export function stateOf(events: readonly EngineEvent[], side: "old" | "new", outputs: Outputs["before"]): State {
    const policies = new Map<string, Policy>();
    const attached = new Map<string, string[]>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        if (step === undefined || step.op === "refresh") continue;
        // AWS has it already.
        const state: StepState | null = step[step.op === "import" ? "new" : side];
        if (state === null || (side === "new" && step.op.startsWith("delete"))) continue;
        const name = step.urn.split("::").at(-1)!;
        if (step.type === "aws:organizations/policy:Policy") {
            const { type, content } = state.inputs ?? {};
            policies.set(name.replace(/-policy$/u, ""), { type: String(type), content: String(content) });
        } else if (step.type === "aws:organizations/policyAttachment:PolicyAttachment") {
            const [policy = "", ...target] = name.split(":");
            const word = target.join(":");
            attached.set(word, [...(attached.get(word) ?? []), policy]);
        }
    }
    return { policies, attached, outputs };
}

/**
 * What binds an account at that time.
 *
 * @param isAsked which policies are looked at, by their resources' names. Default: all
 */
export function placed(
    account: string,
    { policies, attached, outputs }: State,
    compile: Compile,
    isAsked: (policy: string) => boolean = () => true,
): Placed {
    const words = wordsAbove(account, outputs);
    const at = (type: string, own: readonly CompiledPolicy[]): readonly Level[] =>
        words.map(([name, word]) => ({
            name,
            policies: [
                ...own,
                ...(attached.get(word) ?? []).filter(isAsked).flatMap((key) => {
                    const policy = policies.get(key);
                    return policy?.type === type ? compile(key, policy.content) : [];
                }),
            ],
        }));
    return {
        isManagement: false,
        serviceControl: at("SERVICE_CONTROL_POLICY", [fullAccess]),
        resourceControl: at("RESOURCE_CONTROL_POLICY", []),
    };
}

/** Nothing where the document is not known yet, as in the preview of a first run. */
export type Compile = (key: string, content: string) => readonly CompiledPolicy[];

/** Each document is read once: it is the same for many accounts. */
export function compiler(): Compile {
    const known = new Map<string, readonly CompiledPolicy[]>();
    return (key, content) => {
        const id = `${key}\n${content}`;
        const policies = known.get(id) ?? read(key, content);
        known.set(id, policies);
        return policies;
    };
}

function read(key: string, content: string): readonly CompiledPolicy[] {
    let document: unknown;
    try {
        document = JSON.parse(content);
    } catch {
        return [];
    }
    return [compilePolicy(key.replace(/^policy-/u, ""), mapOf(document))];
}

/** Keys of the accounts that are there before and after. */
export function accountsThroughout({ before, after }: Outputs): readonly string[] {
    return Object.keys(mapOf(before["accounts"])).filter((key) => Object.hasOwn(mapOf(after["accounts"]), key));
}

/** Names of the policies above an account and on it, by their resources' names. */
export function policiesAbove(account: string, { attached, outputs }: State): ReadonlySet<string> {
    return new Set(wordsAbove(account, outputs).flatMap(([, word]) => attached.get(word) ?? []));
}

function wordsAbove(account: string, outputs: Outputs["before"]): readonly (readonly [name: string, word: string])[] {
    const unit = mapOf(mapOf(outputs["accounts"])[account])["unit"];
    return [
        ["root", "root"],
        ...unitsAbove(typeof unit === "string" ? unit : undefined).map((path) => [path, `root/${path}`] as const),
        [account, account],
    ];
}
