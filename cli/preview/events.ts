import { eventOf } from "./event-shape";
import type { EngineEvent, Outputs, StepMetadata } from "./engine-event";
import { lossesOf, type PropertyChange } from "./losses";
import type { OwnCases } from "../policies/own-cases";
import { caseVerdicts, type CaseVerdict } from "./case-verdicts";
import { verdictChanges, type VerdictChange } from "./verdicts";

/**
 * What is done to one resource. `drift` is what a refresh found: AWS differs from the state. `protect`: nothing at AWS; the state protects
 * it otherwise than the program says.
 */
export interface Change {
    readonly kind: "create" | "update" | "replace" | "delete" | "import" | "release" | "drift" | "protect";
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The name that it has at AWS, where the program gives it one. */
    readonly label?: string;
    /** Changed properties with their values before and after, as far as the program gives them. */
    readonly properties: readonly PropertyChange[];
    /** What an update takes away of it, with the values that go. */
    readonly losses: readonly PropertyChange[];
    /** A component is only a name for what is in it. */
    readonly isComponent: boolean;
    /** Why it is replaced. */
    readonly reasons: readonly string[];
    /** It stays in AWS when Pulumi forgets it. */
    readonly isRetained: boolean;
}

export interface Violation {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
    readonly message: string;
}

/** A preview, as its events tell it. */
export interface Preview {
    readonly changes: readonly Change[];
    readonly violations: readonly Violation[];
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
    readonly unchanged: number;
    /** What the stack tells others, before and after. Default: nothing, where the preview did not come to it. */
    readonly outputs?: Outputs;
    /** What policies newly deny and allow. Default: nothing. */
    readonly verdicts?: readonly VerdictChange[];
    /** Written cases whose verdict changes, or is not as they say. Default: none. */
    readonly cases?: readonly CaseVerdict[];
    /** The engine came to its end; a preview that died tells only what it had seen. */
    readonly ended: boolean;
}

const kinds: Readonly<Record<string, Change["kind"]>> = {
    create: "create",
    update: "update",
    replace: "replace",
    delete: "delete",
    import: "import",
    "import-replacement": "replace",
    discard: "release",
    "read-replacement": "replace",
    "remove-pending-replace": "delete",
};

/** The values' own mark of a secret, whose content the engine has taken out (pulumi sdk resource.Secret). */
const secretMark = "4dabf18193072939515e22adb298388d";

/** The event log, one JSON object a line, as `pulumi preview --event-log` writes it. A line cut by a crash, or that is no event, is left out. */
export function parseEvents(log: string): readonly EngineEvent[] {
    return log.split("\n").flatMap((line) => {
        if (line.trim() === "") return [];
        try {
            return eventOf(JSON.parse(line)) ?? [];
        } catch {
            return [];
        }
    });
}

/**
 * What the events say.
 *
 * @param own cases of the config's own policies, for a preview of the management stack
 */
export function readPreview(events: readonly EngineEvent[], own: readonly OwnCases[] = []): Preview {
    const diagnostics = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
    const reported = (severity: string): readonly string[] => [
        ...new Set(
            diagnostics
                .filter((each) => each.severity === severity && each.ephemeral !== true)
                .map(({ urn, message }) =>
                    urn === undefined || urn === "" ? message.trim() : `${nameOf(urn)}: ${message.trim()}`,
                ),
        ),
    ];
    const errors = [...reported("error"), ...events.flatMap(({ errorEvent }) => errorEvent?.error ?? [])];
    // The engine's last line says nothing that a violation or another error has not said.
    const reasons = errors.filter((error) => !/^(?:preview|refresh|update) failed$/u.test(error));
    const outputs = outputsOf(events);
    const summary = events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
    return {
        changes: [...drifted(events), ...steps(events)],
        violations: events.flatMap(({ policyEvent }) =>
            policyEvent === undefined
                ? []
                : [
                      {
                          policy: policyEvent.policyName,
                          level: policyEvent.enforcementLevel,
                          resource: nameOf(policyEvent.resourceUrn ?? ""),
                          message: policyEvent.message,
                      },
                  ],
        ),
        errors: reasons,
        warnings: reported("warning"),
        unchanged: summary?.resourceChanges["same"] ?? 0,
        outputs,
        verdicts: verdictChanges(events, outputs),
        cases: caseVerdicts(events, own, outputs),
        ended: summary !== undefined,
    };
}

/** The engine reports the stack twice: before its program has run, and with the outputs that it ended with. */
function outputsOf(events: readonly EngineEvent[]): Outputs {
    const reported = events.flatMap(({ resOutputsEvent }) =>
        resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack" ? [resOutputsEvent.metadata] : [],
    );
    const { old, new: next } = reported.at(-1) ?? { old: null, new: null };
    const before = blinded(old?.outputs ?? {}) as Outputs["before"];
    return { before, after: next === null ? before : (blinded(next.outputs ?? {}) as Outputs["after"]) };
}

