import { statSync } from "node:fs";
import { NotAFile, readUserFile } from "../../config/files";
import { SharedConfigFault } from "./fault";
import { sharedFilePath, sharedFileVariables, type SharedFileKind } from "./files";

/**
 * Refuses AWS's shared files if they are a device, a pipe or a socket, which the SDKs would read or wait for forever. An empty one, such as
 * /dev/null, is allowed: it is a usual way to have none.
 *
 * @throws SharedConfigFault
 */
export function mustBeFiles(environment: NodeJS.ProcessEnv = process.env): void {
    for (const kind of Object.keys(sharedFileVariables) as SharedFileKind[]) {
        const path = sharedFilePath(kind, environment);
        if (mayBeRead(path)) continue;
        try {
            readUserFile(path);
        } catch (error) {
            if (!(error instanceof NotAFile)) continue;
            const variable = sharedFileVariables[kind];
            throw new SharedConfigFault(
                `${path} is no regular file, and AWS's SDKs would read it without end`,
                environment[variable] ? `let ${variable} name a file, or unset it` : "put a file in its place",
            );
        }
    }
}

/** A regular file, or one that does not exist or may not be read, which its reader reports. */
function mayBeRead(path: string): boolean {
    try {
        const stat = statSync(path);
        return stat.isFile() || stat.isDirectory();
    } catch {
        return true;
    }
}
