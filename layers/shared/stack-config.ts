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
 * What the SDK's types keep to themselves. The language host names the secret keys in the environment, the Automation API in its request:
 * the SDK knows both.
 */
const sdk = pulumi.runtime as unknown as { readonly isConfigSecret: (key: string) => boolean };

/** This stack's config, checked and complete, or one error with every fault. */
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
    // With --config-file the config is another file's, and lines of this one would mislead.
    const isFromFile = file !== undefined && isOf(raw, file);
    const place = (found: readonly Fault[]): readonly Fault[] =>
        isFromFile ? [...file.faults, ...placeFaults(found, file)] : found;
    const shownBy = isFromFile ? { all: `./org validate --stack ${pulumi.getStack()} --json` } : {};
    if (parsed.warnings.length > 0) void pulumi.log.warn(formatFaults(parsed.warnings, shownBy));
    const refused = place([...faults, ...missingRegion(layer, region), ...(parsed.ok ? [] : parsed.faults)]);
    if (refused.length > 0 || !parsed.ok) throw refusal(formatFaults(refused, shownBy));
    return parsed.value;
}

/** Whether a config is a file's; where the file has a fault, the engine may have read something else. */
function isOf(raw: RawConfig, file: StackFile): boolean {
    const disputed = new Set(file.faults.map(({ path }) => /^[^.[]*/u.exec(path)![0]));
    const rest = (config: RawConfig): unknown =>
        Object.fromEntries(
            // A key with nothing behind it is an empty text to the engine.
            Object.entries(config).flatMap(([key, value]) => (disputed.has(key) ? [] : [[key, value ?? ""]])),
        );
    return isDeepStrictEqual(rest(file.raw), rest(raw));
}

/** `aws:region` of this stack. */
export function homeRegion(): string {
    return new pulumi.Config("aws").require("region");
}

/** Ends the program with one error of the engine for all faults; a RunError has no stack trace. */
export function refuse(faults: readonly Fault[]): never {
    throw refusal(formatFaults(faults));
}

/**
 * A RunError that is cheap to look into. The SDK hangs the program's promise on the error (runtime/debuggable.js), and inspects
 * both for a trace that nobody asked for (cmd/run/run.js): half a minute and 2.7 GB, measured with SDK 3.248.
 */
export function refusal(message: string): pulumi.RunError {
    const error = new pulumi.RunError(message);
    Object.defineProperty(error, inspect.custom, { value: () => message });
    return error;
}
