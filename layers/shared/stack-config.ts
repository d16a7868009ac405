import * as pulumi from "@pulumi/pulumi";
import { inspect, isDeepStrictEqual } from "node:util";
import { type Fault, formatFaults, type Parsed } from "../../config/faults";
import {
    crossLayerContext,
    type Layer,
    missingRegion,
    type ParseContext,
    placeFaults,
    rawConfig,
    type RawConfig,
    readStackFiles,
    type StackFile,
} from "../../config";

/**
 * Functions that the SDK's types lack. The language host passes the secret keys in the environment, the Automation API in its request: the
 * SDK knows both.
 */
const sdk = pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean };

/** This stack's config, checked, with every default filled in. Otherwise ends the run with one error for all faults. */
export function stackConfig<T>(
    layer: Layer,
    parse: (raw: RawConfig, context: ParseContext) => Parsed<T>,
    context: ParseContext = {},
): T {
    const project = pulumi.getProject();
    const all = pulumi.runtime.allConfig();
    const { raw, faults } = rawConfig(all, project);
    const region = all["aws:region"];
    const secretKeys = Object.keys(all).filter((key) => sdk.isConfigSecret(key));
    const files = readStackFiles(process.cwd(), project, [pulumi.getStack(), "management", "security"]);
    const parsed = parse(raw, {
        project,
        secretKeys,
        ...(region !== undefined && { region }),
        ...crossLayerContext(layer, files),
        ...context,
    });
    const file = files[pulumi.getStack()];
    // With --config-file the config comes from another file, and this file's lines would mislead.
    const isFromFile = file !== undefined && isOf(raw, file);
    const place = (found: readonly Fault[]): readonly Fault[] =>
        isFromFile ? [...file.faults, ...placeFaults(found, file)] : found;
    const shownBy = isFromFile ? { all: `./org validate --stack ${pulumi.getStack()} --json` } : {};
    if (parsed.warnings.length > 0) void pulumi.log.warn(formatFaults(parsed.warnings, shownBy));
    const refused = place([...faults, ...missingRegion(layer, region), ...(parsed.ok ? [] : parsed.faults)]);
    if (refused.length > 0 || !parsed.ok) throw refusal(formatFaults(refused, shownBy));
    return parsed.value;
}

/** Whether a config comes from a file. If the file has a fault, the engine may have read something else. */
function isOf(raw: RawConfig, file: StackFile): boolean {
    const disputed = new Set(file.faults.map(({ path }) => /^[^.[]*/u.exec(path)![0]));
    const rest = (config: RawConfig): unknown =>
        Object.fromEntries(
            // To the engine, a key with nothing behind it is an empty text.
            Object.entries(config).flatMap(([key, value]) => (disputed.has(key) ? [] : [[key, value ?? ""]])),
        );
    return isDeepStrictEqual(rest(file.raw), rest(raw));
}

/** `aws:region` of this stack. */
export function homeRegion(): string {
    return new pulumi.Config("aws").require("region");
}

/** Ends the program with one error for all faults. A RunError has no stack trace. */
export function refuse(faults: readonly Fault[]): never {
    throw refusal(formatFaults(faults));
}

/**
 * A RunError that is cheap to inspect. The SDK attaches the program's promise to the error (runtime/debuggable.js), and inspects both for a
 * trace that is not shown (cmd/run/run.js): half a minute and 2.7 GB with SDK 3.248.
 */
export function refusal(message: string): pulumi.RunError {
    const error = new pulumi.RunError(message);
    Object.defineProperty(error, inspect.custom, { value: () => message });
    return error;
}
