import * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { iamNameRule } from "./rules";
import { expecting, listOf, mapOf, shape } from "./structure";
import { formerNamesSchema, text } from "./text";

/** A public key for a user's first password. config/people/people.ts judges it. */
export const pgpKeySchema = text({
    description:
        "Public PGP key for the first password: base64 on one line or on several (docs/people.md), or `keybase:<name>`.",
    example: "keybase:ada",
});

/** The name of an IAM user. */
const userNameSchema = text(
    { description: "Name of an IAM user.", example: "ada.lovelace", maxLength: limitTable.userName.value },
    iamNameRule("user", limitTable.userName.value),
);

/** Earlier names of a user. */
export const formerUserSchema = formerNamesSchema({
    description: "The name that the user had before: IAM renames the user in place, with password, devices and keys.",
    example: "ada.byron",
});

/** Settings of an IAM user in the management account. */
const settings = { pgpKey: pgpKeySchema.optional(), formerly: formerUserSchema.optional() };

/** `admins`, as a list of names or as a map with settings. */
export const adminsSchema = z
    .union(
        [
            listOf("Names of IAM users.", "[ada.lovelace]", userNameSchema),
            mapOf("Name → settings.", "{ ada.lovelace: { pgpKey: keybase:ada } }", shape("An admin.", "{}", settings)),
        ],
        { error: expecting("list of names or a map", "[ada.lovelace]") },
    )
    .meta({
        description:
            "Who administers the whole organization: IAM users in the management account, as a list or as a map with `pgpKey` and `formerly`. Default: none.",
        examples: ["[ada.lovelace]"],
    });

/** `breakGlass`, as a list of names or as a map with settings. */
export const breakGlassSchema = z
    .union(
        [
            listOf("Names of IAM users.", "[break-glass-1]", userNameSchema),
            mapOf(
                "Name → settings.",
                "{ break-glass-1: { pgpKey: keybase:ada } }",
                shape("A user for emergencies.", "{}", settings),
            ),
        ],
        { error: expecting("list of names or a map", "[break-glass-1]") },
    )
    .meta({
        description:
            "IAM users for emergencies, kept sealed, whose use raises an alarm: as a list or as a map with `pgpKey` and `formerly`. Default: none.",
        examples: ["[break-glass-1]"],
    });
