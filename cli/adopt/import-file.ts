/** What `pulumi preview --json` says that we read. */
export interface Preview {
    readonly steps: readonly PreviewStep[];
}

export interface PreviewStep {
    readonly op: string;
    readonly urn: string;
    readonly newState?: {
        readonly type: string;
        readonly custom: boolean;
        readonly parent?: string;
        readonly provider?: string;
        readonly importID?: string;
        readonly inputs?: Readonly<Record<string, unknown>>;
    };
}

/** The file of `pulumi import --file`: names for what the state has, and the resources to take in. */
export interface ImportFile {
    readonly nameTable: Readonly<Record<string, string>>;
    readonly resources: readonly ImportedResource[];
}

export interface ImportedResource {
    readonly type: string;
    /** Name in this file, which no other resource of it has. */
    readonly name: string;
    /** The Pulumi name, where it differs: resources of two types may share one. */
    readonly logicalName?: string;
    readonly id?: string;
    readonly component?: true;
    readonly parent?: string;
    readonly provider?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * Everything that a preview would import, as a file for `pulumi import`: with its components and its provider, as entries
 * where the state has none of them, else by their URN.
 *
 * @param whole whether components have their inputs, and those that hold nothing to import are in it too: the state lacks nothing afterwards
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
            // A component is what the program says of it; a provider is its configuration. Nothing else is a parent here.
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

/** The engine's JSON has this for a value that a preview does not know (pulumi/pkg, resource/plugin, UnknownStringValue). */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a resource is in the state alone: a component of this program's. */
function isHolder(state: PreviewStep["newState"]): boolean {
    return state?.custom === false && state.type.startsWith("aws-organization:");
}

/** Inputs that a component has by the program, or none: those with a value that is not known yet would be wrong. */
function knownInputs(inputs: Readonly<Record<string, unknown>> = {}): {
    readonly inputs?: Readonly<Record<string, unknown>>;
} {
    const isEmpty = Object.keys(inputs).length === 0;
    return isEmpty || JSON.stringify(inputs).includes(unknown) ? {} : { inputs };
}

/** A name for each URN: its Pulumi name, or where another URN has that already, with the type behind it. */
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
