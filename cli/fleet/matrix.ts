import { findProject } from "../common/project";
import { CliError, exitCodes, print } from "../common/ui";
import { storedStacks } from "./backend";
import { inWorkspace, organizationOf } from "./fleet";
import { beginning, planFleet, stacksOf, type Selection } from "./plan";
import { mostShards, shardsOf } from "./shards";

/** Options of `org fleet matrix`. */
export interface MatrixOptions extends Selection {
    readonly dir: string;
    readonly shards: number;
    /** Number of a shard, from 1: print its stacks only. */
    readonly shard?: number;
    /** Leave out management and security, which are run before. */
    readonly members?: boolean;
}

/** Prints the shards in one line, in the form of GitHub's `strategy.matrix`; or the stacks of one shard. Returns the exit code. */
export async function matrix({ dir, shards, shard, members = false, ...selection }: MatrixOptions): Promise<number> {
    if (shards > mostShards)
        throw new CliError(
            `--shards ${shards} is too many: GitHub starts at most ${mostShards} jobs of a matrix`,
            `--shards ${mostShards}`,
            exitCodes.usage,
        );
    if (shard !== undefined && shard > shards)
        throw new CliError(`--shard ${shard} is none of ${shards}`, `--shard 1 to ${shards}`, exitCodes.usage);
    const stacks = await inWorkspace(findProject(dir), async (workspace) => {
        const organization = await organizationOf(workspace, await storedStacks(workspace));
        // Before its first run, only the management stack is known.
        return organization === undefined ? [beginning] : stacksOf(planFleet(organization, selection));
    });
    const meant = stacks.filter(({ layer }) => !members || layer === "member").map(({ stack }) => stack);
    const parts = shardsOf(meant, shards);
    // If there are more jobs than stacks, the last jobs have nothing to do.
    print(shard === undefined ? JSON.stringify({ include: parts }) : (parts[shard - 1]?.stacks ?? ""));
    return exitCodes.ok;
}
