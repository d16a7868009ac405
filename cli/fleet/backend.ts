/** Reads and makes stacks in the backend. */
import { mustPulumi } from "../common/engine";
import { CliError } from "../common/ui";
import { readDeployment } from "../state/deployment";
import { againAfterKill } from "../state/outputs-after-kill";
import { noteEngine } from "./engine-notes";
import { unlockNew } from "./locks";
import type { Workspace } from "./workspace";

/** A stack of the project in the backend. */
export interface StoredStack {
    /** Time of the last update, in ISO 8601; undefined for a stack that has never been run. */
    readonly lastUpdate?: string;
    /** Number of resources, with providers and components; undefined where the backend does not count them. */
    readonly resourceCount?: number;
    readonly updateInProgress?: boolean;
}

const cure =
    "log in to the backend that holds the stacks: pulumi login <url>; pulumi whoami --verbose shows where you are";

/** The engine's version, for example `3.259.0`. */
export async function engineVersion({ dir, environment }: Workspace): Promise<string> {
    const printed = await mustPulumi({ dir }, ["version"], { environment, cure: "reinstall Pulumi" });
    return printed.trim().replace(/^v/u, "");
}

/** The project's stacks by name. */
export async function storedStacks(workspace: Workspace): Promise<ReadonlyMap<string, StoredStack>> {
    const { dir, environment } = workspace;
    const list = (): Promise<string> => mustPulumi({ dir }, ["stack", "ls", "--json"], { environment, cure });
    const printed = await againAfterKill({ dir }, { environment }, list);
    const stacks = JSON.parse(printed) as readonly (StoredStack & { readonly name: string })[];
    return new Map(stacks.map(({ name, ...stack }) => [name.split("/").at(-1)!, stack]));
}

/** Makes a missing stack. Its secrets are encrypted in the same way as the management stack's. */
export async function makeStack(workspace: Workspace, stack: string, provider?: string): Promise<void> {
    const { dir, environment } = workspace;
    const secrets = provider === undefined ? [] : ["--secrets-provider", provider];
    const make = (): Promise<string> =>
        mustPulumi({ dir }, ["stack", "init", stack, "--no-select", ...secrets], {
            environment,
            onStart: (pid) => noteEngine(dir, stack, pid),
            cure: "see its words; a second run goes on where this one ended",
        });
    try {
        await make();
    } catch (error) {
        if (!(error instanceof CliError) || !/currently locked/u.test(error.message)) throw error;
        // Another run may have made the stack meanwhile and hold its lock, even from a machine with this one's name, as CI machines have.
        if ((await storedStacks(workspace)).has(stack)) throw error;
        await unlockNew(workspace, stack);
        await make();
    }
}

/** The management stack's secrets provider, in the form for `stack init`; undefined: the backend's default. */
export async function secretsProvider({ dir, environment }: Workspace): Promise<string | undefined> {
    const printed = await mustPulumi({ dir }, ["stack", "export", "--stack", "management"], { environment, cure });
    const { secretsProvider: found } = readDeployment(printed);
    if (found?.type === "cloud") return found.state?.url;
    return found?.type === "passphrase" ? "passphrase" : undefined;
}
