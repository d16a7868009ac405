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
import { accountSettings, type Answers, type Company } from "./company";
import { type CurrentFile } from "./current";
import { namesIn, textAt } from "./raw-values";
import type { InitStack } from "./stacks";
import { exampleScope } from "./begun";
import { engineLines } from "./engine-lines";
import { exampleConfig } from "./example";
import { exampleEdits } from "./example-edits";
import { renamedLines, withRenamedComments } from "./example-lines";
import { managementFile } from "./management-file";
import { rolesOf } from "./roles";
import { securityFile } from "./security-file";

/** The texts that the answers make of the stack files, by stack. */
export function proposedFiles(
    answers: Answers,
    { management, security }: Readonly<Record<InitStack, CurrentFile>>,
    project: Project,
): Readonly<Record<InitStack, string>> {
    const text =
        management.kind === "own"
            ? changedManagement(answers, management, project)
            : renewed(management, managementFile(newCompany(answers)));
    const { raw, region = project.config["aws:region"] } = readStackFile(text, project.name);
    const company = companyOf(answers, raw, region, management.kind === "own");
    return {
        management: text,
        security:
            security.kind === "own"
                ? changedSecurity(answers, security, company, project)
                : renewed(security, securityFile(company)),
    };
}

function changedManagement(answers: Answers, file: CurrentFile, project: Project): string {
    const { accounts = [], admins = [] } = answers;
    const { raw, region } = file;
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
    const before = fromExample(file, "management", managementFile(company), company, project);
    return edited(before, managementEdits(answers, before), project);
}

function entryOf(key: "unit" | "id", settings: unknown): Readonly<Record<string, string>> {
    const value = valueAt(settings, [key]);
    return typeof value === "string" ? { [key]: value } : {};
}

function changedSecurity(answers: Answers, file: CurrentFile, company: Company, project: Project): string {
    const before = fromExample(file, "security", securityFile(company), company, project);
    // The example's region is nobody's choice where the management stack has another.
    const region = answers.region ?? (file.begun === undefined ? undefined : company.region);
    return edited(before, regionEdits({ ...(region !== undefined && { region }) }, before), project);
}

/** A file that was begun from the example, with a new file's parts in the place of what is the example's still; any other as it is. */
function fromExample(
    file: CurrentFile,
    stack: InitStack,
    fresh: string,
    company: Company,
    project: Project,
): CurrentFile {
    const { begun } = file;
    if (begun === undefined) return file;
    const renamed = renamedLines(company);
    const isInScope = exampleScope(stack, begun.whole);
    const edits = exampleEdits(begun.whole, exampleConfig(stack), readStackFile(fresh, project.name).raw, {
        isInScope,
        text: fresh,
        renamed,
    });
    const text = withRenamedComments(edited(file, edits, project), renamed);
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

/** The company of a management file; the groups of an existing one assume the roles that are in it. */
function companyOf(answers: Answers, raw: RawConfig, region: string | undefined, isOwn: boolean): Company {
    const accounts = namesIn(raw["accounts"]).map((key) => ({ key }));
    const offered = new Map(rolesOf({ accounts }).map(({ role, group }) => [role, group]));
    // A role with principals of its own is theirs.
    const roles = namesIn(raw["access"]).filter((role) => valueAt(raw, ["access", role, "principals"]) === undefined);
    return {
        ...newCompany(answers),
        email: textAt(raw, ["email"]) ?? "",
        region: region ?? answers.region ?? "us-east-1",
        accounts,
        ...(isOwn && {
            groups: Object.fromEntries(roles.map((role) => [offered.get(role) ?? role.toLowerCase(), role])),
        }),
    };
}

/** A text in place of the old one; what the engine keeps in the file stays. */
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
    // One by one, so that the fault names the one that does not go.
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

/** An account that is there keeps what was not said of it. */
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

/** Units that accounts are in and the file lacks; a parent is implied by what is below it. */
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
