import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseManagement, rawConfig, type ManagementConfig, type Parsed } from "../../config";
import { formatFaults, type Fault } from "../../config/fault";
import type { LayerOutputs } from "../layer";
import { buildManagement } from "./build";
import { livingFaults } from "./guards";
import { readLiving } from "./living";

/** The management account's stack: config and AWS are judged first, then everything is registered. */
export async function managementLayer(): Promise<LayerOutputs> {
    const region = new pulumi.Config("aws").require("region");
    const config = valueOf(readConfig(region));
    const living = await readLiving(region);
    refuse(livingFaults(config, living));
    const provider = new aws.Provider("management", { region: region as aws.Region, allowedAccountIds: [config.management.id] });
    return buildManagement(config, living, provider);
}

function readConfig(region: string): Parsed<ManagementConfig> {
    const { raw, faults } = rawConfig(pulumi.runtime.allConfig(), pulumi.getProject());
    const parsed = parseManagement(raw, { region });
    return faults.length === 0 ? parsed : { ok: false, faults: [...faults, ...(parsed.ok ? [] : parsed.faults)], warnings: parsed.warnings };
}

function valueOf<T>(parsed: Parsed<T>): T {
    if (parsed.warnings.length > 0) void pulumi.log.warn(formatFaults(parsed.warnings));
    if (!parsed.ok) throw refusal(parsed.faults);
    return parsed.value;
}

function refuse(faults: readonly Fault[]): void {
    if (faults.length > 0) throw refusal(faults);
}

/** One error of the engine for all faults; a RunError has no stack trace. */
function refusal(faults: readonly Fault[]): pulumi.RunError {
    return new pulumi.RunError(formatFaults(faults));
}
