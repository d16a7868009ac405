import { statSync } from "node:fs";
import { NotAFile, readUserFile } from "../../config/files";
import { SharedConfigFault } from "./fault";
import { sharedFilePath, sharedFileVariables, type SharedFileKind } from "./files";

/**
 * Refuses AWS's shared files where they are a device, a pipe or a socket: the SDKs would read them for ever, or wait for ever. What is
 * empty, as /dev/null, is a usual way to have none.
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

/** A file; or what is not there or closed, of which whoever needs it says so. */
function mayBeRead(path: string): boolean {
    try {
        const stat = statSync(path);
        return stat.isFile() || stat.isDirectory();
    } catch {
        return true;
    }
}
