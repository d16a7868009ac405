import * as z from "zod";
import { policyTypes } from "../aws-facts/policy-types";
import { documentSchema } from "./document";
import { flag, listOf, mapOf, oneOf, shape } from "./structure";
import { tagsSchema } from "./tags";
import { formerNamesSchema, text } from "./text";

/** Type of a policy, as the Organizations API names it. */
export const policyTypeSchema = oneOf(
    "What kind of policy it is, in AWS's words. Default: that of the shipped policy, else SERVICE_CONTROL_POLICY.",
    Object.keys(policyTypes) as [string, ...string[]],
);

/** One policy of `policies`. */
export const policySchema = shape(
    "An organization policy: a shipped one by its name, or a custom one by `file` or `document`.",
    "{ targets: [root] }",
    {
        targets: listOf(
            "What it is attached to: `root`, paths of units, keys of accounts. A word that is both is the unit; `account:<key>` is the account then.",
            "[root]",
            text({ description: "`root`, a unit's path or an account's key.", example: "workloads" }),
        ),
        type: policyTypeSchema.optional(),
        formerly: formerNamesSchema({
            description: "The name that it had before: AWS renames the policy in place, and it stays attached.",
            example: "freeze-all",
        }).optional(),
        description: text({
            description: "At most 512 characters. Default: that of the shipped policy.",
            example: "No region but ours",
            maxLength: 512,
        }).optional(),
        with: mapOf(
            "Values for the parameters of a shipped policy (docs/policies.md). Default: the policy's own.",
            "{ regions: [us-east-1] }",
            z.unknown(),
        ).optional(),
        file: text({
            description: "Path of a JSON file with the document, from the project's folder.",
            example: "policies/freeze.json",
        }).optional(),
        document: documentSchema("The document itself, as a map or as JSON text.").optional(),
        overwrite: flag(
            "Whether the policy that AWS has under this name may lose what its document says and this one does not, in the run that takes it in. Default: false; such a run is refused.",
            false,
        ).optional(),
        tags: tagsSchema("policy").optional(),
    },
);
