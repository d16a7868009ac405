/** Access keys, as AWS returns them. */
export interface Keys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
}

/**
 * The keys in the environment, if any. The engine's AWS SDK (Go) prefers them to AWS_PROFILE, the JavaScript SDK does not: without this,
 * checks would judge other credentials than those that the engine uses (aws/aws-cli#3304, pulumi/pulumi-aws#1897).
 */
export function environmentKeys(environment: NodeJS.ProcessEnv = process.env): Keys | undefined {
    const accessKeyId = environment["AWS_ACCESS_KEY_ID"] ?? environment["AWS_ACCESS_KEY"];
    const secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] ?? environment["AWS_SECRET_KEY"];
    const sessionToken = environment["AWS_SESSION_TOKEN"];
    // Both SDKs ignore an empty variable.
    if (!accessKeyId || !secretAccessKey) return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
