/**
 * A stand-in for GitHub's REST API, on this machine: it returns a repository, its environments and their deployment branch policies in the
 * form of GitHub's pages (REST API, "Repositories", "Deployment environments", "Deployment branch policies", version 2022-11-28) for the
 * one token that it accepts, and refuses as GitHub does. Paths are compared without case, as by GitHub.
 */
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { listen } from "./listen";

export interface StandInEnvironment {
    readonly name: string;
    /** Logins of required reviewers. Default: there is no such rule. */
    readonly reviewers?: readonly string[];
    readonly preventSelfReview?: boolean;
    readonly canAdminsBypass?: boolean;
    /** Default: every branch and tag may deploy. */
    readonly policies?: "protected" | readonly { readonly name: string; readonly type?: "branch" | "tag" }[];
}

/** What it does instead of responding normally: a status with headers and a body, or no response. */
export type Instead =
    | "silence"
    | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export class GitHubStandIn {
    /** Requested paths, with their queries. */
    public readonly asked: string[] = [];
    public environments: readonly StandInEnvironment[] = [];
    public instead: Instead | undefined;

    private constructor(
        private readonly server: http.Server,
        private readonly repository: string,
        private readonly token: string,
    ) {}

    public static async open(repository: string, token: string): Promise<GitHubStandIn> {
        const server = http.createServer();
        const standIn = new GitHubStandIn(server, repository, token);
        server.on("request", (request, response) => {
            standIn.answer(request, response);
        });
        await listen(server);
        return standIn;
    }

    public get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    public async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    private answer({ url = "", headers }: http.IncomingMessage, response: http.ServerResponse): void {
        this.asked.push(url);
        if (this.instead === "silence") return;
        if (this.instead !== undefined) {
            const { status, headers: extra = {}, body = '{"message":"no"}' } = this.instead;
            response.writeHead(status, { "content-type": "application/json", ...extra }).end(body);
            return;
        }
        const [status, body] =
            headers.authorization === `Bearer ${this.token}`
                ? this.found(decodeURIComponent(url.split("?")[0]!))
                : ([401, { message: "Bad credentials" }] as const);
        response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
    }

    private found(path: string): readonly [status: number, body: object] {
        const lower = path.toLowerCase();
        const repo = `/repos/${this.repository}`;
        if (lower === repo.toLowerCase())
            return [200, { id: 456789, full_name: this.repository, owner: { id: 123456 } }];
        const environment = this.environments.find(({ name }) =>
            lower.startsWith(`${repo}/environments/${name}`.toLowerCase()),
        );
        if (environment === undefined) return [404, { message: "Not Found", status: "404" }];
        const rest = lower.slice(`${repo}/environments/${environment.name}`.length);
        if (rest === "") return [200, environmentBody(environment)];
        const { policies } = environment;
        if (rest !== "/deployment-branch-policies" || policies === undefined || policies === "protected")
            return [404, { message: "Not Found", status: "404" }];
        const named = policies.map(({ name, type = "branch" }, id) => ({ id, node_id: `n${id}`, name, type }));
        return [200, { total_count: named.length, branch_policies: named }];
    }
}

function environmentBody(environment: StandInEnvironment): object {
    const { name, reviewers, preventSelfReview = false, canAdminsBypass = true, policies } = environment;
    const branches =
        policies === undefined
            ? null
            : { protected_branches: policies === "protected", custom_branch_policies: policies !== "protected" };
    return {
        id: 161088068,
        node_id: "MDExOkVudmlyb25tZW50MTYxMDg4MDY4",
        name,
        can_admins_bypass: canAdminsBypass,
        protection_rules: [
            { id: 3736, node_id: "w", type: "wait_timer", wait_timer: 30 },
            ...(reviewers === undefined
                ? []
                : [
                      {
                          id: 3755,
                          node_id: "r",
                          prevent_self_review: preventSelfReview,
                          type: "required_reviewers",
                          reviewers: reviewers.map((login) => ({ type: "User", reviewer: { login, id: 1 } })),
                      },
                  ]),
            ...(branches === null ? [] : [{ id: 3756, node_id: "b", type: "branch_policy" }]),
        ],
        deployment_branch_policy: branches,
    };
}
