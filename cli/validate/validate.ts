import { basename, relative, resolve } from "node:path";
import { type Fault, formatFaults, isMap, nearest } from "../../config/faults";
import {
    layerOf,
    passwordsMade,
    placeFaults,
    readFile,
    readStackFiles,
    type Layer,
    type ManagementConfig,
    type StackFile,
    type StackFiles,
} from "../../config";
import { checkStack, type CheckedStack } from "../common/check-stack";
import { typedCommand } from "../common/interrupt";
import { findProject, stackFileOf, stacksOf, type Project } from "../common/project";
import { CliError, exitCodes, faultFormat, print, printJson } from "../common/ui";

/** Options of `org validate`. */
export interface ValidateOptions {
    readonly dir: string;
    readonly stack?: string;
    readonly file?: string;
    readonly json?: boolean;
}

interface Verdict {
    /** Path from the current folder. */
    readonly file: string;
    readonly stack: string;
    readonly layer: string;
    readonly ok: boolean;
    readonly faults: readonly Fault[];
    readonly warnings: readonly Fault[];
}

/**
 * Checks the stack files without AWS. The engine is run in one case only: where a PGP key has expired, was revoked or is not valid yet, the
 * state shows whether the first password that it was for is already made. Returns the exit code.
 */
export async function validate(options: ValidateOptions): Promise<number> {
    const project = findProject(options.dir);
    const chosen = choose(project, options);
    const files: StackFiles = {
        ...readStackFiles(project.stackDir, project.name, ["management", "security"]),
        ...Object.fromEntries([...chosen].map(([stack, file]) => [stack, readFile(file, project.name)])),
    };
    const verdicts = await Promise.all([...chosen].map(([stack, file]) => judge(stack, file, files, project, options)));
    if (options.json === true) printJson({ ok: verdicts.every(({ ok }) => ok), files: verdicts });
    else verdicts.forEach(show);
    return verdicts.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.fault;
}

/** The files to check, by stack. */
function choose(project: Project, { stack, file }: ValidateOptions): ReadonlyMap<string, string> {
    if (file !== undefined)
        return new Map([
            [stack ?? /^Pulumi\.(.+)\.yaml$/u.exec(basename(file))?.[1] ?? unknownStack(file), resolve(file)],
        ]);
    const stacks = stack === undefined ? stacksOf(project) : [stack];
    if (stacks.length === 0)
        throw new CliError(
            `there is no Pulumi.<stack>.yaml in ${project.stackDir}`,
            "./org init writes them",
            exitCodes.fault,
        );
    return new Map(stacks.map((each) => [each, stackFileOf(project, each)]));
}

function unknownStack(file: string): never {
    throw new CliError(
        `${file} does not say which stack it is for`,
        "name it Pulumi.<stack>.yaml, or add --stack <name>",
        exitCodes.usage,
    );
}

async function judge(
    stack: string,
    path: string,
    files: StackFiles,
    project: Project,
    options: ValidateOptions,
): Promise<Verdict> {
    const file = files[stack];
    const layer = layerOf(stack);
    const shownPath = relative(process.cwd(), path);
    const verdict = { file: shownPath, stack, layer };
    const isNamedAlone = file === undefined && options.file === undefined;
    const stray = layer === "member" ? strayFaults(stack, files, isNamedAlone ? stacksOf(project) : undefined) : [];
    // A member's stack needs no file: it reads the management stack's outputs.
    if (isNamedAlone && layer === "member") return { ...verdict, ok: stray.length === 0, faults: stray, warnings: [] };
    if (file === undefined)
        throw new CliError(`${shownPath} is not there`, `write it (./org init), or name another: --file <file>`);
    const { faults, warnings, parsed, region } = await checked(stack, layer, files, project);
    const all = [...stray, ...faults];
    const hints =
        layer === "management" && parsed.ok ? await hintsOf(parsed.value as ManagementConfig, file, region) : [];
    return { ...verdict, ok: all.length === 0, faults: all, warnings: [...warnings, ...hints] };
}

/** Imported only here: AWS's names are in many files, which take time to load. */
async function hintsOf(config: ManagementConfig, file: StackFile, region: string): Promise<readonly Fault[]> {
    const { policyHints } = await import("./policy-hints");
    return placeFaults(await policyHints(config, file.raw, region), file);
}

async function checked(stack: string, layer: Layer, files: StackFiles, project: Project): Promise<CheckedStack<Layer>> {
    const strict = checkStack(stack, layer, files, project, () => false);
    const isAboutPasswords = strict.faults.length > checkStack(stack, layer, files, project).faults.length;
    if (!isAboutPasswords) return strict;
    return checkStack(stack, layer, files, project, await passwordsOf(stack, project));
}

/** Tells for a user whether the state has a first password; no for all where the state cannot be read. */
async function passwordsOf(stack: string, project: Project): Promise<(user: string) => boolean> {
    const [{ pulumi }, { unlessFailed }] = await Promise.all([
        import("../common/engine"),
        import("../common/interrupt"),
    ]);
    const run = await unlessFailed(pulumi(project, ["stack", "export", "--stack", stack]));
    if (run?.exitCode !== 0) return () => false;
    const { readDeployment } = await import("../state/deployment");
    return passwordsMade(readDeployment(run.stdout).resources);
}

/**
 * A member stack has the name of its account.
 *
 * @param others the stacks that have a file; given where this stack has none, so that it exists only if the management file has the account
 */
function strayFaults(
    stack: string,
    { management }: StackFiles,
    others: readonly string[] | undefined,
): readonly Fault[] {
    const accounts = management?.raw["accounts"];
    const areKnown = isMap(accounts);
    // A fault of the management file is reported for that file.
    if (areKnown ? stack in accounts : others === undefined) return [];
    const entries = areKnown ? Object.entries(accounts) : [];
    const renamed = entries.find(([, account]) => isMap(account) && [account["formerly"]].flat().includes(stack))?.[0];
    const keys = entries.map(([key]) => key);
    const near = nearest(stack, [...new Set([...keys, ...(others ?? []), "management", "security"])]);
    const fault = { severity: "fault", path: "stack", value: stack } as const;
    if (renamed !== undefined) {
        const cure = `rename the stack too: ./org accounts rename ${stack} ${renamed}`;
        return [{ ...fault, message: `is the former key of account ${renamed}`, cure }];
    }
    const message = areKnown
        ? "is no account of Pulumi.management.yaml: a stack is named after its account"
        : `is no stack: there is no Pulumi.${stack}.yaml, and no account is known`;
    const cure =
        near !== undefined
            ? `did you mean ${near}?`
            : areKnown
              ? `the accounts are ${keys.join(", ")}`
              : "validate the management stack first: ./org validate --stack management";
    return [{ ...fault, message, cure }];
}

function show({ file, faults, warnings }: Verdict): void {
    const reported = [...faults, ...warnings];
    const format = { ...faultFormat(1), file: basename(file), all: `${typedCommand()} --json` };
    print(`${file}: ${reported.length === 0 ? "no fault" : formatFaults(reported, format)}`);
}
