/** Locks of a backend that keeps them as files, in a folder or a bucket. */
import type { S3Client } from "@aws-sdk/client-s3";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { localFolder } from "./backend";

/** A lock as the engine writes it (pulumi/pulumi, pkg/backend/diy/lock.go). */
export interface Lock {
    /** `organization/<project>/<stack>`. */
    readonly stack: string;
    /** Where its file is: a path, or `s3://bucket/key`. */
    readonly place: string;
    /** Undefined for a lock whose file is incomplete. */
    readonly holder?: {
        readonly pid: number;
        readonly username: string;
        readonly hostname: string;
        readonly since: string;
    };
}

const folder = ".pulumi/locks/";
// The most locks that are read. Even a backend of a thousand stacks has few at a time.
const maxLocks = 50;

/** Which locks to read, and how. */
export interface LockReading {
    /** The project's folder, to which a relative backend address refers. */
    readonly dir: string;
    /** Locks of one stack only, as `organization/<project>/<stack>`. Default: all. */
    readonly stack?: string;
    readonly s3: (options: S3Options) => Promise<S3Client>;
}

/** Options of the S3 client, as a backend's address gives them. */
export interface S3Options {
    readonly region?: string;
    readonly profile?: string;
    readonly endpoint?: string;
    readonly forcePathStyle?: boolean;
}

/** The locks in a backend; undefined for one whose locks cannot be listed, such as Pulumi Cloud. */
export async function readLocks(url: string, reading: LockReading): Promise<readonly Lock[] | undefined> {
    const local = localFolder(url, reading.dir);
    if (local !== undefined) return readFolder(local, reading);
    if (url.startsWith("s3:")) return readBucket(url, reading);
    return undefined;
}

/** Removes a lock. The caller must know that its run has ended. */
export async function removeLock(url: string, { place }: Lock, { s3 }: Pick<LockReading, "s3">): Promise<void> {
    if (!url.startsWith("s3:")) {
        rmSync(place, { force: true });
        return;
    }
    const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
    const { bucket: Bucket } = placeOf(url);
    const client = await clientOf(url, s3);
    await client.send(new DeleteObjectCommand({ Bucket, Key: place.slice(`s3://${Bucket}/`.length) }));
}

function readFolder(root: string, { stack }: LockReading): readonly Lock[] {
    const locks = join(root, folder);
    if (!existsSync(locks)) return [];
    return readdirSync(locks, { recursive: true, encoding: "utf8" })
        .map((name) => name.split(sep).join("/"))
        .filter((name) => name.endsWith(".json") && (stack === undefined || name.startsWith(`${stack}/`)))
        .slice(0, maxLocks)
        .map((name) => lockOf(name, join(locks, name), readFileSync(join(locks, name), "utf8")));
}

async function readBucket(url: string, { stack, s3 }: LockReading): Promise<readonly Lock[]> {
    const { GetObjectCommand, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
    const { bucket, prefix } = placeOf(url);
    const client = await clientOf(url, s3);
    const place = `${prefix}${folder}`;
    const Prefix = stack === undefined ? place : `${place}${stack}/`;
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    const keys = Contents.flatMap(({ Key }) => (Key?.endsWith(".json") === true ? [Key] : [])).slice(0, maxLocks);
    return Promise.all(
        keys.map(async (Key) => {
            const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
            return lockOf(Key.slice(place.length), `s3://${bucket}/${Key}`, (await Body?.transformToString()) ?? "");
        }),
    );
}

function clientOf(url: string, s3: LockReading["s3"]): Promise<S3Client> {
    const { region, profile, endpoint } = placeOf(url);
    return s3({
        ...(region === undefined ? {} : { region }),
        ...(profile === undefined ? {} : { profile }),
        // Custom endpoints (emulators, other stores) may not accept the bucket's name as part of the host name.
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    });
}

/** Bucket, prefix and settings in `s3://bucket/prefix?region=…`. The prefix is empty or ends with `/`. */
export function placeOf(url: string): {
    readonly bucket: string;
    readonly prefix: string;
    readonly region: string | undefined;
    readonly profile: string | undefined;
    readonly endpoint: string | undefined;
} {
    const [path = "", query = ""] = url.slice("s3://".length).split("?");
    const [bucket = "", ...rest] = path.split("/").filter((each) => each !== "");
    const settings = new URLSearchParams(query);
    const given = settings.get("endpoint") ?? undefined;
    return {
        bucket,
        prefix: rest.map((each) => `${each}/`).join(""),
        region: settings.get("region") ?? undefined,
        profile: settings.get("profile") ?? settings.get("awsprofile") ?? undefined,
        endpoint: given === undefined || given.includes("://") ? given : `https://${given}`,
    };
}

/** Parses a lock file. `name` is its path below the locks folder: `organization/acme-org/security/0c7….json`. */
export function lockOf(name: string, place: string, text: string): Lock {
    const stack = name.slice(0, Math.max(0, name.lastIndexOf("/")));
    try {
        const { pid, username, hostname, timestamp } = JSON.parse(text) as Record<string, string> & { pid: number };
        if (typeof pid !== "number") return { stack, place };
        return {
            stack,
            place,
            holder: { pid, username: username ?? "", hostname: hostname ?? "", since: timestamp ?? "" },
        };
    } catch {
        return { stack, place };
    }
}
