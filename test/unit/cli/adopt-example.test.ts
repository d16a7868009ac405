/**
 * `org adopt` where the stack was created from the shipped stack file, as `make sandbox` does. The engine is a stand-in that prints
 * outputs.
 */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { shellQuote } from "../../../sandbox/project";

const root = join(__dirname, "../../..");
const names = ["Pulumi.yaml", "Pulumi.management.yaml", "Pulumi.security.yaml"];

describe("org adopt, with the shipped stack file,", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "org adopt "));
        for (const name of names) copyFileSync(join(root, name), join(folder, name));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    /** Runs `org adopt` with an engine that runs this shell script. `stderr`: a file to print it to; default: it is returned. */
    const adopt = (
        engine: string,
        args: readonly string[] = [],
        stderr: number | "pipe" = "pipe",
    ): ReturnType<typeof spawnSync> => {
        const pulumi = join(folder, "pulumi");
        writeFileSync(pulumi, `#!/bin/sh\n${engine}\n`);
        chmodSync(pulumi, 0o755);
        return spawnSync(process.execPath, [join(root, "bin", "org.js"), "adopt", ...args], {
            cwd: folder,
            encoding: "utf8",
            stdio: ["ignore", "pipe", stderr],
            env: { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` },
        });
    };

    it("has nothing to take in where the stack is there, asks for nothing, and changes no file", () => {
        const { status, stdout, stderr } = adopt(`echo '{"organization":{"id":"o-exampleorgid"}}'`, ["--json"]);
        strictEqual(status, 0, String(stderr));
        match(
            String(stderr),
            /Stack management is there already.*organization o-exampleorgid\.\nThere is nothing to adopt/u,
        );
        deepStrictEqual((JSON.parse(String(stdout)) as { readonly steps: unknown }).steps, []);
        for (const name of names)
            strictEqual(readFileSync(join(folder, name), "utf8"), readFileSync(join(root, name), "utf8"));
    });

    it("ends at Ctrl-C while the engine looks for the stack", () => {
        const printed = join(folder, "printed");
        // The engine ends once the command has had the signal.
        const { status } = adopt(
            `kill -INT $PPID; until grep -q Interrupted ${shellQuote(printed)}; do sleep 0.1; done; exit 1`,
            ["--yes"],
            openSync(printed, "w"),
        );
        match(readFileSync(printed, "utf8"), /\nerror: interrupted\n +→ run it again: \.\/org adopt --yes\n$/u);
        strictEqual(status, 130);
    });

    it("asks for the company where there is no such stack, or no engine that knows one", () => {
        for (const engine of ["echo 'no stack named management found' >&2; exit 1", "exit 1", "echo '{}'"])
            match(String(adopt(engine).stderr), /company\.name[^]*--company acme[^]*nothing was written/u, engine);
    });
});
