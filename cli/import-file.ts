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
    /** Name in this file; the Pulumi name is the same. */
    readonly name: string;
    readonly id?: string;
    readonly component?: true;
    readonly parent?: string;
    readonly provider?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * Everything that a preview would import, as a file for `pulumi import`: with its components and its provider, as entries
 * where the state has none of them, else by their URN.
 */
export function importFileOf({ steps }: Preview): ImportFile {
    const byUrn = new Map(steps.map((step) => [step.urn, step]));
    const nameTable: Record<string, string> = {};
    const resources = new Map<string, ImportedResource>();
    const refer = (urn: string): string => {
        const name = nameOf(urn);
        const step = byUrn.get(urn);
        if (step?.op !== "create" || step.newState === undefined) nameTable[name] = urn;
        else if (!resources.has(urn)) {
            const { type, custom, parent, inputs } = step.newState;
            // A component is empty until its program runs; a provider is its configuration. Nothing else is a parent here.
            resources.set(urn, {
                type,
                name,
                ...parentOf(parent),
                ...(custom ? { inputs: inputs ?? {} } : { component: true }),
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
        const resource = { type, name: nameOf(urn), id: importID, ...parentOf(parent), ...by };
        resources.set(urn, resource);
    }
    return { nameTable, resources: [...resources.values()] };
}

function nameOf(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
