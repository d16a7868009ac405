import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ManagementConfig, readOutputs } from "../../config";
import { managementConfig } from "../common/check-stack";
import { carryOut, type ActOptions, type Plan, type Step } from "../common/plan";
import { findProject, stackFileOf, type Project } from "../common/project";
import { CliError, say } from "../common/ui";
import { currentBackend, localFolder, stateHome, type StateHome } from "./backend";
import type { Deployment } from "./deployment";
import { engineNotes, type EngineNotes } from "./file-edits";
import { findHome, mustBeManagement, type HomeFound } from "./guard";
import { clearHalfFiles } from "./clear-half-files";
import { mustBeUnlocked, unlock, type StackPlace } from "./locks";
import { addressStep, listed, nextSteps } from "./migrate";
import { moveSteps, progressOf, prove, type Move } from "./move-stack";
import { runLoudly } from "./loud-run";
import { clearingCommand, operationName, unsettled } from "./pending";
import { begin, exported, onStack, passphrase } from "./stack-engine";
import { writeSalt } from "./stack-salt";
import { textIn } from "./stack-text";

/** Options of `org state create`. */
export interface CreateOptions extends ActOptions {
    readonly dir: string;
}

const stack = "management";

/**
 * Makes the bucket and the key for the state, as resources of the management stack, and keeps that stack's state in them. Returns the exit
 * code.
 */
export async function create({ dir, ...options }: CreateOptions): Promise<number> {
    const project = findProject(dir);
    const { config, region } = managementConfig(project);
    await mustBeManagement(config, region);
    const home = stateHome(config.state, region);
    const found = await findHome(config, home);
    const from = await localBackend(project, home);
    const stopped = await clearHalfFiles(localFolder(from, project.dir), options);
    return stopped ?? carryOut(await creationPlan({ project, config, home, found, from }), options);
}

interface Creation {
    readonly project: Project;
    readonly config: ManagementConfig;
    readonly home: StateHome;
    readonly found: HomeFound;
    /** Address of the backend on this machine in which the stack begins. */
    readonly from: string;
}

async function creationPlan({ project, config, home, found, from }: Creation): Promise<Plan> {
    const isInHome = found.bucket && (await listed(project, home.url)).includes(stack);
    const folder = localFolder(from, project.dir)!;
    const locals = existsSync(folder) ? await listed(project, from) : [];
    const isLocal = locals.includes(stack);
    for (const url of [...(isLocal ? [from] : []), ...(isInHome ? [home.url] : [])])
        await mustBeUnlocked({ url, project, stack, region: home.region });
    const others = locals.filter((name) => name !== stack);
    const move: Move = { project, home, stack, from: isLocal || !isInHome ? from : undefined };
    const progress = await progressOf({ ...move, from: isLocal ? from : undefined }, isInHome);
    const address = others.length === 0 ? [addressStep(project, home)] : [];
    const moves = moveSteps(move, progress);
    const isMoved = [...moves, ...address].every(({ done }) => done === true);
    const ending = await endingOf(project, isMoved ? home.url : undefined);
    // A stack that has more than the state's home was not begun by this command: it is brought up where it is, and then moved.
    const isWhole = !isInHome && isLocal && !holdsHomeAlone(await exported(project, from, stack));
    return {
        title: `Make the state's home in account ${config.management.id}: ${home.url}, ${home.secretsProvider}`,
        steps: [
            beginning({ url: from, project, stack, region: home.region }, isInHome || isLocal),
            {
                title: isWhole
                    ? `pulumi up: all of Pulumi.${stack}.yaml, with bucket ${home.bucket} and key ${home.alias}`
                    : `pulumi up: bucket ${home.bucket} and key ${home.alias} alone`,
                done: isInHome,
                act: (tell) =>
                    up({ project, home, url: from, tell, environment: isWhole ? {} : { [stateFirst]: "true" } }),
            },
            ...moves,
            ...address,
            {
                title: `pulumi up: all of Pulumi.${stack}.yaml, its state in the bucket`,
                done: ending === "whole",
                act: (tell) => up({ project, home, url: home.url, tell, environment: {} }),
            },
            {
                title: `write off what an interrupted run left open`,
                done: ending === "whole",
                act: () => writeOff(project, home),
            },
            {
                title: `prove it: a preview of ${stack} with the state in the bucket has no changes`,
                done: ending === "whole",
                act: (tell) => proveOrMend(project, home, tell),
            },
        ],
        nothing: `Already there: the state of ${stack} is in ${home.url}, its secrets under ${home.alias}.`,
        warnings:
            ending === "whole"
                ? []
                : [
                      `The run makes what the file says: the organization, ${count(config.units.length, "unit")}, ${count(config.accounts.length, "account")}. AWS closes no account at once.`,
                      ...(isInHome ? [] : [`Until it is moved, the state is in ${from}; it holds no secret.`]),
                  ],
        next: [
            ...nextSteps(project, isInHome ? undefined : from, others.length === 0),
            ...(others.length === 0 ? [] : [`Move the other stacks too: ./org state migrate --from '${from}'`]),
        ],
    };
}

