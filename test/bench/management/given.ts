/** What the program gives for each resource of a stack, with what it takes from others: the same for another tool or program. */
import type { StateResource } from "../../support/project";

/** An output of another resource, by its place in the list: `id`, `arn`, or the id of the organization's root. */
export interface Reference {
    readonly of: number;
    readonly output: "arn" | "id" | "rootId";
}

/** A text in which other resources' outputs stand. */
export interface Pieces {
    readonly pieces: readonly (string | Reference)[];
}

export interface Given {
    /** `aws:iam/role:Role` */
    readonly type: string;
    /** Its Pulumi name. */
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Those that it waits for. */
    readonly after: readonly number[];
    /** AWS's id of what is taken in. */
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

/** The resources of an exported state, in an order in which none is before one that it refers to. */
export function givenOf(state: readonly Exported[]): readonly Given[] {
    const known = new Map<string, Reference>();
    const places = new Map<string, number>();
    const byUrn = new Map(state.map((each) => [each.urn, each]));
    // What a component waits for, all in it waits for.
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
            // The config has the id of what is taken in.
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

/** Without what the provider's bridge adds. */
function withReferences(value: unknown, known: ReadonlyMap<string, Reference>): unknown {
    if (typeof value === "string") return textOf(value, known);
    if (Array.isArray(value)) return value.map((each) => withReferences(each, known));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => !key.startsWith("__") && key !== "tagsAll");
    return Object.fromEntries(entries.map(([key, each]) => [key, withReferences(each, known)]));
}

/** A whole value that is another's, or one whose ARNs and account ids are. */
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
