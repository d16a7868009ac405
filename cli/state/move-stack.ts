import type { Step } from "../common/plan";
import { stackFileOf, type Project } from "../common/project";
import { CliError } from "../common/ui";
import type { StateHome } from "./backend";
import { differences, isSame, type Deployment, type PendingOperation } from "./deployment";
import { engineNotes, withNotes } from "./file-edits";
import { unlock } from "./locks";
import { runLoudly } from "./loud-run";
import { unsettled } from "./pending";
import { begin, exported, onStack, reencrypt } from "./stack-engine";
import { rewrite, textIn } from "./stack-text";

/** A stack that is moved into the bucket. */
export interface Move {
    readonly project: Project;
    readonly home: StateHome;
    readonly stack: string;
    /** The backend that it comes from; undefined where only the bucket has it. */
    readonly from: string | undefined;
}

/** Which steps of a move are done. */
export interface Progress {
    /** Its state is in the bucket. */
    readonly copied: boolean;
    /** Its secrets are encrypted with the key, and its file names the key. */
    readonly encrypted: boolean;
    /** Both are done, and the two states differ: the one in the bucket has been used since. */
    readonly outgrown: boolean;
    /** Operations that a killed run left pending in the state that is to be copied. */
    readonly open: readonly PendingOperation[];
}

/** Finds out which steps are done. `inHome`: whether the bucket has the stack. */
export async function progressOf(move: Move, inHome: boolean): Promise<Progress> {
    const source = move.from === undefined ? undefined : await exported(move.project, move.from, move.stack);
    if (!inHome) return { copied: false, encrypted: false, outgrown: false, open: openIn(source) };
    const target = await exported(move.project, move.home.url, move.stack);
    const encrypted = isEncrypted(move, target);
    const same = source === undefined || isSame(source, target);
    const copied = same || encrypted;
    return { copied, encrypted, outgrown: encrypted && !same, open: copied ? [] : openIn(source) };
}

function openIn(source: Deployment | undefined): readonly PendingOperation[] {
    return source === undefined ? [] : unsettled(source);
}

/** Whether the state's secrets are encrypted with the key, and the stack's file has the same data key. */
function isEncrypted({ project, home, stack }: Move, { secretsProvider, resources }: Deployment): boolean {
    const notes = engineNotes(textIn(stackFileOf(project, stack)) ?? "");
    if (notes.secretsprovider !== home.secretsProvider || notes.encryptedkey === undefined) return false;
    // The state of a stack without resources names no secrets provider.
    if (resources.length === 0) return true;
    return (
        secretsProvider?.state?.url === home.secretsProvider &&
        secretsProvider.state.encryptedkey === notes.encryptedkey
    );
}

/** The steps that move a stack's state into the bucket. Each checks the current state when it runs. */
export function moveSteps(move: Move, { copied, encrypted }: Progress): readonly Step[] {
    const { home, stack } = move;
    return [
        { title: `copy the state of ${stack} into the bucket`, done: copied, act: () => copy(move) },
        {
            title: `encrypt its secrets again, by ${home.alias}, and note the key in Pulumi.${stack}.yaml`,
            done: encrypted,
            act: () => encrypt(move),
        },
    ];
}

async function copy(move: Move): Promise<void> {
    const { project, home, stack, from } = move;
    if (from === undefined) return;
    for (const url of [from, home.url]) await unlock({ url, project, stack, region: home.region });
    const source = await exported(project, from, stack);
    const present = await inHome(move);
    if (present !== undefined && isSame(source, present)) return;
    const isEmpty = present === undefined || present.resources.length === 0;
    if (!isEmpty && !(await isUnfinished(move)))
        throw new CliError(
            `stack ${stack} is in the bucket already, with ${present.resources.length} resources, and is not the same as in ${from}, with ${source.resources.length}`,
            `look which one is right (pulumi stack --stack ${stack} with each PULUMI_BACKEND_URL); the bucket's is overwritten by nothing`,
        );
    // What the engine writes into the stack's file here is not needed: the file is changed when the secrets are encrypted with the key.
    if (present === undefined) await begin(project, home.url, stack, { secretsProvider: home.secretsProvider });
    // Until its secrets are encrypted with the key, nobody uses the copy, and a later run may replace it.
    await onStack(["stack", "tag", "set", copyTag, from], { project, url: home.url, stack });
    await onStack(["stack", "import"], { project, url: home.url, stack, input: source.text });
    mustBeSame(stack, source, await exported(project, home.url, stack));
}

