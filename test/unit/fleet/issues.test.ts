import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeIssues } from "../../../cli/fleet/issues";
import { noPreview, withoutRun, type Outcome, type Result } from "../../../cli/fleet/outcome";
import { projectRoot } from "../../../sandbox/locations";

const change = {
    kind: "update",
    urn: "urn:pulumi:x::y::aws:iam/role:Role::DevOps-role",
    type: "aws:iam/role:Role",
    name: "DevOps-role",
    properties: [{ path: "description", before: "old", after: "new" }],
    losses: [],
    isComponent: false,
    reasons: [],
    isRetained: false,
} as const;

/** Every result of a stack, with the verdict of a check for drift. */
const verdicts: Readonly<Record<Result, string>> = {
    same: "same",
    changed: "drift",
    failed: "failed",
    credentials: "failed",
    locked: "failed",
    "not run": "failed",
    // Nothing exists that could have drifted: no issue is opened, and none closed.
    new: "none",
    waits: "none",
};

describe("a check for drift, for an issue a stack", () => {
    it("has a verdict for each result, and a text for drift alone", () => {
        const outcomes = Object.keys(verdicts).map((result, index): Outcome => {
            const stack = {
                stack: `apps-${index}`,
                layer: "member",
                unit: "apps",
                id: `${222222222222 + index}`,
                email: "aws@acme.example",
                roleName: "OrganizationAccountAccessRole",
            } as const;
            const ended = withoutRun(stack, result as Result, "why");
            return result === "changed"
                ? { ...ended, preview: { ...noPreview, changes: [change], ended: true } }
                : ended;
        });
        const folder = mkdtempSync(join(tmpdir(), "issues-"));
        try {
            writeIssues({ operation: "refresh", outcomes, leftOut: [] }, join(folder, "drift"), { secrets: [] });
            const read = (file: string): string => readFileSync(join(folder, "drift", file), "utf8");
            const found = outcomes.map(({ result, stack }) => [result, read(`${stack.stack}.result`).trim()]);
            deepStrictEqual(Object.fromEntries(found), verdicts);
            const texts = readdirSync(join(folder, "drift")).filter((file) => file.endsWith(".md"));
            deepStrictEqual(texts, ["apps-1.md"]);
            match(read("apps-1.md"), /DevOps-role/u);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("cut before each change of a file, it is the old one or the new one, and the next run ends well", () => {
        const above = realpathSync(mkdtempSync(join(tmpdir(), "issues-")));
        const [folder, script] = [join(above, "issues"), join(above, "org.js")];
        const file = join(folder, "apps-4.result");
        mkdirSync(folder);
        // As in the command, Ctrl-C does not end the program at once.
        writeFileSync(
            script,
            `const { writeIssues } = require(${JSON.stringify(join(projectRoot, "cli/fleet/issues"))});
process.on("SIGINT", () => undefined);
const outcomes = [{ stack: { stack: "apps-4" }, result: "same" }];
writeIssues({ operation: "refresh", outcomes, leftOut: [] }, ${JSON.stringify(folder)}, { secrets: [] });
`,
        );
        const preloads = ["bin/typescript", "test/support/cut-writes.js"];
        const run = (CUT_AT: string, CUT_SIGNAL: string) =>
            spawnSync(
                process.execPath,
                [...preloads.flatMap((file) => ["--require", join(projectRoot, file)]), script],
                { encoding: "utf8", env: { ...process.env, CUT_FOLDER: folder, CUT_AT, CUT_SIGNAL } },
            );
        try {
            let at = 1;
            for (; ; at += 1) {
                writeFileSync(file, "old\n");
                const { status, signal, stderr } = run(String(at), "SIGKILL");
                if (signal !== "SIGKILL") {
                    deepStrictEqual([status, stderr], [0, ""]);
                    break;
                }
                ok(["old\n", "same\n"].includes(readFileSync(file, "utf8")), `cut ${at}`);
            }
            // A file is opened, written, given its permissions, flushed and renamed.
            ok(at > 5, `${at - 1} cuts`);
            writeFileSync(file, "old\n");
            const { status, stderr } = run("2", "SIGINT");
            match(stderr, /cut before /u);
            strictEqual(status, 0);
            deepStrictEqual(
                readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
                [["apps-4.result", "same\n"]],
            );
        } finally {
            rmSync(above, { recursive: true });
        }
    });
});
