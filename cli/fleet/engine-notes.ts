/** Notes of engines at work, in the fleet's working folder. What a killed run leaves of them says which locks are nobody's. */
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leftFolders } from "../common/leftovers";

/** An engine that the fleet has started on this machine. */
export interface NotedEngine {
    readonly stack: string;
    readonly pid: number;
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    /** Where the process id counts. */
    readonly space: string;
}

const name = /^engine-\d+\.json$/u;

/** Notes an engine as long as it is at work. Returns what removes the note, which is for an engine that ended by itself. */
export function noteEngine(dir: string, stack: string, pid: number | undefined): () => void {
    if (pid === undefined) return () => undefined;
    const file = join(dir, `engine-${pid}.json`);
    const note: NotedEngine = { stack, pid, startedAt: Date.now(), space: processSpace() };
    writeFileSync(file, JSON.stringify(note));
    return () => {
        rmSync(file, { force: true });
    };
}

/** In a working folder: the folder of the project whose stacks it is for. */
const ownerFile = "project.txt";

/** Notes whose engines those of a working folder are. */
export function noteOwner(dir: string, project: string): void {
    writeFileSync(join(dir, ownerFile), project);
}

/** Whether a killed run of another project has left notes in a folder: that project's next command gives back what its engines hold. */
export function isOfOther(folder: string, project: string): boolean {
    const owner = ownerOf(folder);
    return owner !== undefined && owner !== project && existsSync(owner) && notedEngines(folder).length > 0;
}

function ownerOf(folder: string): string | undefined {
    try {
        return readFileSync(join(folder, ownerFile), "utf8");
    } catch {
        return undefined; // of an earlier version, or gone since
    }
}

/** Engines that were at work when a run of the fleet was killed. One that has gone on since may be there still. */
export function leftEngines(project: string): readonly NotedEngine[] {
    return leftFolders(["org-fleet"])
        .filter((folder) => !isOfOther(folder, project))
        .flatMap(notedEngines)
        .filter(({ space }) => space === processSpace());
}

/** Engines at work, and those that were killed. */
export function notedEngines(folder: string): readonly NotedEngine[] {
    return namesIn(folder)
        .filter((each) => name.test(each))
        .flatMap((each) => readNote(join(folder, each)) ?? []);
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder);
    } catch {
        return []; // gone since
    }
}

function readNote(file: string): NotedEngine | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as NotedEngine;
    } catch {
        return undefined; // written in part, or gone since
    }
}

/** A container has process ids of its own, and may have the folder of its host. */
function processSpace(): string {
    try {
        return readlinkSync("/proc/self/ns/pid");
    } catch {
        return ""; // no Linux
    }
}
