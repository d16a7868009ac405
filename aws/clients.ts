/** The one place where AWS SDK clients are made, for the layers, the CLI and the sandbox. */

/** Keys, as AWS hands them out. */
export interface Keys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
}

/** What every client is made with. */
export interface ClientOptions {
    readonly region: string;
    /** Credentials come from the environment or the profile, as for the engine, unless given. */
    readonly credentials?: Keys;
    /** A profile of the user's AWS config, whatever keys the environment holds. */
    readonly profile?: string;
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
    const keys = options.profile === undefined ? environmentKeys() : undefined;
    return new type({ ...(keys === undefined ? {} : { credentials: keys }), ...options, retryMode: "adaptive" });
}

/**
 * The keys that the environment holds, if any. To the engine's AWS SDK (Go) they come before AWS_PROFILE, to this one (JavaScript)
 * after it: without this, a guard would judge other credentials than those that act (aws/aws-cli#3304, pulumi/pulumi-aws#1897).
 */
export function environmentKeys(environment: NodeJS.ProcessEnv = process.env): Keys | undefined {
    const accessKeyId = environment["AWS_ACCESS_KEY_ID"] ?? environment["AWS_ACCESS_KEY"];
    const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] ?? environment["AWS_SECRET_KEY"];
    const sessionToken = environment["AWS_SESSION_TOKEN"];
    // An empty variable counts as none, for both SDKs.
    if (!accessKeyId || !secretAccessKey) return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
