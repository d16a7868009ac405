import { isDeepStrictEqual } from "node:util";
import { type ConfigEdit, EditError, editStackFile, type RawConfig, readStackFile } from "../../config";
import { formatPath, isMap, valueAt } from "../../config/faults";
import { examplePeople, isOfTheExample } from "../../config/names";
import { exampleConfig } from "./example";
import { exampleEdits } from "./example-edits";
import { namesIn } from "./raw-values";
import type { InitStack } from "./stacks";

/** A file that was begun from the example: somebody changed a part of it, and the rest is the example's still. */
export interface Begun {
    /** Its config, with what is the example's. */
    readonly whole: RawConfig;
    /** The lists that are the example's in part, and are asked for. */
    readonly asked: readonly ("accounts" | "admins")[];
}

/**
 * Whether nothing of a management file can be at AWS yet: its management account is the example's, which every run refuses. Until then accounts,
 * units, policies and roles that are the example's are nobody's choice. Afterwards they are: a company may keep the layout, and AWS may have
 * made it, under the example's address too.
 */
export function isNobodys(raw: RawConfig): boolean {
    const path = ["management", "id"];
    // Without quotes it is a number.
    return String(valueAt(raw, path)) === valueAt(exampleConfig("management"), path);
}

/** What is the example's in a file that was begun from it. */
export function begunFrom(raw: RawConfig): Begun {
    const hasExampleAdmin = namesIn(raw["admins"]).some((name) => examplePeople.has(name));
    return {
        whole: raw,
        asked: [
            ...(isNobodys(raw) && asInExample("management", "accounts", raw).length > 0 ? (["accounts"] as const) : []),
            ...(hasExampleAdmin ? (["admins"] as const) : []),
        ],
    };
}

/** Keys of accounts, or of groups, that are as the example has them. */
export function asInExample(stack: InitStack, room: "accounts" | "groups", raw: RawConfig): readonly string[] {
    const known = exampleConfig(stack);
    return Object.entries(isMap(raw[room]) ? raw[room] : {})
        .filter(([key, value]) => isDeepStrictEqual(value, valueAt(known, [room, key])))
        .map(([key]) => key);
}

/** The parts of a file that are looked through for what is the example's. */
export function exampleScope(stack: InitStack, raw: RawConfig): (key: string) => boolean {
    const always = ["company", "email", "management", "admins", "contacts", "ci"];
    const isWhole = stack === "security" || isNobodys(raw);
    return (key) => isWhole || always.includes(key);
}

/**
 * The text with what it takes of the changes. Where the file's own form does not let one go (an alias, JSON in a text), the value stays, and is
 * among those that are named in the end.
 */
export function editedAsFarAsItGoes(text: string, project: string, edits: readonly ConfigEdit[]): string {
    const tried = (before: string, some: readonly ConfigEdit[]): string | undefined => {
        try {
            return editStackFile(before, project, some);
        } catch (error) {
            if (error instanceof EditError) return undefined;
            throw error;
        }
    };
    return tried(text, edits) ?? edits.reduce((before, edit) => tried(before, [edit]) ?? before, text);
}

/** The config without what is the example's in it. */
export function withoutExample(text: string, stack: InitStack, raw: RawConfig, project: string): RawConfig {
    const edits = exampleEdits(raw, exampleConfig(stack), {}, { isInScope: exampleScope(stack, raw) });
    return readStackFile(editedAsFarAsItGoes(text, project, edits), project).raw;
}

/** Whether `org init` asks for one of these values of the example, or takes it out. */
export function isTakenUp(stack: InitStack, raw: RawConfig, paths: readonly string[]): boolean {
    if (!isOfTheExample(raw)) return false;
    // Groups that are laid out as the example's stay, as far as their roles are there.
    const edits = exampleEdits(
        raw,
        exampleConfig(stack),
        { groups: raw["groups"] },
        { isInScope: exampleScope(stack, raw) },
    );
    const places = edits
        .flatMap((edit) =>
            "take" in edit
                ? namesIn(valueAt(raw, edit.path)).flatMap((item, index) =>
                      item === edit.take ? [[...edit.path, index]] : [],
                  )
                : [edit.path],
        )
        .map(formatPath);
    return paths.some((path) =>
        places.some((place) => path.startsWith(place) && /^(?:$|[.[])/u.test(path.slice(place.length))),
    );
}
