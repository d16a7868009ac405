import type { Person } from "../../config/email";
import { partitionWith } from "../../config/aws-facts";
import { isMap } from "../../config/faults";
import { defaultAccessRole, meaningOfTarget, ownRoles, unitsAbove } from "../../config/names";
import { isSuspended, type MemberPlace, type WaysIn } from "../../policies/evaluate/lockout";
import type { StackRun } from "./stack-config";

/**
 * What the stack's own config says about the organization, so that this program needs no policy config. Another
 * program's stack has no such config, and sets the policy config instead.
 */
export interface Facts {
    /** True in `preview` and in the preview of `up`: values that are not known then are judged later. */
    readonly isPreview: boolean;
    /** The group's email address. */
    readonly group?: string;
    /** Email of the management account, if it is not the group's. */
    readonly managementEmail?: string;
    readonly ownedDomains: readonly string[];
    readonly people: readonly Person[];
    /** 12-digit ids of accounts of the organization. */
    readonly accounts: readonly string[];
    /** Emails of accounts that existed before they were declared. */
    readonly existingEmails: readonly string[];
    /** AWS service principals with trusted access. */
    readonly services: readonly string[];
    /** Name of the role through which the management account enters the others. */
    readonly accessRole: string;
    /** Roles that enter through it, and CI's role for previews. */
    readonly waysIn: Omit<WaysIn, "accessRole">;
    /** Where the organization is, as far as the config says so. */
    readonly place: Partial<MemberPlace>;
    /** Names of policies that bind only accounts that were suspended on purpose. */
    readonly suspending: readonly string[];
}

/** Returns the facts of the current run, which are read once for each run. */
export function factsOf(stackRun: () => StackRun): () => Facts {
    let kept: { readonly run: StackRun; readonly facts: Facts } | undefined;
    return () => {
        const run = stackRun();
        if (kept?.run !== run) kept = { run, facts: readFacts(run) };
        return kept.facts;
    };
}

/** Reads the facts from the stack's config. */
export function readFacts({ project, config, dryRun }: StackRun): Facts {
    const get = (key: string): unknown => {
        const value = config[`${project ?? ""}:${key}`];
        return value === undefined ? undefined : (parsed(value) ?? value);
    };
    const management = map(get("management"));
    const organization = map(get("organization"));
    const accounts = Object.values(map(get("accounts"))).map(map);
    const off = texts(organization["disable"]);
    const group = text(get("email"));
    const managementEmail = text(management["email"]);
    const accessRole = text(management["roleName"]) ?? defaultAccessRole;
    return {
        isPreview: dryRun,
        ...(group === undefined ? {} : { group }),
        ...(managementEmail === undefined ? {} : { managementEmail }),
        ownedDomains: texts(get("ownedDomains")),
        people: ["admins", "breakGlass", "users"].flatMap((where) =>
            names(get(where)).map((name) => ({ name, where })),
        ),
        accounts: [management, ...accounts].flatMap(({ id }) => text(id) ?? []),
        // Only an account with an id may have an email outside the group (config/organization/account-emails.ts).
        existingEmails: accounts.flatMap(({ id, joined, email }) =>
            id === undefined && joined !== "invited" ? [] : (text(email) ?? []),
        ),
        services: texts(organization["services"]).filter((service) => !off.includes(service)),
        accessRole,
        waysIn: waysIn(accessRole, get("ci") !== undefined, text(map(get("company"))["short"])),
        place: placeOf(config["aws:region"], text(management["id"]), text(organization["id"])),
        suspending: suspending(map(get("policies")), map(get("accounts")), unitPaths(get("units"))),
    };
}

function waysIn(accessRole: string, hasCi: boolean, short: string | undefined): Facts["waysIn"] {
    if (!hasCi || short === undefined) return { enteredBy: [accessRole] };
    const { ciDeploy, ciPreview } = ownRoles(short);
    return { enteredBy: [accessRole, ciDeploy], ciPreview };
}

function placeOf(
    region: string | undefined,
    management: string | undefined,
    organization: string | undefined,
): Facts["place"] {
    const partition = region === undefined ? undefined : partitionWith(region)?.name;
    return {
        ...(region === undefined ? {} : { region }),
        ...(partition === undefined ? {} : { partition }),
        ...(management === undefined ? {} : { management }),
        ...(organization === undefined ? {} : { organization }),
    };
}

function suspending(
    policies: Readonly<Record<string, unknown>>,
    accounts: Readonly<Record<string, unknown>>,
    units: ReadonlySet<string>,
): readonly string[] {
    const isOut = (target: string): boolean => {
        const meaning = meaningOfTarget(target.replace(/\/$/u, ""), (path) => units.has(path));
        if (meaning.kind !== "account") return meaning.kind === "unit" && isSuspended(meaning.path);
        const account = accounts[meaning.key];
        // A unit that the config does not list is judged by its name.
        return isSuspended(account === undefined ? target : text(map(account)["unit"]));
    };
    return Object.keys(policies).filter((name) => {
        const targets = texts(map(policies[name])["targets"]);
        return targets.length > 0 && targets.every(isOut);
    });
}

/** Paths of the units, including the parents that they imply. */
function unitPaths(units: unknown): ReadonlySet<string> {
    const written = (Array.isArray(units) ? units : []).flatMap(
        (unit: unknown) => text(unit) ?? text(map(unit)["path"]) ?? [],
    );
    return new Set(written.flatMap((path) => unitsAbove(path.replace(/\/$/u, ""))));
}

function parsed(value: string): unknown {
    try {
        return JSON.parse(value) as unknown;
    } catch {
        return undefined;
    }
}

function map(value: unknown): Readonly<Record<string, unknown>> {
    return isMap(value) ? value : {};
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** The texts of a list; empty for any other value. */
export function texts(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function names(value: unknown): readonly string[] {
    return Array.isArray(value) ? texts(value) : Object.keys(map(value));
}
