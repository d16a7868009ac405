import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { awsClient, type ClientOptions } from "./clients";
import { environmentKeys } from "./keys";
import { environmentProfile } from "./shared-config/files";

/** The identity behind the credentials, and where the credentials were found. */
export interface Caller {
    /** 12-digit account id. */
    readonly accountId: string;
    /** ARN: a user's, a role session's (`assumed-role/<role>/<session>`), or the root user's. */
    readonly arn: string;
    readonly kind: "root user" | "user" | "role session" | "federated user";
    /** User name, or role name. */
    readonly name: string;
    /** Which credentials are used, and why, in words. */
    readonly source: string;
}

/** Asks STS for the identity behind the credentials that the engine would use, or behind those of a profile. */
export async function whoAmI(options: Pick<ClientOptions, "region" | "profile" | "credentials">): Promise<Caller> {
    const { Account, Arn } = await awsClient(STSClient, options).send(new GetCallerIdentityCommand({}));
    return { ...identityOf(Arn!), accountId: Account!, arn: Arn!, source: credentialSource(options.profile) };
}

/** Kind and name of the identity in an ARN from GetCallerIdentity. */
export function identityOf(arn: string): Pick<Caller, "kind" | "name"> {
    const resource = arn.split(":").slice(5).join(":");
    const [type = "", name = ""] = resource.split("/");
    if (type === "root") return { kind: "root user", name: "root" };
    if (type === "assumed-role") return { kind: "role session", name };
    if (type === "federated-user") return { kind: "federated user", name };
    return { kind: "user", name: resource.slice(resource.lastIndexOf("/") + 1) };
}

/** Where the credentials come from, in the order that the engine uses: a named profile, keys in the environment, AWS_PROFILE, others. */
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
