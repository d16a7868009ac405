import { isDeepStrictEqual } from "node:util";
import { type ConfigEdit, EditError, editStackFile, type RawConfig, readStackFile } from "../../config";
import { formatPath, isMap, valueAt } from "../../config/faults";
import { examplePeople, isOfTheExample } from "../../config/names";
import { exampleConfig } from "./example";
import { exampleEdits } from "./example-edits";
import { namesIn } from "./raw-values";
import type { InitStack } from "./stacks";

/** A file that was begun from the shipped example: a person changed a part of it, and the rest is still the example's. */
export interface Begun {
    /** Its whole config, with the example's values. */
    readonly whole: RawConfig;
    /** Lists that are partly the example's, so that `org init` asks what they should have. */
    readonly asked: readonly ("accounts" | "admins")[];
}

/**
 * Whether a management file still has the example's management account. Every run refuses that, so nothing of the file can be at AWS yet,
 * and example accounts, units, policies and roles in it are no decision of anybody's. With another account they may be: a company may keep
 * the example's layout, and AWS may have it.
 */
export function isNobodys(raw: RawConfig): boolean {
    const path = ["management", "id"];
    // Without quotes, YAML reads a number.
    return String(valueAt(raw, path)) === valueAt(exampleConfig("management"), path);
}

/** Describes a file that was begun from the example. */
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

/** Keys of accounts or groups that are equal to the example's. */
export function asInExample(stack: InitStack, topKey: "accounts" | "groups", raw: RawConfig): readonly string[] {
    const known = exampleConfig(stack);
    return Object.entries(isMap(raw[topKey]) ? raw[topKey] : {})
        .filter(([key, value]) => isDeepStrictEqual(value, valueAt(known, [topKey, key])))
        .map(([key]) => key);
}

/** Returns whether a key of the config is searched for the example's values. */
export function exampleScope(stack: InitStack, raw: RawConfig): (key: string) => boolean {
    const always = ["company", "email", "management", "admins", "contacts", "ci"];
    const isWhole = stack === "security" || isNobodys(raw);
    return (key) => isWhole || always.includes(key);
}

/**
 * Applies the edits that the file's form allows. Where it does not (an alias, JSON in a text), the value stays, and is reported with the
 * example's values at the end.
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

/** The config without the example's values. */
export function withoutExample(text: string, stack: InitStack, raw: RawConfig, project: string): RawConfig {
    const edits = exampleEdits(raw, exampleConfig(stack), {}, { isInScope: exampleScope(stack, raw) });
    return readStackFile(editedAsFarAsItGoes(text, project, edits), project).raw;
}

/** Whether `org init` asks for one of these example values, or removes it. */
export function isTakenUp(stack: InitStack, raw: RawConfig, paths: readonly string[]): boolean {
    if (!isOfTheExample(raw)) return false;
    // Groups that are equal to the example's stay where their roles exist.
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
