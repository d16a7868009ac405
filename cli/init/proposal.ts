import {
    type ConfigEdit,
    EditError,
    editStackFile,
    inlineYaml,
    type RawConfig,
    readStackFile,
    unitPath,
} from "../../config";
import { isMap, valueAt } from "../../config/faults";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import { accountSettings, offeredAccounts, type Answers, type Company } from "./company";
import { isNobodysFile, type CurrentFile } from "./current";
import { namesIn, textAt } from "./raw-values";
import type { InitStack } from "./stacks";
import { editedAsFarAsItGoes, exampleScope, type Begun } from "./begun";
import { engineLines } from "./engine-lines";
import { example, exampleConfig } from "./example";
import { exampleEdits } from "./example-edits";
import { renamedLines, withRenamedComments } from "./example-lines";
import { groupsInUse, unitsInUse } from "./in-use";
import { managementFile } from "./management-file";
import { rolesOf } from "./roles";
import { securityFile } from "./security-file";

type Files = Readonly<Record<InitStack, CurrentFile>>;

/**
 * The new texts of the stack files, by stack.
 *
 * @throws CliError where a file's form does not allow an edit
 */
export function proposedFiles(answers: Answers, files: Files, project: Project): Readonly<Record<InitStack, string>> {
    const { management, security } = files;
    const text =
        management.kind === "own"
            ? changedManagement(answers, management, project)
            : renewed(management, managementFile(newCompany(answers)));
    const { raw, region = project.config["aws:region"] } = readStackFile(text, project.name);
    const company = companyOf(answers, raw, region);
    return {
        management: text,
        security:
            security.kind === "own"
                ? changedSecurity(answers, files, company, project)
                : renewed(
                      security,
                      securityFile({ ...company, region: securityRegion(files, company.region, project) }),
                  ),
    };
}

function changedManagement(answers: Answers, file: CurrentFile, project: Project): string {
    const { accounts = [], admins = [] } = answers;
    const { raw, region, begun } = file;
    const own = Object.entries(isMap(raw["accounts"]) ? raw["accounts"] : {}).map(([key, settings]) => ({
        key,
        ...entryOf("unit", settings),
        ...entryOf("id", settings),
    }));
    const company: Company = {
        ...newCompany(answers),
        company: answers.company ?? textAt(raw, ["company", "name"]) ?? "",
        short: answers.short ?? textAt(raw, ["company", "short"]) ?? "",
        email: answers.email ?? textAt(raw, ["email"]) ?? "",
        region: answers.region ?? region ?? project.config["aws:region"] ?? "",
        managementId: answers.managementId ?? textAt(raw, ["management", "id"]) ?? "",
        accounts: [...own, ...accounts.filter(({ key }) => !own.some((each) => each.key === key))],
        admins: [...new Set([...namesIn(raw["admins"]), ...admins])],
    };
    const withNew = (before: CurrentFile): string => edited(before, managementEdits(answers, before), project);
    if (begun === undefined) return withNew(file);
    const text = managementFile(company);
    const fresh = readStackFile(text, project.name).raw;
    const replaced = (units: readonly string[]): CurrentFile => {
        const raw = { ...fresh, units: [...namesIn(fresh["units"]), ...units] };
        return fromExample(file, begun, "management", { text, raw }, company, isNobodysFile(file), project);
    };
    // A part that stays may need units of the example, so those stay too.
    const first = withNew(replaced([]));
    const units = unitsInUse(begun.whole["units"], readStackFile(first, project.name).raw);
    return units.length === 0 ? first : withNew(replaced(units));
}

function entryOf(key: "unit" | "id", settings: unknown): Readonly<Record<string, string>> {
    const value = valueAt(settings, [key]);
    return typeof value === "string" ? { [key]: value } : {};
}

function changedSecurity(answers: Answers, files: Files, company: Company, project: Project): string {
    const { security: file } = files;
    const { begun } = file;
    const isAsked = file.region !== undefined || begun !== undefined || answers.region !== undefined;
    const region = isAsked ? { region: securityRegion(files, company.region, project) } : {};
    const withRegion = (before: CurrentFile): string => edited(before, regionEdits(region, before), project);
    if (begun === undefined) return withRegion(file);
    const isFree = isNobodysSecurity(files);
    const text = securityFile(company);
    const raw = {
        ...readStackFile(text, project.name).raw,
        groups: groupsBeside(company.groups ?? {}, begun.whole["groups"], isFree ? groupsInUse(file) : undefined),
    };
    return withRegion(fromExample(file, begun, "security", { text, raw }, company, isFree, project));
}

