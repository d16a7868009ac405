import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { fullName, readStackOutputs } from "./stack-outputs";

/** This stack as its last run left it. */
export interface OwnStack {
    /** Of the last successful run; empty before the first. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** What the state has, that of a first run that failed too. */
    readonly resources: readonly OwnResource[];
    /** False where the state could not be read: it may have more than `resources` says. */
    readonly isKnown: boolean;
    /** URN of the resource with this type and AWS's id, if the state has it. */
    readonly urnOf: (type: string, id: string) => string | undefined;
}

export interface OwnResource {
    readonly urn: string;
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

type ByUrn = Readonly<Record<string, Omit<OwnResource, "urn">>>;

/**
 * Reads this stack's own state, or that of another stack of the project. Only before the first resource is registered: from then on the engine writes the state, and a
 * local backend's file may be read half written.
 */
export async function readOwnStack(stack = pulumi.getStack()): Promise<OwnStack> {
    const outputs = await readStackOutputs(stack);
    const stackName = fullName(stack);
    // Of a stack that was never run the engine cannot tell the resources, and dies of the question (pkg/backend, GetStackResourceOutputs);
    // one whose first run failed has no outputs either.
    if (Object.keys(outputs).length === 0) {
        const exported = await exportStack(stackName).catch(() => undefined);
        return ownStack(outputs, exported ?? {}, exported !== undefined);
    }
    const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName })) as {
        readonly outputs: ByUrn;
    };
    return ownStack(outputs, answer.outputs);
}

/** A stack of these outputs and resources, by URN. */
export function ownStack(outputs: OwnStack["outputs"], byUrn: ByUrn, isKnown = true): OwnStack {
    const resources = Object.entries(byUrn).map(([urn, resource]) => ({ ...resource, urn }));
    const urns = new Map(
        resources.flatMap(({ urn, type, outputs: { id } }) => (typeof id === "string" ? [[`${type} ${id}`, urn]] : [])),
    );
    return { outputs, resources, isKnown, urnOf: (type, id) => urns.get(`${type} ${id}`) };
}

/** What `pulumi stack export` writes of a resource. */
interface ExportedResource extends OwnResource {
    readonly id?: string;
    readonly delete?: boolean;
}

const attempts = 3;

/** The resources of a stack as the command tells them. Of a file that is being written it reads nothing, or half. */
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

/** The stack's resource of this Pulumi name. */
export function resourceNamed({ resources }: Pick<OwnStack, "resources">, name: string): OwnResource | undefined {
    return resources.find(({ urn }) => nameOf(urn) === name);
}

/** The Pulumi name in a URN, `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
