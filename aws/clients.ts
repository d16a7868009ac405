/** The one place where AWS SDK clients are made, for the layers, the CLI and the sandbox. */

/** What every client is made with. */
export interface ClientOptions {
    readonly region: string;
    /** Credentials come from the environment or the profile, as for the engine, unless given. */
    readonly credentials?: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
    };
    /** `AWS_ENDPOINT_URL` of the environment unless given. */
    readonly endpoint?: string;
}

/** A client of the AWS SDK, patient with throttling: Organizations throttles its List calls hard (awslabs/aws-deployment-framework#788). */
export function awsClient<Client>(
    type: new (config: ClientOptions & { retryMode: string; maxAttempts?: number }) => Client,
    options: ClientOptions,
): Client {
    // Node 20 is supported until January 2027; the warning would stand in every preview.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
    return new type({ ...options, retryMode: "adaptive" });
}
