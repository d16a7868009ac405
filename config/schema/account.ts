import type * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { accountIdRule, aliasRule, iamNameRule, noAlias, regionRule } from "./rules";
import { listOf, oneOf, shape } from "./structure";
import { tagsSchema } from "./tags";
import { formerNamesSchema, idExample, text } from "./text";

/** An account's id. */
export const accountId = (description: string): z.ZodString =>
    text({ description, example: idExample, pattern: "^\\d{12}$" }, accountIdRule);

/** An account's email, which is judged together with the group's. */
export const accountEmail = (description: string, example = "aws@example.com"): z.ZodString =>
    text({ description, example });

/** Name of the role with which an account is entered. */
export const roleName = (description: string): z.ZodString =>
    text(
        { description, example: "OrganizationAccountAccessRole", maxLength: limitTable.roleName.value },
        iamNameRule("role", limitTable.roleName.value),
    );

/** The alias in the address of an account's sign-in page. */
export const accountAlias = text(
    {
        description:
            "Alias for the account's sign-in page, unique in all of AWS; `none` for none. Default: the alias that the account has, else one made from its name.",
        example: "acme-prd",
        maxLength: 63,
    },
    (value) => (value === noAlias ? undefined : aliasRule(value)),
);

/** Regions of one account. */
export const accountRegionsSchema = shape("Regions of this account.", "{ optIn: [af-south-1] }", {
    optIn: listOf(
        "Regions that are off in an account until it opts in, and are on in this one: it takes AWS minutes to hours. One that is taken out stays on. Default: none.",
        "[af-south-1]",
        text({ description: "A region.", example: "af-south-1" }, regionRule),
    ).optional(),
});

/** One account of `accounts`. */
export const accountSchema = shape("A member account.", "{ unit: workloads/prd }", {
    unit: text({
        description:
            "Path of its unit, or `root`. An account that exists (`id`) stays where AWS has it without one; each other needs it.",
        example: "workloads/prd",
    }).optional(),
    name: text(
        {
            description:
                "AWS's name of the account, at most 50 characters; with `id`, whatever name it has. Default: `<company.name>-<key>`.",
            example: "binbash-apps-prd",
            maxLength: 50,
        },
        // Names of new accounts are judged together with `id` (config/organization/accounts).
    ).optional(),
    alias: accountAlias.optional(),
    email: accountEmail(
        "Only for an account that existed before: the email that it has. Default: the group's alias `aws+<key>@…`.",
        "billing@example.com",
    ).optional(),
    id: accountId(
        "The account's id, 12 digits in quotes: needed to take in an account that exists, useless else.",
    ).optional(),
    joined: oneOf("How it came into the organization. Default: created. An invited one needs `id` and `email`.", [
        "created",
        "invited",
    ]).optional(),
    state: oneOf(
        "`closed` once AWS has closed it: it is declared no more, and its email stays taken. Default: active.",
        ["active", "closed"],
    ).optional(),
    formerly: formerNamesSchema({
        description:
            "The key that it had before. It may go once the stacks management, security and the account's own have run.",
        example: "apps-production",
    }).optional(),
    roleName: roleName(
        "The role by which the management account enters it. Default: `management.roleName`.",
    ).optional(),
    regions: accountRegionsSchema.optional(),
    tags: tagsSchema("account").optional(),
});
