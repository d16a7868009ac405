import type { DeserializeMiddleware } from "@smithy/types";
import { awsClient } from "../../aws/clients";
import type { ClientConfig } from "../../aws/patient-client";
import { sentOnce } from "../../aws/sent-once";
import type { Keys } from "../../aws/keys";
import type { Trace } from "./trace";

/** Keys with their end, as STS gives them. */
export interface Session {
    readonly keys: Keys;
    readonly expiresAt: Date;
}

/** Who the keys belong to, as GetCallerIdentity says. */
export interface Identity {
    readonly account: string;
    readonly arn: string;
}

/** How a role is assumed. */
export interface RoleRequest {
    readonly roleArn: string;
    readonly sessionName: string;
    readonly seconds: number;
    readonly externalId?: string;
    readonly serial?: string;
    readonly code?: string;
}

/** The calls of `org mfa`, each reported to `--debug` with AWS's response, request id, time and clock. */
export class StsCalls {
    /** How far AWS's clock is before this machine's, in milliseconds, as its last response's Date header says. */
    public skew = 0;
    /** Status, request id and clock of the last response. */
    private seen = "";

    public constructor(
        private readonly region: string,
        private readonly trace: Trace,
    ) {}

    /** Whose keys these are. */
    public async identity(keys: Keys): Promise<Identity> {
        const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const client = this.watched(STSClient, keys);
        client.middlewareStack.add(this.reader(), reading);
        const answer = await this.call("sts GetCallerIdentity", () => client.send(new GetCallerIdentityCommand({})));
        return { account: answer.Account!, arn: answer.Arn! };
    }

    /** Serials of the user's MFA devices. */
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

    /** The user's own session, with the code in it. */
    public async sessionToken(keys: Keys, seconds: number, serial: string, code: string): Promise<Session> {
        const { STSClient, GetSessionTokenCommand } = await import("@aws-sdk/client-sts");
        // A code is good once: sent again, it would be called wrong.
        const client = sentOnce(this.watched(STSClient, keys));
        client.middlewareStack.add(this.reader(), reading);
        const command = new GetSessionTokenCommand({ DurationSeconds: seconds, SerialNumber: serial, TokenCode: code });
        const name = `sts GetSessionToken (${seconds} s, with a code)`;
        const answer = await this.call(name, () => client.send(command));
        return this.sessionOf(answer.Credentials!);
    }

    /** A role's session. */
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
        const answer = await this.call(`sts AssumeRole ${roleArn} (${how})`, () => client.send(command));
        return this.sessionOf(answer.Credentials!);
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
            const answer = await send();
            this.trace.tell(`call: ${name}: responded${this.seen}, after ${Date.now() - begun} ms`);
            return answer;
        } catch (error) {
            const { name: kind, message } = error as Error;
            this.trace.tell(`call: ${name}: ${kind}: ${message.trim()};${this.seen}, after ${Date.now() - begun} ms`);
            throw error;
        }
    }

    /** Status, request id and clock of a response. */
    private read(response: unknown): string {
        const { statusCode, headers = {} } = response as {
            statusCode?: number;
            headers?: Readonly<Record<string, string | undefined>>;
        };
        const date = Date.parse(headers["date"] ?? "");
        // The header has whole seconds: half a second is the best guess at what is cut off.
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

/** Where STS is: a session of an emulator is none of AWS's. An empty variable counts as none. */
export function endpointOf(environment: NodeJS.ProcessEnv = process.env): string {
    return environment["AWS_ENDPOINT_URL_STS"] || environment["AWS_ENDPOINT_URL"] || "aws";
}

/** What a clock's distance from AWS's is called. */
export function clockText(skew: number): string {
    const seconds = Math.round(Math.abs(skew) / 1000);
    if (seconds < 2) return "clocks agree";
    return `this machine's clock is ${seconds} s ${skew > 0 ? "behind" : "before"} AWS's`;
}

/** Between the wire and the SDK's own reading of a response. */
const reading = { step: "deserialize", priority: "low", name: "orgMfaAnswer" } as const;