/** The variable that makes the program create the state's bucket and key only (layers/management/state-first.ts). */
const stateFirst = "AWS_ORGANIZATION_STATE_FIRST";

/** Whether the state has the resources of the state's home only, as after a first run that was cut off. */
function holdsHomeAlone({ resources }: Deployment): boolean {
    return resources.every(
        ({ urn, type }) => type.startsWith("pulumi:") || urn.includes("::aws-organization:state:StateBackend"),
    );
}

interface Up {
    readonly project: Project;
    readonly home: StateHome;
    readonly url: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly tell: (line: string) => void;
}

async function up({ project, home, url, environment, tell }: Up): Promise<void> {
    await unlock({ url, project, stack, region: home.region });
    await runLoudly(project, ["up", "--yes", "--skip-preview", "--stack", stack], {
        url,
        environment: { ...passphrase(), ...environment },
        tell,
        cure: "see its words; a second run goes on where this one ended",
    });
}

/** Whether the last run with the state in the bucket was complete and left no operation pending. */
async function endingOf(project: Project, url: string | undefined): Promise<"whole" | "open"> {
    if (url === undefined) return "open";
    const { outputs, pending } = await exported(project, url, stack);
    return readOutputs(outputs, stack).ok && pending.length === 0 ? "whole" : "open";
}

/**
 * Removes pending operations from the state after a complete run. A pending create counts as settled if its resource is in the state; any
 * other operation is reported, for a person to check.
 */
async function writeOff(project: Project, home: StateHome): Promise<void> {
    const state = await exported(project, home.url, stack);
    if (state.pending.length === 0) return;
    const open = unsettled(state);
    if (open.length === 0) {
        await unlock({ url: home.url, project, stack, region: home.region });
        await onStack(["stack", "import"], { project, url: home.url, stack, input: state.text });
        return;
    }
    say(`! an interrupted run was ${open.map(operationName).join(", ")}: whether AWS did it is not known`);
    say(`    → look, then: ${clearingCommand(stack)}`);
}

/** Proves that a preview has no changes. An imported resource may have other settings than the stack file: one more run changes them. */
async function proveOrMend(project: Project, home: StateHome, tell: (line: string) => void): Promise<void> {
    const cure = "its state is in the bucket; see its words, and run this again";
    try {
        await prove({ project, home, stack, tell, cure });
    } catch (error) {
        if (!(error instanceof CliError) || !error.message.includes("changes were proposed")) throw error;
        await up({ project, home, url: home.url, tell, environment: {} });
        await prove({ project, home, stack, tell, cure });
    }
}

function count(many: number, of: string): string {
    return `${many} ${of}${many === 1 ? "" : "s"}`;
}

/** The step that makes the stack, in a folder on this machine: its bucket does not exist until the stack has made it. */
function beginning(place: StackPlace & { readonly project: Project }, isThere: boolean): Step {
    const { project, url: from } = place;
    const file = stackFileOf(project, stack);
    const notesOf = (): EngineNotes => engineNotes(textIn(file) ?? "");
    const { encryptionsalt, secretsprovider } = notesOf();
    return {
        title: `begin stack ${stack}, its state in ${from}`,
        done: isThere && (encryptionsalt ?? secretsprovider) !== undefined,
        act: async () => {
            const notes = notesOf();
            if (notes.secretsprovider !== undefined && !isThere)
                throw new CliError(
                    `Pulumi.${stack}.yaml names a key (secretsprovider), and the stack is nowhere to be found`,
                    "is there a state already? ./org state migrate --from <its backend>; if not, delete secretsprovider and encryptedkey there",
                );
            await writeSalt(project, stack);
            if (isThere) return;
            makeFolder(project, from);
            await unlock(place);
            await begin(project, from, stack, { file: textIn(file) });
        },
    };
}

/** The engine's current backend if it is a folder on this machine; else a folder in the project that Git ignores. */
async function localBackend(project: Project, home: StateHome): Promise<string> {
    const current = await currentBackend(project, home);
    return current !== undefined && localFolder(current, project.dir) !== undefined ? current : projectBackend(project);
}

function projectBackend({ dir }: Project): string {
    return `file://${join(dir, ".pulumi-state")}`;
}

function makeFolder(project: Project, url: string): void {
    const folder = localFolder(url, project.dir)!;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (url === projectBackend(project)) writeFileSync(join(folder, ".gitignore"), "*\n");
}
