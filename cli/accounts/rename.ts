import { existsSync, renameSync } from "node:fs";
import { basename } from "node:path";
import { managementConfig } from "../common/check-stack";
import { layerOf, type ManagementOutputs } from "../../config";
import { keepSecurityKey, securityKey, securityKeyStays } from "../../config/names";
import { mustPulumi, pulumi, stackOutputs } from "../common/engine";
import { unlessFailed } from "../common/interrupt";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { findProject, stackFileOf, type Project } from "../common/project";
import { CliError } from "../common/ui";
import { clearEnginesHalfFiles } from "../state/clear-half-files";
import { lockSteps } from "./left-locks";

/** Options of `org accounts rename`. */
export interface RenameOptions extends ActOptions {
    readonly dir: string;
    /** The account's former key. */
    readonly from: string;
    /** The account's current key. */
    readonly to: string;
}

/**
 * Renames an account's stack to the account's new key with `pulumi stack rename`, which also moves its state and its file. The config must
 * have the new key first, with the former one under `formerly`. Returns the exit code.
 */
export async function renameAccount({ dir, from, to, ...options }: RenameOptions): Promise<number> {
    refuseLayers(from, to);
    const project = findProject(dir);
    const stopped = await clearEnginesHalfFiles(project, options);
    if (stopped !== undefined) return stopped;
    if (!isSaid(project, from, to) && !(await isSameAccount(project, from, to))) refuse(project, from, to);
    const stacks = await stackNames(project);
    const [hasOld, hasNew] = [stacks.has(from), stacks.has(to)];
    if (hasOld && hasNew && !(await isHalfRenamed(project, from, to)))
        throw new CliError(
            `there is a stack ${from} and a stack ${to} already`,
            `if ${to} is empty, remove it and run this again: pulumi stack rm ${to}`,
        );
    return carryOut(
        {
            title: `Rename the stack of account ${to}`,
            steps: [
                ...(await lockSteps(project, [from, to])),
                ...(hasOld && hasNew
                    ? [step(project, ["stack", "rm", to, "--yes", "--force", "--preserve-config"])]
                    : []),
                ...(hasOld ? [step(project, ["stack", "rename", to, "--stack", from])] : fileSteps(project, from, to)),
            ],
            nothing: hasNew
                ? `The stack is ${to} already: nothing to do.`
                : `The account has no stack yet; make it under its new key: ./org state init ${to}`,
            next: [
                "Next, in this order; none of them changes anything at AWS:",
                "  pulumi up --stack management",
                "  pulumi up --stack security",
                `  pulumi up --stack ${to}`,
                "and ./org profiles render, for its profiles are named after the key.",
            ],
        },
        options,
    );
}

function step(project: Project, args: readonly string[]): Step {
    return {
        title: `pulumi ${args.join(" ")}`,
        act: async () => {
            await mustPulumi(project, args, { cure: "see its words; nothing at AWS was changed" });
        },
    };
}

/** The step that renames the stack's file, if an earlier run was cut off before it: the engine renames the file last. */
function fileSteps(project: Project, from: string, to: string): readonly Step[] {
    const [old, file] = [stackFileOf(project, from), stackFileOf(project, to)];
    if (!existsSync(old) || existsSync(file)) return [];
    return [
        {
            title: `rename ${basename(old)} to ${basename(file)}`,
            act: () => {
                renameSync(old, file);
                return Promise.resolve();
            },
        },
    ];
}

/**
 * Whether the stack with the new name is what a rename that was cut off left: the engine writes the state under the new name before it
 * removes the old one.
 */
async function isHalfRenamed(project: Project, from: string, to: string): Promise<boolean> {
    const [old, copy] = await Promise.all(
        [from, to].map(async (stack) => {
            const run = await pulumi(project, ["stack", "export", "--stack", stack]);
            return run.exitCode === 0 ? resourcesOf(run.stdout, project, stack) : undefined;
        }),
    );
    return old !== undefined && old === copy;
}

/** The resources of a state as text, without stack name, times and ciphertexts, to compare two states. */
function resourcesOf(text: string, { name }: Project, stack: string): string {
    const { deployment } = JSON.parse(text) as { readonly deployment: { readonly resources?: readonly object[] } };
    return JSON.stringify(deployment.resources ?? [], (key, value: unknown) =>
        ["ciphertext", "created", "modified"].includes(key) ? undefined : value,
    )
        .replaceAll(`urn:pulumi:${stack}::`, "urn:pulumi:<stack>::")
        .replaceAll(`pulumi:pulumi:Stack::${name}-${stack}"`, 'pulumi:pulumi:Stack::<stack>"');
}

/** Refuses the stacks `management` and `security`: a stack's name decides which layer runs, so another layer would run on their state. */
function refuseLayers(from: string, to: string): void {
    if (from === securityKey)
        throw new CliError(`${from} ${securityKeyStays}`, keepSecurityKey("{ … }", `<company.name>-${to}`));
    for (const name of [from, to])
        if (layerOf(name) !== "member")
            throw new CliError(
                `${name} is the stack of the ${layerOf(name)} layer, and no member account's`,
                "name the stack of a member account: ./org accounts rename <from> <to>",
            );
}

function isSaid(project: Project, from: string, to: string): boolean {
    const account = managementConfig(project).config.accounts.find(({ key }) => key === to);
    return account?.formerly.includes(from) === true;
}

/**
 * Whether the old stack belongs to the account that the management stack has under the new key. It counts if `formerly` has been removed
 * from the config already.
 */
async function isSameAccount(project: Project, from: string, to: string): Promise<boolean> {
    const [management, own] = await Promise.all([
        unlessFailed(stackOutputs(project, "management")),
        unlessFailed(stackOutputs(project, from)),
    ]);
    const accounts = management?.["accounts"] as ManagementOutputs["accounts"] | undefined;
    const { id } = (own?.["account"] ?? {}) as { readonly id?: string };
    return id !== undefined && accounts?.[to]?.id === id && accounts[from] === undefined;
}

function refuse(project: Project, from: string, to: string): never {
    const { accounts } = managementConfig(project).config;
    const account = accounts.find(({ key }) => key === to);
    const before = account ?? accounts.find(({ key }) => key === from);
    const unit = before === undefined ? "" : `unit: ${before.unit}, `;
    throw new CliError(
        `Pulumi.management.yaml does not say that account ${to} was ${from} before`,
        before === undefined
            ? `it has neither of the two; its accounts are ${accounts.map(({ key }) => key).join(", ")}`
            : `write under accounts, in place of ${from}: ${to}: { ${unit}formerly: ${from} }`,
    );
}

async function stackNames(project: Project): Promise<ReadonlySet<string>> {
    const run = await pulumi(project, ["stack", "ls", "--json"]);
    if (run.exitCode !== 0)
        throw new CliError(
            `the stacks could not be listed: ${run.stderr.trim()}`,
            "log in to the backend that holds them: pulumi login <url>",
        );
    const stacks = JSON.parse(run.stdout) as readonly { readonly name: string }[];
    // In Pulumi Cloud, the organization is in front of the name.
    return new Set(stacks.map(({ name }) => name.slice(name.lastIndexOf("/") + 1)));
}
