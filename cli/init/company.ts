import { shellWord } from "../../config/faults";

/** An account as `org init` asks for it. */
export interface AnsweredAccount {
    readonly key: string;
    /** Path of its unit. */
    readonly unit?: string;
    /** Of one that exists. */
    readonly id?: string;
}

/** The answers to `org init`; what is absent was not asked, and stays as it is. */
export interface Answers {
    readonly company?: string;
    readonly short?: string;
    readonly email?: string;
    readonly region?: string;
    readonly managementId?: string;
    readonly accounts?: readonly AnsweredAccount[];
    readonly admins?: readonly string[];
}

/** All that a new pair of stack files is written from. */
export interface Company extends Required<Answers> {
    /** Governed regions. Default: the home region. */
    readonly regions?: readonly string[];
    /** Whether the contacts are the company's own, and not an example in a comment. */
    readonly contacts?: boolean;
    /** Repository of the CI roles. */
    readonly repository?: string;
    /** GitHub's ids of its owner and of it. */
    readonly repositoryIds?: { readonly ownerId: number; readonly repositoryId: number };
    /** Groups → the role that they take on. Default: the offered roles'. */
    readonly groups?: Readonly<Record<string, string>>;
    /** Users of the security account → groups. */
    readonly users?: Readonly<Record<string, readonly string[]>>;
    /** The group that gets alarms. */
    readonly alarms?: string;
    /** Shown under the head line. */
    readonly note: readonly [management: string, security: string];
}

/** The accounts that are offered: the original's. */
export const offeredAccounts: readonly AnsweredAccount[] = [
    { key: "security", unit: "security" },
    { key: "shared", unit: "shared" },
    { key: "network", unit: "network" },
    { key: "apps-devstg", unit: "workloads/devstg" },
    { key: "apps-prd", unit: "workloads/prd" },
];

/** The accounts of the shipped example. */
export const exampleAccounts: readonly AnsweredAccount[] = [...offeredAccounts, { key: "data-science", unit: "data" }];

/** The items of an answer; `none` is none. */
export function itemsOf(written: readonly string[]): readonly string[] {
    return written.map((item) => item.trim()).filter((item) => item !== "none");
}

/** Reads `key`, `key=unit`, `key:id` or `key=unit:id`; what is wrong with them config/ tells. */
export function parseAccount(written: string): AnsweredAccount {
    const { key, unit, id } = /^(?<key>[^=:]*)(?:=(?<unit>[^:]*))?(?::(?<id>.*))?$/su.exec(written)?.groups ?? {};
    return {
        key: (key ?? written).trim(),
        ...(unit !== undefined && { unit: unit.trim() }),
        ...(id !== undefined && { id: plainId(id) }),
    };
}

/** An account's id as it is copied from consoles and files: quotes around it and hyphens or blanks in it go, if 12 digits are left. */
export function plainId(written: string): string {
    const digits = written.replace(/["'\s-]/gu, "");
    return /^\d{12}$/u.test(digits) ? digits : written.trim();
}

/** The account as parseAccount reads it. */
export function writeAccount({ key, unit, id }: AnsweredAccount): string {
    return `${key}${unit === undefined ? "" : `=${unit}`}${id === undefined ? "" : `:${id}`}`;
}

/** A new account's settings as they are in the config; one of the example has the unit that it has there. */
export function accountSettings({ key, unit, id }: AnsweredAccount): Readonly<Record<string, string>> {
    const place = unit ?? exampleAccounts.find((known) => known.key === key)?.unit;
    return { ...(place !== undefined && { unit: place }), ...(id !== undefined && { id }) };
}

/** The flags that give these answers again, for a shell; an empty list was answered too, by `none`. */
export function flagsOf({ company, short, email, region, managementId, accounts, admins }: Answers): string {
    const list = (items: readonly string[] | undefined): readonly string[] =>
        items?.length === 0 ? ["none"] : (items ?? []);
    const texts = { company, short, email, region, "management-id": managementId };
    const flags = [
        ...Object.entries(texts).flatMap(([flag, text]) => (text === undefined ? [] : [[flag, text] as const])),
        ...list(accounts?.map(writeAccount)).map((account) => ["account", account] as const),
        ...list(admins).map((admin) => ["admin", admin] as const),
    ];
    return flags.map(([flag, text]) => `--${flag} ${shellWord(text)}`).join(" ");
}
