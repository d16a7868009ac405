/** Keys of an AWS user or session. */
export interface Keys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
}

interface TestClientOptions {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: Keys;
    readonly maxAttempts: number;
}

/** An AWS SDK client for a test. By default it tries once, so that an error is seen as AWS returns it. */
export function testClient<Client>(
    type: new (options: TestClientOptions) => Client,
    endpoint: string,
    credentials: Keys,
    maxAttempts = 1,
): Client {
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
    return new type({ region: "us-east-1", endpoint, credentials, maxAttempts });
}
