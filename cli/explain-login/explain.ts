import { stringify } from "yaml";
import type { ManagementConfig } from "../../config";
import { githubIssuer, githubSubjects } from "../../config/names";
import type { Claims } from "./token";

/** Which CI role refused the login. */
export type CiRole = "preview" | "deploy";

type Ci = NonNullable<ManagementConfig["ci"]>;

/**
 * Lines that say why a role may have refused a job, and what to change.
 *
 * @param ci what the stack file trusts; undefined where it has no `ci`, or is not valid
 */
export function explain(claims: Claims, ci: Ci | undefined, role: CiRole): readonly string[] {
    const key = role === "deploy" ? "environment" : "previewEnvironment";
    const environment = ci?.[key] ?? (role === "deploy" ? "production" : "preview");
    const trusted = ci === undefined ? [] : githubSubjects(ci, `environment:${environment}`);
    const issuer = `https://${githubIssuer}`;
    return [
        `the token's subject: ${claims.sub}`,
        ...(trusted.length === 0 ? [] : [`the stack file trusts: ${trusted.join(" and ")}`]),
        ...(claims.iss === issuer
            ? cures({ claims, ci, role, environment, key, isTrusted: trusted.includes(claims.sub) })
            : ofAnotherIssuer(claims.iss)),
    ].map((line) => line.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/gu, "�"));
}

interface Refused {
    readonly claims: Claims;
    readonly ci: Ci | undefined;
    readonly role: CiRole;
    /** The GitHub environment that the role accepts, and the config key that names it. */
    readonly environment: string;
    readonly key: "environment" | "previewEnvironment";
    readonly isTrusted: boolean;
}

function cures(refused: Refused): readonly string[] {
    const { claims, ci, role, isTrusted } = refused;
    const wanted = `refs/heads/${ci?.branch ?? "main"}`;
    if (role === "deploy" && claims.ref !== undefined && claims.ref !== wanted)
        return [`the job runs on ${claims.ref}, and the deploy role lets in ${wanted} alone: run it there`];
    if (isTrusted) return inTheFile(role);
    const [repository, ...context] = partsOf(claims.sub);
    if (repository === undefined)
        return [
            "the repository has a form of its own for subjects, which the roles do not know. Back to GitHub's:",
            `    gh api --method PUT repos/${claims.repository ?? "<owner>/<name>"}/actions/oidc/customization/sub -F use_default=true`,
        ];
    const isOther = ci === undefined || !trustedRepositories(ci).includes(repository);
    const lines = [
        ...(isOther ? fileLines(refused, repository) : []),
        ...jobLines(refused, context[0] ?? ""),
        ...(isOther ? [afterwards] : []),
    ];
    return lines.length > 0 ? lines : inTheFile(role);
}

const afterwards = "then, as an admin, on the branch that has the change: pulumi up --stack management";

/** The stack file trusts this subject, so the role at AWS differs from it. */
function inTheFile(role: CiRole): readonly string[] {
    const [variable, output] =
        role === "deploy" ? ["AWS_DEPLOY_ROLE_ARN", "deployRoleArn"] : ["AWS_PREVIEW_ROLE_ARN", "previewRoleArn"];
    return [
        "the stack file is right, so the role is older than it, or another:",
        "    pulumi up --stack management            as an admin, brings the role's trust up to the file",
        `    pulumi stack output ci --stack management   its ${output} is the variable ${variable}`,
    ];
}

/** Splits a subject `repo:<repository>:<context>` in repository and context; empty where it has another form. */
function partsOf(subject: string): readonly string[] {
    const [, repository, context] =
        /^repo:([^:/]+\/[^:]+):((?:environment|ref|job_workflow_ref):.*|pull_request)$/u.exec(subject) ?? [];
    return repository === undefined ? [] : [repository, context!];
}

/** The forms of the repository's name in the trusted subjects: with ids, without, or both. */
function trustedRepositories(ci: Ci): readonly string[] {
    return githubSubjects(ci, "x").map((subject) => partsOf(subject.replace(/x$/u, "pull_request"))[0]!);
}

function fileLines({ claims, ci }: Refused, repository: string): readonly string[] {
    const hasIds = /^[^@/]+@\d+\/[^@]+@\d+$/u.test(repository);
    const [ownerId, repositoryId] = [claims.repository_owner_id, claims.repository_id].map(Number);
    const known = Number.isSafeInteger(ownerId) && Number.isSafeInteger(repositoryId);
    const wanted = {
        repository: claims.repository ?? repository.replace(/@\d+/gu, ""),
        ...(known && { ownerId, repositoryId }),
        // A subject without ids is trusted only by `subjects: names` or `both`.
        ...(!hasIds && known && ci?.ids !== undefined && { subjects: "both" }),
    };
    return [
        "write into Pulumi.management.yaml, if that is your repository:",
        ...stringify({ ci: wanted })
            .trimEnd()
            .split("\n")
            .map((line) => `    ${line}`),
    ];
}

function jobLines({ environment, key }: Refused, context: string): readonly string[] {
    if (context === `environment:${environment}`) return [];
    const line = `    environment: ${stringify(environment).trimEnd()}`;
    if (!context.startsWith("environment:"))
        return ["the job names no environment; write into the workflow, under the job's runs-on:", line];
    const other = context.slice("environment:".length);
    return [
        `the job is of the environment ${other}, and the role lets in ${environment}; write into the workflow:`,
        line,
        `or, where ${other} is the right one, into Pulumi.management.yaml, under ci:`,
        `    ${key}: ${stringify(other).trimEnd()}`,
        afterwards,
    ];
}

function ofAnotherIssuer(issuer: string): readonly string[] {
    return [
        `the token is of ${issuer}, and the roles trust https://${githubIssuer} alone. An enterprise's own issuer is switched off by`,
        "    gh api --method PUT enterprises/<enterprise>/actions/oidc/customization/issuer -F include_enterprise_slug=false",
        "GitHub Enterprise Server and GHE.com have others, which this program does not know.",
    ];
}
