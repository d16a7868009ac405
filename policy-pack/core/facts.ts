import type { Person } from "../../config/email";
import { isMap } from "../../config/faults";
import type { StackRun } from "./stack-config";

/**
 * What the stack's own config says about the organization, so that this program needs no policy config. Another program's stack says
 * nothing of it, and its policy config does.
 */
export interface Facts {
    /** True in `preview` and in the preview of `up`: what is not known then is judged later. */
    readonly isPreview: boolean;
    /** The group's address. */
    readonly group?: string;
    /** The management account's address, when it is not the group's. */
    readonly managementEmail?: string;
    readonly ownedDomains: readonly string[];
    readonly people: readonly Person[];
    /** Ids of accounts of the organization. */
    readonly accounts: readonly string[];
    /** Emails of accounts that existed before they were declared. */
    readonly existingEmails: readonly string[];
    /** Service principals with trusted access. */
    readonly services: readonly string[];
    /** Name of the role by which the management account enters the others. */
    readonly accessRole: string;
}

/** Reads the facts out of the stack's config. */
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
    return {
        isPreview: dryRun,
        ...(group === undefined ? {} : { group }),
        ...(managementEmail === undefined ? {} : { managementEmail }),
        ownedDomains: texts(get("ownedDomains")),
        people: ["admins", "breakGlass", "users"].flatMap((where) =>
            names(get(where)).map((name) => ({ name, where })),
        ),
        accounts: [management, ...accounts].flatMap(({ id }) => text(id) ?? []),
        // Only an account that has an id may have an email of its own (config/organization/account-emails.ts).
        existingEmails: accounts.flatMap(({ id, joined, email }) =>
            id === undefined && joined !== "invited" ? [] : (text(email) ?? []),
        ),
        services: texts(organization["services"]).filter((service) => !off.includes(service)),
        accessRole: text(management["roleName"]) ?? "OrganizationAccountAccessRole",
    };
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

/** The texts of a list; empty for all else. */
export function texts(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function names(value: unknown): readonly string[] {
    return Array.isArray(value) ? texts(value) : Object.keys(map(value));
}
