import * as pulumi from "@pulumi/pulumi";
import { switchFault } from "../../aws/faults";
import type { Fault } from "../../config/faults";
import { isBoundByPlan } from "./planned-run";
import { refuse } from "./stack-config";

/** Something that is off at AWS, whatever the state says. */
export interface Off {
    /** What is wrong, as `key … does not rotate`. */
    readonly text: string;
    /** What is switched on, as `the rotation of key …`. */
    readonly what: string;
    /** The call that switches it on. */
    readonly switchOn: () => Promise<unknown>;
}

/**
 * Switches on what is off at AWS: where AWS refused it once, the provider writes it into the state all the same. A preview only says so. What AWS
 * refuses is reported when all have been tried. Returns what the engine is to count as a change.
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
    // What a plan foresees must come.
    return texts.length > 0 && (await isBoundByPlan()) ? texts : [];
}
