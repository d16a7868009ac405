import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { projectRoot } from "../../sandbox/locations";
import { asInCi } from "./as-in-ci";
import { EmulatedIam } from "./emulated-iam";
import { FaultProxy } from "./fault-proxy";
import { scratchCache } from "./scratch-cache";
import type { Keys } from "./test-client";
import { TestEmulator } from "./test-emulator";

/** Exit code and output of a run; a killed run has no code. */
export interface BootstrapRun {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
}

/** A project on a machine with the bootstrap user's keys, in its own emulator, behind a fault proxy. */
export class BootstrapProject {
    /** All output of `org`. */
    readonly shown: string[] = [];
    readonly folder = mkdtempSync(join(tmpdir(), "org bootstrap "));
    private readonly cache = scratchCache(this.folder);

    private constructor(
        readonly aws: TestEmulator,
        readonly iam: EmulatedIam,
        readonly proxy: FaultProxy,
        stack: string,
    ) {
        writeFileSync(join(this.folder, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        this.writeStack(stack);
        mkdirSync(join(this.folder, "aws"));
        writeFileSync(
            join(this.folder, "aws", "credentials"),
            `[ac-bootstrap]\naws_access_key_id = ${bootstrapKeys.accessKeyId}\naws_secret_access_key = x\n`,
        );
    }

    static async open(stack: string): Promise<BootstrapProject> {
        const aws = await TestEmulator.open();
        return new BootstrapProject(aws, new EmulatedIam(aws), await FaultProxy.open(aws.endpoint), stack);
    }

    writeStack(text: string): void {
        writeFileSync(join(this.folder, "Pulumi.management.yaml"), text);
    }

    /**
     * Runs `org bootstrap-user remove` with these keys. `onStart` gets a function that kills the run or presses Ctrl-C and waits until the
     * run has noticed.
     */
    async remove(
        keys: Keys,
        args: readonly string[],
        onStart?: (send: (signal: "SIGINT" | "SIGKILL") => Promise<void>) => void,
    ): Promise<BootstrapRun> {
        const env: NodeJS.ProcessEnv = {
            PATH: process.env["PATH"],
            HOME: this.folder,
            XDG_CACHE_HOME: this.cache,
            ...asInCi,
            AWS_ENDPOINT_URL: this.proxy.endpoint,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_CONFIG_FILE: join(this.folder, "aws", "config"),
            AWS_SHARED_CREDENTIALS_FILE: join(this.folder, "aws", "credentials"),
            AWS_ACCESS_KEY_ID: keys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
            ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
        };
        const org = join(projectRoot, "bin", "org.js");
        const child = spawn(process.execPath, [org, "bootstrap-user", "remove", ...args], {
            cwd: this.folder,
            env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        const run = { out: "", err: "" };
        child.stdout.on("data", (data: Buffer) => (run.out += data.toString()));
        child.stderr.on("data", (data: Buffer) => (run.err += data.toString()));
        const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
        onStart?.(async (signal) => {
            child.kill(signal);
            const heard = new Promise<void>((resolve) => {
                child.stderr.on("data", () => {
                    if (run.err.includes("Interrupted: ")) resolve();
                });
            });
            await Promise.race([heard, ended]);
        });
        const code = await ended;
        this.shown.push(run.out, run.err);
        return { code, ...run };
    }

    /** The operations called at AWS that change something. */
    changes(): readonly string[] {
        return this.proxy.calls
            .map(({ operation }) => operation)
            .filter((operation) => /^(Update|Delete|Deactivate|Detach|Remove|Tag|Put|Create|Attach)/u.test(operation));
    }

    /** Asserts that it is refused with two lines and changes nothing; returns the lines. */
    async refused(keys: Keys, message: RegExp, cure: RegExp, ...args: readonly string[]): Promise<string> {
        this.proxy.reset();
        const { code, out, err } = await this.remove(keys, args);
        deepStrictEqual([code, out, this.changes()], [1, "", []], err);
        const lines = err.trimEnd().split("\n");
        strictEqual(lines.length, 2, err);
        match(lines[0]!, message);
        match(lines[1]!, cure);
        return err;
    }

    async close(): Promise<void> {
        await this.proxy.close();
        await this.aws.close();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
