import { z } from "zod";

const texts = z.union([z.string(), z.array(z.string())]);

const request = z
    .strictObject({
        principal: z
            .string()
            .regex(/^(?:arn:[\w-]+:(?:iam|sts)::\d{12}:.+|[a-z0-9.-]+\.[a-z]+|anonymous)$/u)
            .describe("ARN of the caller (user, assumed-role session, root), an AWS service principal, or anonymous"),
        action: z
            .string()
            .regex(/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/u)
            .describe("One action, for example s3:GetObject"),
        resource: z
            .string()
            .regex(/^(?:\*|arn:.+:.+)$/u)
            .describe("ARN of what is acted upon; * for actions without one"),
        account: z
            .string()
            .regex(/^\d{12}$/u)
            .optional()
            .describe(
                "Account that owns the resource, 12 digits. Default: the account in the resource's ARN, else the caller's",
            ),
        context: z
            .record(z.string(), texts)
            .default({})
            .describe("Condition keys of the request and their values; it has no others, but for those of the caller"),
    })
    .describe("A request that everything else allows");

const verdict = z.strictObject({
    name: z.string().min(1).describe("The rule, as a sentence; each once"),
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the parameters of a shipped policy"),
    request,
    expect: z.enum(["allowed", "denied"]),
});

const shape = z.strictObject({
    name: z.string().min(1).describe("The rule, as a sentence; each once"),
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the parameters of a shipped policy"),
    shape: z
        .record(z.string(), z.unknown())
        .refine((places) => Object.keys(places).length > 0, "names no place")
        .describe("Expected values by place in the document, keys joined by /; null: nothing is there"),
});

/** Cases of a policy that has verdicts: an SCP or RCP. */
export const verdictCases = z.array(verdict).min(1);
/** Cases of a management policy, such as a tag policy. */
export const shapeCases = z.array(shape).min(1);

/** The contents of a `<policy>.cases.json`, for editors. */
export const casesSchema = z
    .union([verdictCases, shapeCases])
    .describe("Cases of an organization policy, judged by ./org policies test (docs/trying-policies.md)");
