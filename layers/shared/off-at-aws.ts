import * as pulumi from "@pulumi/pulumi";
import { switchFault } from "../../aws/faults";
import type { Fault } from "../../config/faults";
import { isBoundByPlan } from "./planned-run";
import { refuse } from "./stack-config";

/** A setting that is off at AWS, whatever the state says. */
export interface Off {
    /** The problem, such as `key … does not rotate`. */
    readonly text: string;
    /** What is switched on, such as `the rotation of key …`. */
    readonly what: string;
    /** Switches it on. */
    readonly switchOn: () => Promise<unknown>;
}

/**
 * Switches on what is off at AWS: if AWS refused it once, the provider has written it into the state nevertheless. A preview only reports
 * it. Refusals by AWS are reported after everything was tried. Returns what the engine is to count as a change.
 */
export async function switchOnAgain(off: readonly Off[]): Promise<readonly string[]> {
    const texts = off.map(({ text }) => text);
    if (pulumi.runtime.isDryRun()) {
        for (const text of texts) void pulumi.log.warn(`${text}; \`pulumi up\` switches it on again`);
        return texts;
    }
    const faults: Fault[] = [];
    for (const { text, what, switchOn } of off)
        await switchOn().then(
            () => pulumi.log.info(`switched on again: ${what}`),
            (error: unknown) => faults.push(switchFault(text, error)),
        );
    if (faults.length > 0) return refuse(faults);
    // What a plan contains must happen.
    return texts.length > 0 && (await isBoundByPlan()) ? texts : [];
}
