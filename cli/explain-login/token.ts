import { CliError } from "../common/ui";

/** Claims of a GitHub OIDC token, as far as they are used here. */
export interface Claims {
    readonly iss: string;
    readonly sub: string;
    /** `owner/name`. */
    readonly repository?: string;
    /** Both are numbers, as text. */
    readonly repository_id?: string;
    readonly repository_owner_id?: string;
    readonly environment?: string;
    /** `refs/heads/main`. */
    readonly ref?: string;
}

// Milliseconds.
const timeout = 20_000;

/**
 * Requests a second token from GitHub, like the one that AWS refused, and returns its claims. The token itself is never shown.
 *
 * @throws CliError where GitHub gives none: the job may not ask for one, or GitHub's response is not as expected
 */
export async function readClaims(env: Readonly<Record<string, string | undefined>>): Promise<Claims> {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "" } = env;
    if (url === "" || bearer === "")
        throw new CliError(
            "GitHub gives this job no token, so AWS had nothing to judge",
            "write `id-token: write` under the job's permissions; pull requests of forks and of Dependabot get none whatever is written",
        );
    const asked = new URL(url);
    asked.searchParams.set("audience", "sts.amazonaws.com");
    const claims = await fetch(asked, {
        headers: { authorization: `bearer ${bearer}`, accept: "application/json" },
        signal: AbortSignal.timeout(timeout),
    })
        .then(async (response) => (response.ok ? claimsOf(await response.text()) : `status ${response.status}`))
        .catch((error: unknown) => (error instanceof Error ? error.name : "no answer"));
    if (typeof claims !== "string") return claims;
    throw new CliError(
        `GitHub gave no token that can be read (${claims})`,
        "run the job again; githubstatus.com says whether GitHub has a fault",
    );
}

/** The claims in GitHub's response, or why there are none. */
function claimsOf(answer: string): Claims | string {
    try {
        const { value } = JSON.parse(answer) as { value: string };
        const claims = JSON.parse(Buffer.from(value.split(".")[1]!, "base64url").toString()) as Partial<Claims>;
        return typeof claims.sub === "string" && typeof claims.iss === "string"
            ? (claims as Claims)
            : "it has no subject";
    } catch {
        return "it is no token";
    }
}
