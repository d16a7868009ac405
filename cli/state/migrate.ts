import { join } from "node:path";
import { managementConfig } from "../common/check-stack";
import { diskCure } from "../common/disk-faults";
import { carryOut, type ActOptions, type Plan, type Step } from "../common/plan";
import { findProject, type Project } from "../common/project";
import { some } from "../doctor/line";
import { CliError, exitCodes } from "../common/ui";
import { clearHalfFiles } from "./clear-half-files";
import { currentBackend, isHome, localFolder, stacksIn, stateHome, type StateHome } from "./backend";
import { backendOf, withBackend } from "./file-edits";
import type { PendingOperation } from "./deployment";
import { mustBeManagement, mustHaveHome } from "./guard";
import { clearingCommand, operationName } from "./pending";
import { moveSteps, progressOf, proofStep, type Move } from "./move-stack";
import { rewrite, textIn } from "./stack-text";

/** Options of `org state migrate`. */
export interface MigrateOptions extends ActOptions {
    readonly dir: string;
    /** Stacks to move. Default: all stacks of the old backend. */
    readonly stack?: readonly string[];
    /** The old backend's address. Default: the engine's current backend. */
    readonly from?: string;
    /** Whether a preview of each stack must show that nothing changes. */
    readonly preview: boolean;
}

/** Moves the state of the project's stacks into the management stack's bucket. Returns the exit code. */
export async function migrate(options: MigrateOptions): Promise<number> {
    const project = findProject(options.dir);
    const { config, region } = managementConfig(project);
    await mustBeManagement(config, region);
    const home = stateHome(config.state, region);
    await mustHaveHome(
        config,
        home,
        "the management stack makes them: pulumi up --stack management; or begin with ./org state create",
    );
    const from = await oldBackend(project, home, options.from);
    const stopped = await clearHalfFiles(from === undefined ? undefined : localFolder(from, project.dir), options);
    return stopped ?? carryOut(await migrationPlan(project, home, { ...options, from }), options);
}

/** Finds out which stacks to move, and which steps are done already. */
async function migrationPlan(
    project: Project,
    home: StateHome,
    { from, ...options }: Pick<MigrateOptions, "stack" | "preview"> & { readonly from: string | undefined },
): Promise<Plan> {
    const there = await listed(project, home.url);
    const old = from === undefined ? [] : await listed(project, from);
    const stacks = inOrder(chosen(options.stack, old, there, from ?? home.url));
    const moves = stacks.map((stack): Move => ({ project, home, stack, from: old.includes(stack) ? from : undefined }));
    const progress = await Promise.all(moves.map((move) => progressOf(move, there.includes(move.stack))));
    const steps = moves.flatMap((move, index) => moveSteps(move, progress[index]!));
    const left = old.filter((stack) => !stacks.includes(stack) && !there.includes(stack));
    const address = left.length === 0 ? [addressStep(project, home)] : [];
    const isDone = [...steps, ...address].every(({ done }) => done === true);
    const proofs = options.preview ? moves.map((move) => proofStep(move, isDone)) : [];
    return {
        title: `Move the state of ${stacks.join(", ")} from ${from ?? "the bucket"} to ${home.url}`,
        steps: [...steps, ...proofs, ...address],
        nothing: `Already there: the state of ${stacks.join(", ")} is in ${home.url}, its secrets under ${home.alias}.`,
        warnings: [
            ...moves.flatMap(({ stack }, index) => openWarnings(stack, progress[index]!.open)),
            ...moves.flatMap(({ stack }, index) =>
                progress[index]!.outgrown
                    ? [`stack ${stack} in the bucket is not the same any more as in ${from ?? ""}; the bucket's counts`]
                    : [],
            ),
            ...(left.length > 0 ? [`Pulumi.yaml keeps its backend until these are moved too: ${left.join(", ")}`] : []),
        ],
        next: nextSteps(project, from, left.length === 0),
    };
}

/** Warns before the copy, because the engine's import drops pending operations. */
function openWarnings(stack: string, open: readonly PendingOperation[]): readonly string[] {
    if (open.length === 0) return [];
    return [
        `a run of stack ${stack} was cut off while ${some(open.map(operationName))}; whether AWS did it is not known, and the copy does not say it. Better first, where the state is now: ${clearingCommand(stack)}`,
    ];
}

