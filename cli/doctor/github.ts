/** The calls of the doctor to GitHub's REST API. The token is sent only to the API's address, and never shown. */
import { SkipCheck } from "./skip-check";
import { skipped, warning } from "./line";

/** GitHub's response: the body of a 200, or `found: false` if there is no such thing for this token. */
export type Answer = { readonly found: true; readonly body: unknown } | { readonly found: false };

const again = "run ./org doctor again";

/** The token that `gh` would use, and the variable that has it. */
export function githubToken(
    environment: NodeJS.ProcessEnv = process.env,
): { readonly token: string; readonly variable: string } | undefined {
    for (const variable of ["GH_TOKEN", "GITHUB_TOKEN"]) {
        const token = environment[variable]?.trim();
        if (token) return { token, variable };
    }
    return undefined;
}

/**
 * Sends a GET request to GitHub.
 *
 * @param path below the API's address, with each part encoded
 * @param timeout milliseconds; by default less than the time limit of a check
 * @throws SkipCheck with the reason and a cure, for any other response
 */
export async function askGitHub(
    path: string,
    environment: NodeJS.ProcessEnv = process.env,
    timeout = 8_000,
): Promise<Answer> {
    const { token, variable } = githubToken(environment) ?? { token: "", variable: "GH_TOKEN" };
    // For a header that it refuses, Node.js shows the whole value in its error.
    if (!/^[\x21-\x7e]+$/u.test(token))
        throw stop(`${variable} holds what no token of GitHub has: blanks, or other characters`, renew(variable));
    const url = `${apiAddress(environment)}${path}`;
    const response = await fetch(url, {
        headers: {
            accept: "application/vnd.github+json",
            authorization: `Bearer ${token}`,
            "user-agent": "aws-organization",
            "x-github-api-version": "2022-11-28",
        },
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
    }).catch((error: unknown) => {
        throw unreachable(new URL(url).host, timeout, error);
    });
    if (response.status === 404) return { found: false };
    if (response.status !== 200) throw refused(response, variable);
    const body: unknown = await response.json().catch(() => undefined);
    if (typeof body !== "object" || body === null)
        throw stop(
            `${new URL(url).host} responds, but not as GitHub's API does`,
            "look at GITHUB_API_URL and the proxy: it is https://api.github.com, or https://<host>/api/v3 of an Enterprise Server",
        );
    return { found: true, body };
}

/** The API's address without a slash at the end. GitHub Actions sets the variable, also for Enterprise Server. */
function apiAddress({ GITHUB_API_URL: named }: NodeJS.ProcessEnv): string {
    if (!named) return "https://api.github.com";
    const cure = "unset it for github.com, or write https://<host>/api/v3";
    if (!URL.canParse(named)) throw stop("GITHUB_API_URL is no address", cure);
    const { protocol, hostname, username, password, search, hash } = new URL(named);
    if (username !== "" || password !== "" || search !== "" || hash !== "")
        throw stop("GITHUB_API_URL holds more than an address: a user, a password, ? or #", cure);
    const isOwn = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
    if (protocol !== "https:" && !(protocol === "http:" && isOwn))
        throw stop(`GITHUB_API_URL is not https: the token would go to ${hostname} for everybody to read`, cure);
    return named.replace(/\/+$/u, "");
}

/**
 * The SkipCheck for a status other than 200 and 404. Source: GitHub Docs, "Troubleshooting the REST API" and "Rate limits for the REST API"
 * (2026-11-29).
 */
function refused({ status, headers }: Response, variable: string): SkipCheck {
    if (status === 401) return stop(`GitHub does not accept the token of ${variable}`, renew(variable));
    if (status === 403 || status === 429) {
        const wait = headers.get("retry-after");
        const reset = Number(headers.get("x-ratelimit-reset"));
        if (headers.get("x-ratelimit-remaining") === "0" && reset > 0)
            return stop(`GitHub's limit of calls is reached until ${time(reset)}`, `${again} after it`);
        if (status === 429 || wait !== null) {
            const seconds = /^\d+$/u.test(wait ?? "") ? ` for ${wait} s` : "";
            return stop(`GitHub asks to wait${seconds}: too many calls`, `${again} after it`);
        }
        if (headers.has("x-github-sso"))
            return stop(
                `the token of ${variable} is not authorized for the organization's single sign-on`,
                "at GitHub: Settings → Developer settings → the token → Configure SSO",
            );
        return stop(
            `the token of ${variable} may not read the repository's environments`,
            "give it Actions: read for this repository (a classic token: repo)",
        );
    }
    if (status >= 300 && status < 400)
        return stop(
            "GitHub has the repository under another name now, and its tokens have the new one",
            "write that in ci.repository",
        );
    return stop(`GitHub returned status ${status}`, `${again}; www.githubstatus.com tells whether it is down`);
}

function unreachable(host: string, timeout: number, error: unknown): SkipCheck {
    const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: unknown } };
    if (name === "TimeoutError")
        return stop(
            `no answer from ${host} within ${timeout / 1000} s`,
            `look at the network and the proxy, and ${again}`,
        );
    const code = typeof cause?.code === "string" ? ` (${cause.code})` : "";
    return stop(`${host} cannot be reached${code}`, `look at the network, the proxy and GITHUB_API_URL, and ${again}`);
}

function time(seconds: number): string {
    return `${new Date(seconds * 1000).toISOString().slice(11, 16)} UTC`;
}

function renew(variable: string): string {
    return `export ${variable}="$(gh auth token)", or a new token with Actions: read for this repository`;
}

function stop(message: string, cure: string): SkipCheck {
    return new SkipCheck(warning(message, cure));
}

/**
 * The SkipCheck for a check without a token.
 *
 * @param lookYourself what a person should look at instead
 */
export function noToken(lookYourself: string): SkipCheck {
    return new SkipCheck(skipped(`no GH_TOKEN to ask GitHub with; by hand: ${lookYourself}`));
}
