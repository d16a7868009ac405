import type * as http from "node:http";
import type { Call } from "./aws-call";

/** An error as AWS returns it. */
export interface AwsFault {
    /** `TooManyRequestsException`, `ConcurrentModificationException`, `Throttling` … */
    readonly code: string;
    /** HTTP status. Default: 400. */
    readonly status?: number;
    /** Default: the code. */
    readonly message?: string;
    /** Further fields of a JSON error: `{ Reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED" }`. */
    readonly members?: Readonly<Record<string, unknown>>;
}

/** A whole HTTP response. */
export interface Answer {
    readonly status: number;
    readonly headers: http.OutgoingHttpHeaders;
    readonly body: Buffer;
}

const requestId = "00000000-0000-0000-0000-000000000000";

/** The error in the call's protocol. Source: Smithy's AWS protocols (awsJson1_1, awsQuery, ec2Query, restJson1, restXml). */
export function faultAnswer(call: Call, fault: AwsFault): Answer {
    const { code, status = 400, message = code, members = {} } = fault;
    if (call.protocol === "json" || call.protocol === "rest-json") {
        const type = call.protocol === "json" ? "application/x-amz-json-1.1" : "application/json";
        const headers = { "content-type": type, "x-amzn-errortype": code, "x-amzn-requestid": requestId };
        return answer(status, headers, JSON.stringify({ __type: code, message, Message: message, ...members }));
    }
    const error = `<Code>${escape(code)}</Code><Message>${escape(message)}</Message>`;
    return answer(status, { "content-type": "text/xml", "x-amz-request-id": requestId }, xmlError(call, error));
}

function xmlError({ protocol, path }: Call, error: string): string {
    const id = `<RequestId>${requestId}</RequestId>`;
    if (protocol === "ec2") return `<Response><Errors><Error>${error}</Error></Errors>${id}</Response>`;
    const isS3 = protocol === "rest-xml" && !path.startsWith("/v20180820/"); // S3 Control's version
    if (isS3) return `<Error>${error}${id}</Error>`;
    return `<ErrorResponse><Error><Type>Sender</Type>${error}</Error>${id}</ErrorResponse>`;
}

function answer(status: number, headers: http.OutgoingHttpHeaders, text: string): Answer {
    const body = Buffer.from(text);
    return { status, headers: { ...headers, "content-length": String(body.length) }, body };
}

function escape(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
