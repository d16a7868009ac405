import { documentSchema } from "./document";
import { policyTypeSchema } from "./policy";
import { principalSchema } from "./principal";
import { flag, listOf, shape } from "./structure";
import { matching, text } from "./text";

/** `organization`: its id, and what is enabled in it. */
export const organizationSchema = shape("The organization itself.", "{ services: [cloudtrail.amazonaws.com] }", {
    id: text(
        {
            description: "Id of an organization that exists: adopts it.",
            example: "o-exampleorgid",
            pattern: "^o-[a-z0-9]{10,32}$",
        },
        matching(
            /^o-[a-z0-9]{10,32}$/u,
            "is not an organization's id",
            "write it as `aws organizations describe-organization` shows it, as in o-exampleorgid",
        ),
    ).optional(),
    policyTypes: listOf(
        "Types of policies to switch on. What is on in AWS stays on. Default: [SERVICE_CONTROL_POLICY].",
        "[SERVICE_CONTROL_POLICY]",
        policyTypeSchema,
    ).optional(),
    services: listOf(
        "Service principals to trust in the organization. What is on in AWS stays on. Default: none.",
        "[cloudtrail.amazonaws.com]",
        principalSchema,
    ).optional(),
    disable: listOf(
        "Service principals and policy types to switch off: nothing else ever does. Default: none.",
        "[TAG_POLICY]",
        text({ description: "A service principal or a policy type.", example: "TAG_POLICY" }),
    ).optional(),
    rootAccess: flag("Central root access: members have no root password. Trusts iam.amazonaws.com.", true).optional(),
    resourcePolicy: documentSchema(
        "The organization's resource policy: who else may read or manage parts of it. Default: none.",
    ).optional(),
    overwrite: flag(
        "Whether the resource policy that AWS has may lose what it says and this one does not, in the run that takes it in. Default: false; such a run is refused.",
        false,
    ).optional(),
});
