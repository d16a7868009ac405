import { execaSync } from "execa";
import { shellQuote } from "../../sandbox/project";

/** Ways to mount something that no other process sees: as root, or as root of a separate user namespace. */
const ways = [
    ["unshare", "--mount"],
    ["unshare", "--map-root-user", "--mount"],
] as const;

let found: readonly string[] | undefined;

/** Whether a test may mount a file system on this machine. If not, tests limit the file size (`ulimit -f`) instead. */
export function hasSmallDisks(): boolean {
    found ??= ways.find(
        ([command, ...args]) =>
            execaSync(command, [...args, "mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", "/mnt"], { reject: false })
                .exitCode === 0,
    );
    return found !== undefined;
}

/**
 * Returns a command that runs `command` with a small file system mounted at a folder. The folder's files are copied onto it, and it is
 * filled up to `free` bytes. Afterwards its files are copied back.
 *
 * @param folder an existing folder with 4 MiB at most
 * @param free bytes that are left free
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
        // Fills the disk with whole blocks, then frees the wanted bytes.
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
