import { execaSync } from "execa";
import { shellQuote } from "../../sandbox/project";

/** How a process of this user may mount something that no other sees: as root, or as root of a user namespace of its own. */
const ways = [
    ["unshare", "--mount"],
    ["unshare", "--map-root-user", "--mount"],
] as const;

let found: readonly string[] | undefined;

/** Whether this machine lets a test have a file system of its own. Where it does not, a limit of file size (`ulimit -f`) takes its place. */
export function hasSmallDisks(): boolean {
    found ??= ways.find(
        ([command, ...args]) =>
            execaSync(command, [...args, "mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", "/mnt"], { reject: false })
                .exitCode === 0,
    );
    return found !== undefined;
}

/**
 * A command with a small file system of its own at a folder: what was there is copied onto it, and it is filled up to so many bytes. What the command
 * leaves there is copied back.
 *
 * @param folder it is there, and has 4 MiB at most
 * @param free bytes that are left
 */
export function onFullDisk(folder: string, free: number, command: readonly string[]): readonly string[] {
    if (!hasSmallDisks()) throw new Error("this machine lets nobody mount a file system");
    const place = shellQuote(folder);
    const script = [
        "set -e",
        `copy=$(mktemp -d /tmp/disk-XXXXXX)`,
        `cp -a ${place}/. "$copy"`,
        `mount -t tmpfs -o size=8m tmpfs ${place}`,
        `cp -a "$copy"/. ${place}`,
        `set +e`,
        // Whole blocks, then what is to be free is taken away again.
        `head -c 16m /dev/zero >${place}/.filler 2>/dev/null`,
        free === 0 ? ":" : `truncate -s -${free} ${place}/.filler`,
        command.map((word) => shellQuote(word)).join(" "),
        "code=$?",
        `rm ${place}/.filler`,
        `rm -rf "$copy"/* "$copy"/.[!.]*; cp -a ${place}/. "$copy"; umount -l ${place}`,
        `rm -rf ${place}/* ${place}/.[!.]*; cp -a "$copy"/. ${place}; rm -rf "$copy"`,
        "exit $code",
    ].join("\n");
    return [...found!, "sh", "-c", script];
}
