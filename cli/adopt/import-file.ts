import type { Protection } from "../preview/protection";

/** The part of the output of `pulumi preview --json` that is read here. */
export interface Preview {
    readonly steps: readonly PreviewStep[];
}

export interface PreviewStep {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: Protection;
    readonly newState?: Protection & {
        readonly type: string;
        readonly custom: boolean;
        readonly parent?: string;
        readonly provider?: string;
        readonly importID?: string;
        readonly inputs?: Readonly<Record<string, unknown>>;
    };
}

/** The file for `pulumi import --file`: names of resources that the state has, and the resources to import. */
export interface ImportFile {
    readonly nameTable: Readonly<Record<string, string>>;
    readonly resources: readonly ImportedResource[];
}

export interface ImportedResource {
    readonly type: string;
    /** Name in this file; unique there. */
    readonly name: string;
    /** The resource's Pulumi name, if it differs: resources of two types may have the same. */
    readonly logicalName?: string;
    readonly id?: string;
    readonly component?: true;
    readonly parent?: string;
    readonly provider?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * Everything that a preview would import, as a file for `pulumi import`. Components and providers of the imports are entries if the state
 * lacks them, else references by URN.
 *
 * @param whole whether components have their inputs, and those without imports are in it too, so that the state lacks nothing afterwards
 */
export function importFileOf({ steps }: Preview, whole = false): ImportFile {
    const byUrn = new Map(steps.map((step) => [step.urn, step]));
    const nameTable: Record<string, string> = {};
    const resources = new Map<string, ImportedResource>();
    const nameOf = distinctNames();
    const refer = (urn: string): string => {
        const name = nameOf(urn);
        const step = byUrn.get(urn);
        if (step?.op !== "create" || step.newState === undefined) nameTable[name] = urn;
        else if (!resources.has(urn)) {
            const { type, custom, parent, inputs } = step.newState;
            // Parents are components and providers here. The import takes a provider's inputs from this file.
            resources.set(urn, {
                type,
                ...namesOf(urn, name),
                ...parentOf(parent),
                ...(custom ? { inputs: inputs ?? {} } : { component: true, ...(whole ? knownInputs(inputs) : {}) }),
            });
        }
        return name;
    };
    const parentOf = (urn: string | undefined): { parent?: string } =>
        urn === undefined || urn.includes("::pulumi:pulumi:Stack::") ? {} : { parent: refer(urn) };
    for (const { op, urn, newState } of steps) {
        if (op !== "import" || newState?.importID === undefined) continue;
        const { type, parent, provider, importID } = newState;
        const by = provider === undefined ? {} : { provider: refer(provider.slice(0, provider.lastIndexOf("::"))) };
        const resource = { type, ...namesOf(urn, nameOf(urn)), id: importID, ...parentOf(parent), ...by };
        resources.set(urn, resource);
    }
    if (whole) for (const { op, urn, newState } of steps) if (op === "create" && isHolder(newState)) refer(urn);
    return { nameTable, resources: [...resources.values()] };
}

/** In the engine's JSON, a value that is not known before the update (pulumi/pkg, resource/plugin, UnknownStringValue). */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a resource is a component of this program, which exists in the state only. */
function isHolder(state: PreviewStep["newState"]): boolean {
    return state?.custom === false && state.type.startsWith("aws-organization:");
}

/** A component's inputs, or none if one of them is not known yet: its placeholder would be imported as the value. */
function knownInputs(inputs: Readonly<Record<string, unknown>> = {}): {
    readonly inputs?: Readonly<Record<string, unknown>>;
} {
    const isEmpty = Object.keys(inputs).length === 0;
    return isEmpty || JSON.stringify(inputs).includes(unknown) ? {} : { inputs };
}

/** A function that gives each URN a unique name: its Pulumi name, followed by its type where another URN has that name. */
function distinctNames(): (urn: string) => string {
    const names = new Map<string, string>();
    const taken = new Set<string>();
    return (urn) => {
        const known = names.get(urn);
        if (known !== undefined) return known;
        let name = logicalName(urn);
        while (taken.has(name)) name = `${name}-${urn.split("::")[2]!.split(":").at(-1)!}`;
        taken.add(name);
        names.set(urn, name);
        return name;
    };
}

function namesOf(urn: string, name: string): { readonly name: string; readonly logicalName?: string } {
    return logicalName(urn) === name ? { name } : { name, logicalName: logicalName(urn) };
}

function logicalName(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
