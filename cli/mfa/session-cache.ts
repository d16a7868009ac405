import { createHash } from "node:crypto";
import {
    chmodSync,
    closeSync,
    fsyncSync,
    lstatSync,
    mkdirSync,
    openSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { besideName, dropLeftBeside } from "../common/leftovers";
import { CliError, say } from "../common/ui";
import type { Trace } from "./trace";

/** The folder of the cached sessions: `aws-organization/mfa` in `$XDG_CACHE_HOME` or the platform's cache folder. */
export function sessionFolder(environment: NodeJS.ProcessEnv = process.env): string {
    return join(cacheHome(environment), "aws-organization", "mfa");
}

function cacheHome(environment: NodeJS.ProcessEnv): string {
    const named = environment["XDG_CACHE_HOME"];
    // A relative path is ignored (XDG Base Directory Specification).
    if (named !== undefined && isAbsolute(named)) return named;
    if (process.platform === "win32") return environment["LOCALAPPDATA"] ?? tmpdir();
    return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** A cache of small files that only their owner can read: mode 0600 in a folder of 0700. Each is written whole or not at all. */
export class SessionCache {
    private reported = false;

    public constructor(
        public readonly folder: string,
        private readonly trace: Trace,
    ) {}

    /** The value that was kept under this key; undefined where there is none, or where other users could have read or written it. */
    public read(kind: string, facts: Facts): unknown {
        const file = this.fileOf(kind, facts);
        try {
            this.mustBeOurs(file);
            return JSON.parse(readFileSync(file, "utf8")) as unknown;
        } catch (error) {
            if (error instanceof CliError) {
                say(`! ${error.message}: it is not used, and removed`);
                remove(file);
            }
            return undefined; // missing, or not JSON: as if it were missing
        }
    }

    /** Keeps a value. If the folder cannot be written, it warns once: the next run must ask for a code again. */
    public write(kind: string, facts: Facts, value: unknown): void {
        const file = this.fileOf(kind, facts);
        const part = besideName(file);
        try {
            mkdirSync(this.folder, { recursive: true, mode: 0o700 });
            if (isPosix) chmodSync(this.folder, 0o700); // it may have existed with wider permissions
            dropLeftBeside(file);
            const opened = openSync(part, "wx", 0o600);
            try {
                writeSync(opened, JSON.stringify(value));
                fsyncSync(opened);
            } finally {
                closeSync(opened);
            }
            renameSync(part, file);
            this.trace.log(`cache: ${kind} kept in ${file}`);
        } catch (error) {
            remove(part);
            if (!this.reported)
                say(`! the session is not kept, so the next run asks for a code again: ${String(error)}`);
            this.reported = true;
        }
    }

    /** Removes the value that was kept under this key. */
    public forget(kind: string, facts: Facts): void {
        rmSync(this.fileOf(kind, facts), { force: true });
    }

    /** Paths of the files in the cache. */
    public files(): readonly string[] {
        try {
            return readdirSync(this.folder)
                .filter((name) => name.includes(".json"))
                .map((name) => join(this.folder, name));
        } catch {
            return [];
        }
    }

    /** Path of the file for a value of this kind and key. */
    public fileOf(kind: string, facts: Facts): string {
        const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
        const hash = createHash("sha256")
            .update(JSON.stringify([kind, sorted]))
            .digest("hex");
        return join(this.folder, `${kind}-${hash.slice(0, 32)}.json`);
    }

    private mustBeOurs(file: string): void {
        const { mode, uid } = lstatSync(file);
        if (!isPosix) return; // Windows has no such modes; its user folders are private
        const folder = lstatSync(this.folder);
        for (const [path, stats] of [
            [this.folder, folder],
            [file, { mode, uid }],
        ] as const)
            if (stats.uid !== process.getuid!() || (stats.mode & 0o077) !== 0)
                throw new CliError(`others could read or write ${path}`, "");
    }
}

/** A failed removal must not end a run that has used up a code. */
function remove(file: string): void {
    try {
        rmSync(file, { force: true });
    } catch {
        // The user was warned that the folder cannot be written.
    }
}

/** What identifies a cached value: user, device, role, account, endpoint. */
export type Facts = Readonly<Record<string, string>>;

const isPosix = process.platform !== "win32";
