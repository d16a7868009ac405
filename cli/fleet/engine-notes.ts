/** Notes on running engines, in the fleet's working folder. Notes that a killed run leaves tell which locks nobody holds any more. */
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leftFolders } from "../common/leftovers";

/** An engine that the fleet has started on this machine. */
export interface NotedEngine {
    readonly stack: string;
    readonly pid: number;
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    /** The process id namespace in which `pid` is valid. */
    readonly space: string;
}

const name = /^engine-\d+\.json$/u;

/** Notes an engine while it runs. The returned function removes the note; it is called if the engine ends by itself. */
export function noteEngine(dir: string, stack: string, pid: number | undefined): () => void {
    if (pid === undefined) return () => undefined;
    const note: NotedEngine = { stack, pid, startedAt: Date.now(), space: processSpace() };
    keepNotes(dir, [note]);
    return () => {
        dropNotes(dir, [note]);
    };
}

/** Writes notes of engines, which may be those of an earlier run. */
export function keepNotes(dir: string, notes: readonly NotedEngine[]): void {
    for (const note of notes) writeFileSync(fileOf(dir, note), JSON.stringify(note));
}

export function dropNotes(dir: string, notes: readonly NotedEngine[]): void {
    for (const note of notes) rmSync(fileOf(dir, note), { force: true });
}

/** Removes a working folder. If engines are noted in it, only their notes stay: the next run needs them to know whose lock they have left. */
export function closeFolder(dir: string): void {
    if (notedEngines(dir).length === 0) rmSync(dir, { recursive: true, force: true });
    else
        for (const each of namesIn(dir))
            if (each !== ownerFile && !name.test(each)) rmSync(join(dir, each), { recursive: true, force: true });
}

function fileOf(dir: string, { pid }: NotedEngine): string {
    return join(dir, `engine-${pid}.json`);
}

/** File in a working folder that has the path of its project. */
const ownerFile = "project.txt";

/** Notes which project a working folder is for. */
export function noteOwner(dir: string, project: string): void {
    writeFileSync(join(dir, ownerFile), project);
}

/** Whether a folder has notes of a killed run of another project. They stay: that project's next command removes its locks with them. */
export function isOfOther(folder: string, project: string): boolean {
    const owner = ownerOf(folder);
    return owner !== undefined && owner !== project && existsSync(owner) && notedEngines(folder).length > 0;
}

function ownerOf(folder: string): string | undefined {
    try {
        return readFileSync(join(folder, ownerFile), "utf8");
    } catch {
        return undefined; // written by an earlier version, or removed meanwhile
    }
}

/** Engines that ran when a run of the fleet was killed. Some may still run. */
export function leftEngines(project: string): readonly NotedEngine[] {
    return leftFolders(["org-fleet"])
        .filter((folder) => !isOfOther(folder, project))
        .flatMap(notedEngines)
        .filter(({ space }) => space === processSpace());
}

/** The engines that are noted in a folder. */
export function notedEngines(folder: string): readonly NotedEngine[] {
    return namesIn(folder)
        .filter((each) => name.test(each))
        .flatMap((each) => readNote(join(folder, each)) ?? []);
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder);
    } catch {
        return []; // removed meanwhile
    }
}

function readNote(file: string): NotedEngine | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as NotedEngine;
    } catch {
        return undefined; // incomplete, or removed meanwhile
    }
}

/** The process id namespace: a container has its own, and may share a folder with its host. */
function processSpace(): string {
    try {
        return readlinkSync("/proc/self/ns/pid");
    } catch {
        return ""; // not Linux
    }
}
