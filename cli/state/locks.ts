import { existsSync, readFileSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Project } from "../project";
import { CliError } from "../ui";
import { localFolder } from "./backend";

/** A lock as the engine writes it into a backend of one's own (pulumi, pkg/backend/diy/lock.go). */
export interface Lock {
    readonly pid: number;
    readonly username: string;
    readonly hostname: string;
    readonly timestamp: string;
}

/** Who holds a stack in a backend: in a folder, or in the bucket of a region. */
export async function locksOf(url: string, project: Project, stack: string, region: string): Promise<readonly Lock[]> {
    const place = `.pulumi/locks/organization/${project.name}/${stack}`;
    const folder = localFolder(url, project.dir);
    const texts = folder !== undefined ? filesIn(join(folder, place)) : await objectsIn(url, `${place}/`, region);
    return texts.map(lockOf);
}

/** Ends the command where somebody holds the stack: a lock is taken away by a person who knows, and by nobody else. */
export async function mustBeUnlocked(url: string, project: Project, stack: string, region: string): Promise<void> {
    const [lock] = await locksOf(url, project, stack, region);
    if (lock === undefined) return;
    throw new CliError(
        `stack ${stack} in ${url} is locked by ${lock.username}@${lock.hostname}, process ${lock.pid}, since ${lock.timestamp}${fate(lock)}`,
        `let that run end; only if it is known to be dead: PULUMI_BACKEND_URL='${url}' pulumi cancel --stack ${stack}`,
    );
}

/** A killed engine may have written a lock in part. */
function lockOf(text: string): Lock {
    try {
        return JSON.parse(text) as Lock;
    } catch {
        return { pid: 0, username: "somebody", hostname: "an unknown machine", timestamp: "an unknown time" };
    }
}

/** Of a process on this machine it can be known whether it runs. */
function fate(lock: Lock): string {
    if (lock.hostname !== hostname()) return "";
    try {
        process.kill(lock.pid, 0);
        return " (it is running)";
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ESRCH" ? " (that process does not run any more)" : "";
    }
}

function filesIn(folder: string): readonly string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => readFileSync(join(folder, name), "utf8"));
}

async function objectsIn(url: string, prefix: string, region: string): Promise<readonly string[]> {
    const Bucket = /^s3:\/\/([^/?]+)/u.exec(url)?.[1];
    // Of other backends the engine itself tells, when it finds the lock.
    if (Bucket === undefined) return [];
    const { s3Client } = await import("../../aws/bucket");
    const { GetObjectCommand, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
    const client = s3Client(region);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
    const keys = Contents.flatMap(({ Key }) => (Key?.endsWith(".json") === true ? [Key] : []));
    return Promise.all(
        keys.map(async (Key) => {
            const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
            return Body!.transformToString();
        }),
    );
}