/** What the user should do after the move. */
export function nextSteps({ dir }: Project, from: string | undefined, isWhole: boolean): readonly string[] {
    const folder = from === undefined ? undefined : localFolder(from, dir);
    return [
        ...(from === undefined
            ? []
            : [
                  `The old state, its history and its checkpoints are untouched in ${from}.`,
                  ...(folder === undefined
                      ? []
                      : [`When you are sure, delete it: rm -r '${join(folder, ".pulumi").replaceAll("'", `'\\''`)}'`]),
              ]),
        ...(isWhole
            ? ["Commit Pulumi.yaml and the stack files: they lead everybody, and CI, to the bucket and the key."]
            : []),
        ...(process.env["PULUMI_BACKEND_URL"] && isWhole
            ? ["PULUMI_BACKEND_URL is set in this shell and wins over Pulumi.yaml: unset PULUMI_BACKEND_URL"]
            : []),
    ];
}

/** The step that writes the bucket's address into Pulumi.yaml, so that every clone and CI use it without a login. */
export function addressStep({ dir }: Project, { url }: StateHome): Step {
    const file = join(dir, "Pulumi.yaml");
    return {
        title: `name the bucket in Pulumi.yaml: backend: { url: ${url} }`,
        done: backendOf(textIn(file) ?? "") === url,
        act: async () => {
            rewrite(file, (text) => withBackend(text, url));
            return Promise.resolve();
        },
    };
}

/** The backend that has the stacks now; undefined where it is the bucket already. */
async function oldBackend(project: Project, home: StateHome, named: string | undefined): Promise<string | undefined> {
    const url = named ?? (await currentBackend(project, home));
    const cure = "name the old backend: ./org state migrate --from file:///path/of/its/folder";
    if (url === undefined) throw new CliError("the engine is logged in nowhere", cure);
    if (isHome(url, home)) return undefined;
    if (/^(?:file|s3|gs|azblob):\/\//u.test(url)) return url;
    throw new CliError(`${url} is no backend of your own that could be moved`, cure, exitCodes.usage);
}

/**
 * Names of the project's stacks in a backend.
 *
 * @throws CliError where they cannot be listed
 */
export async function listed(project: Project, url: string): Promise<readonly string[]> {
    const stacks = await stacksIn(project, url);
    if (typeof stacks !== "string") return stacks;
    throw new CliError(
        `the stacks in ${url} could not be listed: ${stacks}`,
        diskCure(stacks) ??
            (isCut(stacks)
                ? "the state is cut, as a full disk does it: docs/state.md, When something is lost"
                : "is the address right, and are the credentials?"),
    );
}

/** Whether the engine's message is about a file that ends in the middle. */
function isCut(words: string): boolean {
    return /unexpected end of JSON|unexpected EOF|\bEOF\b|invalid character/u.test(words);
}

function chosen(
    named: readonly string[] | undefined,
    old: readonly string[],
    there: readonly string[],
    url: string,
): readonly string[] {
    const known = [...new Set([...old, ...there])];
    const unknown = named?.find((stack) => !known.includes(stack));
    if (unknown !== undefined)
        throw new CliError(
            `there is no stack ${unknown} in ${url}`,
            `there are: ${known.join(", ") || "none"}`,
            exitCodes.usage,
        );
    const stacks = named ?? (old.length > 0 ? old : there);
    if (stacks.length === 0)
        throw new CliError(
            `there is no stack of this project in ${url}`,
            "name the backend that has them with --from, or begin with ./org state create",
        );
    if (!stacks.includes("management") && !there.includes("management"))
        throw new CliError(
            "the management stack is not in the bucket, and the others read it",
            "move it too: --stack management",
            exitCodes.usage,
        );
    return stacks;
}

/** Sorts stacks so that a stack comes after those whose outputs it reads. */
function inOrder(stacks: readonly string[]): readonly string[] {
    const rank = (stack: string): number => ["management", "security"].indexOf(stack) >>> 0;
    return [...stacks].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
