import * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { baselineSchema } from "./member";
import { formerUserSchema, pgpKeySchema } from "./people";
import { iamNameRule } from "./rules";
import { flag, listOf, mapOf, oneOf, shape, wholeNumber } from "./structure";
import { formerNamesSchema, text } from "./text";

// `identity` of the management config decides which rule the name follows (config/people/group-names).
const group = text({ description: "Name of a group.", example: "devops" });
const role = text(
    { description: "Name of a role of the management config's `access`.", example: "DevOps" },
    iamNameRule("role", limitTable.roleName.value),
);

/** A resource type in CloudTrail's `resources.type` (API page AdvancedFieldSelector). */
export const dataEventType = /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/u;

/** The config of the security layer, as the user writes it. */
export const securitySchema = z.strictObject({
    users: mapOf(
        "People: IAM users of the security account, by name. Default: none.",
        "{ ada.lovelace: { groups: [devops] } }",
        shape("A person.", "{ groups: [devops] }", {
            groups: listOf("Groups that the user is in. Default: none.", "[devops]", group).optional(),
            pgpKey: pgpKeySchema.optional(),
            formerly: formerUserSchema.optional(),
        }),
    ).optional(),
    groups: mapOf(
        "Groups by name, and the roles that their people take on: IAM's rule for names where `identity` has `users`, else the directory's. Default: none.",
        "{ devops: { roles: [DevOps] } }",
        shape("A group.", "{ roles: [DevOps] }", {
            roles: listOf("Roles of the management config's `access`.", "[DevOps]", role),
            directoryName: text({
                description: "Its name in Identity Center's directory. Default: its name here.",
                example: "AWS DevOps (Production)",
            }).optional(),
            formerly: formerNamesSchema({
                description: "The name that it had before: AWS renames the group in place, with its people.",
                example: "operations",
            }).optional(),
        }),
    ).optional(),
    audit: shape("What the security account watches.", "{ retentionDays: 400 }", {
        trail: flag("The organization trail and its bucket.", true).optional(),
        retentionDays: wholeNumber(
            "Days that the trail is kept, a year or more. Default: 400.",
            400,
            365,
            36_500,
        ).optional(),
        analyzer: flag("The organization's access analyzer.", true).optional(),
        alarms: shape("Alarms on the trail. Default: none.", "{ email: security@example.com }", {
            email: text({ description: "The group that gets them.", example: "security@example.com" }),
            cis: flag(
                "Further alarms, so that CIS AWS Foundations 5.1 to 5.15 each have one: refused calls, IAM policies, keys, buckets, networks, …",
                false,
            ).optional(),
        }).optional(),
        accessLogs: flag(
            "Who reads and writes the trail's bucket, request by request, in a bucket of its own (CIS AWS Foundations, access logging of the trail's bucket).",
            false,
        ).optional(),
        objectLock: shape(
            "S3 keeps each file of the trail for some days, whoever wants it deleted. What is switched on stays on. Default: off.",
            "{ mode: governance, days: 365 }",
            {
                mode: oneOf(
                    "`governance`: who may `s3:BypassGovernanceRetention` can delete all the same. `compliance`: nobody can, AWS neither.",
                    ["governance", "compliance"],
                ),
                days: wholeNumber("Days, `retentionDays` at most.", 365, 1, 36_500),
            },
        ).optional(),
        dataEvents: mapOf(
            "Events on data that the trail records besides: AWS's types of resources, and which. AWS bills each event. `{}`: none. Default: what the trail has.",
            "{ AWS::S3::Object: all }",
            oneOf("Which of them.", ["all", "read", "write"]),
            dataEventType.source,
        ).optional(),
    }).optional(),
    baseline: baselineSchema.optional(),
});

/** The security layer's config in the right shape, before it is judged further. */
export type SecurityInput = z.infer<typeof securitySchema>;
