import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustPulumi } from "../common/engine";
import { workingFolder } from "../common/leftovers";
import type { Step } from "../common/plan";
import type { Project } from "../common/project";
import { CliError, exitCodes } from "../common/ui";
import { enginesBackend } from "../state/backend";
import { writeSalt } from "../state/stack-salt";
import { protectionChanges } from "../preview/protection";
import { previewOf } from "./engine-preview";
import { importFileOf, type Preview } from "./import-file";

/** The changes that a preview shows. */
export interface Differences {
    /** Number of imports. */
    readonly steps: number;
    /** Every other creation, change and deletion, in words. */
    readonly more: readonly string[];
    /** Number of resources whose protection in the state differs from the program's. The engine does not count this as a change. */
    readonly guards: number;
}

/** Sorts a preview's changes: imports, and all others, but for components and providers, which exist in the state only. */
export function differences(preview: Preview): Differences {
    const changes = preview.steps.filter(({ op }) => !["same", "read", "refresh"].includes(op));
    const imports = changes.filter(({ op }) => op === "import");
    const isHolder = ({ op, newState }: Preview["steps"][number]): boolean =>
        op === "create" && (newState?.custom === false || newState?.type.startsWith("pulumi:") === true);
    const more = changes.filter((step) => step.op !== "import" && !isHolder(step));
    const isReguarded = ({ op, oldState, newState }: Preview["steps"][number]): boolean =>
        op === "same" &&
        oldState !== undefined &&
        newState !== undefined &&
        protectionChanges(newState.type, oldState, newState).length > 0;
    return {
        steps: imports.length,
        guards: preview.steps.filter(isReguarded).length,
        more: more.map(
            ({ op, urn }) => `${op} ${urn.split("::").at(-1)!} (${urn.split("::").at(-2)!.split("$").at(-1)!})`,
        ),
    };
}

/**
 * The steps after the files are written. An import writes to the state only, and the next import file leaves out what the state has: a run
 * that was cut off goes on where it was.
 */
export function engineSteps(project: Project, hasStack: boolean): readonly Step[] {
    return [
        {
            title: "make the stack management",
            done: hasStack,
            act: async () => {
                await saltFirst(project);
                await mustPulumi(project, ["stack", "init", "management"], {
                    cure: "see its words: pulumi stack init management; with state in a bucket: ./org state init management",
                });
            },
        },
        {
            title: "import all of it (pulumi import)",
            act: async (tell) => {
                tell("a preview finds what there is to import");
                const file = importFileOf(await previewOf(project, "management"), true);
                const count = file.resources.filter(({ id }) => id !== undefined).length;
                if (count === 0) return;
                tell(`${count} resources`);
                await importAll(project, JSON.stringify(file, undefined, 2));
            },
        },
        {
            title: "prove it: a preview has no changes",
            act: async () => {
                mustBeEmpty(await previewOf(project, "management"));
            },
        },
        {
            title: "protect each as the program says, in the state alone (pulumi up)",
            act: async () => {
                await mustPulumi(project, ["up", "--yes", "--skip-preview", "--stack", "management"], {
                    cure: "see its words: pulumi up --stack management",
                });
            },
        },
    ];
}

/** Writes the salt of a state under the user's passphrase into the stack file, before the engine would rewrite the file with it. */
async function saltFirst(project: Project): Promise<void> {
    const { PULUMI_CONFIG_PASSPHRASE: own, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
    // Without a passphrase the engine makes no stack in a folder or a bucket, and says so; Pulumi Cloud needs none.
    if (own === undefined && file === undefined) return;
    const url = await enginesBackend(project);
    if (url !== undefined && !/^https?:/u.test(url)) await writeSalt(project, "management");
}

async function importAll(project: Project, text: string): Promise<void> {
    const folder = workingFolder("org-adopt");
    try {
        const file = join(folder, "import.json");
        writeFileSync(file, text);
        const flags = ["--stack", "management", "--file", file, "--generate-code=false", "--yes", "--skip-preview"];
        await mustPulumi(project, ["import", ...flags], {
            cure: "nothing at AWS was changed; mend what it names, and run ./org adopt again: it goes on from here",
        });
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/**
 * Checks that a preview has no changes.
 *
 * @throws CliError, exit code 3, with the changes
 */
function mustBeEmpty(preview: Preview): void {
    const { steps, more } = differences(preview);
    const holders = preview.steps.filter(({ op }) => op === "create").length;
    if (steps === 0 && more.length === 0 && holders === 0) return;
    throw new CliError(
        `what was there is imported, and a preview has changes: ${more.length === 0 ? `${steps} imports, ${holders} components` : more.join("; ")}`,
        "take out of the stack files what AWS does not have, or let `pulumi up` make it: nothing at AWS was changed",
        exitCodes.changes,
    );
}
