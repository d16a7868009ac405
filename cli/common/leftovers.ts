/** Files and folders of a command at work. Each has the process's id in its name, so that the next run knows what a killed one left. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./process";

// A process's id is given to another one in time.
const longest = 3_600_000; // milliseconds: no command keeps such a file for an hour
const longestFleet = 24 * longest; // but for an `up` of many accounts
// Of a name without an id, as earlier versions gave it.
const shortest = 60_000;

/** A name beside a file, for its new text until that takes the file's place. */
export function besideName(target: string): string {
    return join(dirname(target), `.${basename(target)}.org-${process.pid}-${randomBytes(4).toString("hex")}`);
}

/** What killed runs left beside a file: copies of it. */
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

const kinds = ["org-state", "org-preview", "org-fleet"] as const;

/** A folder for the time of a work; what killed runs left of its kind goes, but for what is of use to another command. */
export function workingFolder(kind: (typeof kinds)[number], isOfUse: (path: string) => boolean = () => false): string {
    leftFolders([kind])
        .filter((path) => !isOfUse(path))
        .forEach(drop);
    return mkdtempSync(join(tmpdir(), `${kind}-${process.pid}-`));
}

/** Working folders that killed runs left. */
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
                ? age > shortest
                : !isAlive(Number(id)) || age > (name.startsWith("org-fleet") ? longestFleet : longest);
        return isLeft ? [path] : [];
    });
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder);
    } catch {
        return []; // not there, or closed: whoever needs it says so
    }
}

/** What cannot be removed must not end a run; the doctor tells of it. */
function drop(path: string): void {
    try {
        rmSync(path, { recursive: true, force: true });
    } catch {
        // Said by the doctor.
    }
}
