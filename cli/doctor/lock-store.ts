/** Reads the locks in a backend that keeps them as files: a folder or a bucket. Deletes none. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { localFolder } from "../state/backend";
import type { Scene } from "./scene";

/** A lock as the engine writes it (pulumi/pulumi, pkg/backend/diy/lock.go). */
export interface Lock {
    /** `organization/<project>/<stack>`. */
    readonly stack: string;
    /** Where it is, to be named and not to be deleted. */
    readonly place: string;
    /** Undefined for a lock that was written in part. */
    readonly holder?: {
        readonly pid: number;
        readonly username: string;
        readonly hostname: string;
        readonly since: string;
    };
}

const folder = ".pulumi/locks/";
// A backend of a thousand stacks has few locks, or somebody should look anyway.
const most = 50;

/** Undefined for a backend that keeps its locks to itself. */
export async function readLocks(scene: Scene, url: string): Promise<readonly Lock[] | undefined> {
    const local = localFolder(url, scene.project()?.dir ?? ".");
    if (local !== undefined) return readFolder(local);
    if (url.startsWith("s3:")) return readBucket(scene, url);
    return undefined;
}

function readFolder(root: string): readonly Lock[] {
    const locks = join(root, folder);
    if (!existsSync(locks)) return [];
    return readdirSync(locks, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".json"))
        .slice(0, most)
        .map((name) => lockOf(name.split(sep).join("/"), join(locks, name), readFileSync(join(locks, name), "utf8")));
}

async function readBucket(scene: Scene, url: string): Promise<readonly Lock[]> {
    const { GetObjectCommand, ListObjectsV2Command, S3Client } = await import("@aws-sdk/client-s3");
    const { bucket, prefix, region, profile, endpoint } = placeOf(url);
    const options = {
        ...(region === undefined ? {} : { region }),
        ...(profile === undefined ? {} : { profile }),
        // An endpoint of one's own knows no bucket in its host name.
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    };
    const client = scene.client(S3Client, options);
    const place = `${prefix}${folder}`;
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: place }));
    const keys = Contents.flatMap(({ Key }) => (Key?.endsWith(".json") === true ? [Key] : [])).slice(0, most);
    return Promise.all(
        keys.map(async (Key) => {
            const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
            return lockOf(Key.slice(place.length), `s3://${bucket}/${Key}`, (await Body?.transformToString()) ?? "");
        }),
    );
}

/** Bucket, prefix and settings of `s3://bucket/prefix?region=…`. */
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

/** `organization/acme-org/security/0c7….json` is a lock of that stack. */
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
