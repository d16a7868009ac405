import * as z from "zod";
import { encodeComplaint } from "../faults/complaint";
import { limitTable } from "../aws-facts/limits";
import { documentSchema } from "./document";
import { managedPolicyRule } from "./rules";
import { flag, listOf, shape } from "./structure";
import { matching, text } from "./text";

/** A duration: `12h`, `90m`, `1h30m`, `3600s`, or a number of seconds. */
const duration = (description: string, example: string): z.ZodType<string | number> =>
    z
        .union([z.string(), z.number()], {
            error: () => encodeComplaint({ message: "is not a duration", cure: `write: {key}: ${example}` }),
        })
        .meta({ description, examples: [example] });

const { externalIdMin, externalIdMax, mfaAgeMin, mfaAgeMax, sessionMin, sessionMax } = limitTable;

/** One role of `access`. */
export const accessSchema = shape(
    "A role that people of the security account take on in member accounts.",
    '{ accounts: ["*"], policies: [ReadOnlyAccess] }',
    {
        accounts: listOf(
            "Keys of accounts; `*` matches any letters. `management` is never meant by `*`, only by its name, nor is `security`, the audit account, for a role that can write.",
            '["apps-*", shared]',
            text({ description: "A key or a pattern.", example: '"apps-*"' }),
        ),
        policies: listOf(
            "Managed policies, AWS's by name, others by ARN. Default: those of the original for DevOps, Auditor, DeployMaster and FinOps, AWSSupportAccess for Support; else none.",
            "[PowerUserAccess]",
            text({ description: "A name or an ARN.", example: "ReadOnlyAccess" }, managedPolicyRule),
        ).optional(),
        inline: documentSchema("A policy of the role's own. Default: none.").optional(),
        overwrite: flag(
            "Whether a role or permission set that somebody made by hand may lose what its own policy says and `inline` does not, and those whom only its trust policy lets in, in the run that takes it in. Default: false; such a run is refused.",
            false,
        ).optional(),
        mfa: flag(
            "Whether a code is asked for. Only roles of third parties and machines (`principals`) may do without.",
            true,
        ).optional(),
        mfaAge: duration(
            `How old the code may be, ${mfaAgeMin.value} s to ${mfaAgeMax.value} s. Default: 12h.`,
            "12h",
        ).optional(),
        session: duration(
            `Longest session, ${sessionMin.value} s to ${sessionMax.value} s. Default: 1h; DeployMaster 3h.`,
            "1h",
        ).optional(),
        externalId: text(
            {
                description:
                    "What a third party must say. Asked for when `principals` are outside of the organization.",
                example: "acme-7f3d",
            },
            matching(
                new RegExp(`^[\\w+=,.@:/-]{${externalIdMin.value},${externalIdMax.value}}$`, "u"),
                "is not an external id",
                `write ${externalIdMin.value} to ${externalIdMax.value} letters, digits and + = , . @ : / -`,
            ),
        ).optional(),
        principals: listOf(
            "Who takes the role on instead of the security account's groups: ARNs or account ids. Default: the groups.",
            '["111122223333"]',
            text({
                description: "An ARN or an account id, in quotes.",
                example: "arn:aws:iam::111122223333:role/Scanner",
            }),
        ).optional(),
        boundary: text(
            {
                description: "Permissions boundary, by name or ARN. Default: none.",
                example: "arn:aws:iam::aws:policy/PowerUserAccess",
            },
            managedPolicyRule,
        ).optional(),
        description: text({
            description: "At most 1,000 characters. Default: what the role is for.",
            example: "Runs the workloads",
            maxLength: limitTable.roleDescription.value,
        }).optional(),
    },
);
