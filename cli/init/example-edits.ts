import { isDeepStrictEqual } from "node:util";
import type { ConfigEdit, Leave, RawConfig } from "../../config";
import { isMap, type Path, valueAt } from "../../config/faults";
import { examplePeople, hasExampleValue } from "../../config/names";
import { commentedIn, commentedOut, haveNoOwnComment, type Renamed } from "./example-lines";
import { namesIn } from "./raw-values";

/** Options of the changes. */
export interface Means {
    /** Whether a top-level key of the config is looked at. */
    readonly isInScope: (key: string) => boolean;
    /** The text of a new file. Where it has a removed key in a comment, that comment replaces the key. Default: none. */
    readonly text?: string;
    /** The example's lines, by line, with the company's names. Default: lines stay as they are. */
    readonly renamed?: Renamed;
}

type Values = Readonly<Record<string, unknown>>;

/** Maps whose entries are removed without a comment in their place, if they are equal to the example's. */
const collections = ["accounts", "access", "policies", "groups"];

/**
 * The edits that replace all example values in a file with those of a new file, or remove them where a new file has none. What a person
 * changed, added or removed stays.
 *
 * @param own the config of the file
 * @param known the example's config
 * @param fresh the config of the new file
 */
export function exampleEdits(own: RawConfig, known: RawConfig, fresh: RawConfig, means: Means): readonly ConfigEdit[] {
    const scope = (config: RawConfig): RawConfig =>
        Object.fromEntries(Object.entries(config).filter(([key]) => means.isInScope(key)));
    return new Merge(means).between([], scope(own), scope(known), scope(fresh));
}

class Merge {
    public constructor(private readonly means: Means) {}

    public between(path: Path, own: Values, known: Values, fresh: Values): readonly ConfigEdit[] {
        const added = Object.keys(fresh).filter((key) => !Object.hasOwn(own, key) && !Object.hasOwn(known, key));
        const shared = Object.keys(own).filter((key) => Object.hasOwn(known, key));
        return [
            ...added.map((key) => ({ path: [...path, key], set: fresh[key] })),
            ...shared.flatMap((key) => this.changes([...path, key], own[key], known[key], fresh[key])),
        ];
    }

    private changes(path: Path, own: unknown, known: unknown, fresh: unknown): readonly ConfigEdit[] {
        if (isDeepStrictEqual(own, fresh)) return [];
        if (path[0] === "admins") return this.adminChanges(path, own, fresh);
        if (fresh === undefined) return this.gone(path, own, known);
        if (Array.isArray(own) && Array.isArray(known) && Array.isArray(fresh))
            return this.itemChanges(path, own, new Set(known), fresh);
        if (isMap(own) && isMap(known) && isMap(fresh)) return this.between(path, own, known, fresh);
        return isDeepStrictEqual(own, known) ? [{ path, set: fresh }] : [];
    }

    /**
     * Edits for what a new file does not have: the example's values are removed, and what has no use without them, such as a contact
     * without its address.
     */
    private gone(path: Path, own: unknown, known: unknown): readonly ConfigEdit[] {
        const isExamples = isDeepStrictEqual(own, known);
        const whole = [{ path, leave: this.leave(path, isExamples) }];
        if (isExamples) return whole;
        if (!isMap(own)) return [];
        const [topKey, key, ...rest] = path;
        const isCollection = Object.values(own).every(isMap);
        if (path.length === 1 && (isCollection || ["company", "management", "audit"].includes(String(topKey)))) {
            const inner = Object.keys(own).map((each) => this.gone([...path, each], own[each], valueAt(known, [each])));
            return isCollection && inner.length > 0 && inner.every(([edit]) => edit?.path.length === 2)
                ? whole
                : inner.flat();
        }
        if (topKey === "ci" && !hasExampleValue(own["repository"], ["ci", "repository"]))
            return exampleIdsOf(own, known);
        const isPerson = topKey === "users" && rest.length === 0 && examplePeople.has(key);
        return isPerson || hasExampleValue(own, path) ? whole : [];
    }

    private adminChanges(path: Path, own: unknown, fresh: unknown): readonly ConfigEdit[] {
        if (Array.isArray(own)) return this.itemChanges(path, own, examplePeople, Array.isArray(fresh) ? fresh : []);
        const stay = namesIn(fresh);
        return namesIn(own)
            .filter((name) => examplePeople.has(name) && !stay.includes(name))
            .map((name) => ({ path: [...path, name], leave: this.leave([...path, name], false) }));
    }

    private itemChanges(
        path: Path,
        own: readonly unknown[],
        known: ReadonlySet<unknown>,
        fresh: readonly unknown[],
    ): readonly ConfigEdit[] {
        const isText = (item: unknown): item is string => typeof item === "string";
        const more = fresh.filter(isText).filter((item) => !own.includes(item) && !known.has(item));
        const less = own.filter(isText).filter((item) => known.has(item) && !fresh.includes(item));
        const leave: Leave = (lines) => (haveNoOwnComment(lines) ? [] : this.comment(lines));
        return [
            ...more.map((append) => ({ path, append })),
            ...[...new Set(less)].map((take) => ({ path, take, leave })),
        ];
    }

    private leave(path: Path, isExamples: boolean): Leave {
        return (lines) => {
            if (!isExamples || !haveNoOwnComment(lines)) return this.comment(lines);
            if (collections.includes(String(path[0])) && path.length > 1) return [];
            const fresh = commentedIn(this.means.text ?? "", String(path.at(-1)));
            return fresh.length > 0 ? fresh : this.comment(lines);
        };
    }

    private comment(lines: readonly string[]): readonly string[] {
        return commentedOut(lines, this.means.renamed ?? new Map<string, string>());
    }
}

/**
 * Edits that remove the example's repository ids beside a repository of the company. Without them, the checks report how to get the right
 * ones.
 */
function exampleIdsOf(own: Values, known: unknown): readonly ConfigEdit[] {
    const ids = ["ownerId", "repositoryId"];
    const areExamples = ids.every((key) => own[key] !== undefined && own[key] === valueAt(known, [key]));
    return areExamples ? ids.map((key) => ({ path: ["ci", key], leave: () => [] })) : [];
}
