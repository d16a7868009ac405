import { type Fault, isMap } from "../../config/faults";
import { crossLayerContext, parseManagement, type RawConfig, unitPath } from "../../config";
import type { Project } from "../common/project";
import type { Answers } from "./company";
import { accountSettings } from "./company";
import { exampleConfig } from "./example";
import { formFaults } from "./form-faults";
import { inherited, type CurrentFile } from "./current";
import { namesIn } from "./raw-values";
import type { InitStack } from "./stacks";

/** The name of an answer. */
export type Field = keyof Answers;

/** Path in the config for each answer. Lists have none: only what the answer adds to them is checked. */
const paths: Readonly<Record<Field, string | undefined>> = {
    company: "company.name",
    short: "company.short",
    email: "email",
    // aws:region belongs to the engine, and is checked before config/ sees a draft.
    region: "--region",
    managementId: "management.id",
    accounts: undefined,
    admins: undefined,
};

/**
 * Faults of one answer, given the others: those at its own path, and those elsewhere that were not there without it. The rules are
 * config/'s; this makes a draft of the config from the answers.
 */
export function faultsWith(
    answers: Answers,
    field: Field,
    files: Readonly<Record<InitStack, CurrentFile>>,
    project: Project,
): readonly Fault[] {
    const plain = formFaults(answers, field, files.management);
    if (plain.length > 0) return plain;
    const others = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== field)) as Answers;
    const known = new Set(judged(others, files, project).map(identity));
    return judged(answers, files, project).filter(
        (fault) => isOwnPlace(fault.path, field) || !known.has(identity(fault)),
    );
}

function judged(answers: Answers, files: Readonly<Record<InitStack, CurrentFile>>, project: Project): readonly Fault[] {
    const { management, security } = files;
    // A file that was begun from the example gets the example's `organization` if it has none, and its services are checked too.
    const organization = management.begun && { organization: exampleConfig("management")["organization"] };
    const parsed = parseManagement(draftOf(answers, { ...organization, ...management.raw }, project), {
        project: project.name,
        baseDir: project.dir,
        region: answers.region ?? management.region ?? "us-east-1",
        ...crossLayerContext("management", {
            security: {
                raw: security.raw,
                faults: [],
                places: new Map(),
                engineNames: new Set(),
                environments: [],
            },
        }),
    });
    return parsed.ok ? [] : parsed.faults;
}

function draftOf(answers: Answers, raw: RawConfig, project: Project): RawConfig {
    const { company, short, email, region, managementId, accounts = [], admins = [] } = answers;
    const members = isMap(raw["accounts"]) ? raw["accounts"] : {};
    const settings = accounts.map((account) => {
        const before = members[account.key];
        const { key, unit, id } = account;
        return [
            key,
            isMap(before)
                ? { ...before, ...(unit !== undefined && { unit }), ...(id !== undefined && { id }) }
                : accountSettings(account),
        ] as const;
    });
    const units = [...namesIn(raw["units"]), ...settings.flatMap(([, { unit }]) => namesIn([unit]))];
    return {
        ...inherited(project),
        ...raw,
        company: {
            ...(isMap(raw["company"]) && raw["company"]),
            ...(company !== undefined && { name: company }),
            ...(short !== undefined && { short }),
        },
        ...(email !== undefined && { email }),
        ...(region !== undefined && { regions: [region] }),
        management: {
            ...(isMap(raw["management"]) && raw["management"]),
            ...(managementId !== undefined && { id: managementId }),
        },
        ...(accounts.length > 0 && {
            units: [...new Set(units.map(unitPath))].filter((unit) => unit !== "root"),
            accounts: { ...members, ...Object.fromEntries(settings) },
        }),
        ...(admins.length > 0 && { admins: withAdmins(raw["admins"], admins) }),
    };
}

function withAdmins(before: unknown, added: readonly string[]): unknown {
    if (isMap(before)) return { ...Object.fromEntries(added.map((name) => [name, {}])), ...before };
    const present = namesIn(before);
    return [...present, ...added.filter((name, index) => !present.includes(name) || added.indexOf(name) < index)];
}

/** Whether a path of the config belongs to the answer. */
export function isOwnPlace(path: string, field: Field): boolean {
    const own = paths[field];
    return own !== undefined && (path === own || path.startsWith(`${own}.`) || path.startsWith(`${own}[`));
}

function identity({ path, message }: Fault): string {
    return `${path}\n${message}`;
}
