import type { PolicyResourceOptions } from "@pulumi/policy";
import { isMap, displayValue } from "../../config/faults";
import { unwrap, type Unwrapped } from "./secrets";

/** The parts of the engine's description of a resource that rules read. */
export interface Described {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly opts: PolicyResourceOptions;
    readonly provider?: { readonly props: Readonly<Record<string, unknown>> };
}

/**
 * One resource as a rule sees it. A value that is not known yet reads as undefined and is noted, so that the rule
 * continues with the rest and the pack reports what it could not judge.
 */
export class Subject {
    public readonly type: string;
    public readonly name: string;
    public readonly urn: string;
    public readonly options: PolicyResourceOptions;
    private readonly root: Unwrapped;
    private readonly provider: Unwrapped;
    private readonly notKnown = new Map<string, Error>();

    public constructor(described: Described) {
        this.type = described.type;
        this.name = described.name;
        this.urn = described.urn;
        this.options = described.opts;
        this.root = unwrap(described.props);
        this.provider = unwrap(described.provider?.props ?? {});
    }

    /** The value at the path (`rules.0.bucketKeyEnabled`); undefined if it is absent or not known yet. */
    public read(path: string): unknown {
        const found = at(this.root, path);
        this.note(path, found);
        return found.unknown === undefined ? plain(found) : undefined;
    }

    /** Like `read`, for values that the rule can do without: an unknown one is not noted. */
    public peek(path: string): unknown {
        const found = at(this.root, path);
        return found.unknown === undefined ? plain(found) : undefined;
    }

    /** The text at the path; undefined if it is absent, not a text, or not known yet. */
    public text(path: string): string | undefined {
        const value = this.read(path);
        return typeof value === "string" ? value : undefined;
    }

    /** The list at the path; empty if it is absent or not known yet. Items that are not known yet are left out. */
    public list(path: string): readonly unknown[] {
        const value = this.read(path);
        return Array.isArray(value) ? value.filter((item) => item !== undefined) : [];
    }

    /** Whether the value is not known yet, in whole or in part. An unknown value is noted. */
    public isUnknown(path: string): boolean {
        this.note(path, at(this.root, path));
        return [...this.notKnown.keys()].some((known) => known === path || known.startsWith(`${path}.`));
    }

    /** The JSON document at the path, or undefined. Documents are texts or, in other programs, maps. */
    public document(path: string): Readonly<Record<string, unknown>> | undefined {
        const value = this.read(path);
        if (typeof value !== "string") return isMap(value) ? value : undefined;
        try {
            const parsed: unknown = JSON.parse(value);
            return isMap(parsed) ? parsed : undefined;
        } catch {
            return undefined;
        }
    }

    /** The value as a message may show it; `[secret]` if it is, or contains, a secret. */
    public show(path: string, value: unknown = this.peek(path)): string {
        return isSecret(this.root, path) ? "[secret]" : displayValue(value ?? null);
    }

    /** Whether the value at the path is a secret, is part of one or contains one. */
    public isSecret(path: string): boolean {
        return isSecret(this.root, path);
    }

    /** A setting of the resource's provider. */
    public providerSetting(key: string): unknown {
        const found = at(this.provider, key);
        return found.unknown === undefined ? plain(found) : undefined;
    }

    /** Paths that were read and are not known yet, each with the engine's error for it. */
    public get unknowns(): ReadonlyMap<string, Error> {
        return this.notKnown;
    }

    private note(path: string, found: Unwrapped): void {
        if (found.unknown !== undefined) this.notKnown.set(path, found.unknown);
        if (Array.isArray(found.value)) {
            found.value.forEach((item: Unwrapped, index) => {
                this.note(`${path}.${index}`, item);
            });
        } else if (isUnwrappedMap(found.value)) {
            for (const [key, item] of Object.entries(found.value)) this.note(`${path}.${key}`, item);
        }
    }
}

function at(root: Unwrapped, path: string): Unwrapped {
    let found: Unwrapped = root;
    for (const key of path.split(".")) {
        if (found.unknown !== undefined) return found;
        const { value } = found;
        const next = Array.isArray(value)
            ? (value as readonly Unwrapped[])[Number(key)]
            : isUnwrappedMap(value)
              ? value[key]
              : undefined;
        if (next === undefined) return { secret: false };
        found = next;
    }
    return found;
}

/** Whether there is a secret above, at or below the path. */
function isSecret(root: Unwrapped, path: string): boolean {
    const keys = path.split(".");
    const above = keys.some((_, index) => at(root, keys.slice(0, index + 1).join(".")).secret);
    return root.secret || above || holdsSecret(at(root, path));
}

function holdsSecret({ secret, value }: Unwrapped): boolean {
    if (secret) return true;
    if (Array.isArray(value)) return (value as readonly Unwrapped[]).some(holdsSecret);
    return isUnwrappedMap(value) && Object.values(value).some(holdsSecret);
}

function plain({ unknown, value }: Unwrapped): unknown {
    if (unknown !== undefined) return undefined;
    if (Array.isArray(value)) return (value as readonly Unwrapped[]).map(plain);
    if (!isUnwrappedMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function isUnwrappedMap(value: unknown): value is Readonly<Record<string, Unwrapped>> {
    return isMap(value);
}
