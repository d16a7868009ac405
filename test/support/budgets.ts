import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";

/** Calls AWS Budgets in the management account; an SDK client would be used for nothing else in this project. */
export async function budgetCall(
    { emulator }: Pick<Sandbox, "emulator">,
    operation: string,
    input: object,
): Promise<Readonly<Record<string, unknown>>> {
    const scope = `${bootstrapKeys.accessKeyId}/20260101/us-east-1/budgets/aws4_request`;
    const answer = await fetch(endpoint(emulator), {
        method: "POST",
        headers: {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": `AWSBudgetServiceGateway.${operation}`,
            authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify({ AccountId: "111111111111", ...input }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
}
