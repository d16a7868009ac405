import { execa } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Environment variables for starting emulators, until `end` is called. */
export interface ForkServer {
    readonly environment: Readonly<Record<string, string>>;
    readonly end: () => Promise<void>;
}

/** Starts a process that has imported everything and forks emulators: starting one takes half of the time that a test needs of it. */
export async function startForkServer(python: string): Promise<ForkServer> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aws-organization-fork-"));
    const socket = path.join(folder, "socket");
    const server = execa(python, ["-m", "aws_emulator.fork_server", socket], {
        cwd: path.resolve(__dirname, "../../sandbox/emulator"),
        // It exits with this process, in whatever way this one ends.
        stdio: ["pipe", "pipe", "inherit"],
    });
    await new Promise<unknown>((resolve, reject) => {
        server.stdout.once("data", resolve);
        server.catch(reject);
    });
    return {
        environment: { AWS_EMULATOR_FORK_SERVER: socket },
        end: async () => {
            server.stdin.end();
            await server;
            fs.rmSync(folder, { recursive: true });
        },
    };
}
