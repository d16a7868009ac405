import type { DeserializeMiddleware } from "@smithy/types";
import { awsClient } from "../../aws/clients";
import type { ClientConfig } from "../../aws/patient-client";
import { sentOnce } from "../../aws/sent-once";
import type { Keys } from "../../aws/keys";
import type { Trace } from "./trace";

/** Session keys and when they end, as STS returns them. */
export interface Session {
    readonly keys: Keys;
    readonly expiresAt: Date;
}

/** Whose keys they are, as GetCallerIdentity returns it. */
export interface Identity {
    readonly account: string;
    readonly arn: string;
}

/** Parameters of AssumeRole. */
export interface RoleRequest {
    readonly roleArn: string;
    readonly sessionName: string;
    readonly seconds: number;
    readonly externalId?: string;
    readonly serial?: string;
    readonly code?: string;
}

/** The AWS calls of `org mfa`. Each is logged for `--debug`, with status, request id, duration and clock. */
export class StsCalls {
    /** How many milliseconds AWS's clock is ahead of this machine's, by the Date header of the last response. */
    public skew = 0;
    /** Status, request id and clock of the last response, for the log. */
    private seen = "";

    public constructor(
        private readonly region: string,
        private readonly trace: Trace,
    ) {}

    /** Whose keys these are (GetCallerIdentity). */
    public async identity(keys: Keys): Promise<Identity> {
        const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const client = this.watched(STSClient, keys);
        client.middlewareStack.add(this.reader(), reading);
        const response = await this.call("sts GetCallerIdentity", () => client.send(new GetCallerIdentityCommand({})));
        return { account: response.Account!, arn: response.Arn! };
    }

    /** Serial numbers or ARNs of the user's MFA devices (ListMFADevices). */
    public async devices(keys: Keys, user: string): Promise<readonly string[]> {
        const { IAMClient, paginateListMFADevices } = await import("@aws-sdk/client-iam");
        const client = this.watched(IAMClient, keys);
        client.middlewareStack.add(this.reader(), reading);
        return this.call("iam ListMFADevices", async () => {
            const serials: string[] = [];
            for await (const page of paginateListMFADevices({ client }, { UserName: user }))
                serials.push(...(page.MFADevices ?? []).map(({ SerialNumber }) => SerialNumber!));
            return serials;
        });
    }

    /** Makes the user's own session with a code (GetSessionToken). */
    public async sessionToken(keys: Keys, seconds: number, serial: string, code: string): Promise<Session> {
        const { STSClient, GetSessionTokenCommand } = await import("@aws-sdk/client-sts");
        // A code is good once: a repeated request would be refused as wrong.
        const client = sentOnce(this.watched(STSClient, keys));
        client.middlewareStack.add(this.reader(), reading);
        const command = new GetSessionTokenCommand({ DurationSeconds: seconds, SerialNumber: serial, TokenCode: code });
        const name = `sts GetSessionToken (${seconds} s, with a code)`;
        const response = await this.call(name, () => client.send(command));
        return this.sessionOf(response.Credentials!);
    }

    /** Assumes a role, with a code if the request has one. */
    public async assumeRole(keys: Keys, request: RoleRequest): Promise<Session> {
        const { STSClient, AssumeRoleCommand } = await import("@aws-sdk/client-sts");
        const { roleArn, sessionName, seconds, externalId, serial, code } = request;
        const made = this.watched(STSClient, keys);
        const client = code === undefined ? made : sentOnce(made);
        client.middlewareStack.add(this.reader(), reading);
        const command = new AssumeRoleCommand({
            RoleArn: roleArn,
            RoleSessionName: sessionName,
            DurationSeconds: seconds,
            ...(externalId === undefined ? {} : { ExternalId: externalId }),
            ...(code === undefined ? {} : { SerialNumber: serial, TokenCode: code }),
        });
        const how = `${seconds} s, as ${sessionName}${code === undefined ? "" : ", with a code"}`;
        const response = await this.call(`sts AssumeRole ${roleArn} (${how})`, () => client.send(command));
        return this.sessionOf(response.Credentials!);
    }

    private watched<Client>(type: new (config: ClientConfig) => Client, keys: Keys): Client {
        this.trace.hide(keys.accessKeyId, keys.secretAccessKey, keys.sessionToken);
        return awsClient(type, { region: this.region, credentials: keys });
    }

    private reader<Input extends object, Output extends object>(): DeserializeMiddleware<Input, Output> {
        return (next) => async (args) => {
            const result = await next(args);
            this.seen = this.read(result.response);
            return result;
        };
    }

    private async call<T>(name: string, send: () => Promise<T>): Promise<T> {
        this.seen = "";
        const begun = Date.now();
        try {
            const response = await send();
            this.trace.log(`call: ${name}: responded${this.seen}, after ${Date.now() - begun} ms`);
            return response;
        } catch (error) {
            const { name: kind, message } = error as Error;
            this.trace.log(`call: ${name}: ${kind}: ${message.trim()};${this.seen}, after ${Date.now() - begun} ms`);
            throw error;
        }
    }

    /** Status, request id and clock of a response, as text. Sets `skew`. */
    private read(response: unknown): string {
        const { statusCode, headers = {} } = response as {
            statusCode?: number;
            headers?: Readonly<Record<string, string | undefined>>;
        };
        const date = Date.parse(headers["date"] ?? "");
        // The header has whole seconds: half a second is the best guess for the part that is cut off.
        if (!Number.isNaN(date)) this.skew = date + 500 - Date.now();
        const id = headers["x-amzn-requestid"] ?? headers["x-amz-request-id"];
        return ` ${String(statusCode)}${id === undefined ? "" : ` (request ${id})`}, ${clockText(this.skew)}`;
    }

    private sessionOf(credentials: {
        AccessKeyId: string | undefined;
        SecretAccessKey: string | undefined;
        SessionToken: string | undefined;
        Expiration: Date | undefined;
    }): Session {
        const keys = {
            accessKeyId: credentials.AccessKeyId!,
            secretAccessKey: credentials.SecretAccessKey!,
            sessionToken: credentials.SessionToken!,
        };
        this.trace.hide(keys.accessKeyId, keys.secretAccessKey, keys.sessionToken);
        return { keys, expiresAt: credentials.Expiration! };
    }
}

/**
 * The endpoint of STS, or `aws`. It is part of a cache key: an emulator's session is not valid at AWS. An empty variable counts as unset.
 */
export function endpointOf(environment: NodeJS.ProcessEnv = process.env): string {
    return environment["AWS_ENDPOINT_URL_STS"] || environment["AWS_ENDPOINT_URL"] || "aws";
}

/**
 * How far this machine's clock is from AWS's, in words.
 *
 * @param skew milliseconds
 */
export function clockText(skew: number): string {
    const seconds = Math.round(Math.abs(skew) / 1000);
    if (seconds < 2) return "clocks agree";
    return `this machine's clock is ${seconds} s ${skew > 0 ? "behind" : "before"} AWS's`;
}

/** Runs before the SDK reads the response. */
const reading = { step: "deserialize", priority: "low", name: "orgMfaResponse" } as const;
