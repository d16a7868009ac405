/** `org explain-login`, by the workflows' own step: GitHub's endpoint of tokens is a stand-in. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explain, type CiRole } from "../../../cli/explain-login/explain";
import type { Claims } from "../../../cli/explain-login/token";
import { acmeStack } from "../../support/org-project";
import { valueOf } from "../config/base";
import { scriptOf } from "../../support/workflow";

const root = join(__dirname, "../../..");
const iss = "https://token.actions.githubusercontent.com";
const repository = "acme/organization";
const ids = { ownerId: 12, repositoryId: 34 };
const ofGitHub = { iss, repository, repository_owner_id: "12", repository_id: "34", ref: "refs/pull/7/merge" };
const [names, byIds] = ["repo:acme/organization", "repo:acme@12/organization@34"];

describe("why AWS refused a login", () => {
    const refusalText = (ci: object | undefined, claims: Partial<Claims>, role: CiRole = "preview"): string =>
        explain(
            { ...ofGitHub, sub: "", ...claims },
            ci === undefined ? undefined : valueOf({ ci: { repository, ...ci } }).ci,
            role,
        ).join("\n");
    const environment = (name: string, form = byIds): Partial<Claims> => ({ sub: `${form}:environment:${name}` });
    const table: readonly (readonly [
        what: string,
        ci: object | undefined,
        claims: Partial<Claims>,
        wanted: RegExp,
        role?: CiRole,
    ])[] = [
        ["the file has no ids", {}, environment("preview"), /repositoryId: 34\n.*pulumi up --stack management/u],
        [
            "the token has none yet",
            ids,
            environment("preview", names),
            / {4}ci:\n {6}repository: acme\/organization\n {6}ownerId: 12\n {6}repositoryId: 34\n {6}subjects: both\n/u,
        ],
        ["no ci", undefined, environment("preview"), / {6}ownerId: 12\n {6}repositoryId: 34\n(?! {6}subjects)/u],
        [
            "no environment",
            ids,
            { sub: `${byIds}:pull_request` },
            /names no environment[^]*\n {4}environment: preview/u,
        ],
        ["another one", ids, environment("Preview"), /environment: preview[^]* {4}previewEnvironment: Preview\n/u],
        [
            "the deployments'",
            ids,
            { ...environment("preview"), ref: "refs/heads/main" },
            /lets in production;[^]* {4}environment: production/u,
            "deploy",
        ],
        [
            "a branch that does not deploy",
            ids,
            { ...environment("production"), ref: "refs/heads/x" },
            /runs on refs\/heads\/x, and the deploy role lets in refs\/heads\/main alone/u,
            "deploy",
        ],
        [
            "all is right",
            ids,
            environment("preview"),
            /the role is older[^]*previewRoleArn is the variable AWS_PREVIEW/u,
        ],
        [
            "all is right for the deployment",
            { ...ids, branch: "live" },
            { ...environment("production"), ref: "refs/heads/live" },
            /deployRoleArn is the variable AWS_DEPLOY/u,
            "deploy",
        ],
        [
            "a form of its own",
            ids,
            { sub: "repository_id:34:x" },
            /repos\/acme\/organization\/actions\/oidc.*use_default=true/u,
        ],
        ["another repository", ids, { ...environment("preview", "repo:x/y"), repository: "x/y" }, /repository: x\/y/u],
        [
            "letter case",
            { ...ids, repository: "Acme/Organization" },
            environment("preview"),
            /repository: acme\/organ/u,
        ],
        [
            "an enterprise's issuer",
            ids,
            { ...environment("preview"), iss: `${iss}/acme-corp` },
            /githubusercontent\.com\/acme-corp, and the roles trust[^]*include_enterprise_slug=false/u,
        ],
        ["an odd name", ids, environment("Vorschau Nr. 1: \u001b[31m"), /environment: preview/u],
    ];
    for (const [what, ci, claims, wanted, role] of table)
        it(what, () => {
            const text = refusalText(ci, claims, role);
            match(text, wanted);
            ok(text.startsWith("the token's subject: "));
            doesNotMatch(text, /\u001b/u);
        });
});

describe("the step after a refused login", function () {
    let dir: string;
    let github: Server;
    let answer: { status: number; body: string };
    const asked: { url: string; bearer: string | undefined }[] = [];
    const secrets = { bearer: "bearer-of-the-runner", signature: "c2lnbmF0dXJl" };
    const token = (claims: Partial<Claims>): string => {
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
        return `${part({ alg: "RS256" })}.${part({ aud: "sts.amazonaws.com", ...ofGitHub, ...claims })}.${secrets.signature}`;
    };
    before((done) => {
        dir = mkdtempSync(join(tmpdir(), "refused "));
        writeFileSync(join(dir, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        writeFileSync(join(dir, "Pulumi.management.yaml"), `${acmeStack}  ci: { repository: ${repository} }\n`);
        symlinkSync(join(root, "org"), join(dir, "org"));
        github = createServer((request, response) => {
            asked.push({ url: request.url!, bearer: request.headers.authorization });
            response.writeHead(answer.status).end(answer.body);
        }).listen(0, "127.0.0.1", done);
    });
    after(() => {
        github.close();
        rmSync(dir, { recursive: true });
    });
    const step = (
        workflow: string,
        env: Readonly<Record<string, string>>,
    ): Promise<{ readonly code: number | null; readonly text: string }> =>
        new Promise((resolve) => {
            const child = spawn(
                "bash",
                ["-eo", "pipefail", "-c", scriptOf(workflow, "Say why AWS refused the login")],
                {
                    cwd: dir,
                    env: {
                        PATH: process.env["PATH"],
                        HOME: dir,
                        XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"],
                        ...env,
                    },
                },
            );
            let text = "";
            for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
            child.on("close", (code) => {
                resolve({ code, text });
            });
        });
    const runner = (): Readonly<Record<string, string>> => ({
        ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secrets.bearer,
    });
    const isSilentOfTokens = (text: string): void => {
        doesNotMatch(text, /eyJ/u);
        for (const secret of Object.values(secrets)) ok(!text.includes(secret));
    };

    for (const [workflow, environment] of [
        ["preview", "preview"],
        ["drift", "preview"],
        ["up", "production"],
    ] as const)
        it(`${workflow}: prints the subject and the lines to write, never the token`, async () => {
            const sub = `${byIds}:environment:${environment}`;
            answer = { status: 200, body: JSON.stringify({ value: token({ sub, ref: "refs/heads/main" }) }) };
            asked.length = 0;
            const { code, text } = await step(workflow, runner());
            strictEqual(code, 0, text);
            match(text, new RegExp(`^the token's subject: ${sub}$`, "mu"));
            match(text, /^ {6}ownerId: 12\n {6}repositoryId: 34$/mu);
            isSilentOfTokens(text);
            deepStrictEqual(asked, [
                { url: "/token?api-version=2.0&audience=sts.amazonaws.com", bearer: `bearer ${secrets.bearer}` },
            ]);
        });

    for (const [what, status, body] of [
        ["an error of GitHub's", 500, token({ sub: "x" })],
        ["no JSON", 200, "<html>"],
        ["no token", 200, JSON.stringify({ value: "abc" })],
        ["no claims", 200, JSON.stringify({ value: `a.${Buffer.from("[]").toString("base64url")}.c` })],
    ] as const)
        it(`${what}: says so, and shows nothing of it`, async () => {
            answer = { status, body };
            const { code, text } = await step("preview", runner());
            strictEqual(code, 1);
            match(text, /GitHub gave no token that can be read/u);
            isSilentOfTokens(text);
        });

    it("a job that may not request a token is shown the permission that it lacks", async () => {
        const { code, text } = await step("preview", {});
        strictEqual(code, 1);
        match(text, /id-token: write/u);
    });
});
