import { newRegionRule } from "../../config";
import { looksLikePerson } from "../../config/email";
import { type Path, valueAt } from "../../config/faults";
import type { Project } from "../common/project";
import { canAsk } from "../common/prompt";
import { CliError, exitCodes, say } from "../common/ui";
import { asInExample } from "./begun";
import {
    flagsOf,
    itemsOf,
    offeredAccounts,
    parseAccount,
    plainId,
    writeAccount,
    type AnsweredAccount,
    type Answers,
} from "./company";
import { type CurrentFile } from "./current";
import { namesIn, textAt } from "./raw-values";
import type { Field } from "./draft";

interface Question {
    readonly field: Field;
    /** The flag with an example value. */
    readonly flag: string;
    readonly text: string;
    /** Path in the config of the file's own value. Lists have none: answers are added to them. */
    readonly path?: Path;
    readonly isList?: true;
}

/** All questions, in order. */
export const questions: readonly Question[] = [
    {
        field: "company",
        flag: "--company acme",
        text: "Company (begins the accounts' names)",
        path: ["company", "name"],
    },
    {
        field: "short",
        flag: "--short ac",
        text: "Short name (begins profiles, buckets and aliases)",
        path: ["company", "short"],
    },
    {
        field: "email",
        flag: "--email aws@acme.com",
        text: "Email of the admins' group (accounts get its aliases)",
        path: ["email"],
    },
    { field: "region", flag: "--region us-east-1", text: "Home region (state and audit are there)" },
    {
        field: "managementId",
        flag: "--management-id 123456789012",
        text: "Id of the management account, 12 digits",
        path: ["management", "id"],
    },
    {
        field: "accounts",
        flag: flagsOf({ accounts: offeredAccounts }),
        text: "Accounts, as key=unit, separated by commas",
        isList: true,
    },
    {
        field: "admins",
        flag: "--admin jane.doe",
        text: "Admins, names of IAM users, separated by commas",
        isList: true,
    },
];

/** Returns what is wrong with an answer, given the earlier ones; undefined: nothing. */
export type Check = (answers: Answers, field: Field) => string | undefined;

/** Questions that flags do not answer. In a person's own file, only for missing values; all of them if no flag is given at a terminal. */
export function openQuestions(flags: Answers, file: CurrentFile, project: Project): readonly Question[] {
    const isLookedThrough = canAsk() && Object.keys(flags).length === 0;
    return questions.filter((question) => {
        if (flags[question.field] !== undefined) return false;
        if (file.kind !== "own" || isLookedThrough) return true;
        if (question.field === "region") return regionOf(file, project) === undefined;
        if (question.isList === true) return isAsked(question, file);
        return question.path !== undefined && valueAt(file.raw, question.path) === undefined;
    });
}

/**
 * Asks the open questions.
 *
 * @param command makes the shell command with flags for the answers, and more flags after them
 * @throws CliError that names all of them, where there is no terminal
 */
export async function ask(
    open: readonly Question[],
    flags: Answers,
    file: CurrentFile,
    project: Project,
    check: Check,
    command: (answers: Answers, more: string) => string,
): Promise<Answers> {
    if (open.length > 0 && !canAsk())
        throw new CliError(
            `answers are missing, and there is no terminal to ask at: ${open.map(({ flag }) => flag.split(" ")[0]!).join(", ")}`,
            `give them: ${command(flags, open.map((question) => flagFor(question, file)).join(" "))}`,
            exitCodes.usage,
        );
    if (open.length > 1) say(`Return takes what is in brackets; ${back} goes back to the question before.`);
    let answers = flags;
    for (let asked = 0; asked < open.length;) {
        const question = open[asked]!;
        const written = await askOnce(question, answers, file, project, check);
        if (written === back) {
            asked = Math.max(0, asked - 1);
        } else if (await isMeant(question.field, written, peopleOf(answers, file))) {
            answers = { ...answers, [question.field]: parsed(question, written) };
            asked++;
        }
    }
    return answers;
}

/** The flag with an example value; for accounts that are partly the example's, with the ones in the file. */
function flagFor(question: Question, file: CurrentFile): string {
    if (question.field !== "accounts" || !isAsked(question, file)) return question.flag;
    return flagsOf({ accounts: accountsOfBegun(file) });
}

/** The answer that goes back to the question before. */
const back = "<";

