/** The program of an earlier commit, with its own emulator in which all members' stacks are up. */
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { stopEmulator, type NewAccount } from "../../../sandbox/emulator/emulator";
import { processEnvironment } from "../../../sandbox/environment";
import { openSandbox, pulumi, type Sandbox } from "../../../sandbox/sandbox";
import { installTools } from "../../../sandbox/tools";
import { programAt } from "../at-commit";
import { makeKey } from "./key";
import { measured, type Taken } from "./measured";

export class Baseline {
    private constructor(
        private readonly folder: string,
        private readonly sandbox: Sandbox,
    ) {}

    static async open(
        commit: string,
        stacks: Readonly<Record<string, object>>,
        account: NewAccount,
        accountQuota: number,
    ): Promise<Baseline> {
        const folder = await programAt(commit);
        for (const [stack, config] of Object.entries(stacks))
            fs.writeFileSync(
                path.join(folder, `Pulumi.${stack}.yaml`),
                stringify({ config }, { defaultStringType: "QUOTE_DOUBLE" }),
            );
        const tools = await installTools({ silent: true });
        const opened = await openSandbox(folder, path.join(folder, ".sandbox"), tools, account, "us-east-1", {
            accountQuota,
        });
        // For a stack without a file, the engine takes the secrets provider from its state.
        const environment = { ...opened.environment, PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true" };
        return new Baseline(folder, { ...opened, environment });
    }

    /** Brings up all stacks: the first ones in order, then the members, two at a time. */
    async up(members: readonly string[]): Promise<void> {
        const key = await makeKey(this.sandbox.emulator);
        const one = async (stack: string): Promise<void> => {
            await this.engine("stack", "init", stack, "--secrets-provider", key, "--no-select");
            await this.engine("up", "--yes", "--skip-preview", "--stack", stack);
        };
        await one("management");
        await one("security");
        const left = [...members];
        const lane = async (): Promise<void> => {
            for (let stack = left.shift(); stack !== undefined; stack = left.shift()) await one(stack);
        };
        await Promise.all([lane(), lane()]);
    }

    /** `pulumi preview` of these stacks, one after another, none with changes. */
    previews(stacks: readonly string[]): Promise<Taken> {
        const loop =
            'for s in "$@"; do pulumi preview --non-interactive --expect-no-changes --stack "$s" || exit 1; done';
        const env = processEnvironment(this.sandbox.folder, this.sandbox.environment);
        return measured(this.folder, env, ["bash", "-c", loop, "loop", ...stacks]);
    }

    async close(): Promise<void> {
        await stopEmulator(this.sandbox.folder);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }

    private async engine(...args: readonly string[]): Promise<void> {
        const run = await pulumi(this.sandbox, args, { cwd: this.folder });
        if (run.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}:\n${run.stdout}\n${run.stderr}`);
    }
}
