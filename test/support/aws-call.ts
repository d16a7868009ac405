import type * as http from "node:http";

/** A call of an AWS API, as far as its request tells. */
export interface Call {
    /** `CreateAccount`; of a REST call method, path and query: `PUT /bucket?lifecycle`. */
    readonly operation: string;
    /** How the service talks, and so how it returns an error. */
    readonly protocol: "json" | "query" | "ec2" | "rest-json" | "rest-xml";
    /** The name that the request is signed for: `organizations`, `s3`; empty if it is not signed. */
    readonly service: string;
    /** The region that it is signed for; empty if it is not signed. */
    readonly region: string;
    readonly method: string;
    /** From the first slash on. */
    readonly path: string;
    readonly body: string;
    /** The access key that signs; empty if none. */
    readonly accessKeyId: string;
}

/** Reads which operation a request calls: from `X-Amz-Target`, from `Action` in a form, or from method and path. */
export function readCall(request: http.IncomingMessage, bytes: Buffer): Call {
    const method = request.method ?? "";
    // A caller that takes us for its proxy sends the host too, which may be one that no URL can have: 123456789012.127.0.0.1.
    const path = (request.url ?? "").replace(/^https?:\/\/[^/]+/, "");
    const query = new URLSearchParams(path.split("?")[1]);
    const body = bytes.toString("utf8");
    const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "");
    const [accessKeyId = "", region = "", service = ""] = scope?.slice(1) ?? [];
    const call = { method, path, body, accessKeyId, service, region };
    const target = request.headers["x-amz-target"];
    if (typeof target === "string") return { ...call, operation: target.split(".").at(-1)!, protocol: "json" };
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const action = (isForm ? new URLSearchParams(body).get("Action") : null) ?? query.get("Action");
    if (action !== null) return { ...call, operation: action, protocol: call.service === "ec2" ? "ec2" : "query" };
    // S3 and S3 Control are the services in use that return XML from REST calls.
    return { ...call, operation: `${method} ${path}`, protocol: call.service === "s3" ? "rest-xml" : "rest-json" };
}
