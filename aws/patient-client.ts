import type { Keys } from "./keys";
import { mustBeFiles } from "./shared-config/must-be-files";

/** Options for the SDK's constructors. */
export interface ClientConfig {
    readonly region: string;
    readonly credentials: Keys | (() => Promise<Keys>);
    readonly profile?: string;
    readonly endpoint?: string;
    readonly retryMode: string;
    readonly maxAttempts?: number;
}

/** Tries of a call. A run makes some thirty calls before it begins, and with the SDK's default of three one of them fails on a bad day. */
const maxAttempts = 6;

/**
 * The only place where AWS SDK clients are created. They retry throttled calls patiently: Organizations throttles its List calls hard
 * (awslabs/aws-deployment-framework#788).
 */
export function patientClient<Client>(
    type: new (config: ClientConfig) => Client,
    options: Omit<ClientConfig, "retryMode">,
): Client {
    // The SDK reads the shared files whatever credentials it was given.
    mustBeFiles();
    // Node 20 is supported until January 2027, and the SDK's warning would be in every preview.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
    return new type({ maxAttempts, ...options, retryMode: "adaptive" });
}
