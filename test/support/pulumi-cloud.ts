import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { listen } from "./listen";

/** A request: method and path, and the body. */
export interface CloudCall {
    readonly what: string;
    readonly authorization: string | undefined;
    readonly body: Buffer;
}

/**
 * A stand-in for Pulumi Cloud that supports `pulumi policy publish`: the user of the token, and the three steps of publishing. All other
 * requests get 404.
 */
export class PulumiCloud {
    readonly calls: CloudCall[] = [];
    private readonly server = http.createServer((request, response) => void this.serve(request, response));

    static async open(): Promise<PulumiCloud> {
        const cloud = new PulumiCloud();
        await listen(cloud.server);
        return cloud;
    }

    /** URL for `PULUMI_BACKEND_URL`. */
    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** The body of a request; throws if there was none. */
    bodyOf(what: string): Buffer {
        const call = this.calls.find((each) => each.what === what);
        if (call === undefined) throw new Error(`no ${what} among ${this.calls.map((each) => each.what).join(", ")}`);
        return call.body;
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const what = `${request.method ?? ""} ${(request.url ?? "").split("?")[0]!}`;
        this.calls.push({ what, authorization: request.headers.authorization, body: Buffer.concat(chunks) });
        const answer = this.answer(what);
        response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(answer ?? { code: 404, message: "not of this stand-in" }));
    }

    private answer(what: string): object | undefined {
        if (what === "GET /api/user") return { githubLogin: "ada", name: "Ada", organizations: [] };
        if (what === "POST /api/orgs/acme/policypacks") return { version: 1, uploadURI: `${this.url}/upload` };
        if (what === "PUT /upload" || /^POST \/api\/orgs\/acme\/policypacks\/.*\/complete$/u.test(what)) return {};
        return undefined;
    }
}
