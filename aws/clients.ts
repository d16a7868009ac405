/** The one place where AWS SDK clients are made, for the layers, the CLI and the sandbox. */
import { environmentKeys, type Keys } from "./keys";

/** What every client is made with. */
export interface ClientOptions {
    readonly region: string;
    /** Keys of the environment or of the profile, as the engine's provider (Go) gets them, unless given. */
    readonly credentials?: Keys;
    /** A profile of the user's AWS config, whatever keys the environment holds. */
    readonly profile?: string;
    /** `AWS_ENDPOINT_URL` of the environment unless given. */
    readonly endpoint?: string;
}

/** What the SDK's constructors take of that. */
export type ClientConfig = Omit<ClientOptions, "credentials"> & {
    readonly credentials: Keys | (() => Promise<Keys>);
    readonly retryMode: string;
    readonly maxAttempts?: number;
};

/** A client of the AWS SDK, patient with throttling: Organizations throttles its List calls hard (awslabs/aws-deployment-framework#788). */
export function awsClient<Client>(type: new (config: ClientConfig) => Client, options: ClientOptions): Client {
    // Node 20 is supported until January 2027; the warning would stand in every preview.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
    const { region, profile } = options;
    const keys = options.credentials ?? (profile === undefined ? environmentKeys() : undefined);
    return new type({ ...options, credentials: keys ?? ofSharedConfig(profile, region), retryMode: "adaptive" });
}

/** Asked for when the first call is made, and anew when they end. */
function ofSharedConfig(profile: string | undefined, region: string): () => Promise<Keys> {
    return async () => (await import("./shared-config/credentials")).sharedConfigCredentials(profile, region);
}
