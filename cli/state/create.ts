import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ManagementConfig } from "../../config";
import { managementConfig } from "../check-stack";
import { carryOut, type ActOptions, type Plan, type Step } from "../plan";
import { findProject, stackFileOf, type Project } from "../project";
import { CliError } from "../ui";
import { currentBackend, localFolder, stateHome, type StateHome } from "./backend";
import { engineNotes, withNotes, type EngineNotes } from "./file-edits";
import { findHome, mustBeManagement, type HomeFound } from "./guard";
import { mustBeUnlocked } from "./locks";
import { addressStep, listed, nextSteps } from "./migrate";
import { moveSteps, progressOf, proofStep, type Move } from "./move-stack";
import { runLoudly } from "./loud-run";
import { begin, newSalt, passphrase } from "./stack-engine";
import { rewrite, textIn } from "./stack-text";

/** Options of `org state create`. */
export interface CreateOptions extends ActOptions {
    readonly dir: string;
}

const stack = "management";

/** Makes the bucket and the key of the state, as the management stack's, with that stack's state in them. */
export async function create({ dir, ...options }: CreateOptions): Promise<number> {
    const project = findProject(dir);
    const { config, region } = managementConfig(project);
    await mustBeManagement(config, region);
    const home = stateHome(config.state, region);
    const found = await findHome(config, home);
    return carryOut(await creationPlan(project, config, home, found), options);
}

async function creationPlan(
    project: Project,
    config: ManagementConfig,
    home: StateHome,
    found: HomeFound,
): Promise<Plan> {
    const isInHome = found.bucket && (await listed(project, home.url)).includes(stack);
    const from = await localBackend(project);
    const locals = existsSync(localFolder(from, project.dir)!) ? await listed(project, from) : [];
    const isLocal = locals.includes(stack);
    if (!isInHome && isLocal) await mustBeUnlocked(from, project, stack, home.region);
    const others = locals.filter((name) => name !== stack);
    const move: Move = { project, home, stack, from: isLocal || !isInHome ? from : undefined };
    const progress = await progressOf(move, isInHome);
    const address = others.length === 0 ? [addressStep(project, home)] : [];
    const moves = moveSteps(move, progress);
    const isDone = [...moves, ...address].every(({ done }) => done === true);
    return {
        title: `Make the state's home in account ${config.management.id}: ${home.url}, ${home.secretsProvider}`,
        steps: [
            beginning(project, from, isInHome || isLocal),
            {
                title: `pulumi up: all of Pulumi.${stack}.yaml, with bucket ${home.bucket} and key ${home.alias}`,
                done: isInHome,
                act: async (tell) => {
                    await runLoudly(project, ["up", "--yes", "--skip-preview", "--stack", stack], {
                        url: from,
                        environment: passphrase(),
                        tell,
                        cure: "see its words; a second run goes on where this one ended",
                    });
                },
            },
            ...moves,
            proofStep(move, isDone),
            ...address,
        ],
        nothing: `Already there: the state of ${stack} is in ${home.url}, its secrets under ${home.alias}.`,
        warnings: isInHome
            ? []
            : [
                  `The run makes what the file says: the organization, ${count(config.units.length, "unit")}, ${count(config.accounts.length, "account")}. AWS closes no account at once.`,
                  `Until it is moved, the state is in ${from}; it holds no secret.`,
              ],
        next: [
            ...nextSteps(project, isInHome ? undefined : from, others.length === 0),
            ...(others.length === 0 ? [] : [`Move the other stacks too: org state migrate --from '${from}'`]),
        ],
    };
}

function count(many: number, of: string): string {
    return `${many} ${of}${many === 1 ? "" : "s"}`;
}

/** The stack begins in a folder of this machine, for its bucket is made by itself. */
function beginning(project: Project, from: string, isThere: boolean): Step {
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
                    "is there a state already? org state migrate --from <its backend>; if not, delete secretsprovider and encryptedkey there",
                );
            // The salt first: without one the engine would write the file anew in the next run, without its comments.
            if (notes.encryptionsalt === undefined && notes.secretsprovider === undefined) {
                const { encryptionsalt: salt = "" } = await newSalt(project, stack);
                rewrite(file, (text) => withNotes(text, { encryptionsalt: salt, secure: [] }, project.name));
            }
            if (isThere) return;
            makeFolder(project, from);
            await begin(project, from, stack, { file: textIn(file) });
        },
    };
}

/** The engine's current backend, if it is a folder of this machine; else one in the project, which Git ignores. */
async function localBackend(project: Project): Promise<string> {
    const current = await currentBackend(project);
    return current !== undefined && localFolder(current, project.dir) !== undefined ? current : ownBackend(project);
}

function ownBackend({ dir }: Project): string {
    return `file://${join(dir, ".pulumi-state")}`;
}

function makeFolder(project: Project, url: string): void {
    const folder = localFolder(url, project.dir)!;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (url === ownBackend(project)) writeFileSync(join(folder, ".gitignore"), "*\n");
}
