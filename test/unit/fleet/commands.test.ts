/** What the commands of `org fleet` say without running a stack. The engine is a script that lists stacks and prints outputs. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writeScript } from "../../../sandbox/project";
import { asInCi } from "../../support/as-in-ci";
import { managementOutputs } from "../../support/management-outputs";
import { orgHere, type OrgHere } from "../../support/org-here";

describe("org fleet, before it runs a stack,", () => {
    let dir: string;
    const fleet = (...args: readonly string[]): Promise<OrgHere> => {
        const PATH = [path.join(dir, "bin"), process.env["PATH"]].join(path.delimiter);
        return orgHere({ cwd: dir, env: { ...asInCi, PATH, HOME: dir, TMPDIR: path.join(dir, "tmp") } }, [
            "fleet",
            ...args,
        ]);
    };
    /** The state: no stack, or the management stack with outputs. */
    const hold = (outputs?: object): void => {
        fs.writeFileSync(
            path.join(dir, "stacks"),
            JSON.stringify(outputs === undefined ? [] : [{ name: "management" }]),
        );
        fs.writeFileSync(path.join(dir, "outputs"), JSON.stringify(outputs ?? {}));
    };
    /** What the engine was asked to do. */
    const asked = (): readonly string[] => {
        const log = path.join(dir, "asked");
        return fs.existsSync(log) ? fs.readFileSync(log, "utf8").trimEnd().split("\n") : [];
    };

    beforeEach(() => {
        dir = fs.mkdtempSync(path.join(os.tmpdir(), "fleet commands "));
        fs.mkdirSync(path.join(dir, "tmp"));
        fs.writeFileSync(path.join(dir, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeScript(
            path.join(dir, "bin", "pulumi"),
            `echo "$*" >>'${dir}/asked'
case "$*" in
"stack ls"*) cat '${dir}/stacks' ;;
"stack output"*) cat '${dir}/outputs' ;;
version*) echo v3.259.0 ;;
*) exit 1 ;;
esac`,
        );
        hold(managementOutputs());
    });
    afterEach(() => {
        fs.rmSync(dir, { recursive: true });
    });

    for (const [when, outputs] of [
        ["was never run", undefined],
        ["has not ended its first run", {}],
    ] as const)
        it(`says what to run first where the management stack ${when}`, async () => {
            hold(outputs);
            for (const args of [["status"], ["preview", "--only", "apps-prd"]]) {
                const { code, err } = await fleet(...args);
                strictEqual(code, 1);
                match(
                    err,
                    /error: the management stack has no outputs[^\n]*\n +→ run \.\/org fleet up --only management/u,
                );
            }
        });

    it("up asks before it does anything, and without a terminal names the flag", async () => {
        const { code, err } = await fleet("up");
        strictEqual(code, 2);
        match(err, /--yes/u);
        deepStrictEqual(asked(), []);
    });

    it("refuses a name that is nobody's with the nearest, and runs nothing", async () => {
        for (const [flag, name, nearest] of [
            ["--only", "apps-prod", "apps-prd"],
            ["--unit", "workload/prd", "workloads/prd"],
        ] as const) {
            const { code, err } = await fleet("preview", flag, name);
            strictEqual(code, 2);
            match(err, new RegExp(`error: ${flag} ${name} is no [^\\n]*\\n +→ did you mean ${nearest}\\?`, "u"));
        }
        deepStrictEqual(
            asked().filter((words) => !/^(?:version|stack ls|stack output)\b/u.test(words)),
            [],
        );
    });

    it("refuses a file that cannot be written before it does anything", async () => {
        const { code, out, err } = await fleet("preview", "--out", path.join(dir, "Pulumi.yaml", "report.md"));
        deepStrictEqual([code, out, asked()], [1, "", []]);
        match(err, /report\.md cannot be (?:read|written): /u);
    });

    it("matrix prints the stacks of one part, and nothing of one that is empty, with which up has nothing to do", async () => {
        const print = async (...args: readonly string[]): Promise<string> => {
            const { code, out, err } = await fleet("matrix", ...args);
            strictEqual(code, 0, err);
            return out.trimEnd();
        };
        strictEqual(await print("--shards", "2", "--shard", "1"), "management");
        strictEqual(await print("--shards", "2", "--shard", "2"), "security,apps-prd");
        strictEqual(await print("--shards", "2", "--shard", "1", "--members"), "apps-prd");
        const none = await print("--shards", "256", "--shard", "200");
        const nothing = await fleet("up", "--only", none);
        deepStrictEqual([none, nothing.code, nothing.out, nothing.err], ["", 0, "0 stacks: nothing to do\n", ""]);
    });
});
