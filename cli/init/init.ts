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

/** The command with these flags, for a shell. */
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

/** What the answers make of the files; refused where that has a fault. */
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

/** What follows from a role that is lost, in three places, is said once, with its reason. */
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

/** The faults of proposed texts with the lines that the files have on the disk; what is only in a proposed text has none. */
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

/** Paths of answers that may be the example's too: who types them means them. */
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

/** The answers that flags give. */
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

/** What config/ refuses in the flags, all at once, before anything is asked. */
function refuseFaults(flags: Answers, files: Files, project: Project): void {
    const faults = (Object.keys(flags) as Field[]).flatMap((field) => faultsWith(flags, field, files, project));
    const once = [...new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault])).values()];
    if (once.length > 0)
        throw new CliError(formatFaults(once, faultFormat(2)), "correct the flags; nothing was written");
}

/** Refuses a faulty file before the first question, and not after the seventh. */
function refuseBeforeAsking(files: Files, project: Project): void {
    // What is the example's in a file may have faults that go with it.
    if (files.management.kind !== "own" || files.management.begun !== undefined) return;
    const verdicts = judge(readStackFiles(project.stackDir, project.name, initStacks), project);
    // The answers may mend these, and what follows from them.
    if (verdicts.management.faults.some(({ path }) => /^(?:company|email|management\.id)\b/u.test(path))) return;
    refuse(verdicts, files, (shown) => `${shown} has`);
}

type Verdicts = Readonly<Record<InitStack, Pick<CheckedStack<InitStack>, "faults" | "warnings">>>;

/** The judgement of `org validate`. */
function judge(texts: StackFiles, project: Project): Verdicts {
    return {
        management: checkStack("management", "management", texts, project),
        // A file of the user's own is not refused for what it lacks beside what was asked.
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

/** What a prompt says of a refused answer; a fault elsewhere in the config is shown with its place. */
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
        // Of a new file all is new: it is shown to those who asked to see and not to act.
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

/** What is on the disk now, as `org validate` judges it, and the next steps. */
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
