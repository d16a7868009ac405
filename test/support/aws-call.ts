import type * as http from "node:http";

/** A call of an AWS API, as far as its request shows. */
export interface Call {
    /** `CreateAccount`; for a REST call method, path and query: `PUT /bucket?lifecycle`. */
    readonly operation: string;
    /** Protocol of the service, which also decides the form of errors. */
    readonly protocol: "json" | "query" | "ec2" | "rest-json" | "rest-xml";
    /** Name in the signature: `organizations`, `s3`; empty if the request is not signed. */
    readonly service: string;
    /** Region in the signature; empty if the request is not signed. */
    readonly region: string;
    readonly method: string;
    /** Begins with the first slash. */
    readonly path: string;
    readonly body: string;
    /** Access key id in the signature; empty if there is none. */
    readonly accessKeyId: string;
    /** The header User-Agent, which begins with `aws-sdk-js/` for this program and with `APN/` for the engine's provider. */
    readonly agent: string;
}

/** Determines the operation of a request: from `X-Amz-Target`, from `Action` in a form, or from method and path. */
export function readCall(request: http.IncomingMessage, bytes: Buffer): Call {
    const method = request.method ?? "";
    // A caller that uses this as its proxy sends the host too, which may not be valid in a URL: 123456789012.127.0.0.1.
    const path = (request.url ?? "").replace(/^https?:\/\/[^/]+/, "");
    const query = new URLSearchParams(path.split("?")[1]);
    const body = bytes.toString("utf8");
    const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? "");
    const [accessKeyId = "", region = "", service = ""] = scope?.slice(1) ?? [];
    const agent = request.headers["user-agent"] ?? "";
    const call = { method, path, body, accessKeyId, service, region, agent };
    const target = request.headers["x-amz-target"];
    if (typeof target === "string") return { ...call, operation: target.split(".").at(-1)!, protocol: "json" };
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const action = (isForm ? new URLSearchParams(body).get("Action") : null) ?? query.get("Action");
    if (action !== null) return { ...call, operation: action, protocol: call.service === "ec2" ? "ec2" : "query" };
    // Of the services in use, S3 and S3 Control return XML from REST calls.
    return { ...call, operation: `${method} ${path}`, protocol: call.service === "s3" ? "rest-xml" : "rest-json" };
}
