import { type Fault, formatFaults, formatPath, shellWord } from "../../config/faults";
import { looksLikePerson } from "../../config/email";
import { placeFaults, readStackFile, readStackFiles, type RawConfig, type StackFiles } from "../../config";
import { checkStack, exampleWarnings, exampleWord, type CheckedStack } from "../common/check-stack";
import { flagsOf, itemsOf, parseAccount, plainId, type Answers } from "./company";
import { currentFiles, isNobodysFile, type CurrentFile } from "./current";
import { exampleConfig } from "./example";
import { lostRoles } from "./in-use";
import { withLinesOf } from "./lines-before";
import { initStacks, type InitStack } from "./stacks";
import { unifiedDiff } from "./diff";
import { faultsWith, isOwnPlace, type Field } from "./draft";
import { proposedFiles } from "./proposal";
import { ask, openQuestions, peopleOf } from "./questions";
import { changeWarnings } from "./warnings";
import { writeFiles } from "../common/write-files";
import { carryOut, type ActOptions, type Plan } from "../common/plan";
import { findProject, type Project } from "../common/project";
import { CliError, exitCodes, faultFormat, say } from "../common/ui";

/** Options of `org init`. */
export interface InitOptions extends ActOptions {
    readonly dir: string;
    readonly company?: string;
    readonly short?: string;
    readonly email?: string;
    readonly region?: string;
    readonly managementId?: string;
    /** `key`, `key=unit` or `key=unit:id`. */
    readonly account?: readonly string[];
    readonly admin?: readonly string[];
}

type Files = Readonly<Record<InitStack, CurrentFile>>;

/** Writes the stack files of management and security, or changes in them what was answered. Returns the exit code. */
export async function init(options: InitOptions): Promise<number> {
    const project = findProject(options.dir);
    const files = currentFiles(project);
    const flags = answersOf(options);
    refuseFaults(flags, files, project);
    const open = openQuestions(flags, files.management, project);
    if (open.length > 0) refuseBeforeAsking(files, project);
    const answers = await ask(
        open,
        flags,
        files.management,
        project,
        (given, field) => reported(faultsWith(given, field, files, project), field),
        (given, more) => command(options.dir, flagsOf(given), more, flagsOfActing(options)),
    );
    const again = `The same answers another time: ${command(options.dir, flagsOf(answers))}`;
    try {
        const proposed = judgedFiles(answers, files, project);
        const code = await carryOut(planOf(answers, files, proposed, project, options), options);
        if (code !== exitCodes.ok) say(again);
        return code !== exitCodes.ok || options.dryRun === true ? code : sayVerdict(files, project);
    } catch (error) {
        say(again);
        throw error;
    }
}

/** The shell command with these flags. */
function command(dir: string, ...flags: readonly string[]): string {
    const folder = dir === "." ? [] : ["-C", shellWord(dir)];
    return ["./org", ...folder, "init", ...flags].filter((word) => word !== "").join(" ");
}

function flagsOfActing({ yes, dryRun, json }: ActOptions): string {
    const flags = { "--yes": yes, "--dry-run": dryRun, "--json": json };
    return Object.entries(flags)
        .flatMap(([flag, isGiven]) => (isGiven === true ? [flag] : []))
        .join(" ");
}

/**
 * The new texts of the files.
 *
 * @throws CliError where they would have faults
 */
function judgedFiles(answers: Answers, files: Files, project: Project): Readonly<Record<InitStack, string>> {
    const proposed = proposedFiles(answers, files, project);
    const texts: StackFiles = Object.fromEntries(
        initStacks.map((stack) => [stack, readStackFile(proposed[stack], project.name)]),
    );
    const verdicts = judge(texts, project);
    refuseLostRoles(files, texts, project);
    refuse(asBefore(verdicts, files, proposed, project), files, (shown) => `with these answers ${shown} would have`);
    for (const stack of initStacks) {
        const others = verdicts[stack].warnings.filter(({ path }) => path !== exampleWord);
        const { raw } = texts[stack]!;
        sayFaults(files[stack].shown, [...others, ...exampleWarnings(stack, raw, answeredPaths(answers, raw))]);
    }
    return proposed;
}

/** Reports a lost role once, with its cause, and not its effects in three places. */
function refuseLostRoles(files: Files, texts: StackFiles, project: Project): void {
    const { management, security } = files;
    if (!isNobodysFile(management)) return;
    const before = management.begun?.whole ?? exampleConfig("management");
    const faults = lostRoles(security, before["access"], texts["management"]!.raw["access"]);
    const placed = placeFaults(faults, readStackFile(security.text ?? "", project.name));
    if (placed.length > 0)
        throw new CliError(
            `${security.shown} is not in line with these answers, ${formatFaults(placed, { ...faultFormat(2), file: security.shown })}`,
            "do that and run ./org init again; nothing was written",
        );
}

/** The faults of proposed texts, with line numbers of the files on disk; a fault that is only in a proposed text has none. */
function asBefore(
    verdicts: Verdicts,
    files: Files,
    proposed: Readonly<Record<InitStack, string>>,
    project: Project,
): Verdicts {
    const inFile = (stack: InitStack): readonly Fault[] =>
        withLinesOf(files[stack].text ?? "", verdicts[stack].faults, proposed[stack], project.name);
    return {
        management: { ...verdicts.management, faults: inFile("management") },
        security: { ...verdicts.security, faults: inFile("security") },
    };
}

/** Paths of answers that may equal the example's values: a person who gives one means it. */
function answeredPaths({ short, managementId, admins = [] }: Answers, raw: RawConfig): readonly string[] {
    const people = Array.isArray(raw["admins"])
        ? raw["admins"].flatMap((name: unknown, index) => (admins.some((each) => each === name) ? [index] : []))
        : admins;
    return [
        ...(short === undefined ? [] : ["company.short"]),
        ...(managementId === undefined ? [] : ["management.id"]),
        ...people.map((key) => formatPath(["admins", key])),
    ];
}

