import * as fs from "node:fs";
import * as path from "node:path";
import { formatFaults } from "../config/faults";
import { parseManagement, placeFaults, productName, readStackFile } from "../config";
import type { NewAccount } from "./emulator/emulator";
import { SandboxFault } from "./fault";
import { alone } from "./lock";
import { projectRoot, sandboxRoot } from "./locations";
import { openSandbox, org, pulumi, type Sandbox } from "./sandbox";
import { installTools } from "./tools";

const stack = "management";

/** Creates the organization of the shipped stack files in the emulator, or proves that nothing is left to do. */
export async function up(): Promise<void> {
    const started = Date.now();
    const { account, region } = newAccount();
    await alone(sandboxRoot, async () => {
        const tools = await installTools();
        const sandbox = await openSandbox(projectRoot, sandboxRoot, tools, account, region);
        if (sandbox.lost !== undefined) say(`The last sandbox is gone: ${sandbox.lost}. Starting afresh.`);
        const changed = await makeOrganization(sandbox);
        await report(sandbox, changed, Date.now() - started);
    });
}

/** The account that the company creates by hand, read from the stack file: the emulator starts as this account. */
function newAccount(): { account: NewAccount; region: string } {
    const file = path.join(projectRoot, `Pulumi.${stack}.yaml`);
    if (!fs.existsSync(file))
        throw new SandboxFault(
            `there is no Pulumi.${stack}.yaml, which says what to make`,
            `take the shipped file: git checkout Pulumi.${stack}.yaml`,
        );
    const read = readStackFile(fs.readFileSync(file, "utf8"), productName);
    const { raw, region = "us-east-1" } = read;
    const parsed = parseManagement(raw, { region, baseDir: projectRoot });
    if (!parsed.ok || read.faults.length > 0) {
        const faults = [...read.faults, ...(parsed.ok ? [] : placeFaults(parsed.faults, read))];
        throw new SandboxFault(
            `Pulumi.${stack}.yaml has ${formatFaults(faults)}`,
            `mend them, or take the shipped file: git checkout Pulumi.${stack}.yaml`,
        );
    }
    const { id, email, name } = parsed.value.management;
    return { account: { id, email, name }, region };
}

/** Brings up every stack with the command that a user runs; returns whether anything changed. */
async function makeOrganization(sandbox: Sandbox): Promise<boolean> {
    const options = { cwd: projectRoot, show: true };
    // Not shown: `up` repeats what matters of a preview that fails or has changes.
    if (!sandbox.fresh && (await org(sandbox, ["fleet", "preview"], options)).exitCode === 0) return false;
    say("\n$ ./org fleet up --yes\n");
    const { exitCode } = await org(sandbox, ["fleet", "up", "--yes"], options);
    if (exitCode !== 0)
        throw new SandboxFault(
            "`./org fleet up` failed",
            "its message is above; `. .sandbox/env` and run it yourself, or start again with `make sandbox-down`",
        );
    return true;
}

async function report(sandbox: Sandbox, changed: boolean, duration: number): Promise<void> {
    say("\n$ ./org fleet status\n");
    await org(sandbox, ["fleet", "status"], { cwd: projectRoot, show: true });
    say("");
    const outputs = await pulumi(sandbox, ["stack", "output", "--stack", stack, "--json"], { cwd: projectRoot });
    const { organization, management, state } = JSON.parse(outputs.stdout) as {
        organization: { id: string };
        management: { roleArn: string };
        state: { bucket: string; keyAlias: string };
    };
    say("Stack outputs:");
    say(`  organization  ${organization.id}`);
    say(`  admins' role  ${management.roleArn}`);
    say(`  state         s3://${state.bucket}, awskms://${state.keyAlias}`);
    const outcome = changed ? "Made" : "No change: the preview is empty. Checked";
    say(`\n${outcome} in ${Math.round(duration / 1000)} s. Try next:\n`);
    say("  . .sandbox/env && pulumi preview --stack management");
    say("  . .sandbox/env && ./org fleet preview");
    say("  make sandbox-down");
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}