/**
 * The region of the security stack. It follows the management stack's region where both were the same, or where it is the example's and
 * nothing can be at AWS yet; otherwise it stays, as a person's choice.
 */
export function securityRegion({ management, security }: Files, region: string, project: Project): string {
    const before = security.region;
    const isExamples = isNobodysSecurity({ management, security }) && before === example.region;
    const isShared = before === (management.region ?? project.config["aws:region"]);
    return before === undefined || isExamples || isShared ? region : before;
}

/**
 * Whether nothing of the security file can be at AWS yet: the management file has never been run, or is missing and the security file is
 * the example's.
 */
function isNobodysSecurity({ management, security }: Files): boolean {
    const isLaidOut = security.kind === "example" || security.begun !== undefined;
    return isNobodysFile(management) || (management.kind === "none" && isLaidOut);
}

/**
 * Groups for a file that was begun from the example: its own, and one for each role that none of them has.
 *
 * @param used the file's own groups that are in use: others are removed if their roles do not exist. Default: all stay, because AWS may
 * have them
 */
function groupsBeside(wanted: Readonly<Record<string, string>>, own: unknown, used?: readonly string[]): RawConfig {
    const there = new Set(Object.values(wanted));
    const rolesOfGroup = (name: string): readonly string[] => namesIn(valueAt(own, [name, "roles"]));
    const stay = namesIn(own).filter(
        (name) => used === undefined || used.includes(name) || rolesOfGroup(name).every((role) => there.has(role)),
    );
    const given = new Set(stay.flatMap(rolesOfGroup));
    return {
        ...Object.fromEntries(
            Object.entries(wanted)
                .filter(([, role]) => !given.has(role))
                .map(([group, role]) => [group, { roles: [role] }]),
        ),
        ...Object.fromEntries(stay.map((name) => [name, valueAt(own, [name])])),
    };
}

/** The file with all example values replaced by a new file's. */
function fromExample(
    file: CurrentFile,
    begun: Begun,
    stack: InitStack,
    fresh: { readonly text: string; readonly raw: RawConfig },
    company: Company,
    isNobodys: boolean,
    project: Project,
): CurrentFile {
    const renamed = renamedLines(company);
    const isInScope = exampleScope(stack, begun.whole);
    const means = { isInScope, text: fresh.text, renamed };
    const edits = exampleEdits(begun.whole, exampleConfig(stack), fresh.raw, means);
    // An edit that a person asked for must succeed, and so must every edit of a file of which nothing is at AWS; other edits may fail.
    const isDue = ({ path }: ConfigEdit): boolean => isNobodys || begun.asked.some((topKey) => topKey === path[0]);
    const rest = editedAsFarAsItGoes(
        file.text ?? "",
        project.name,
        edits.filter((edit) => !isDue(edit)),
    );
    const text = withRenamedComments(edited({ ...file, text: rest }, edits.filter(isDue), project), renamed);
    return { ...file, text, raw: readStackFile(text, project.name).raw };
}

const note = "`./org init` wrote this file and changes it in place; `./org validate` checks it, offline.";

function newCompany(answers: Answers): Company {
    const {
        company = "",
        short = "",
        email = "",
        region = "",
        managementId = "",
        accounts = [],
        admins = [],
    } = answers;
    return { company, short, email, region, managementId, accounts, admins, note: [note, ""] };
}

/** The company that a management file describes, with a group for each role of `access`. */
function companyOf(answers: Answers, raw: RawConfig, region: string | undefined): Company {
    const accounts = namesIn(raw["accounts"]).map((key) => ({ key }));
    const offered = new Map(rolesOf({ accounts: offeredAccounts }).map(({ role, group }) => [role, group]));
    // A role with `principals` has no group.
    const roles = namesIn(raw["access"]).filter((role) => valueAt(raw, ["access", role, "principals"]) === undefined);
    return {
        ...newCompany(answers),
        email: textAt(raw, ["email"]) ?? "",
        region: region ?? answers.region ?? "us-east-1",
        accounts,
        groups: Object.fromEntries(roles.map((role) => [offered.get(role) ?? role.toLowerCase(), role])),
    };
}

