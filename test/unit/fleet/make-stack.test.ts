import { deepStrictEqual, rejects } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { makeStack } from "../../../cli/fleet/backend";
import { writeScript } from "../../../sandbox/project";
import { noProcess } from "../../support/no-process";

describe("a stack that the fleet makes", () => {
    const { PATH } = process.env;
    let dir: string;
    let lock: string;

    beforeEach(() => {
        dir = fs.mkdtempSync(path.join(os.tmpdir(), "make stack "));
        lock = path.join(dir, ".pulumi/locks/organization/acme/apps-1/1.json");
        fs.mkdirSync(path.dirname(lock), { recursive: true });
        there("management");
        // As the engine does it.
        writeScript(
            path.join(dir, "bin", "pulumi"),
            `[ "$1" = whoami ] && { echo '{"url":"file://${dir}"}'; exit; }
[ "$2" = ls ] && { cat '${dir}/stacks'; exit; }
[ -e '${lock}' ] && { echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 1; }
echo "$*" >>'${dir}/made'`,
        );
        process.env["PATH"] = [path.join(dir, "bin"), PATH].join(path.delimiter);
    });
    const there = (...names: readonly string[]): void => {
        fs.writeFileSync(path.join(dir, "stacks"), JSON.stringify(names.map((name) => ({ name }))));
    };
    afterEach(() => {
        process.env["PATH"] = PATH;
        fs.rmSync(dir, { recursive: true, force: true });
    });

    const make = (): Promise<void> => {
        const workspace = {
            project: { dir, name: "acme" },
            dir,
            program: dir,
            environment: {},
            left: [],
            close: () => undefined,
        };
        return makeStack(workspace, "apps-1", "passphrase");
    };
    const hold = (holder: object): void => {
        const held = { username: os.userInfo().username, hostname: os.hostname(), timestamp: "2026-11-01T00:00:00Z" };
        fs.writeFileSync(lock, JSON.stringify({ ...held, ...holder }));
    };

    it("gets the lock that a run left which was killed while it made it", async () => {
        hold({ pid: noProcess });
        await make();
        deepStrictEqual(fs.existsSync(lock), false);
        deepStrictEqual(fs.readFileSync(path.join(dir, "made"), "utf8").split(" ").slice(0, 3), [
            "stack",
            "init",
            "apps-1",
        ]);
    });

    it("and none where another run has made it meanwhile: on machines of one name that run may be at work", async () => {
        hold({ pid: noProcess });
        there("management", "apps-1");
        await rejects(make, /currently locked/u);
        deepStrictEqual(fs.existsSync(lock), true);
    });

    it("and no lock of anybody else", async () => {
        hold({ pid: noProcess, hostname: "elsewhere" });
        await rejects(make, /is locked by \S+@elsewhere, process \d+/u);
        deepStrictEqual(fs.existsSync(lock), true);
    });
});
