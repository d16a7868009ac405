/**
 * The program's inputs for each resource of a stack, with references to other resources' outputs, so that another tool or program can
 * create the same resources.
 */
import type { StateResource } from "../../support/project";

/**
 * An output of another resource: its `id`, its `arn`, or the id of the organization's root. `of`: place of the resource in the list, from
 * 0.
 */
export interface Reference {
    readonly of: number;
    readonly output: "arn" | "id" | "rootId";
}

/** A text that contains outputs of other resources. */
export interface Pieces {
    readonly pieces: readonly (string | Reference)[];
}

export interface Given {
    /** `aws:iam/role:Role` */
    readonly type: string;
    /** Its Pulumi name. */
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Places of the resources that it depends on. */
    readonly after: readonly number[];
    /** AWS's id of an existing resource to import. Default: the resource is created. */
    readonly importId?: string;
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
}

interface Exported extends StateResource {
    readonly parent?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly importID?: string;
    readonly dependencies?: readonly string[];
}

/** The AWS resources of an exported state. Each comes after all that it refers to. */
export function givenOf(state: readonly Exported[]): readonly Given[] {
    const known = new Map<string, Reference>();
    const places = new Map<string, number>();
    const byUrn = new Map(state.map((each) => [each.urn, each]));
    // The resources of a component wait for everything that the component waits for.
    const waits = ({ dependencies = [], parent = "" }: Exported): readonly string[] => {
        const above = byUrn.get(parent);
        return above === undefined ? dependencies : [...dependencies, ...waits(above)];
    };
    return state
        .filter(({ type }) => type.startsWith("aws:"))
        .map((resource, of) => {
            const { urn, type, id, inputs = {}, outputs = {}, importID } = resource;
            places.set(urn, of);
            const given = withReferences(inputs, known) as Given["inputs"];
            // The id of an imported resource is in the config: nothing refers to the resource for it.
            if (importID === undefined) {
                if (id !== undefined) known.set(id, { of, output: "id" });
                if (typeof outputs["arn"] === "string") known.set(outputs["arn"], { of, output: "arn" });
                const roots = outputs["roots"] as readonly { readonly id: string }[] | undefined;
                if (roots?.[0] !== undefined) known.set(roots[0].id, { of, output: "rootId" });
            }
            return {
                type,
                name: urn.split("::").slice(3).join("::"),
                inputs: given,
                after: [...new Set(waits(resource))].flatMap((each) => places.get(each) ?? []),
                ...(importID === undefined ? {} : { importId: importID }),
                protect: resource.protect === true,
                retainOnDelete: resource.retainOnDelete === true,
            };
        });
}

export function isPieces(value: unknown): value is Pieces {
    return typeof value === "object" && value !== null && "pieces" in value;
}

/** A value with references for known ids and ARNs, and without the properties that the provider's bridge adds. */
function withReferences(value: unknown, known: ReadonlyMap<string, Reference>): unknown {
    if (typeof value === "string") return textOf(value, known);
    if (Array.isArray(value)) return value.map((each) => withReferences(each, known));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => !key.startsWith("__") && key !== "tagsAll");
    return Object.fromEntries(entries.map(([key, each]) => [key, withReferences(each, known)]));
}

/** References for a text that is a known id or ARN, or that contains known ARNs or account ids. Other texts stay as they are. */
function textOf(text: string, known: ReadonlyMap<string, Reference>): string | Pieces {
    const whole = known.get(text);
    if (whole !== undefined) return { pieces: [whole] };
    const pieces = text
        .split(/(arn:[\w-]+:[\w-]+:[\w-]*:\d*:[\w/:.@+=-]+|\b\d{12}\b)/u)
        .map((each) => known.get(each) ?? each);
    return pieces.every((piece) => typeof piece === "string")
        ? text
        : { pieces: pieces.filter((piece) => piece !== "") };
}
