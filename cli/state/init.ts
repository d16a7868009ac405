import { managementConfig } from "../common/check-stack";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { findProject, stackFileOf, type Project } from "../common/project";
import { CliError } from "../common/ui";
import { stateHome, type StateHome } from "./backend";
import { withNotes } from "./file-edits";
import { mustBeManagement, mustHaveHome } from "./guard";
import { unlock } from "./locks";
import { listed } from "./migrate";
import { moveSteps, progressOf } from "./move-stack";
import { begin } from "./stack-engine";
import { rewrite, textIn } from "./stack-text";

/** Options of `org state init`. */
export interface StateInitOptions extends ActOptions {
    readonly dir: string;
}

/**
 * Makes stacks of accounts in the bucket, with their secrets encrypted by its key. The engine's own `stack init` rewrites the stack's file
 * without its comments and layout; this keeps them.
 *
 * @param stacks keys of accounts; if empty, all active accounts of the config, security first
 */
export async function initStacks(stacks: readonly string[], { dir, ...options }: StateInitOptions): Promise<number> {
    const project = findProject(dir);
    const { config, region } = managementConfig(project);
    const active = config.accounts.filter(({ state }) => state === "active").map(({ key }) => key);
    if (active.length === 0)
        throw new CliError(
            "Pulumi.management.yaml has no active account, and so there is no stack to make",
            "write accounts first; the management stack itself is made by ./org state create",
        );
    const unknown = stacks.filter((stack) => !active.includes(stack));
    if (unknown.length > 0)
        throw new CliError(
            `${unknown.join(", ")}: no active account of Pulumi.management.yaml has that key, and a stack is named after its account`,
            `the accounts are ${active.join(", ")}`,
        );
    await mustBeManagement(config, region);
    const home = stateHome(config.state, region);
    await mustHaveHome(config, home, "./org state create makes them");
    const chosen =
        stacks.length > 0 ? stacks : active.sort((a, b) => Number(b === "security") - Number(a === "security"));
    const there = await listed(project, home.url);
    const steps: Step[] = [];
    for (const stack of chosen) steps.push(await stackStep(stack, project, home, there.includes(stack)));
    return carryOut(
        {
            title: `Make the stacks in ${home.url}, their secrets under ${home.alias}`,
            steps,
            nothing: `Already there: ${chosen.join(", ")}.`,
            next: [`Next: ${chosen.map((stack) => `pulumi up --stack ${stack}`).join(", then ")}`],
        },
        options,
    );
}

async function stackStep(stack: string, project: Project, home: StateHome, isThere: boolean): Promise<Step> {
    const move = { project, home, stack, from: undefined };
    const file = stackFileOf(project, stack);
    // A stack without its key in the file: an earlier run was cut off there, or another clone made the stack.
    const [, note] = moveSteps(move, await progressOf(move, isThere));
    return {
        title: `make stack ${stack}, and note its key in Pulumi.${stack}.yaml`,
        done: isThere && note!.done === true,
        act: async (tell) => {
            if (isThere) return note!.act(tell);
            await unlock({ url: home.url, project, stack, region: home.region });
            const options = { secretsProvider: home.secretsProvider, file: textIn(file) };
            const notes = await begin(project, home.url, stack, options);
            rewrite(file, (text) => withNotes(text, notes, project.name));
        },
    };
}
