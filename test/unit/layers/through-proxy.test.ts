import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { getText, proxyFor } from "../../../layers/shared/through-proxy";

describe("a question through the environment's proxy", () => {
    for (const [environment, proxy] of [
        [{}, undefined],
        [{ HTTPS_PROXY: "" }, undefined],
        [{ HTTPS_PROXY: "http://gateway.acme.example:8080" }, "http://gateway.acme.example:8080/"],
        [{ https_proxy: "gateway.acme.example:8080" }, "http://gateway.acme.example:8080/"],
        [{ HTTPS_PROXY: "http://p", NO_PROXY: "localhost,keybase.io" }, undefined],
        [{ HTTPS_PROXY: "http://p", NO_PROXY: ".io" }, undefined],
        [{ HTTPS_PROXY: "http://p", no_proxy: "*" }, undefined],
        [{ HTTPS_PROXY: "http://p", NO_PROXY: "base.io, other.io" }, "http://p/"],
    ] as const)
        it(`${JSON.stringify(environment)}: ${proxy ?? "none"}`, () => {
            strictEqual(proxyFor("keybase.io", environment)?.href, proxy);
        });

    it("asks the proxy for the host, with its user, and says what it returns", async () => {
        const asked: unknown[] = [];
        const server = http.createServer().on("connect", ({ url, headers }, socket) => {
            asked.push([url, headers["proxy-authorization"]]);
            socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
            const environment = { HTTPS_PROXY: `http://ada:p%40ss@${host}` };
            await rejects(getText("https://keybase.io/x", environment), { message: `the proxy ${host} returned 407` });
            deepStrictEqual(asked, [["keybase.io:443", `Basic ${Buffer.from("ada:p@ss").toString("base64")}`]]);
        } finally {
            await new Promise((resolve) => server.close(resolve));
        }
    });
});
