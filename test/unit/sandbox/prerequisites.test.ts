import { strictEqual, throws } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SandboxFault } from "../../../sandbox/fault";
import { atLeast, requireGo, requirePython } from "../../../sandbox/prerequisites";
import { writeScript } from "../../../sandbox/project";

describe("prerequisites", () => {
    let folder: string;
    const before = process.env["PATH"];

    /** Makes a command the only one on PATH. */
    const only = (name: string, output: string): void => {
        fs.rmSync(folder, { recursive: true, force: true });
        writeScript(path.join(folder, name), `echo ${output}`);
    };
    const fault =
        (message: RegExp, cure: RegExp) =>
        (error: unknown): boolean =>
            error instanceof SandboxFault && message.test(error.message) && cure.test(error.cure);

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "a path "));
        process.env["PATH"] = folder;
    });
    afterEach(() => {
        process.env["PATH"] = before;
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const versions: readonly (readonly [version: readonly [number, number], isEnough: boolean])[] = [
        [[3, 10], true],
        [[3, 11], true],
        [[4, 0], true],
        [[3, 9], false],
        [[2, 99], false],
    ];
    for (const [version, isEnough] of versions)
        it(`${version.join(".")} is ${isEnough ? "" : "not "}at least 3.10`, () => {
            strictEqual(atLeast(version, [3, 10]), isEnough);
        });

    it("say what is missing and how to get it", () => {
        throws(requirePython, fault(/^Python 3\.10 or later is needed and was not found$/, /^install Python/));
        throws(requireGo, fault(/^Go 1\.25 or later is needed and was not found$/, /^install Go/));
    });

    it("say which version was found where it is too old", () => {
        only("python3", "Python 3.9.18");
        throws(requirePython, fault(/needed, found: Python 3\.9\.18$/, /^install Python 3\.10 or later/));
        only("go", "go version go1.24.9 linux/amd64");
        throws(requireGo, fault(/needed, found: go version go1\.24\.9/, /^install Go 1\.25 or later/));
    });

    it("take what is new enough, pre-releases too", () => {
        only("python3", "Python 3.14.0rc1");
        requirePython();
        only("go", "go version go1.26-devel darwin/arm64");
        requireGo();
    });
});
