/** Keys, as AWS hands them out. */
export interface Keys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
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
