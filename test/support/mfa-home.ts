import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";
import { asInCi } from "./as-in-ci";
import { scratchCache } from "./scratch-cache";
import { atTerminal, type TerminalRun, type Typed } from "./terminal";
import type { Keys } from "./test-client";

/** Exit code and output of a run. */
export interface OrgRun {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
}

/** A home folder with AWS's shared files, in which `org mfa` runs with an emulator. */
export class MfaHome {
    readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "org mfa "));
    readonly configFile = path.join(this.folder, "aws", "config");
    readonly credentialsFile = path.join(this.folder, "aws", "credentials");
    private readonly userCache = scratchCache(this.folder);
    /** Folder of the cached sessions. */
    readonly cache = path.join(this.userCache, "aws-organization", "mfa");

    constructor(private readonly endpoint: string) {
        fs.mkdirSync(path.dirname(this.configFile));
    }

    /** Writes the keys of a profile into the credentials file. */
    keys(profile: string, keys: Keys): void {
        const token = keys.sessionToken === undefined ? "" : `aws_session_token = ${keys.sessionToken}\n`;
        const lines = `[${profile}]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`;
        fs.appendFileSync(this.credentialsFile, lines + token);
    }

    /** Writes a profile into the config file. */
    profile(name: string, settings: Readonly<Record<string, string | undefined>>): void {
        const lines = Object.entries(settings).flatMap(([key, value]) =>
            value === undefined ? [] : [`${key} = ${value}\n`],
        );
        fs.appendFileSync(this.configFile, `[profile ${name}]\n${lines.join("")}`);
    }

    /** The environment of a run, without this machine's AWS settings. */
    environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
        const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
        return {
            ...Object.fromEntries(own),
            HOME: this.folder,
            XDG_CACHE_HOME: this.userCache,
            AWS_CONFIG_FILE: this.configFile,
            AWS_SHARED_CREDENTIALS_FILE: this.credentialsFile,
            AWS_ENDPOINT_URL: this.endpoint,
            ...asInCi,
            ...extra,
        };
    }

    /** Runs `org mfa …` without a terminal. `input` goes to standard input. */
    async mfa(
        args: readonly string[],
        { input = "", env = {} }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
    ): Promise<OrgRun> {
        const child = spawn(process.execPath, [orgFile, "mfa", ...args], {
            cwd: this.folder,
            env: this.environment(env),
        });
        child.stdin.on("error", () => undefined); // it may end before it reads
        child.stdin.end(input);
        let [out, err] = ["", ""];
        child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
        child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
        const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
        return { code, out, err };
    }

    /** Runs a shell command at a terminal; `org` in it is this repository's. */
    async terminal(command: string, typed: readonly Typed[], env: NodeJS.ProcessEnv = {}): Promise<TerminalRun> {
        const bin = path.join(this.folder, "bin");
        fs.mkdirSync(bin, { recursive: true });
        fs.writeFileSync(path.join(bin, "org"), `#!/bin/sh\nexec "${process.execPath}" "${orgFile}" "$@"\n`, {
            mode: 0o755,
        });
        const environment = this.environment({ PATH: `${bin}:${process.env["PATH"] ?? ""}`, ...env });
        return atTerminal(command, typed, { cwd: this.folder, env: environment });
    }

    remove(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

const orgFile = path.join(projectRoot, "bin", "org.js");
