/** How the commands of a page's section are tested. A section is named by its heading; `*` means all others of the page. */
export type RunBy =
    /** `test/e2e/day-0.test.ts` runs them from the page. */
    | "typed"
    /** The test file that runs them, and texts in it that show that. */
    | { readonly test: string; readonly by: readonly string[] }
    /** Why no test runs them. */
    | { readonly notRun: string };

const doctor: RunBy = { test: "test/e2e/doctor.test.ts", by: ['"--cis", "--deep"', 'org("doctor"'] };
const fleet: RunBy = {
    test: "test/e2e/fleet.test.ts",
    by: [
        'fleet("status")',
        'fleet("preview"',
        'fleet("up"',
        'summary("refresh"',
        'fleet("matrix", "--shards"',
        '"--members"',
    ],
};
const invite: RunBy = {
    test: "test/e2e/invite.test.ts",
    by: [
        'must("billing-old", "--yes")',
        'must("billing-old", "--owner", "--profile", "legacy", "--yes")',
        '"--profile", "sold", "--leave"',
    ],
};
const itself = "is what `make test` does itself";
const lasts = "measures, and takes as long as a bench does";

/** Every section, of every page, that has commands. */
export const docsRunBy: Readonly<Record<string, Readonly<Record<string, RunBy>>>> = {
    "docs/accounts.md": {
        "*": {
            test: "test/e2e/accounts.test.ts",
            by: ['must("list")', 'must("quota")', '"quota", "60", "--yes", "--wait"'],
        },
        "Another email": {
            test: "test/e2e/accounts.test.ts",
            by: ['"email", "data-prd", "--to", to', '"--yes", "--code", code'],
        },
    },
    "docs/add-account.md": { "*": "typed" },
    "docs/audit-account.md": { "*": "typed" },
    "docs/break-glass.md": { "*": "typed" },
    "docs/change-policies.md": { "*": "typed" },
    "docs/ci.md": { "The comment": "typed", "Many accounts": fleet },
    "docs/close-account.md": {
        "*": "typed",
        "Let it go": {
            test: "test/e2e/accounts.test.ts",
            by: ['"release", "shared", "--dry-run"', 'must("release", "shared", "--yes")'],
        },
    },
    "docs/day-0.md": { "*": "typed", "Existing accounts": invite },
    "docs/doctor.md": { "*": doctor },
    "docs/existing-organizations.md": {
        "*": {
            test: "test/e2e/management.test.ts",
            by: [
                'project.org("adopt", "--out", "import.json")',
                '"import"',
                '"import.json"',
                '"--generate-code=false"',
            ],
        },
        "Take it in": {
            test: "test/e2e/adopt.test.ts",
            by: [
                'project.org("adopt", ...flags, "--yes")',
                '"--company", "acme", "--short", "ac", "--region", "us-east-1"',
            ],
        },
    },
    "docs/fleet.md": { "*": fleet, "A member stack by hand": "typed" },
    "docs/invite-account.md": { "*": invite },
    "docs/mfa.md": { "*": "typed" },
    "docs/move-account.md": { "*": "typed" },
    "docs/new-project.md": { "*": "typed" },
    "docs/people.md": {
        "*": "typed",
        "Who comes in by what": { test: "test/e2e/accounts.test.ts", by: ["people()", '"--days"', '"--json"'] },
        "Somebody leaves at once": {
            test: "test/e2e/accounts.test.ts",
            by: ['"leave", "mary.jackson", "--dry-run"', '"leave", "mary.jackson", "--yes"'],
        },
    },
    "docs/performance.md": { "*": { notRun: lasts } },
    "docs/reliability.md": { "*": { notRun: lasts } },
    "docs/policy-pack.md": {
        "The policy pack": {
            test: "test/e2e/policy-pack.test.ts",
            by: ['"policy", "analyze", "--stack", "management", "--policy-pack"', '"preview"', '"up"'],
        },
        "Policy config": { test: "test/e2e/policy-pack.test.ts", by: ['"preview", "--policy-pack-config"'] },
        "Publishing to Pulumi Cloud": {
            notRun: "publishes to Pulumi Cloud; test/e2e/policy-pack.test.ts publishes to a stand-in of it",
        },
    },
    "docs/rename.md": { "*": "typed" },
    "docs/report.md": {
        "*": { test: "test/unit/cli/report.test.ts", by: ['"report", "--out"', '"report", "--offline", "--json"'] },
        "With a check for drift": {
            test: "test/e2e/workflows.test.ts",
            by: ['"Compare AWS, state and program"', '"Make the report"'],
        },
    },
    "docs/security-services.md": {
        "Switch one off": {
            test: "test/e2e/security-services/switch-off.ts",
            by: ["commandsOf(page)", '"Switch one off"', '["-c", typed]'],
        },
    },
    "docs/state.md": {
        "*": "typed",
        "Open operations": { test: "test/e2e/cut-off-state.test.ts", by: ['"--clear-pending-creates", "--stack"'] },
        "A local state that a full disk has cut": {
            test: "test/e2e/cut-off.test.ts",
            by: ["a state that a full disk has cut"],
        },
    },
    "docs/troubleshooting.md": { "*": "typed" },
    "docs/trying-policies.md": {
        "*": {
            test: "test/unit/cli/policies.test.ts",
            by: ['"policies", "explain"', '"policies", "effective"', '"--type"', '"policies", "test"'],
        },
    },
    "docs/upgrade.md": { "*": "typed" },
    "README.md": {
        "See it work": {
            test: "test/e2e/sandbox.test.ts",
            by: ['clone.start("up"', "await clone.shell(commands[index]!.trim())"],
        },
        "Test it": { notRun: itself },
    },
    "CONTRIBUTING.md": {
        "Set-up": { test: "test/e2e/sandbox.test.ts", by: ['clone.start("up"', 'clone.run("down")'] },
        Tests: { notRun: itself },
    },
};

/** How the commands of a section are tested. */
export function runBy(page: string, heading: string): RunBy | undefined {
    const sections = docsRunBy[page];
    return sections?.[heading] ?? sections?.["*"];
}
