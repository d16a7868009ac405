import type { EngineEvent, StepMetadata, StepState } from "./engine-event";

/**
 * A line of the event log as an event; undefined if it is none. The file may be cut off, or come from another engine version: parts of
 * another form are left out.
 */
export function eventOf(line: unknown): EngineEvent | undefined {
    if (!isMap(line)) return undefined;
    const { diagnosticEvent, resourcePreEvent, resOutputsEvent, policyEvent, summaryEvent, errorEvent } = line;
    return {
        ...(isDiagnostic(diagnosticEvent) && { diagnosticEvent }),
        ...step("resourcePreEvent", resourcePreEvent),
        ...step("resOutputsEvent", resOutputsEvent),
        ...(isViolation(policyEvent) && { policyEvent }),
        ...(isSummary(summaryEvent) && { summaryEvent }),
        ...(isMap(errorEvent) &&
            typeof errorEvent["error"] === "string" && { errorEvent: { error: errorEvent["error"] } }),
    };
}

type Map = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Map {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(value: unknown, ...keys: readonly string[]): value is Map {
    return isMap(value) && keys.every((key) => typeof value[key] === "string");
}

function isTextOrNone(value: unknown): boolean {
    return value === undefined || typeof value === "string";
}

function isDiagnostic(value: unknown): value is NonNullable<EngineEvent["diagnosticEvent"]> {
    return hasTexts(value, "message", "severity") && isTextOrNone(value["urn"]);
}

function isViolation(value: unknown): value is NonNullable<EngineEvent["policyEvent"]> {
    return hasTexts(value, "message", "policyName", "enforcementLevel") && isTextOrNone(value["resourceUrn"]);
}

function isSummary(value: unknown): value is NonNullable<EngineEvent["summaryEvent"]> {
    return isMap(value) && isMap(value["resourceChanges"]);
}

function step<Name extends "resourcePreEvent" | "resOutputsEvent">(
    name: Name,
    event: unknown,
): { readonly [Key in Name]?: { readonly metadata: StepMetadata } } {
    const metadata = isMap(event) ? event["metadata"] : undefined;
    if (!hasTexts(metadata, "op", "urn", "type")) return {};
    const { old, new: next, keys, diffs, detailedDiff } = metadata;
    const read = {
        ...metadata,
        old: stateOf(old),
        new: stateOf(next),
        keys: textsOf(keys),
        diffs: textsOf(diffs),
        detailedDiff: isMap(detailedDiff) ? detailedDiff : null,
    };
    return { [name]: { metadata: read } } as unknown as {
        readonly [Key in Name]?: { readonly metadata: StepMetadata };
    };
}

function stateOf(value: unknown): StepState | null {
    if (!isMap(value)) return null;
    const { inputs, outputs, ...others } = value;
    return { ...others, ...(isMap(inputs) && { inputs }), ...(isMap(outputs) && { outputs }) };
}

function textsOf(value: unknown): readonly string[] | null {
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : null;
}
