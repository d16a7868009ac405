import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { awsClient, type ClientOptions } from "./clients";
import { environmentKeys } from "./keys";
import { environmentProfile } from "./shared-config/files";

/** Whose credentials these are, and where they were found. */
export interface Caller {
    /** 12 digits. */
    readonly accountId: string;
    /** ARN: a user's, a role session's (`assumed-role/<role>/<session>`), or the root user's. */
    readonly arn: string;
    readonly kind: "root user" | "user" | "role session" | "federated user";
    /** User name, or role name. */
    readonly name: string;
    /** Which credentials won, and why, in words. */
    readonly source: string;
}

/** Asks STS whose the credentials are that the engine would use, or those of a profile. */
export async function whoAmI(options: Pick<ClientOptions, "region" | "profile" | "credentials">): Promise<Caller> {
    const { Account, Arn } = await awsClient(STSClient, options).send(new GetCallerIdentityCommand({}));
    return { ...identityOf(Arn!), accountId: Account!, arn: Arn!, source: credentialSource(options.profile) };
}

/** What an ARN of GetCallerIdentity names. */
export function identityOf(arn: string): Pick<Caller, "kind" | "name"> {
    const resource = arn.split(":").slice(5).join(":");
    const [type = "", name = ""] = resource.split("/");
    if (type === "root") return { kind: "root user", name: "root" };
    if (type === "assumed-role") return { kind: "role session", name };
    if (type === "federated-user") return { kind: "federated user", name };
    return { kind: "user", name: resource.slice(resource.lastIndexOf("/") + 1) };
}

/** Where the credentials come from, by the engine's rule: a profile that is named, keys of the environment, AWS_PROFILE, the rest. */
export function credentialSource(profile?: string, environment: NodeJS.ProcessEnv = process.env): string {
    if (profile !== undefined) return `profile ${profile}`;
    const named = environmentProfile(environment);
    const variable = environment["AWS_PROFILE"] ? "AWS_PROFILE" : "AWS_DEFAULT_PROFILE";
    if (environmentKeys(environment) !== undefined)
        return named
            ? `AWS_ACCESS_KEY_ID of the environment, which wins over ${variable}=${named}`
            : "AWS_ACCESS_KEY_ID of the environment";
    if (named) return `${variable}=${named}`;
    return "the default profile, or what this machine offers";
}
