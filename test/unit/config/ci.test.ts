/** `ci`: which repository on GitHub is let in, by which subjects of its tokens. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { githubSubjects } from "../../../config/names";
import { faultsOf, holds, pathsOf, valueOf, warningsOf } from "./base";

const repository = "octo-org/octo-repo";
const both = { ownerId: 123456, repositoryId: 456789 };

describe("the subjects of a repository's tokens", () => {
    const [byNames, byIds] = [
        "repo:octo-org/octo-repo:pull_request",
        "repo:octo-org@123456/octo-repo@456789:pull_request",
    ];
    const table = [
        [{ repository }, [byNames]],
        [{ repository, ...both }, [byIds]],
        [{ repository, ...both, subjects: "ids" }, [byIds]],
        [{ repository, ...both, subjects: "both" }, [byNames, byIds]],
    ] as const;
    for (const [ci, wanted] of table)
        it(JSON.stringify(ci), () => {
            deepStrictEqual(githubSubjects(valueOf({ ci }).ci!, "pull_request"), wanted);
        });

    it("without ids there is a warning with the command that prints them, with ids none", () => {
        const [warning, ...others] = warningsOf({ ci: { repository } });
        deepStrictEqual(others, []);
        strictEqual(warning!.path, "ci.repository");
        match(warning!.message, /made, renamed or transferred since 2026-07-15/u);
        match(warning!.cure, /gh api repos\/octo-org\/octo-repo --jq '\.owner\.id, \.id'/u);
        deepStrictEqual(warningsOf({ ci: { repository, ...both } }), []);
    });
});

describe("a ci that cannot work is a fault", () => {
    const table: readonly (readonly [ci: object, path: string, cure: string])[] = [
        [{ repository, ownerId: 1 }, "ci.repositoryId", "gh api repos/octo-org/octo-repo"],
        [{ repository, repositoryId: 1 }, "ci.ownerId", "gh api repos/octo-org/octo-repo"],
        [{ repository, subjects: "both" }, "ci.subjects", "write ownerId and repositoryId"],
        [{ repository: "octo-org/octo-repo.git" }, "ci.repository", "without .git"],
        [{ repository: "https://github.com/octo-org/octo-repo" }, "ci.repository", "without https://"],
        [{ repository: "octo-org/.." }, "ci.repository", "owner/name"],
        [{ repository: "-octo/x" }, "ci.repository", "owner/name"],
        [{ repository: "\u212Acme/x" }, "ci.repository", "owner/name"],
        [{ repository: "octo-org/*" }, "ci.repository", "owner/name"],
        ...[
            "refs/heads/main",
            "a..b",
            "a b",
            "a~1",
            "/main",
            "main/",
            "a.lock",
            "-x",
            "a*",
            "@",
            "x@{y",
            "a//b",
            ".a",
        ].map((branch) => [{ repository, branch }, "ci.branch", "write its name alone"] as const),
        [{ repository, environment: "eu:prd" }, "ci.environment", "without : * and ?"],
        [{ repository, environment: "*" }, "ci.environment", "without : * and ?"],
        ...["eu:preview", "*", "a?", "", " preview", "preview ", "a\tb"].map(
            (previewEnvironment) => [{ repository, previewEnvironment }, "ci.previewEnvironment", ""] as const,
        ),
        // GitHub ignores case in names of environments.
        [{ repository, environment: "preview" }, "ci.environment", "two environments"],
        [{ repository, previewEnvironment: "Production" }, "ci.previewEnvironment", "two environments"],
        [{ repository, environment: "Aws", previewEnvironment: "aws" }, "ci.previewEnvironment", "two environments"],
    ];
    for (const [ci, path, cure] of table)
        it(JSON.stringify(ci), () => {
            holds(faultsOf({ ci }), path, cure);
        });

    it("an id that is wrong is no missing one, nor has a wrong repository a command for its ids", () => {
        deepStrictEqual(pathsOf({ ci: { repository, ownerId: "12", repositoryId: 5 } }), ["ci.ownerId"]);
        deepStrictEqual(warningsOf({ ci: { repository: "https://x" } }), []);
    });

    it("an owner of GitHub Enterprise may have an underscore", () => {
        deepStrictEqual(faultsOf({ ci: { repository: "jane_acme/x" } }), []);
    });

    it("previews have an environment of their own, preview unless it is named", () => {
        strictEqual(valueOf({ ci: { repository } }).ci!.previewEnvironment, "preview");
        const named = { repository, ...both, previewEnvironment: "Vorschau é/1" };
        deepStrictEqual(faultsOf({ ci: named }), []);
        strictEqual(valueOf({ ci: named }).ci!.previewEnvironment, "Vorschau é/1");
    });

    for (const branch of ["main", "release/2026.1", "feature/a-b_c", "v1.2", "a@b"])
        it(`the branch ${branch} can be`, () => {
            deepStrictEqual(faultsOf({ ci: { repository, branch } }), []);
        });
});
