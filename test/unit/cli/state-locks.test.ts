import { deepStrictEqual, match, rejects } from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import { mustBeUnlocked, unlock } from "../../../cli/state/locks";
import { noProcess } from "../../support/no-process";

describe("locks of a bucket whose address says how it is reached", () => {
    const key = ".pulumi/locks/organization/acme/apps-1/1.json";
    const environment = {
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        AWS_CONFIG_FILE: os.devNull,
        AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    };
    const before = { ...process.env };
    let server: Server;
    let lock: object | undefined;
    let asked: string[];
    let signed: string;

    beforeEach(async () => {
        Object.assign(process.env, environment);
        asked = [];
        server = createServer(({ method, url, headers }, response) => {
            const [path = ""] = url!.split("?");
            asked.push(`${method!} ${path}`);
            signed = headers.authorization ?? "";
            const isLock = path.endsWith(key);
            if (method === "DELETE") lock = undefined;
            const found = lock === undefined ? "" : `<Contents><Key>${key}</Key></Contents>`;
            response.end(isLock ? JSON.stringify(lock) : `<ListBucketResult>${found}</ListBucketResult>`);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(async () => {
        for (const name of Object.keys(environment)) {
            if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = before[name];
        }
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    const place = (): Parameters<typeof unlock>[0] => ({
        url: `s3://ac-state?region=eu-west-1&endpoint=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        project: { dir: ".", name: "acme" },
        stack: "apps-1",
        region: "us-east-2",
    });
    const holder = { username: os.userInfo().username, hostname: os.hostname(), timestamp: "2026-11-01T00:00:00Z" };

    it("the lock of a run that has ended is released there, and nowhere else", async () => {
        lock = { ...holder, pid: noProcess };
        await unlock(place());
        deepStrictEqual([lock, asked.at(-1)], [undefined, `DELETE /ac-state/${key}`]);
        match(signed, /\/eu-west-1\/s3\/aws4_request/u);
    });

    it("a lock of somebody else ends the command, and stays", async () => {
        lock = { ...holder, pid: 1, hostname: "elsewhere" };
        await rejects(mustBeUnlocked(place()), /is locked by \S+@elsewhere/u);
        await rejects(unlock(place()), /is locked by \S+@elsewhere/u);
        deepStrictEqual(
            asked.filter((each) => each.startsWith("DELETE")),
            [],
        );
    });
});
