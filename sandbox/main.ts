/**
 * `make sandbox`, `make sandbox-empty` and `make sandbox-down`: the organization on this machine, without an AWS
 * account.
 */
import { down } from "./down";
import { empty } from "./empty";
import { SandboxFault } from "./fault";
import { installTools } from "./tools";
import { up } from "./up";

const commands: Readonly<Record<string, () => Promise<unknown>>> = { up, empty, down, install: installTools };

async function main(): Promise<void> {
    const command = commands[process.argv[2] ?? ""];
    if (command === undefined) {
        process.stderr.write(`usage: sandbox ${Object.keys(commands).join("|")}\n`);
        process.exitCode = 2;
        return;
    }
    try {
        await command();
    } catch (error) {
        if (!(error instanceof SandboxFault)) throw error;
        process.stderr.write(`sandbox: ${error.message}\n  → ${error.cure}\n`);
        process.exitCode = 1;
    }
}

void main();
