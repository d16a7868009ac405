import { basename, relative, resolve } from "node:path";
import { type Fault, formatFaults, nearest } from "../../config/faults";
import { layerOf, readFile, readStackFiles, type StackFiles } from "../../config";
import { checkStack } from "../common/check-stack";
import { findProject, stackFileOf, stacksOf, type Project } from "../common/project";
import { CliError, exitCodes, hasColour, print, printJson } from "../common/ui";

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

/** Judges the stack files, without AWS and without the engine. Answers the exit code. */
export function validate(options: ValidateOptions): number {
    const project = findProject(options.dir);
    const chosen = choose(project, options);
    const files: StackFiles = {
        ...readStackFiles(project.stackDir, project.name, ["management", "security"]),
        ...Object.fromEntries([...chosen].map(([stack, file]) => [stack, readFile(file, project.name)])),
    };
    const verdicts = [...chosen].map(([stack, file]) => judge(stack, file, files, project, options));
    if (options.json === true) printJson({ ok: verdicts.every(({ ok }) => ok), files: verdicts });
    else verdicts.forEach(show);
    return verdicts.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.fault;
}

/** Stack → file. */
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

function judge(stack: string, path: string, files: StackFiles, project: Project, options: ValidateOptions): Verdict {
    const file = files[stack];
    const layer = layerOf(stack);
    const shownPath = relative(process.cwd(), path);
    const verdict = { file: shownPath, stack, layer };
    const stray = layer === "member" ? strayFaults(stack, files) : [];
    // A member's stack needs no file of its own: all it needs are the management stack's outputs.
    if (file === undefined && layer === "member" && options.file === undefined)
        return { ...verdict, ok: stray.length === 0, faults: stray, warnings: [] };
    if (file === undefined)
        throw new CliError(`${shownPath} is not there`, `write it (./org init), or name another: --file <file>`);
    const { faults, warnings } = checkStack(stack, layer, files, project);
    const all = [...stray, ...faults];
    return { ...verdict, ok: all.length === 0, faults: all, warnings };
}

/** A stack is named after the account that it is of. */
function strayFaults(stack: string, { management }: StackFiles): readonly Fault[] {
    const accounts = management?.raw["accounts"];
    // What is wrong with the management file is said of that file.
    if (typeof accounts !== "object" || accounts === null || stack in accounts) return [];
    const keys = Object.keys(accounts);
    const renamed = Object.entries(accounts as Readonly<Record<string, { readonly formerly?: unknown } | null>>).find(
        ([, account]) => [account?.formerly].flat().includes(stack),
    )?.[0];
    const near = nearest(stack, keys);
    return [
        {
            severity: "fault",
            path: "stack",
            value: stack,
            message:
                renamed === undefined
                    ? "is no account of Pulumi.management.yaml: a stack is named after its account"
                    : `is the former key of account ${renamed}`,
            cure:
                renamed !== undefined
                    ? `rename the stack too: ./org accounts rename ${stack} ${renamed}`
                    : near === undefined
                      ? `the accounts are ${keys.join(", ")}`
                      : `did you mean ${near}?`,
        },
    ];
}

function show({ file, faults, warnings }: Verdict): void {
    const told = [...faults, ...warnings];
    const text = told.length === 0 ? "no fault" : formatFaults(told, { colour: hasColour(), file: basename(file) });
    print(`${file}: ${text}`);
}
