import { isDeepStrictEqual } from "node:util";
import { EditError, editStackFile, type RawConfig } from "../../config";
import { isMap, valueAt } from "../../config/faults";
import { examplePeople } from "../../config/names";
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
 * Whether nothing of a management file can be at AWS yet: its address or its management account is the example's, so that every run is
 * refused. Until then accounts, units, policies and roles that are the example's are nobody's choice. Afterwards they are: a company may
 * keep the layout, and AWS may have made it.
 */
export function isNobodys(raw: RawConfig): boolean {
    const known = exampleConfig("management");
    return [["email"], ["management", "id"]].some((path) => {
        const value = valueAt(raw, path);
        return value !== undefined && value === valueAt(known, path);
    });
}

/** What is the example's in a file that was begun from it. */
export function begunFrom(raw: RawConfig): Begun {
    const hasExampleAdmin = namesIn(raw["admins"]).some((name) => examplePeople.has(name));
    return {
        whole: raw,
        asked: [
            ...(isNobodys(raw) && exampleAccounts(raw).length > 0 ? (["accounts"] as const) : []),
            ...(hasExampleAdmin ? (["admins"] as const) : []),
        ],
    };
}

/** Keys of accounts that are as the example has them. */
export function exampleAccounts(raw: RawConfig): readonly string[] {
    const known = exampleConfig("management");
    return Object.entries(isMap(raw["accounts"]) ? raw["accounts"] : {})
        .filter(([key, value]) => isDeepStrictEqual(value, valueAt(known, ["accounts", key])))
        .map(([key]) => key);
}

/** The parts of a file that are looked through for what is the example's. */
export function exampleScope(stack: InitStack, raw: RawConfig): (key: string) => boolean {
    const always = ["company", "email", "management", "admins", "contacts", "ci"];
    const isWhole = stack === "security" || isNobodys(raw);
    return (key) => isWhole || always.includes(key);
}

/** The file without what is the example's in it; undefined where its form does not let that go: aliases, JSON in texts. */
export function withoutExample(text: string, stack: InitStack, raw: RawConfig, project: string): string | undefined {
    const edits = exampleEdits(raw, exampleConfig(stack), {}, { isInScope: exampleScope(stack, raw) });
    try {
        return editStackFile(text, project, edits);
    } catch (error) {
        if (error instanceof EditError) return undefined;
        throw error;
    }
}
