import * as pulumi from "@pulumi/pulumi";
import { switchFault } from "../../aws/faults";
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
 * Switches on what is off at AWS: where AWS refused it once, the provider writes it into the state all the same. A preview only says so.
 * Returns what the engine is to count as a change.
 */
export async function switchOn({ text, what, switchOn: call }: Off): Promise<readonly string[]> {
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.warn(`${text}; \`pulumi up\` switches it on again`);
        return [text];
    }
    await call().catch((error: unknown) => refuse([switchFault(text, error)]));
    void pulumi.log.info(`switched on again: ${what}`);
    // What a plan foresees must come.
    return (await isBoundByPlan()) ? [text] : [];
}
