import { eventOf } from "./event-shape";
import type { EngineEvent, Outputs, StepMetadata } from "./engine-event";
import { lossesOf, type PropertyChange } from "./losses";
import type { OwnCases } from "../policies/own-cases";
import { caseVerdicts, type CaseVerdict } from "./case-verdicts";
import { protectionChanges } from "./protection";
import { verdictChanges, type VerdictChange } from "./verdicts";

/**
 * A change of one resource. `drift`: a refresh found that AWS differs from the state. `protect`: only the protection in the state changes,
 * nothing at AWS. `release`: the state forgets it, and AWS keeps it.
 */
export interface Change {
    readonly kind: "create" | "update" | "replace" | "delete" | "import" | "release" | "drift" | "protect";
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Its name at AWS, if the program sets one. */
    readonly label?: string;
    /** Changed properties with their values before and after: inputs, or outputs for drift. */
    readonly properties: readonly PropertyChange[];
    /** Properties that an update removes, with the old values. */
    readonly losses: readonly PropertyChange[];
    /** True for a component, which exists in the state only. */
    readonly isComponent: boolean;
    /** Properties for which it is replaced; for drift, a sentence. */
    readonly reasons: readonly string[];
    /** True: AWS keeps it when it is deleted from the state (`retainOnDelete`). */
    readonly isRetained: boolean;
}

export interface Violation {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
    readonly message: string;
}

/** A preview, read from its events. */
export interface Preview {
    readonly changes: readonly Change[];
    readonly violations: readonly Violation[];
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
    readonly unchanged: number;
    /** The stack's outputs, before and after. Absent: the preview did not get that far. */
    readonly outputs?: Outputs;
    /** What policies newly deny and allow. Default: none. */
    readonly verdicts?: readonly VerdictChange[];
    /** Test cases of policies whose decision changes or is not as expected. Default: none. */
    readonly cases?: readonly CaseVerdict[];
    /** True: the engine reached its end. A preview that died has only a part of the changes. */
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

/** The key that marks a secret value, whose content the engine has removed (pulumi, sdk/go/common/resource, Secret). */
const secretMark = "4dabf18193072939515e22adb298388d";

/**
 * Parses an event log of `pulumi preview --event-log`, one JSON object a line. Incomplete lines and lines that are no event are left out.
 */
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
 * Reads a preview from its events.
 *
 * @param own test cases of the config's own policies, for a preview of the management stack
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
    // The engine's last line only repeats that the run failed.
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

/**
 * The stack's outputs. The engine reports the stack before its program has run and again with the final outputs: the last report counts.
 */
function outputsOf(events: readonly EngineEvent[]): Outputs {
    const reported = events.flatMap(({ resOutputsEvent }) =>
        resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack" ? [resOutputsEvent.metadata] : [],
    );
    const { old, new: next } = reported.at(-1) ?? { old: null, new: null };
    const before = blinded(old?.outputs ?? {}) as Outputs["before"];
    return { before, after: next === null ? before : (blinded(next.outputs ?? {}) as Outputs["after"]) };
}

/** One change for each resource: the engine reports a replacement as three steps. */
function steps(events: readonly EngineEvent[]): readonly Change[] {
    const found = new Map<string, Change>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        const kind =
            step === undefined ? undefined : (kinds[step.op] ?? (isProtectionChange(step) ? "protect" : undefined));
        if (step === undefined || kind === undefined || step.type === "pulumi:pulumi:Stack") continue;
        if (kind === "update" && isEntry(step)) continue;
        if (found.get(step.urn)?.kind === "replace") continue;
        found.set(step.urn, change(step, kind));
    }
    return [...found.values()];
}

/** Whether only a resource's protection differs. The engine reports no change for it, but the next `up` writes it into the state. */
function isProtectionChange(step: StepMetadata): boolean {
    return step.op === "same" && protectionOf(step).length > 0;
}

function protectionOf({ type, old, new: next }: StepMetadata): ReturnType<typeof protectionChanges> {
    return old === null || next === null ? [] : protectionChanges(type, old, next);
}

/** Whether only the role differs by which a provider enters an account, as in CI's preview. Nothing changes at AWS. */
function isEntry({ type, diffs, detailedDiff }: StepMetadata): boolean {
    const paths = [...(diffs ?? []), ...Object.keys(detailedDiff ?? {})];
    return type.startsWith("pulumi:providers:") && paths.every((path) => path.startsWith("assumeRoles"));
}

/** What a refresh found changed or deleted. Such an event has the properties that differ, or no new state. */
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
    // Drift is in the outputs.
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
            ...(kind === "update" || kind === "protect" ? protectionOf(step) : []),
            ...(kind === "protect" ? [] : paths)
                // The engine reports both `list` and `list[1]`.
                .filter((path, _, all) => !path.startsWith("__") && !all.some((other) => path.startsWith(`${other}[`)))
                .sort()
                .map((path) => ({ path, before: at(before, path), after: at(after, path) })),
        ],
        losses: [
            ...(kind === "update" || kind === "protect" ? protectionOf(step).filter(({ after: isOn }) => !isOn) : []),
            ...replacesAtAws(after),
            ...(kind === "update" ? lossesOf(blinded(before) as typeof before, blinded(after) as typeof after) : []),
        ],
        reasons: step.keys ?? [],
        isComponent: (step.new ?? step.old)?.custom !== true,
        isRetained: step.old?.retainOnDelete === true,
    };
}

/** What a component reports in `replacesAtAws`: the engine reports only what it creates, not what that replaces at AWS. */
function replacesAtAws({ replacesAtAws: texts }: Readonly<Record<string, unknown>>): readonly PropertyChange[] {
    return Array.isArray(texts) ? texts.map((before) => ({ path: "replacesAtAws", before: String(before) })) : [];
}

/** The value at a path in the engine's notation: `tags.owner`, `rules[0].id`, `tags["a.b"]`. Secret values are hidden. */
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
