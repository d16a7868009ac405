/**
 * Temporary files and folders of a running command. Their names contain its process id, so that the next run recognizes what a killed one
 * left.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./process";

// Milliseconds after which a file is a leftover even if a process with its id runs, for ids are reused. Only an `up` of many accounts needs
// longer than an hour.
const maxAge = 3_600_000;
const maxFleetAge = 24 * maxAge;
// The same for names without a process id, which earlier versions wrote.
const maxAgeWithoutId = 60_000;

/** A name in the same folder for a file's new text, until it is renamed over the old file. */
export function besideName(target: string): string {
    return join(dirname(target), `.${basename(target)}.org-${process.pid}-${randomBytes(4).toString("hex")}`);
}

/** Paths of the copies of a file that killed runs left beside it. */
export function leftBeside(target: string): readonly string[] {
    const start = `.${basename(target)}.`;
    return leftIn(dirname(target), (name) =>
        name.startsWith(start)
            ? /^(?:org-(?:(\d+)-)?[0-9a-f]{8}|(\d+)\.(?:new|old))$/u.exec(name.slice(start.length))
            : null,
    );
}

export function dropLeftBeside(target: string): void {
    leftBeside(target).forEach(drop);
}

const kinds = ["org-state", "org-preview", "org-fleet", "org-adopt"] as const;

/** Makes a temporary folder, and removes those that killed runs left of the same kind, except where `isOfUse`. */
export function workingFolder(kind: (typeof kinds)[number], isOfUse: (path: string) => boolean = () => false): string {
    leftFolders([kind])
        .filter((path) => !isOfUse(path))
        .forEach(drop);
    return mkdtempSync(join(tmpdir(), `${kind}-${process.pid}-`));
}

/** Paths of the working folders that killed runs left. */
export function leftFolders(of: readonly (typeof kinds)[number][] = kinds): readonly string[] {
    return leftIn(tmpdir(), (name) => new RegExp(`^(?:${of.join("|")})-(?:(\\d+)-)?[\\w]{6}$`, "u").exec(name));
}

function leftIn(folder: string, match: (name: string) => RegExpExecArray | null): readonly string[] {
    return namesIn(folder).flatMap((name) => {
        const found = match(name);
        if (found === null) return [];
        const path = join(folder, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (stat === undefined || (process.getuid !== undefined && stat.uid !== process.getuid())) return [];
        const id = found[1] ?? found[2];
        const age = Date.now() - stat.mtimeMs;
        const isLeft =
            id === undefined
                ? age > maxAgeWithoutId
                : !isAlive(Number(id)) || age > (name.startsWith("org-fleet") ? maxFleetAge : maxAge);
        return isLeft ? [path] : [];
    });
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder);
    } catch {
        return []; // missing or unreadable: whoever needs the folder reports it
    }
}

function drop(path: string): void {
    try {
        rmSync(path, { recursive: true, force: true });
    } catch {
        // A leftover must not end a run. The doctor reports it.
    }
}
