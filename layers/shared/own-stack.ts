import * as pulumi from "@pulumi/pulumi";
import { fullName, readStackOutputs } from "./stack-outputs";

/** This stack as its last run left it. */
export interface OwnStack {
    /** Of the last successful run; empty before the first. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Empty before the first successful run. */
    readonly resources: readonly OwnResource[];
    /** URN of the resource with this type and AWS's id, if the state has it. */
    readonly urnOf: (type: string, id: string) => string | undefined;
}

export interface OwnResource {
    readonly urn: string;
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Reads this stack's own state. Only before the first resource is registered: from then on the engine writes the state, and a
 * local backend's file may be read half written.
 */
export async function readOwnStack(): Promise<OwnStack> {
    const outputs = await readStackOutputs(pulumi.getStack());
    // Of a stack that was never run the engine cannot tell this, and dies of the question (pkg/backend, GetStackResourceOutputs).
    if (Object.keys(outputs).length === 0) return ownStack(outputs, {});
    const stackName = fullName(pulumi.getStack());
    const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName })) as {
        readonly outputs: Readonly<Record<string, Omit<OwnResource, "urn">>>;
    };
    return ownStack(outputs, answer.outputs);
}

/** A stack of these outputs and resources, by URN. */
export function ownStack(
    outputs: OwnStack["outputs"],
    byUrn: Readonly<Record<string, Omit<OwnResource, "urn">>>,
): OwnStack {
    const resources = Object.entries(byUrn).map(([urn, resource]) => ({ ...resource, urn }));
    const urns = new Map(
        resources.flatMap(({ urn, type, outputs: { id } }) => (typeof id === "string" ? [[`${type} ${id}`, urn]] : [])),
    );
    return { outputs, resources, urnOf: (type, id) => urns.get(`${type} ${id}`) };
}