async function askOnce(
    question: Question,
    answers: Answers,
    file: CurrentFile,
    project: Project,
    check: Check,
): Promise<string> {
    const { askText } = await import("../common/prompt");
    const { field, flag } = question;
    const before = answers[field];
    const initial = before === undefined ? initialOf(question, answers, file, project) : written(before);
    return askText(wording(question, file), {
        cure: `give it: ${flag}`,
        ...(initial !== undefined && { initial }),
        check: (value) => (value === back ? undefined : check({ ...answers, [field]: parsed(question, value) }, field)),
    });
}

/** An answer as a person would type it. */
function written(answer: NonNullable<Answers[Field]>): string {
    if (typeof answer === "string") return answer;
    return answer.map((item) => (typeof item === "string" ? item : writeAccount(item))).join(", ") || "none";
}

/** Asks whether an unlikely answer is meant. */
async function isMeant(field: Field, answer: string, people: readonly string[]): Promise<boolean> {
    const doubt = doubtOf(field, answer, people);
    if (doubt === undefined) return true;
    const { askYes } = await import("../common/prompt");
    return askYes(doubt.question, `give it: ${doubt.flag}`);
}

function doubtOf(
    field: Field,
    answer: string,
    people: readonly string[],
): { readonly question: string; readonly flag: string } | undefined {
    if (field === "email" && looksLikePerson(answer, people))
        return {
            question: `${answer} looks like one person's mailbox. Is it a group's?`,
            flag: "--email <address>",
        };
    const unknown = field === "region" ? newRegionRule(answer) : undefined;
    return (
        unknown && {
            question: `${answer} ${unknown.message}: ${unknown.cure.replace(/[^?]$/u, "$&.")} Take it?`,
            flag: "--region <region>",
        }
    );
}

/** Names of the admins that are known so far. */
export function peopleOf({ admins = [] }: Answers, { raw }: CurrentFile): readonly string[] {
    return [...admins, ...namesIn(raw["admins"])];
}

/** Whether a list is partly the example's, so that the person must say what stays. */
function isAsked({ field }: Question, { begun }: CurrentFile): boolean {
    return begun?.asked.some((each) => each === field) ?? false;
}

function wording(question: Question, file: CurrentFile): string {
    const { text, isList } = question;
    if (isList !== true) return `${text}:`;
    if (isAsked(question, file)) return `${text}; of the example's only these stay, or none:`;
    return file.kind === "own" ? `${text}; to add to those of the file:` : `${text}, or none:`;
}

function parsed({ field, isList }: Question, written: string): unknown {
    if (isList !== true) return field === "managementId" ? plainId(written) : written;
    const items = itemsOf(written.split(",")).filter((item) => item !== "");
    return field === "accounts" ? items.map(parseAccount) : items;
}

/** The default of a question: the file's value, or what most companies choose. */
function initialOf(question: Question, answers: Answers, file: CurrentFile, project: Project): string | undefined {
    const { field, path, isList } = question;
    if (isList === true) {
        if (isAsked(question, file)) return offeredOfBegun(field, file);
        if (file.kind === "own") return "none";
        return field === "accounts" ? offeredAccounts.map(writeAccount).join(", ") : undefined;
    }
    if (field === "region") return regionOf(file, project) ?? "us-east-1";
    const present = path === undefined ? undefined : textAt(file.raw, path);
    return present ?? (field === "short" ? shortOf(answers.company) : undefined);
}

/** The default for a list that is partly the example's: the accounts that the file has; for admins `none`, if the file has others. */
function offeredOfBegun(field: Field, file: CurrentFile): string | undefined {
    if (field === "admins") return namesIn(file.raw["admins"]).length > 0 ? "none" : undefined;
    return written(accountsOfBegun(file));
}

function accountsOfBegun({ begun }: CurrentFile): readonly AnsweredAccount[] {
    const left = asInExample("management", "accounts", begun?.whole ?? {});
    return offeredAccounts.filter(({ key }) => left.includes(key));
}

function regionOf(file: CurrentFile, project: Project): string | undefined {
    return file.region ?? project.config["aws:region"];
}

function shortOf(company: string | undefined): string | undefined {
    const plain = company?.toLowerCase().replace(/[^a-z0-9]/gu, "");
    return plain === undefined || plain === "" ? undefined : plain.slice(0, 20);
}
