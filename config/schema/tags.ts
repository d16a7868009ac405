import type * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { mapOf } from "./structure";
import { matching, text } from "./text";

const value = text(
    { description: "A tag's value.", example: "research", maxLength: limitTable.tagValue.value },
    matching(
        new RegExp(`^[\\s\\S]{1,${limitTable.tagValue.value}}$`, "u"),
        `is longer than the ${limitTable.tagValue.value} characters that AWS takes`,
        "shorten it",
    ),
);

/** `tags` of an account, a unit or a policy. */
export const tagsSchema = (thing: string): z.ZodRecord<z.ZodString, z.ZodString> =>
    mapOf(
        `Tags on the ${thing}. Tags that AWS has and this map does not name stay; one that the map named once and drops goes. Default: none.`,
        "{ CostCenter: research }",
        value,
    );
