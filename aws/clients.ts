/** AWS SDK clients for the layers, the CLI and the sandbox, with the credentials that the engine's provider gets. */
import { environmentKeys, type Keys } from "./keys";
import { patientClient, type ClientConfig } from "./patient-client";

/** Options of every client. */
export interface ClientOptions {
    readonly region: string;
    /** Default: keys of the environment or of the profile, chosen as the engine's provider (Go) chooses them. */
    readonly credentials?: Keys;
    /** A profile of the user's AWS config, which is used even if the environment has keys. */
    readonly profile?: string;
    /** Default: `AWS_ENDPOINT_URL` of the environment. */
    readonly endpoint?: string;
    /** How often a call is sent before its error counts. Default: 6 (aws/patient-client). */
    readonly maxAttempts?: number;
}

/** Creates a client of the AWS SDK. */
export function awsClient<Client>(type: new (config: ClientConfig) => Client, options: ClientOptions): Client {
    const { region, profile } = options;
    const keys = options.credentials ?? (profile === undefined ? environmentKeys() : undefined);
    return patientClient(type, { ...options, credentials: keys ?? ofSharedConfig(profile, region) });
}

/** Read at the first call, and again when they expire. */
function ofSharedConfig(profile: string | undefined, region: string): () => Promise<Keys> {
    return async () => (await import("./shared-config/credentials")).sharedConfigCredentials(profile, region);
}
