/** What `org doctor` says of GitHub's environment, asked of a stand-in for GitHub's API on this machine. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { deployEnvironment } from "../../../cli/doctor/checks/deploy-environment";
import { runCheck } from "../../../cli/doctor/check";
import type { DoctorContext } from "../../../cli/doctor/context";
import { askGitHub } from "../../../cli/doctor/github";
import type { Line } from "../../../cli/doctor/line";
import { SkipCheck } from "../../../cli/doctor/skip-check";
import { assertFindings, type Expected } from "../../support/findings";
import { GitHubStandIn, type Instead, type StandInEnvironment } from "../../support/github-stand-in";

const token = "ghp_canaryOfTheToken0123456789";
const variables = ["GH_TOKEN", "GITHUB_TOKEN", "GITHUB_API_URL"] as const;
const ci = { repository: "acme/Organization", branch: "main", environment: "production" };
const good: StandInEnvironment = {
    name: "production",
    reviewers: ["ada", "alan"],
    preventSelfReview: true,
    canAdminsBypass: false,
    policies: [{ name: "main" }],
};

describe("org doctor: GitHub's environment", () => {
    const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
    let github: GitHubStandIn;

    beforeEach(async () => {
        github = await GitHubStandIn.open("acme/Organization", token);
        set({ GH_TOKEN: token, GITHUB_TOKEN: undefined, GITHUB_API_URL: github.url });
    });
    afterEach(async () => {
        set(before);
        await github.close();
    });

    function set(environment: Readonly<Partial<Record<(typeof variables)[number], string | undefined>>>): void {
        for (const [name, value] of Object.entries(environment))
            if (value === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = value;
    }

    /** The check's lines; none of them ever has the token. */
    async function lines(config: object = { ci }): Promise<readonly Line[]> {
        const found = await runCheck(deployEnvironment, { config: () => config } as unknown as DoctorContext);
        doesNotMatch(JSON.stringify(found), /canary/u);
        return found;
    }

    async function finds(environments: readonly StandInEnvironment[], ...expected: readonly Expected[]): Promise<void> {
        github.environments = environments;
        assertFindings(await lines(), ...expected);
    }

    it("is good with reviewers and the one branch; what it lets pass is said", async () => {
        await finds([good], ["ok", /^environment production: 2 reviewers, only main deploys$/u]);
        await finds(
            [{ ...good, preventSelfReview: false, canAdminsBypass: true }],
            [
                "ok",
                /only main deploys; who starts a run may approve it; the repository's admins may pass the rules over$/u,
            ],
        );
        deepStrictEqual(github.asked.slice(0, 2), [
            "/repos/acme/Organization/environments/production",
            "/repos/acme/Organization/environments/production/deployment-branch-policies?per_page=100",
        ]);
    });

    it("without reviewers is a fault, with an empty rule too", async () => {
        for (const reviewers of [undefined, []])
            await finds(
                [
                    {
                        name: "production",
                        policies: [{ name: "main" }],
                        ...(reviewers === undefined ? {} : { reviewers }),
                    },
                ],
                [
                    "fault",
                    /no required reviewers: whoever can change main administers every account/u,
                    /Settings → Env/u,
                ],
            );
    });

    it("that lets more than the branch deploy is a warning, and one that lets none a fault", async () => {
        await finds(
            [{ name: "production", reviewers: ["ada"] }],
            ["warning", /every branch and tag may deploy/u, /Selected: main alone/u],
        );
        await finds([{ ...good, policies: "protected" }], ["warning", /every protected branch .* not main alone/u]);
        await finds(
            [{ ...good, policies: [{ name: "main" }, { name: "release/*" }, { name: "v*", type: "tag" }] }],
            ["warning", /not main alone may deploy .*: release\/\*, tag v\*$/u],
        );
        await finds([{ ...good, policies: [{ name: "main", type: "tag" }] }], ["warning", /: tag main$/u]);
        await finds([{ ...good, policies: [] }], ["fault", /no branch may deploy/u]);
    });

    it("all that is wrong is said at once", async () => {
        await finds(
            [{ name: "production" }],
            ["fault", /no required reviewers/u],
            ["warning", /every branch and tag/u],
        );
    });

    it("that is not there is a fault: a job would make it, without rules", async () => {
        await finds([], ["fault", /no environment production in acme\/Organization: the first job that names it/u]);
    });

    it("in another letter case is a fault: AWS would refuse its tokens", async () => {
        await finds([{ ...good, name: "Production" }], ["fault", /writes the environment Production, the config production/u, /environment: Production/u]); // prettier-ignore
    });

    it("has its name encoded in the question", async () => {
        const name = "live / eu #one";
        github.environments = [{ ...good, name }];
        assertFindings(await lines({ ci: { ...ci, environment: name } }), ["ok", /environment live \/ eu #one: /u]);
        strictEqual(github.asked[0], "/repos/acme/Organization/environments/live%20%2F%20eu%20%23one");
    });

    it("a repository that GitHub does not show is a warning, and no word of the environment", async () => {
        assertFindings(await lines({ ci: { ...ci, repository: "acme/other" } }), [
            "warning",
            /shows this token no repository acme\/other/u,
            /ci\.repository/u,
        ]);
    });

    const refusals: readonly (readonly [what: string, Instead, message: RegExp, cure: RegExp])[] = [
        ["401", { status: 401, body: '{"message":"Bad credentials"}' }, /does not accept the token of GH_TOKEN$/u, /gh auth token/u],
        ["403 without permission", { status: 403 }, /may not read the repository's environments/u, /Actions: read/u],
        [
            "403 of the rate limit",
            { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1796083200" } },
            /limit of calls is reached until 00:00 UTC/u,
            /again after it/u,
        ],
        ["429 of the second limit", { status: 429, headers: { "retry-after": "60" } }, /asks to wait for 60 s/u, /again/u],
        ["403 of the second limit", { status: 403, headers: { "retry-after": "30" } }, /asks to wait for 30 s/u, /again/u],
        ["403 of single sign-on", { status: 403, headers: { "x-github-sso": "required; url=https://x" } }, /single sign-on/u, /SSO/u],
        ["301 of a renamed repository", { status: 301, headers: { location: "/repositories/456789" } }, /another name now/u, /ci\.repository/u],
        ["500", { status: 500, body: "<html>" }, /status 500/u, /githubstatus/u],
        ["200 of a page that is no JSON", { status: 200, body: "<html>sign in</html>" }, /not as GitHub's API does/u, /GITHUB_API_URL/u],
    ]; // prettier-ignore
    for (const [what, instead, message, cure] of refusals)
        it(`${what} is one warning, with what to do`, async () => {
            github.instead = instead;
            assertFindings(await lines(), ["warning", message, cure]);
        });

    it("no answer is one warning", async () => {
        github.instead = "silence";
        const stop = await askGitHub("/repos/acme/x", process.env, 100).catch((error: unknown) => error);
        ok(stop instanceof SkipCheck);
        assertFindings([stop.finding], ["warning", /no answer from 127\.0\.0\.1:\d+ within 0\.1 s/u, /network/u]);
    });

    it("an address where nobody listens is one warning", async () => {
        await github.close();
        assertFindings(await lines(), ["warning", /cannot be reached \(ECONNREFUSED\)/u, /network/u]);
        github = await GitHubStandIn.open("acme/Organization", token);
    });

    it("the token goes to no address in plain text, and to none that is not one", async () => {
        for (const [url, message] of [
            ["http://github.acme.example/api/v3", /not https: the token would go to github\.acme\.example/u],
            ["https://canary:canary@github.acme.example", /more than an address/u],
            ["github.acme.example", /no address/u],
            ["ftp://127.0.0.1", /not https/u],
        ] as const) {
            set({ GITHUB_API_URL: url });
            assertFindings(await lines(), ["warning", message, /api\/v3/u]);
        }
        deepStrictEqual(github.asked, []);
    });

    it("an Enterprise Server's address has a path, with or without a slash at its end", async () => {
        set({ GITHUB_API_URL: `${github.url}/api/v3/` });
        await lines();
        match(github.asked[0]!, /^\/api\/v3\/repos\/acme\/Organization\/environments\/production$/u);
    });

    it("GH_TOKEN goes before GITHUB_TOKEN, as for gh; blanks around one are nothing", async () => {
        set({ GH_TOKEN: "", GITHUB_TOKEN: ` ${token}\n` });
        await finds([good], ["ok", /2 reviewers/u]);
        set({ GH_TOKEN: "ghp_another", GITHUB_TOKEN: token });
        assertFindings(await lines(), ["warning", /token of GH_TOKEN/u]);
    });

    it("a token with a line break in it is reported without its text", async () => {
        for (const wrong of [`${token}\n${token}`, `${token} x`, `${token}é`]) {
            set({ GH_TOKEN: wrong });
            assertFindings(await lines(), ["warning", /GH_TOKEN holds what no token/u]);
        }
        deepStrictEqual(github.asked, []);
    });

    it("without a token one line says what to check by hand, and no call is made", async () => {
        set({ GH_TOKEN: undefined });
        assertFindings(await lines(), [
            "skipped",
            /^no GH_TOKEN to ask GitHub with; by hand: Settings → Environments → production of acme\/Organization has required reviewers, and lets only main deploy$/u,
        ]);
        deepStrictEqual(github.asked, []);
    });

    it("without ci there is nothing to look at, whatever token is there", async () => {
        assertFindings(await lines({}), ["skipped", /no ci/u]);
        deepStrictEqual(github.asked, []);
    });
});
