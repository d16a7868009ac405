import * as http from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { faultAnswer, type Answer, type AwsFault } from "./aws-fault";
import { readCall, type Call } from "./aws-call";
import { listen } from "./listen";

/** What happens to calls of an operation. A rule without any effect only counts and calls `onMatch`. */
export interface Rule {
    /** The operation's name (`CreateAccount`), or for a REST call method and path (`PUT /bucket?lifecycle`). */
    readonly operation: string | RegExp;
    /** Which of its calls. Default: all. Called once for each call that reaches this rule. */
    readonly when?: (call: Call) => boolean;
    /** How many matching calls are let through first. Default: 0. */
    readonly after?: number;
    /** How many matching calls the rule then applies to. Default: all. */
    readonly times?: number;
    /** Milliseconds to wait first. Default: 0. */
    readonly delay?: number;
    /** Returned instead of AWS's response: AWS does not get the call. */
    readonly fault?: AwsFault;
    /** Like `fault`, depending on the call. */
    readonly faultOf?: (call: Call) => AwsFault;
    /** AWS acts, and its response is lost because the connection breaks. */
    readonly drop?: boolean;
    /** Changes AWS's JSON response, unless it is an error. */
    readonly transform?: (answer: Record<string, unknown>, call: Call) => Record<string, unknown>;
    /** Called before the response is sent. AWS has acted by then, unless the rule responds instead. */
    readonly onMatch?: (call: Call) => void | Promise<void>;
}

/**
 * A reverse proxy on loopback between a program and the emulator: it passes on and records every call, and by its rules makes AWS fail. The
 * first matching rule that is not used up applies.
 */
export class FaultProxy {
    /** All calls so far, in order of arrival. */
    readonly calls: Call[] = [];
    private rules: { readonly rule: Rule; seen: number }[] = [];
    /** Calls that AWS has not acted on yet. */
    private acting = 0;
    private readonly connections = new Set<Socket>();
    private readonly agent = new http.Agent({ keepAlive: true });
    private readonly server = http.createServer((request, response) => void this.serve(request, response));

    private constructor(private readonly target: URL) {}

    /** Listens on a free port, in front of the emulator at `target`. */
    static async open(target: string, rules: readonly Rule[] = []): Promise<FaultProxy> {
        const proxy = new FaultProxy(new URL(target));
        proxy.server.on("connection", (socket: Socket) => {
            proxy.connections.add(socket);
            socket.once("close", () => proxy.connections.delete(socket));
        });
        rules.forEach((rule) => {
            proxy.add(rule);
        });
        await listen(proxy.server);
        return proxy;
    }

