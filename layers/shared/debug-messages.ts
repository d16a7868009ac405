import { rpcKeepAlive } from "@pulumi/pulumi/runtime";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** What the SDK sends a message by, and calls `done` when the engine has it or the call failed. */
export interface LogClient {
    log: (this: LogClient, request: LogRequest, done: () => void) => unknown;
}

/** Milliseconds. A program does not end before its messages are sent. */
const moment = 50;

/**
 * Has the SDK's debug messages of a moment go to the engine in one call, and before what is said after them. There are thousands where a stack
 * has a few hundred resources, a call each is a third of what the program takes, and the engine shows them with --debug alone.
 */
export function sendDebugTogether(client: LogClient = EngineClient.prototype, keepAlive = rpcKeepAlive): void {
    const { log } = client;
    const waiting: string[] = [];
    let sent = Promise.resolve();
    const send = (to: LogClient): Promise<void> => {
        if (waiting.length === 0) return sent;
        const request = new LogRequest();
        request.setSeverity(LogSeverity.DEBUG);
        request.setMessage(waiting.splice(0).join("\n"));
        const call = (): Promise<void> => new Promise((resolve) => log.call(to, request, resolve));
        // A message that is for nobody ends no program.
        return (sent = sent.then(call).catch(() => undefined));
    };
    client.log = function (request, done) {
        if (request.getSeverity() !== LogSeverity.DEBUG || request.getUrn() !== "")
            return void send(this).then(() => log.call(this, request, done));
        if (waiting.push(request.getMessage()) === 1) {
            const end = keepAlive();
            setTimeout(() => void send(this).then(end), moment);
        }
        done();
    };
}
