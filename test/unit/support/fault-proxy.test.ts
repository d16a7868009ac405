import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { execaSync } from "execa";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import {
    ConstraintViolationException,
    CreateAccountCommand,
    ListAccountsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { FaultProxy, type Rule } from "../../support/fault-proxy";
import { testClient } from "../../support/test-client";
import { until } from "../../support/until";

const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "secret" };

/** A service that returns JSON and counts what reaches it. */
class Service {
    readonly seen: string[] = [];
    answer: Record<string, unknown> = {};
    /** It responds after this. */
    held: Promise<unknown> = Promise.resolve();
    private readonly server = http.createServer((request, response) => {
        const { method = "", url = "", headers } = request;
        this.seen.push(`${method} ${url} ${headers.host ?? ""}`);
        request.resume().on("end", () => {
            response.setHeader("content-type", "application/x-amz-json-1.1");
            void this.held.then(() => response.end(JSON.stringify(this.answer)));
        });
    });

    async open(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    close(): void {
        this.server.closeAllConnections();
        this.server.close();
    }
}

function reasonOf(error: unknown): string {
    return error instanceof ConstraintViolationException ? String(error.Reason) : String(error);
}

describe("the fault proxy", () => {
    let service: Service;
    let proxy: FaultProxy;

    const open = async (...rules: Rule[]): Promise<void> => {
        proxy = await FaultProxy.open(await service.open(), rules);
    };
    const organizations = (maxAttempts = 1): OrganizationsClient =>
        testClient(OrganizationsClient, proxy.endpoint, credentials, maxAttempts);
    const createAccount = new CreateAccountCommand({ AccountName: "a", Email: "a@example.com" });
    const signed = (name: string): Record<string, string> => ({
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/${name}/aws4_request, Signature=0`,
    });

    /** A process calls and is killed. While it runs, this process reads nothing: its call is read afterwards, as those of a killed run may be. */
    const callAndDie = (): void => {
        const { hostname, port } = new URL(proxy.endpoint);
        const request = `POST /late HTTP/1.1\\r\\nhost: ${hostname}\\r\\ncontent-length: 2\\r\\n\\r\\n{}`;
        const script = `require("node:net").connect(${port}, "${hostname}").write("${request}", () => process.kill(process.pid, "SIGKILL"))`;
        execaSync(process.execPath, ["-e", script], { reject: false });
    };

    beforeEach(() => {
        service = new Service();
    });

    afterEach(async () => {
        await proxy.close();
        service.close();
    });

    it("passes calls on and records them in order", async () => {
        await open();
        service.answer = { Accounts: [{ Id: "111111111111" }] };
        const { Accounts: accounts } = await organizations().send(new ListAccountsCommand({}));
        strictEqual(accounts?.[0]?.Id, "111111111111");
        await organizations().send(createAccount);
        await fetch(`${proxy.endpoint}/bucket?lifecycle`, { method: "PUT", headers: signed("s3") });
        deepStrictEqual(
            proxy.calls.map(({ operation, service: name }) => [operation, name]),
            [
                ["ListAccounts", "organizations"],
                ["CreateAccount", "organizations"],
                ["PUT /bucket?lifecycle", "s3"],
            ],
        );
        strictEqual(proxy.calls[1]?.accessKeyId, "AKIATEST");
        ok(proxy.calls[1].body.includes("a@example.com"));
    });

    it("keeps a connection for as long as its caller does", async () => {
        await open();
        // With an end of its own it would send `timeout=…`, and could close the connection while a call is on its way.
        strictEqual((await fetch(proxy.endpoint)).headers.get("keep-alive"), null);
    });

    it("returns an error of the JSON protocol, as often as the rule says, from the call that it says", async () => {
        await open({
            operation: "CreateAccount",
            after: 1,
            times: 2,
            fault: { code: "ConstraintViolationException", members: { Reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED" } },
        });
        const outcomes: string[] = [];
        for (let call = 0; call < 4; call++) {
            const outcome = organizations()
                .send(createAccount)
                .then(() => "done")
                .catch((error: unknown) => reasonOf(error));
            outcomes.push(await outcome);
        }
        const refused = "ACCOUNT_NUMBER_LIMIT_EXCEEDED";
        deepStrictEqual(outcomes, ["done", refused, refused, "done"]);
        strictEqual(service.seen.length, 2, "a refused call does not reach AWS");
    });

    it("lets a client try again after being throttled", async () => {
        await open({ operation: "CreateAccount", times: 1, fault: { code: "TooManyRequestsException", status: 429 } });
        await organizations(2).send(createAccount);
        strictEqual(proxy.count("CreateAccount"), 2);
    });

    it("returns an error of the query protocol", async () => {
        await open({ operation: "GetCallerIdentity", fault: { code: "ExpiredToken", status: 403, message: "<old>" } });
        const sts = testClient(STSClient, proxy.endpoint, credentials);
        await rejects(sts.send(new GetCallerIdentityCommand({})), { name: "ExpiredToken", message: "<old>" });
    });

    it("returns an error as S3, S3 Control, EC2 and the REST services do", async () => {
        await open({ operation: /./, fault: { code: "SlowDown", status: 503 } });
        const answer = async (name: string, path: string): Promise<string> => {
            const response = await fetch(`${proxy.endpoint}${path}`, { headers: signed(name) });
            strictEqual(response.status, 503);
            return (await response.text()).replace(/<Requ.*Id>|<RequestID>.*<\/RequestID>/i, "");
        };
        const error = "<Code>SlowDown</Code><Message>SlowDown</Message>";
        strictEqual(await answer("s3", "/bucket"), `<Error>${error}</Error>`);
        strictEqual(
            await answer("s3", "/v20180820/tags"),
            `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`,
        );
        strictEqual(
            await answer("ec2", "/?Action=DescribeRegions"),
            `<Response><Errors><Error>${error}</Error></Errors></Response>`,
        );
        strictEqual((JSON.parse(await answer("account", "/getContact")) as { __type: string }).__type, "SlowDown");
    });

    it("drops the response after AWS has acted", async () => {
        await open({ operation: "CreateAccount", times: 1, drop: true });
        await rejects(organizations().send(createAccount), { code: "ECONNRESET" });
        strictEqual(service.seen.length, 1);
        await organizations().send(createAccount);
    });

    it("changes a response, and leaves other operations as they are", async () => {
        await open({
            operation: "ListAccounts",
            times: 1,
            transform: (answer) => ({ ...answer, Accounts: [], NextToken: "more" }),
        });
        service.answer = { Accounts: [{ Id: "111111111111" }] };
        const first = await organizations().send(new ListAccountsCommand({}));
        deepStrictEqual([first.Accounts, first.NextToken], [[], "more"]);
        const second = await organizations().send(new ListAccountsCommand({ NextToken: "more" }));
        deepStrictEqual([second.Accounts?.length, second.NextToken], [1, undefined]);
    });

    it("delays, and reports a match after AWS has acted and before its caller knows", async () => {
        let reached = 0;
        const started = Date.now();
        await open({
            operation: "CreateAccount",
            delay: 50,
            onMatch: () => {
                reached = service.seen.length;
            },
        });
        await organizations().send(createAccount);
        strictEqual(reached, 1);
        ok(Date.now() - started >= 49);
    });

    it("applies the first rule that is not used up", async () => {
        const throttled = { code: "TooManyRequestsException", status: 429 };
        await open(
            { operation: "CreateAccount", times: 1, fault: throttled },
            { operation: /^Create/, times: 1, drop: true },
        );
        await rejects(organizations().send(createAccount), { name: "TooManyRequestsException" });
        await rejects(organizations().send(createAccount), { code: "ECONNRESET" });
        await organizations().send(createAccount);
        proxy.reset();
        strictEqual(proxy.count(/./), 0);
    });

    it("has no rule for the last call of a process that was killed before the rule was there; AWS acts on it", async () => {
        await open();
        callAndDie();
        let matched = 0;
        proxy.reset();
        proxy.add({ operation: /./, onMatch: () => void (matched += 1) });
        await until(() => Promise.resolve(service.seen.length === 1));
        strictEqual(matched, 0);
        await organizations().send(createAccount);
        strictEqual(matched, 1);
    });

    it("has settled once AWS has acted on the calls of killed processes, also of one whose connection was not accepted yet", async () => {
        await open();
        let [acts, isSettled] = [(): void => undefined, false];
        service.held = new Promise<void>((resolve) => (acts = resolve));
        callAndDie();
        const settled = proxy.settled().then(() => (isSettled = true));
        await until(() => Promise.resolve(service.seen.length === 1));
        strictEqual(isSettled, false);
        acts();
        await settled;
        strictEqual(proxy.count(/./), 1);
    });

    it("has not settled while a caller that can call again is connected", async () => {
        await open();
        let isSettled = false;
        const agent = new http.Agent({ keepAlive: true });
        await new Promise((resolve) => http.get(proxy.endpoint, { agent }, resolve));
        const settled = proxy.settled().then(() => (isSettled = true));
        await fetch(proxy.endpoint, { headers: { connection: "close" } });
        strictEqual(isSettled, false);
        agent.destroy();
        await settled;
    });

    it("serves as HTTP proxy: the host that was asked for arrives", async () => {
        await open();
        const { port } = new URL(proxy.endpoint);
        const host = `123456789012.127.0.0.1:${port}`;
        const path = `http://${host}/v20180820/tags`;
        const status = await new Promise<number | undefined>((resolve, reject) => {
            const request = http.get({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
                response.resume();
                resolve(response.statusCode);
            });
            request.on("error", reject);
        });
        strictEqual(status, 200);
        deepStrictEqual(service.seen, [`GET ${path} ${host}`]);
        strictEqual(proxy.calls[0]?.operation, "GET /v20180820/tags");
    });

    it("says so when nothing is behind it, without a second try", async () => {
        await open();
        service.close();
        await rejects(organizations(3).send(createAccount), { name: "FaultProxyError", message: /ECONNREFUSED/ });
        strictEqual(proxy.count("CreateAccount"), 1);
    });
});
