import * as pulumi from "@pulumi/pulumi";
import { formatFaults, rawConfig, type Fault, type ParseContext, type Parsed, type RawConfig } from "../config";

/** This stack's config, checked and complete, or one error with every fault. */
export function stackConfig<T>(
    parse: (raw: RawConfig, context: ParseContext) => Parsed<T>,
    context: ParseContext = {},
): T {
    const project = pulumi.getProject();
    const all = pulumi.runtime.allConfig();
    const { raw, faults } = rawConfig(all, project);
    // The SDK keeps this to itself, so it is read where the language host puts it.
    const secretKeys = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];
    const parsed = parse(raw, { project, secretKeys, ...context });
    if (parsed.warnings.length > 0) void pulumi.log.warn(formatFaults(parsed.warnings));
    if (!parsed.ok) return refuse([...faults, ...parsed.faults]);
    if (faults.length > 0) return refuse(faults);
    return parsed.value;
}

/** `aws:region` of this stack. */
export function homeRegion(): string {
    return new pulumi.Config("aws").require("region");
}

/** Ends the program with one error of the engine for all faults; a RunError has no stack trace. */
export function refuse(faults: readonly Fault[]): never {
    throw new pulumi.RunError(formatFaults(faults));
}