/** The answers that are given by flags. */
function answersOf({ company, short, email, region, managementId, account, admin }: InitOptions): Answers {
    const texts = Object.entries({ company, short, email, region, managementId }).flatMap(([field, text]) =>
        text === undefined ? [] : [[field, field === "managementId" ? plainId(text) : text.trim()] as const],
    );
    return {
        ...Object.fromEntries(texts),
        ...(account !== undefined && { accounts: itemsOf(account).map(parseAccount) }),
        ...(admin !== undefined && { admins: itemsOf(admin) }),
    };
}

/** Refuses faulty flags, all at once, before any question. */
function refuseFaults(flags: Answers, files: Files, project: Project): void {
    const faults = (Object.keys(flags) as Field[]).flatMap((field) => faultsWith(flags, field, files, project));
    const once = [...new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault])).values()];
    if (once.length > 0)
        throw new CliError(formatFaults(once, faultFormat(2)), "correct the flags; nothing was written");
}

/** Refuses a faulty file before the first question, not after the last. */
function refuseBeforeAsking(files: Files, project: Project): void {
    // A file that is partly the example may have faults that its new parts remove.
    if (files.management.kind !== "own" || files.management.begun !== undefined) return;
    const verdicts = judge(readStackFiles(project.stackDir, project.name, initStacks), project);
    // The answers may correct these, and what follows from them.
    if (verdicts.management.faults.some(({ path }) => /^(?:company|email|management\.id)\b/u.test(path))) return;
    refuse(verdicts, files, (shown) => `${shown} has`);
}

type Verdicts = Readonly<Record<InitStack, Pick<CheckedStack<InitStack>, "faults" | "warnings">>>;

/** Checks the files as `org validate` does. */
function judge(texts: StackFiles, project: Project): Verdicts {
    return {
        management: checkStack("management", "management", texts, project),
        // The user's file is not refused for a delegation that it lacks and that nobody is asked for.
        security: checkStack("security", "security", texts, project, undefined, true),
    };
}

function refuse(verdicts: Verdicts, files: Files, opening: (shown: string) => string): void {
    const blocks = initStacks.flatMap((stack) =>
        verdicts[stack].faults.length === 0
            ? []
            : [
                  `${opening(files[stack].shown)} ${formatFaults(verdicts[stack].faults, { ...faultFormat(2), file: files[stack].shown })}`,
              ],
    );
    if (blocks.length > 0)
        throw new CliError(blocks.join("\n"), "mend them and run ./org init again; nothing was written");
}

/** The text of a prompt for a refused answer. A fault elsewhere in the config is shown with its path. */
function reported(faults: readonly Fault[], field: Field): string | undefined {
    if (faults.length === 0) return undefined;
    const place = (path: string): string => (isOwnPlace(path, field) ? "" : `${path} `);
    return faults.map(({ path, message, cure }) => `${place(path)}${message}\n  → ${cure}`).join("\n");
}

function planOf(
    answers: Answers,
    files: Files,
    proposed: Readonly<Record<InitStack, string>>,
    project: Project,
    { dryRun }: ActOptions,
): Plan {
    const changes = initStacks.filter((stack) => files[stack].text !== proposed[stack]);
    for (const stack of changes) {
        const { shown, text, kind } = files[stack];
        // In a new file everything is new, so it is shown only for a dry run.
        if (text !== undefined || dryRun === true) say(unifiedDiff(shown, text ?? "", proposed[stack]));
        if (kind === "example") say(`${shown} is the example that is shipped: it is replaced.`);
        if (files[stack].begun !== undefined)
            say(
                `${shown} was begun from the example that is shipped: what is the example's still is replaced or goes.`,
            );
    }
    return {
        title: "Write the stack files",
        nothing: "There is nothing to change: the stack files say this already.",
        warnings: [
            ...changeWarnings(answers, files, readStackFile(proposed.security, project.name).region),
            ...(looksLikePerson(answers.email ?? "", peopleOf(answers, files.management))
                ? [`${answers.email!} looks like one person's mailbox: the accounts' address is a group's, always`]
                : []),
        ],
        steps: [
            {
                title: `write ${changes.map((stack) => `${files[stack].shown} (${how[files[stack].kind]})`).join(" and ")}`,
                done: changes.length === 0,
                act: () => {
                    writeFiles(
                        changes.map((stack) => ({
                            path: files[stack].path,
                            before: files[stack].text,
                            after: proposed[stack],
                        })),
                    );
                    return Promise.resolve();
                },
            },
        ],
    };
}

const how = { own: "changed in place", example: "in place of the example", none: "new" } as const;

/** Checks the written files and prints the next steps. Returns the exit code. */
function sayVerdict(files: Files, project: Project): number {
    const verdicts = judge(readStackFiles(project.stackDir, project.name, initStacks), project);
    refuse(verdicts, files, (shown) => `${shown}, as it is written now, has`);
    for (const stack of initStacks) say(`${files[stack].shown}: no fault`);
    say("Next:");
    say("  people and their groups are in Pulumi.security.yaml; every key is in docs/configuration.md");
    say("  ./org profiles bootstrap   before the first run: a profile with the keys of mgmt-org-admin");
    say("  ./org doctor               what is still missing on this machine and in AWS");
    say("  docs/day-0.md              from here to the organization");
    return exitCodes.ok;
}

function sayFaults(file: string, faults: readonly Fault[]): void {
    if (faults.length > 0) say(`${file} has ${formatFaults(faults, { ...faultFormat(2), file })}`);
}
