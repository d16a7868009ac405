import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { fullName, readStackOutputs } from "./stack-outputs";

/** This stack as of its last run. */
export interface OwnStack {
    /** Outputs of the last successful run; empty before the first. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Resources in the state, also of a failed first run. */
    readonly resources: readonly OwnResource[];
    /** False if the state could not be read: it may contain more than `resources`. */
    readonly isKnown: boolean;
    /** URN of the resource with this type and AWS's id; undefined if the state does not have it. */
    readonly urnOf: (type: string, id: string) => string | undefined;
}

export interface OwnResource {
    readonly urn: string;
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

type ByUrn = Readonly<Record<string, Omit<OwnResource, "urn">>>;

/**
 * Reads the state of this stack, or of another stack of the project. Only before the first resource is registered: afterwards the engine
 * writes the state, and a local backend's file may be read half-written.
 */
export async function readOwnStack(stack = pulumi.getStack()): Promise<OwnStack> {
    const outputs = await readStackOutputs(stack);
    const stackName = fullName(stack);
    // The engine cannot list the resources of a stack that was never run, and crashes (pkg/backend, GetStackResourceOutputs). A stack whose
    // first run failed has no outputs either.
    if (Object.keys(outputs).length === 0) {
        const exported = await exportStack(stackName).catch(() => undefined);
        return ownStack(outputs, exported ?? {}, exported !== undefined);
    }
    const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName })) as {
        readonly outputs: ByUrn;
    };
    return ownStack(outputs, answer.outputs);
}

/** A stack with these outputs and resources, by URN. */
export function ownStack(outputs: OwnStack["outputs"], byUrn: ByUrn, isKnown = true): OwnStack {
    const resources = Object.entries(byUrn).map(([urn, resource]) => ({ ...resource, urn }));
    const urns = new Map(
        resources.flatMap(({ urn, type, outputs: { id } }) => (typeof id === "string" ? [[`${type} ${id}`, urn]] : [])),
    );
    return { outputs, resources, isKnown, urnOf: (type, id) => urns.get(`${type} ${id}`) };
}

/** The part of a resource in `pulumi stack export` that is used here. */
interface ExportedResource extends OwnResource {
    readonly id?: string;
    readonly delete?: boolean;
}

const attempts = 3;

/** The resources of a stack, by `pulumi stack export`. While the file is being written, that gives nothing, or half. */
async function exportStack(stackName: string, attempt = 1): Promise<ByUrn> {
    try {
        const { stdout } = await promisify(execFile)(
            "pulumi",
            ["stack", "export", "--stack", stackName, "--non-interactive"],
            {
                cwd: pulumi.getRootDirectory(),
                env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
                maxBuffer: 256 * 2 ** 20,
            },
        );
        const { deployment } = JSON.parse(stdout) as {
            readonly deployment: { readonly resources?: readonly ExportedResource[] };
        };
        const there = (deployment.resources ?? []).filter(({ delete: isGoing }) => isGoing !== true);
        return Object.fromEntries(
            there.map(({ urn, type, id, outputs }) => [
                urn,
                { type, outputs: { ...(id === undefined ? {} : { id }), ...outputs } },
            ]),
        );
    } catch (error) {
        if (attempt === attempts) throw error;
        return exportStack(stackName, attempt + 1);
    }
}

/** The stack's resource with this Pulumi name. */
export function resourceNamed({ resources }: Pick<OwnStack, "resources">, name: string): OwnResource | undefined {
    return resources.find(({ urn }) => nameOf(urn) === name);
}

/** The Pulumi name in a URN, `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
