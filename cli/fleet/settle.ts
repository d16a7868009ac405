import { mustPulumi } from "../common/engine";
import { readDeployment } from "../state/deployment";
import { clearingCommand, operationName } from "../state/pending";
import { noteEngine } from "./engine-notes";
import type { Workspace } from "./workspace";

/** The engine's warning about pending operations, at the start of a run. */
const warned = /with \d+ pending operations? from (?:a )?previous deployment/u;

/**
 * Removes pending operations of a killed run from a stack's state. A successful `up` has settled them: it creates, changes and deletes what
 * the program wants, and imports what AWS had under the same name. Only the engine's entry is left, with a warning in each run. A pending
 * create of a resource that the program no longer has stays, and is reported.
 *
 * @param warnings the warnings of that `up`
 */
export async function settle(
    { dir, environment }: Pick<Workspace, "dir" | "environment">,
    stack: string,
    warnings: readonly string[],
    say: (text: string) => void,
): Promise<void> {
    if (!warnings.some((each) => warned.test(each))) return;
    const run = (args: readonly string[], input?: string): Promise<string> =>
        mustPulumi({ dir }, [...args, "--stack", stack], {
            environment,
            onStart: (pid) => noteEngine(dir, stack, pid),
            cure: "see its words; the stack is up, and the next run settles what is open",
            ...(input === undefined ? {} : { input }),
        });
    const printed = await run(["stack", "export"]);
    const { pending, resources } = readDeployment(printed);
    const there = new Set(resources.map(({ urn }) => urn));
    const open = pending.filter(({ type, urn }) => type === "creating" && !there.has(urn));
    if (open.length > 0) {
        const names = open.map(operationName).join(", ");
        say(
            `${stack}: a killed run was ${names}, which the program has no more: see whether AWS has it, then ${clearingCommand(stack)}`,
        );
        return;
    }
    if (pending.length === 0) return;
    // The import drops pending operations and writes the rest as it was.
    await run(["stack", "import"], printed);
    const [first = ""] = pending.map(operationName);
    const others = pending.length === 1 ? "" : ` and ${pending.length - 1} more`;
    say(`${stack}: what a killed run left open is settled: ${first}${others}`);
}
