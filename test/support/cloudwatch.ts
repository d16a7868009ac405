import { cbor } from "@smithy/core/cbor";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";

/** The protocols of CloudWatch: today's SDKs use the first, boto3 and the AWS CLI the others. */
export const protocols = ["cbor", "json", "query"] as const;

/**
 * Calls CloudWatch in the management account and returns the response, XML as text. An SDK client would be used for nothing else in this
 * project.
 */
export async function cloudwatchCall(
    endpoint: string,
    protocol: (typeof protocols)[number],
    operation: string,
    input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
    const scope = `${bootstrapKeys.accessKeyId}/20260101/us-east-1/monitoring/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const { path, headers, body } = request(protocol, operation, input);
    const answer = await fetch(endpoint + path, { method: "POST", headers: { ...headers, authorization }, body });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${text}`);
    if (protocol === "query") return text;
    if (protocol === "cbor") return cbor.deserialize(bytes);
    return text === "" ? {} : JSON.parse(text);
}

function request(
    protocol: (typeof protocols)[number],
    operation: string,
    input: Readonly<Record<string, unknown>>,
): {
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: string | Uint8Array<ArrayBuffer>;
} {
    switch (protocol) {
        case "cbor":
            return {
                path: `/service/GraniteServiceVersion20100801/operation/${operation}`,
                headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
                body: new Uint8Array(cbor.serialize(input)),
            };
        case "json":
            return {
                path: "/",
                headers: {
                    "content-type": "application/x-amz-json-1.0",
                    "x-amz-target": `GraniteServiceVersion20100801.${operation}`,
                },
                body: JSON.stringify(input),
            };
        case "query":
            return {
                path: "/",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                body: new URLSearchParams({ Action: operation, Version: "2010-08-01", ...flat(input) }).toString(),
            };
    }
}

/** Flattens `{ Names: ["a"] }` to `Names.member.1=a`. */
function flat(input: unknown, prefix = ""): Record<string, string> {
    if (typeof input !== "object" || input === null) return { [prefix]: String(input) };
    const entries = Array.isArray(input)
        ? input.map((item: unknown, index) => [`member.${index + 1}`, item] as const)
        : Object.entries(input);
    const at = (key: string): string => (prefix === "" ? key : `${prefix}.${key}`);
    return Object.assign({}, ...entries.map(([key, item]) => flat(item, at(key)))) as Record<string, string>;
}
