/** HTTPS requests through the environment's proxy, which Node's `fetch` does not use by itself before version 24. */
import * as http from "node:http";
import * as https from "node:https";
import type { Duplex } from "node:stream";

const timeout = 10_000; // milliseconds

/** Returns the response's text, whatever its status. Throws if there is none within ten seconds. */
export async function getText(url: string, environment: NodeJS.ProcessEnv = process.env): Promise<string> {
    const target = new URL(url);
    const proxy = proxyFor(target.hostname, environment);
    const signal = AbortSignal.timeout(timeout);
    const socket = proxy === undefined ? undefined : await tunnel(target, proxy, signal);
    return new Promise((resolve, reject) => {
        const options: https.RequestOptions = {
            signal,
            ...(socket === undefined ? {} : { agent: false, socket, servername: target.hostname }),
        };
        const request = https.get(target, options, (response) => {
            let text = "";
            response.setEncoding("utf8");
            response.on("data", (chunk: string) => (text += chunk));
            response.on("end", () => {
                resolve(text);
            });
            response.on("error", reject);
        });
        request.on("error", reject);
    });
}

/** The proxy for HTTPS requests to a host, from the variables that the engine (Go) reads too (golang.org/x/net/http/httpproxy). */
export function proxyFor(host: string, environment: NodeJS.ProcessEnv): URL | undefined {
    const named = environment["HTTPS_PROXY"] || environment["https_proxy"];
    if (!named) return undefined;
    const except = (environment["NO_PROXY"] || environment["no_proxy"] || "").split(",").map((each) => each.trim());
    const isExcepted = except.some((each) => {
        const name = each.replace(/^\*?\./u, "").replace(/:\d+$/u, "");
        return each === "*" || (name !== "" && (host === name || host.endsWith(`.${name}`)));
    });
    return isExcepted ? undefined : new URL(named.includes("://") ? named : `http://${named}`);
}

/** Opens a tunnel through the proxy to the host (CONNECT, RFC 9110, 9.3.6). */
async function tunnel(target: URL, proxy: URL, signal: AbortSignal): Promise<Duplex> {
    const authority = `${target.hostname}:${target.port || "443"}`;
    const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    const { request } = proxy.protocol === "https:" ? https : http;
    return new Promise((resolve, reject) => {
        const asked = request({
            signal,
            host: proxy.hostname,
            port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
            method: "CONNECT",
            path: authority,
            headers: {
                host: authority,
                ...(user === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` }),
            },
        });
        asked.on("connect", ({ statusCode }, socket) => {
            if (statusCode === 200) resolve(socket);
            else reject(new Error(`the proxy ${proxy.host} returned ${statusCode}`));
        });
        asked.on("error", reject);
        asked.end();
    });
}