/** A new text, with the lines that the engine keeps in the old file. */
function renewed({ text }: CurrentFile, fresh: string): string {
    const kept = engineLines(text ?? "").map((line) => (line.endsWith("\n") ? line : `${line}\n`));
    return kept.length === 0 ? fresh : `${fresh}\n${kept.join("")}`;
}

function edited({ text = "", shown }: CurrentFile, edits: readonly ConfigEdit[], project: Project): string {
    try {
        return editStackFile(text, project.name, edits);
    } catch (error) {
        if (!(error instanceof EditError)) throw error;
    }
    // Tries them one by one, so that the error names the one that fails.
    return edits.reduce((before, edit) => {
        try {
            return editStackFile(before, project.name, [edit]);
        } catch (error) {
            if (!(error instanceof EditError)) throw error;
            throw new CliError(
                `${shown}: ${error.message}`,
                `${byHand(edit)} by hand, then run ./org init again; nothing was written`,
            );
        }
    }, text);
}

function byHand(edit: ConfigEdit): string {
    if ("set" in edit) return `write ${inlineYaml(edit.set)} there`;
    if ("append" in edit) return `write ${inlineYaml(edit.append)} there`;
    return `take ${"take" in edit ? edit.take : "it"} out`;
}

function managementEdits(answers: Answers, file: CurrentFile): readonly ConfigEdit[] {
    const { company, short, email, managementId, accounts = [], admins = [] } = answers;
    const { raw } = file;
    const texts = [
        [["company", "name"], company],
        [["company", "short"], short],
        [["email"], email],
        [["management", "id"], managementId],
    ] as const;
    return [
        ...texts.flatMap(([path, set]) =>
            set === undefined || valueAt(raw, path) === set ? [] : [{ path, set } satisfies ConfigEdit],
        ),
        ...regionEdits(answers, file),
        ...unitEdits(accounts, raw),
        ...accounts.flatMap((account) => accountEdits(account, raw)),
        ...adminEdits(admins, raw["admins"]),
    ];
}

function regionEdits({ region }: Answers, file: CurrentFile): readonly ConfigEdit[] {
    return region === undefined || region === file.region ? [] : [{ path: ["aws:region"], set: region }];
}

/** Edits for an account: an existing one keeps what the answer does not give. */
function accountEdits(account: NonNullable<Answers["accounts"]>[number], raw: RawConfig): readonly ConfigEdit[] {
    const { key, unit, id } = account;
    const path = ["accounts", key];
    const before = valueAt(raw, path);
    if (before === undefined) return [{ path, set: accountSettings(account) }];
    const old = textAt(raw, [...path, "unit"]);
    return [
        ...(unit === undefined || (old !== undefined && unitPath(old) === unitPath(unit))
            ? []
            : [{ path: [...path, "unit"], set: unit }]),
        ...(id === undefined || valueAt(before, ["id"]) === id ? [] : [{ path: [...path, "id"], set: id }]),
    ];
}

/** Edits that add units which accounts need and the file lacks. A unit below implies its parents. */
function unitEdits(accounts: NonNullable<Answers["accounts"]>, raw: RawConfig): readonly ConfigEdit[] {
    const present = namesIn(raw["units"]).map(unitPath);
    const wanted = accounts.flatMap((account) => {
        const isNew = valueAt(raw, ["accounts", account.key]) === undefined;
        return (isNew ? accountSettings(account)["unit"] : account.unit) ?? [];
    });
    return [...new Set(wanted.map(unitPath))]
        .filter((unit) => unit !== "root" && !present.some((each) => each === unit || each.startsWith(`${unit}/`)))
        .map((unit) => ({ path: ["units"], append: unit }));
}

function adminEdits(admins: readonly string[], before: unknown): readonly ConfigEdit[] {
    const present = namesIn(before);
    return admins
        .filter((name) => !present.includes(name))
        .map((name) => (isMap(before) ? { path: ["admins", name], set: {} } : { path: ["admins"], append: name }));
}
