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
    // A value that is no absolute path does not count (XDG Base Directory Specification).
    if (named !== undefined && isAbsolute(named)) return named;
    if (process.platform === "win32") return environment["LOCALAPPDATA"] ?? tmpdir();
    return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** Small files that only their owner can read: 0600 in a folder of 0700, each written whole or not at all. */
export class SessionCache {
    private reported = false;

    public constructor(
        public readonly folder: string,
        private readonly trace: Trace,
    ) {}

    /** What was kept under these facts; undefined where nothing is, or where others could read or have written it. */
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
            return undefined; // none, or one that is no JSON: as if it were not there
        }
    }

    /** Keeps a value. A folder that cannot be written costs a code more the next time, and is said once. */
    public write(kind: string, facts: Facts, value: unknown): void {
        const file = this.fileOf(kind, facts);
        const part = besideName(file);
        try {
            mkdirSync(this.folder, { recursive: true, mode: 0o700 });
            if (isPosix) chmodSync(this.folder, 0o700); // one that was there may be wider
            dropLeftBeside(file);
            const opened = openSync(part, "wx", 0o600);
            try {
                writeSync(opened, JSON.stringify(value));
                fsyncSync(opened);
            } finally {
                closeSync(opened);
            }
            renameSync(part, file);
            this.trace.tell(`cache: ${kind} kept in ${file}`);
        } catch (error) {
            remove(part);
            if (!this.reported)
                say(`! the session is not kept, so the next run asks for a code again: ${String(error)}`);
            this.reported = true;
        }
    }

    /** Forgets what was kept under these facts. */
    public forget(kind: string, facts: Facts): void {
        rmSync(this.fileOf(kind, facts), { force: true });
    }

    /** The files that are kept. */
    public files(): readonly string[] {
        try {
            return readdirSync(this.folder)
                .filter((name) => name.includes(".json"))
                .map((name) => join(this.folder, name));
        } catch {
            return [];
        }
    }

    /** Where a value of this kind and these facts is kept. */
    public fileOf(kind: string, facts: Facts): string {
        const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
        const hash = createHash("sha256")
            .update(JSON.stringify([kind, sorted]))
            .digest("hex");
        return join(this.folder, `${kind}-${hash.slice(0, 32)}.json`);
    }

    private mustBeOurs(file: string): void {
        const { mode, uid } = lstatSync(file);
        if (!isPosix) return; // Windows has no modes; its user folders are the user's own
        const folder = lstatSync(this.folder);
        for (const [path, stats] of [
            [this.folder, folder],
            [file, { mode, uid }],
        ] as const)
            if (stats.uid !== process.getuid!() || (stats.mode & 0o077) !== 0)
                throw new CliError(`others could read or write ${path}`, "");
    }
}

/** Where nothing can be written, nothing can be removed either: that must not end a run that has spent a code. */
function remove(file: string): void {
    try {
        rmSync(file, { force: true });
    } catch {
        // It was said that the folder cannot be written.
    }
}

/** What tells one cached value from another: user, device, role, account, endpoint. */
export type Facts = Readonly<Record<string, string>>;

const isPosix = process.platform !== "win32";