/** Tag of a stack in the bucket whose copy is not finished. */
const copyTag = "org:unfinished-copy-of";

async function isUnfinished({ project, home, stack }: Move): Promise<boolean> {
    const tags = await onStack(["stack", "tag", "ls", "--json"], { project, url: home.url, stack });
    return copyTag in (JSON.parse(tags) as Readonly<Record<string, string>>);
}

async function inHome({
    project,
    home,
    stack,
}: Pick<Move, "project" | "home" | "stack">): Promise<Deployment | undefined> {
    try {
        return await exported(project, home.url, stack);
    } catch (error) {
        if (error instanceof CliError && /no stack named/iu.test(error.message)) return undefined;
        throw error;
    }
}

async function encrypt(move: Move): Promise<void> {
    const { project, home, stack } = move;
    const file = stackFileOf(project, stack);
    const text = textIn(file);
    await unlock({ url: home.url, project, stack, region: home.region });
    const before = await exported(project, home.url, stack);
    const own = engineNotes(text ?? "");
    const { url, encryptedkey } = before.secretsProvider?.state ?? {};
    // Another clone has moved the stack: only this clone's file lacks the key.
    const isUnderKey = url === home.secretsProvider && encryptedkey !== undefined && own.secure.length === 0;
    const notes =
        isUnderKey && move.from === undefined
            ? { secretsprovider: url, encryptedkey, secure: [] }
            : await reencrypt(project, home.url, stack, { secretsProvider: home.secretsProvider, file: text });
    const after = await exported(project, home.url, stack);
    mustBeSame(stack, before, after);
    if (after.secrets !== before.secrets)
        throw new CliError(
            `stack ${stack} had ${before.secrets} secrets and has ${after.secrets}`,
            "this must not be; the old backend is untouched: say so to the project",
        );
    rewrite(file, (current) => withNotes(current, notes, project.name));
    if (await isUnfinished(move)) await onStack(["stack", "tag", "rm", copyTag], { project, url: home.url, stack });
}

function mustBeSame(stack: string, before: Deployment, after: Deployment): void {
    if (isSame(before, after)) return;
    throw new CliError(
        `the copy of ${stack} is not the same: ${differences(before, after).slice(0, 5).join("; ") || "the same resources with other values"}`,
        "was there a run meanwhile? The old backend is untouched; run it again when none is",
    );
}

/** The step that proves the move: with the state in the bucket, and the key instead of a passphrase, a preview finds no changes. */
export function proofStep({ project, home, stack }: Move, done: boolean): Step {
    return {
        title: `prove it: a preview of ${stack} with the state in the bucket has no changes`,
        done,
        act: (tell) =>
            prove({
                project,
                home,
                stack,
                tell,
                cure: `the bucket has the state as it was, and the old backend is untouched; bring the stack up to date there (PULUMI_BACKEND_URL='${home.url}' pulumi up --stack ${stack}) and run this again, or pass --no-preview`,
            }),
    };
}

/**
 * Runs a preview of the stack in the bucket.
 *
 * @throws CliError if it would change anything
 */
export async function prove({
    project,
    home,
    stack,
    tell,
    cure,
}: Pick<Move, "project" | "home" | "stack"> & {
    readonly tell: (line: string) => void;
    readonly cure: string;
}): Promise<void> {
    await runLoudly(project, ["preview", "--expect-no-changes", "--stack", stack], {
        url: home.url,
        environment: { PULUMI_CONFIG_PASSPHRASE: undefined, PULUMI_CONFIG_PASSPHRASE_FILE: undefined },
        tell,
        cure,
    });
}