    /** URL for `AWS_ENDPOINT_URL` and for `HTTP_PROXY`. */
    get endpoint(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** Adds a rule after the existing ones. */
    add(rule: Rule): void {
        this.rules.push({ rule, seen: 0 });
    }

    /** Forgets rules and calls. */
    reset(): void {
        this.rules = [];
        this.calls.length = 0;
    }

    /** How often an operation was called. */
    count(operation: string | RegExp): number {
        return this.calls.filter((call) => matches(operation, call)).length;
    }

    /**
     * Waits until every process that called has closed its connections, and AWS has acted on each of their calls. After a kill or an
     * interrupt, no call of that run comes into the next one, and what AWS has stays as it is.
     */
    async settled(): Promise<void> {
        await this.accepted();
        while (this.connections.size > 0 || this.acting > 0) await sleep(20);
    }

    /** Closes connections without a call. Only while no other process calls: a call that has not arrived yet would be lost. */
    closeIdle(): void {
        this.server.closeIdleConnections();
    }

    async close(): Promise<void> {
        this.agent.destroy();
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    /** Waits until all connections that were opened before are in `connections`: they are accepted in order. */
    private async accepted(): Promise<void> {
        const last = connect((this.server.address() as AddressInfo).port, "127.0.0.1");
        await new Promise((resolve) => last.once("connect", resolve));
        const port = last.localPort;
        while (![...this.connections].some(({ remotePort }) => remotePort === port)) await nextTurn();
        last.destroy();
    }

    private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        this.acting += 1;
        let isActing = true;
        const hasActed = (): void => {
            if (isActing) this.acting -= 1;
            isActing = false;
        };
        await this.respond(request, response, hasActed).finally(hasActed);
    }

    /** Calls `hasActed` before a rule's `onMatch`, which may wait for a kill. */
    private async respond(
        request: http.IncomingMessage,
        response: http.ServerResponse,
        hasActed: () => void,
    ): Promise<void> {
        const body = await readAll(request).catch(() => undefined);
        if (body === undefined) return; // the caller is gone
        const call = readCall(request, body);
        this.calls.push(call);
        // This process may read the last calls of a killed one after a test has gone on, and has set rules for its next run. AWS acts on them.
        if (await isClosed(request)) {
            await this.forward(request, body).catch(() => undefined);
            return;
        }
        try {
            const answer = await this.answer(call, request, body, hasActed);
            if (answer === undefined) request.socket.destroy();
            else response.writeHead(answer.status, answer.headers).end(answer.body);
        } catch (error) {
            // A 400 is not retried, so the test ends at once and shows why.
            const {
                status,
                headers,
                body: text,
            } = faultAnswer(call, { code: "FaultProxyError", message: String(error) });
            response.writeHead(status, headers).end(text);
        }
    }

    /** The response to send; undefined: none. */
    private async answer(
        call: Call,
        request: http.IncomingMessage,
        body: Buffer,
        hasActed: () => void,
    ): Promise<Answer | undefined> {
        const rule = this.ruleFor(call);
        if (rule?.delay !== undefined) await sleep(rule.delay);
        const fault = rule?.fault ?? rule?.faultOf?.(call);
        const answer = fault === undefined ? await this.forward(request, body) : faultAnswer(call, fault);
        hasActed();
        await rule?.onMatch?.(call);
        if (rule?.drop === true) return undefined;
        return rule?.transform === undefined || answer.status >= 300
            ? answer
            : transformed(answer, (json) => rule.transform!(json, call));
    }

    private ruleFor(call: Call): Rule | undefined {
        let applied: Rule | undefined;
        for (const entry of this.rules.filter(({ rule }) => matches(rule.operation, call))) {
            if (applied !== undefined) break;
            const { after = 0, times = Infinity, when } = entry.rule;
            if (when?.(call) === false) continue;
            if (entry.seen >= after && entry.seen < after + times) applied = entry.rule;
            entry.seen++;
        }
        return applied;
    }

    private async forward(request: http.IncomingMessage, body: Buffer): Promise<Answer> {
        const { method, url, headers } = request;
        return new Promise((resolve, reject) => {
            const { hostname: host, port } = this.target;
            // Request target and host are passed on unchanged, because an absolute target, and a bucket in the host, mean something.
            const sent = http.request({ host, port, agent: this.agent, method, path: url, headers }, (received) => {
                readAll(received).then((bytes) => {
                    resolve({ status: received.statusCode!, headers: endToEnd(received.headers), body: bytes });
                }, reject);
            });
            sent.on("error", reject);
            sent.end(body);
        });
    }
}

/** Whether the caller has closed its connection already. */
async function isClosed({ socket }: http.IncomingMessage): Promise<boolean> {
    // Its end is read in the event loop's next turn, once everything before it has been read.
    for (let turn = 0; turn < 2; turn += 1) await nextTurn();
    return socket.destroyed || socket.readableEnded;
}

/** Removes hop-by-hop headers. */
function endToEnd(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
    const kept = { ...headers };
    for (const name of ["connection", "keep-alive", "transfer-encoding"]) Reflect.deleteProperty(kept, name);
    return kept;
}

function matches(operation: string | RegExp, call: Call): boolean {
    return typeof operation === "string" ? operation === call.operation : operation.test(call.operation);
}

function transformed(answer: Answer, change: (json: Record<string, unknown>) => Record<string, unknown>): Answer {
    const json = JSON.parse(answer.body.toString("utf8")) as Record<string, unknown>;
    const body = Buffer.from(JSON.stringify(change(json)));
    return { ...answer, body, headers: { ...answer.headers, "content-length": String(body.length) } };
}

async function readAll(stream: http.IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
}
