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
    /** Names of policies by target: `root`, `root/<path of a unit>` or an account's key. */
    readonly attached: ReadonlyMap<string, readonly string[]>;
    readonly outputs: Outputs["before"];
}

/** The policies before (`old`) or after (`new`) a preview. Every step has both states of its resource, even if nothing changes. */
export function stateOf(events: readonly EngineEvent[], side: "old" | "new", outputs: Outputs["before"]): State {
    const policies = new Map<string, Policy>();
    const attached = new Map<string, string[]>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        if (step === undefined || step.op === "refresh") continue;
        // An imported resource is at AWS already.
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
 * The policies that apply to an account in a state.
 *
 * @param isAsked selects policies by the name of their component. Default: all
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

/** Compiles a policy document; empty if it is not known yet, as in the preview of a first run. */
export type Compile = (key: string, content: string) => readonly CompiledPolicy[];

/** Compiles each document once: it is the same for many accounts. */
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

/** Keys of the accounts that exist before and after. */
export function accountsThroughout({ before, after }: Outputs): readonly string[] {
    return Object.keys(mapOf(before["accounts"])).filter((key) => Object.hasOwn(mapOf(after["accounts"]), key));
}

/** Names of the policies on an account and above it, by their components. */
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
