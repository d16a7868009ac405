/** Checks the GitHub environment whose jobs may assume the deploy role, as docs/ci.md describes it. */
import type { ManagementConfig } from "../../../config";
import { isMap } from "../../../config/faults";
import { check } from "../check";
import { askGitHub, githubToken, noToken } from "../github";
import { count, fault, ok, skipped, some, warning, type Finding } from "../line";
import { SkipCheck } from "../skip-check";

type Ci = NonNullable<ManagementConfig["ci"]>;

/** The environment at GitHub. */
export interface EnvironmentFacts {
    readonly ci: Pick<Ci, "repository" | "branch" | "environment">;
    /** Undefined: GitHub has the repository, but no such environment. */
    readonly environment: Environment | undefined;
}

export interface Environment {
    /** Its name with GitHub's upper and lower case. */
    readonly name: string;
    readonly reviewers: number;
    readonly isSelfReviewPrevented: boolean;
    readonly mayAdminsBypass: boolean;
    /** What may deploy: every branch and tag, every protected branch, or these names and patterns. */
    readonly refs: "all" | "protected" | readonly Ref[];
}

/** A name or pattern of the environment's deployment branches and tags. */
export interface Ref {
    readonly name: string;
    readonly type: "branch" | "tag";
}

export const deployEnvironment = check<EnvironmentFacts>(
    {
        id: "deploy-environment",
        group: "project",
        proves: "at GitHub, the environment of `ci` has required reviewers, and `ci.branch` alone may deploy to it (asks GitHub where `GH_TOKEN` or `GITHUB_TOKEN` is set)",
        cure: "the repository's _Settings → Environments_ ([ci.md](ci.md))",
        asks: [],
    },
    async (context) => {
        const { ci } = context.config();
        if (ci === undefined) throw new SkipCheck(skipped("the config has no ci: nothing is deployed from GitHub"));
        if (githubToken() === undefined)
            throw noToken(`${place(ci)} has required reviewers, and lets only ${ci.branch} deploy`);
        return { ci, environment: await environmentOf(ci) };
    },
    judgeEnvironment,
);

export function judgeEnvironment({ ci, environment }: EnvironmentFacts): readonly Finding[] {
    const where = place(ci);
    if (environment === undefined)
        return [
            fault(
                `GitHub shows no environment ${ci.environment} in ${ci.repository}: the first job that names it makes it, without a rule`,
                `make it, with required reviewers and ${ci.branch} as its only branch: ${where}`,
            ),
        ];
    const { name, reviewers } = environment;
    const findings: Finding[] = [];
    if (name !== ci.environment)
        findings.push(
            fault(
                `GitHub writes the environment ${name}, the config ${ci.environment}: AWS compares letter case, and refuses the deployment`,
                `write: ci: { environment: ${name} }`,
                name,
            ),
        );
    if (reviewers === 0)
        findings.push(
            fault(
                `environment ${name} has no required reviewers: whoever can change ${ci.branch} administers every account`,
                `add them: ${where}; where the plan has none (private repositories below Enterprise), let nobody push to ${ci.branch} without a review`,
            ),
        );
    findings.push(...refFindings(ci, environment));
    if (findings.length > 0) return findings;
    const but = [
        ...(environment.isSelfReviewPrevented ? [] : ["who starts a run may approve it"]),
        ...(environment.mayAdminsBypass ? ["the repository's admins may pass the rules over"] : []),
    ];
    return [
        ok(
            [`environment ${name}: ${count(reviewers, "reviewer")}, only ${ci.branch} deploys`, ...but].join("; "),
            name,
        ),
    ];
}

function refFindings(ci: EnvironmentFacts["ci"], { name, refs }: Environment): readonly Finding[] {
    const cure = `Deployment branches and tags → Selected: ${ci.branch} alone: ${place(ci)}`;
    if (refs === "all") return [warning(`every branch and tag may deploy to environment ${name}`, cure)];
    if (refs === "protected")
        return [warning(`every protected branch may deploy to environment ${name}, not ${ci.branch} alone`, cure)];
    const isOurs = (ref: Ref): boolean => ref.type === "branch" && ref.name === ci.branch;
    const others = refs.filter((ref) => !isOurs(ref)).map((ref) => (ref.type === "tag" ? `tag ${ref.name}` : ref.name));
    if (others.length > 0)
        return [warning(`not ${ci.branch} alone may deploy to environment ${name}: ${some(others)}`, cure, others)];
    return refs.length > 0 ? [] : [fault(`no branch may deploy to environment ${name}`, cure)];
}

function place({ repository, environment }: EnvironmentFacts["ci"]): string {
    return `Settings → Environments → ${environment} of ${repository}`;
}

/** Reads the environment. Source: GitHub's REST API, "Get an environment" and "List deployment branch policies". */
async function environmentOf({ repository, environment }: Ci): Promise<Environment | undefined> {
    const repo = `/repos/${repository}`;
    const path = `${repo}/environments/${encodeURIComponent(environment)}`;
    const answer = await askGitHub(path);
    if (!answer.found) {
        if ((await askGitHub(repo)).found) return undefined;
        throw new SkipCheck(
            warning(
                `GitHub shows this token no repository ${repository}`,
                "look at ci.repository, and give the token Actions: read for it (a classic token: repo)",
            ),
        );
    }
    const {
        name,
        can_admins_bypass: mayBypass,
        protection_rules: rules,
        deployment_branch_policy: branches,
    } = map(answer.body);
    const required = list(rules).find(({ type }) => type === "required_reviewers");
    return {
        name: typeof name === "string" ? name : environment,
        reviewers: list(required?.["reviewers"]).length,
        isSelfReviewPrevented: required?.["prevent_self_review"] === true,
        // True by default, and on servers that do not have the setting.
        mayAdminsBypass: mayBypass !== false,
        refs: isMap(branches) ? await refsOf(path, branches) : "all",
    };
}

async function refsOf(path: string, branches: Readonly<Record<string, unknown>>): Promise<Environment["refs"]> {
    if (branches["custom_branch_policies"] !== true) return "protected";
    const answer = await askGitHub(`${path}/deployment-branch-policies?per_page=100`);
    const policies = answer.found ? list(map(answer.body)["branch_policies"]) : [];
    return policies.map(({ name, type }) => ({ name: String(name), type: type === "tag" ? "tag" : "branch" }));
}

function map(value: unknown): Readonly<Record<string, unknown>> {
    return isMap(value) ? value : {};
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
    return Array.isArray(value) ? value.filter(isMap) : [];
}
