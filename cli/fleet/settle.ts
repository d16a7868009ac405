import { mustPulumi } from "../common/engine";
import { readDeployment } from "../state/deployment";
import { clearingCommand, operationName } from "../state/pending";
import { noteEngine } from "./engine-notes";
import type { Workspace } from "./workspace";

/** The engine's warning at the beginning of a run. */
const warned = /with \d+ pending operations? from (?:a )?previous deployment/u;

/**
 * Takes out of a stack's state what a killed run left open there. It is settled once an `up` has ended well: that makes, changes and deletes
 * what there is to be, and takes in what AWS had under the name. Only the engine's note stays, and it warns of it in each run. A create of
 * something that the program has no more is nobody's: it stays, and is reported.
 *
 * @param warnings of the `up`
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
    // The import drops them, and writes the rest as it was.
    await run(["stack", "import"], printed);
    const [first = ""] = pending.map(operationName);
    const others = pending.length === 1 ? "" : ` and ${pending.length - 1} more`;
    say(`${stack}: what a killed run left open is settled: ${first}${others}`);
}
