/** AWS SDK clients for the layers, the CLI and the sandbox, with the credentials that the engine's provider gets. */
import { environmentKeys, type Keys } from "./keys";
import { patientClient, type ClientConfig } from "./patient-client";

/** What every client is made with. */
export interface ClientOptions {
    readonly region: string;
    /** Keys of the environment or of the profile, as the engine's provider (Go) gets them, unless given. */
    readonly credentials?: Keys;
    /** A profile of the user's AWS config, whatever keys the environment holds. */
    readonly profile?: string;
    /** `AWS_ENDPOINT_URL` of the environment unless given. */
    readonly endpoint?: string;
    /** How often a call is sent before its error counts. Default: the SDK's, 3. */
    readonly maxAttempts?: number;
}

/** A client of the AWS SDK. */
export function awsClient<Client>(type: new (config: ClientConfig) => Client, options: ClientOptions): Client {
    const { region, profile } = options;
    const keys = options.credentials ?? (profile === undefined ? environmentKeys() : undefined);
    return patientClient(type, { ...options, credentials: keys ?? ofSharedConfig(profile, region) });
}

/** Requested at the first call, and again when they expire. */
function ofSharedConfig(profile: string | undefined, region: string): () => Promise<Keys> {
    return async () => (await import("./shared-config/credentials")).sharedConfigCredentials(profile, region);
}
