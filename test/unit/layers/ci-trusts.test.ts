import { deepStrictEqual, match } from "node:assert/strict";
import { ciTrusts } from "../../../components/identity/ci-roles";
import { githubIssuer } from "../../../config/names";
import { managementTrusts } from "../../../layers/management/roles";
import { ownStack } from "../../../layers/shared/own-stack";
import { trustFaults, type RoleTrusted } from "../../../layers/shared/role-trusts";
import { asWritten } from "../../../layers/shared/spelling";
import { managementConfig, snapshotWith } from "../../support/company";

const main = "refs/heads/main";
const names = "repo:acme/organization";
const ids = "repo:acme@12/organization@34";
const ci = { repository: "acme/organization", ownerId: 12, repositoryId: 34 };

function rolesOf(settings: object): Readonly<Record<string, RoleTrusted>> {
    const config = managementConfig({ ci: settings });
    const roles = managementTrusts(config, snapshotWith(), ownStack({}, {}), asWritten);
    return Object.fromEntries(roles.map((role) => [role.name.replace("ac-ci-", ""), role]));
}

/** A trust policy as earlier versions wrote it. */
function written(sub: string | readonly string[], ref?: string, account = "111111111111") {
    const equals = { [`${githubIssuer}:aud`]: "sts.amazonaws.com", [`${githubIssuer}:sub`]: sub };
    return {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "GitHubActions",
                Effect: "Allow",
                Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${githubIssuer}` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: { ...equals, ...(ref === undefined ? {} : { [`${githubIssuer}:ref`]: ref }) },
                },
            },
        ],
    };
}

const both = (context: string): readonly string[] => [`${ids}:${context}`, `${names}:${context}`];
const [pulls, branch] = ["pull_request", `ref:${main}`];
type Row = readonly [what: string, role: "preview" | "deploy", before: Readonly<Record<string, unknown>>];

describe("roles of CI that the state does not have", () => {
    const ours: readonly Row[] = [
        ["pull requests alone, as the first version wrote it", "preview", written(`${names}:${pulls}`)],
        ["pull requests and the branch", "preview", written([`${names}:${pulls}`, `${names}:${branch}`])],
        ["the same in another order", "preview", written([`${names}:${branch}`, `${names}:${pulls}`])],
        ["the same by ids", "preview", written([`${ids}:${pulls}`, `${ids}:${branch}`])],
        ["the same by both", "preview", written([...both(pulls), ...both(branch)])],
        ["the environment by names", "preview", written(`${names}:environment:preview`)],
        ["the environment by both", "preview", written(both("environment:preview"))],
        ["deployment by names, of any branch", "deploy", written(`${names}:environment:production`)],
        ["deployment by ids, of any branch", "deploy", written(`${ids}:environment:production`)],
        ["deployment by names, of the branch", "deploy", written(`${names}:environment:production`, main)],
        ["deployment by both, of the branch", "deploy", written(both("environment:production"), main)],
    ];
    for (const [what, role, before] of ours)
        it(`are this program's with ${what}`, () => {
            deepStrictEqual(trustFaults("management", rolesOf(ci)[role]!, before), []);
        });

    const trust = written([`${names}:${pulls}`, `${names}:${branch}`]);
    const person = { Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "sts:AssumeRole" };
    const [statement] = trust.Statement;
    const byHand: readonly Row[] = [
        ["another repository", "preview", written("repo:acme/other:pull_request")],
        ["another repository beside ours", "preview", written([`${names}:${pulls}`, "repo:acme/other:pull_request"])],
        ["a repository of the name with other ids", "preview", written("repo:acme@1/organization@2:pull_request")],
        ["any subject of the repository", "preview", written(`${names}:*`)],
        ["another branch", "preview", written([`${names}:${pulls}`, `${names}:ref:refs/heads/release`])],
        ["pull requests that deploy", "deploy", written(`${names}:${pulls}`)],
        ["the branch that deploys without approval", "deploy", written(`${names}:${branch}`)],
        ["somebody else beside", "preview", { ...trust, Statement: [statement, person] }],
        ["another provider's account", "preview", written(`${names}:${pulls}`, undefined, "999988887777")],
        [
            "a pattern",
            "preview",
            JSON.parse(JSON.stringify(trust).replace("StringEquals", "StringLike")) as typeof trust,
        ],
    ];
    for (const [what, role, before] of byHand)
        it(`were made by hand with ${what}`, () => {
            const [fault, ...others] = trustFaults("management", rolesOf(ci)[role]!, before);
            deepStrictEqual(others, []);
            match(fault!.message, /was made by hand, and lets in whom this program's trust does not/u);
        });

    it("with what this version writes lose nobody, whatever the forms of the subject are", () => {
        const { repository } = ci;
        for (const settings of [{ repository }, { ...ci, subjects: "ids" }, { ...ci, subjects: "both" }]) {
            const config = managementConfig({ ci: settings });
            const now = ciTrusts({ ...config.ci!, accountId: "111111111111", partition: "aws" });
            for (const role of ["preview", "deploy"] as const)
                deepStrictEqual(trustFaults("management", rolesOf(ci)[role]!, { ...now[role] }), []);
        }
    });
});