/** One change a resource: the engine tells a replacement in three steps. */
function steps(events: readonly EngineEvent[]): readonly Change[] {
    const found = new Map<string, Change>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        const kind = step === undefined ? undefined : (kinds[step.op] ?? (isReguarded(step) ? "protect" : undefined));
        if (step === undefined || kind === undefined || step.type === "pulumi:pulumi:Stack") continue;
        if (kind === "update" && isEntry(step)) continue;
        if (found.get(step.urn)?.kind === "replace") continue;
        found.set(step.urn, change(step, kind));
    }
    return [...found.values()];
}

/** The engine tells no change where only protection differs; the next `up` writes it into the state. */
function isReguarded(step: StepMetadata): boolean {
    return step.op === "same" && guards(step).length > 0;
}

const guardOptions = ["protect", "retainOnDelete"] as const;

/** What differs in how the state and the program guard a resource. */
function guards(step: StepMetadata): readonly PropertyChange[] {
    const { old, new: next } = step;
    if (old === null || next === null || step.type.startsWith("pulumi:")) return [];
    return guardOptions
        .map((path) => ({ path, before: old[path] === true, after: next[path] === true }))
        .filter(({ before, after }) => before !== after);
}

/** Nothing of AWS: CI's preview enters an account by another role than the one in the state. */
function isEntry({ type, diffs, detailedDiff }: StepMetadata): boolean {
    const paths = [...(diffs ?? []), ...Object.keys(detailedDiff ?? {})];
    return type.startsWith("pulumi:providers:") && paths.every((path) => path.startsWith("assumeRoles"));
}

/** What a refresh found changed or gone. Its outcome has the properties that differ, or no new state. */
function drifted(events: readonly EngineEvent[]): readonly Change[] {
    return events.flatMap(({ resOutputsEvent }) => {
        const step = resOutputsEvent?.metadata;
        if (step?.op !== "refresh" || step.old?.custom !== true || step.type.startsWith("pulumi:")) return [];
        const isGone = step.new === null || Object.keys(step.new.outputs ?? {}).length === 0;
        if (!isGone && Object.keys(step.detailedDiff ?? {}).length === 0) return [];
        const reason = isGone ? "it is gone from AWS" : "it was changed in AWS";
        return [{ ...change(step, "drift"), reasons: [reason] }];
    });
}

function change(step: StepMetadata, kind: Change["kind"]): Change {
    // What AWS changed is in the outputs.
    const part = kind === "drift" ? "outputs" : "inputs";
    const before = step.old?.[part] ?? {};
    const after = step.new?.[part] ?? {};
    const label = (step.new?.inputs ?? step.old?.inputs)?.["name"];
    const isWhole = kind === "create" || kind === "delete" || kind === "import" || kind === "release";
    const paths = isWhole
        ? Object.keys(kind === "create" || kind === "import" ? after : before)
        : [...new Set([...Object.keys(step.detailedDiff ?? {}), ...(step.diffs ?? []), ...(step.keys ?? [])])];
    return {
        kind,
        urn: step.urn,
        type: step.type,
        name: nameOf(step.urn),
        ...(typeof label === "string" && { label }),
        properties: [
            ...(kind === "update" || kind === "protect" ? guards(step) : []),
            ...(kind === "protect" ? [] : paths)
                // `list` and `list[1]` are reported both.
                .filter((path, _, all) => !path.startsWith("__") && !all.some((other) => path.startsWith(`${other}[`)))
                .sort()
                .map((path) => ({ path, before: at(before, path), after: at(after, path) })),
        ],
        losses: [
            ...(kind === "update" || kind === "protect" ? guards(step).filter(({ after: isOn }) => !isOn) : []),
            ...replacesAtAws(after),
            ...(kind === "update" ? lossesOf(blinded(before) as typeof before, blinded(after) as typeof after) : []),
        ],
        reasons: step.keys ?? [],
        isComponent: (step.new ?? step.old)?.custom !== true,
        isRetained: step.old?.retainOnDelete === true,
    };
}

/** What a component says that its resources put another in the place of: the engine tells only what it makes. */
function replacesAtAws({ replacesAtAws: texts }: Readonly<Record<string, unknown>>): readonly PropertyChange[] {
    return Array.isArray(texts) ? texts.map((before) => ({ path: "replacesAtAws", before: String(before) })) : [];
}

/** The value at a path as the engine writes it: `tags.owner`, `rules[0].id`, `tags["a.b"]`. Secrets have lost their content. */
function at(root: Readonly<Record<string, unknown>>, path: string): unknown {
    const keys = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/gu)].map(
        ([, quoted, index, plain]) => quoted ?? index ?? plain!,
    );
    let found: unknown = root;
    for (const key of keys) {
        if (isSecret(found)) break;
        if (typeof found !== "object" || found === null) return undefined;
        found = (found as Readonly<Record<string, unknown>>)[key];
    }
    return blinded(found);
}

function blinded(value: unknown): unknown {
    if (isSecret(value)) return "[secret]";
    if (Array.isArray(value)) return value.map(blinded);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([key]) => !key.startsWith("__"))
            .map(([key, item]) => [key, blinded(item)]),
    );
}

function isSecret(value: unknown): boolean {
    return typeof value === "object" && value !== null && secretMark in value;
}

function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
