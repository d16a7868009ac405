import type { Keys } from "./keys";
import { mustBeFiles } from "./shared-config/must-be-files";

/** What the SDK's constructors take of what is said of a client. */
export interface ClientConfig {
    readonly region: string;
    readonly credentials: Keys | (() => Promise<Keys>);
    readonly profile?: string;
    readonly endpoint?: string;
    readonly retryMode: string;
    readonly maxAttempts?: number;
}

/** Tries of a call. A run asks some thirty things before it begins, and by the SDK's own three one of them fails on a bad day. */
const maxAttempts = 6;

/**
 * The one place where AWS SDK clients are made. They are patient with throttling: Organizations throttles its List calls hard
 * (awslabs/aws-deployment-framework#788).
 */
export function patientClient<Client>(
    type: new (config: ClientConfig) => Client,
    options: Omit<ClientConfig, "retryMode">,
): Client {
    // The SDK reads them whatever credentials it has.
    mustBeFiles();
    // Node 20 is supported until January 2027; the warning would be in every preview.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
    return new type({ maxAttempts, ...options, retryMode: "adaptive" });
}
