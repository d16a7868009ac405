import { shellWord } from "../../config/faults";

/** An account in an answer to `org init`. */
export interface AnsweredAccount {
    readonly key: string;
    /** Path of its unit. */
    readonly unit?: string;
    /** Id of an account that exists already, 12 digits. */
    readonly id?: string;
}

/** The answers to `org init`. What is undefined was not asked, and stays as it is. */
export interface Answers {
    readonly company?: string;
    readonly short?: string;
    readonly email?: string;
    readonly region?: string;
    readonly managementId?: string;
    readonly accounts?: readonly AnsweredAccount[];
    readonly admins?: readonly string[];
}

/** All that a new pair of stack files is made from. */
export interface Company extends Required<Answers> {
    /** Governed regions. Default: the home region. */
    readonly regions?: readonly string[];
    /** Whether the contacts are settings; else they are an example in comments. */
    readonly contacts?: boolean;
    /** GitHub repository of the CI roles, `owner/name`. */
    readonly repository?: string;
    /** GitHub's ids of the repository and its owner. */
    readonly repositoryIds?: { readonly ownerId: number; readonly repositoryId: number };
    /** Role by group. Default: the groups of the offered roles. */
    readonly groups?: Readonly<Record<string, string>>;
    /** Groups by user of the security account. */
    readonly users?: Readonly<Record<string, readonly string[]>>;
    /** Email address of the group that gets alarms. */
    readonly alarms?: string;
    /** A comment near the head of each file. */
    readonly note: readonly [management: string, security: string];
}

/** The accounts that `org init` proposes: those of binbash Leverage. */
export const offeredAccounts: readonly AnsweredAccount[] = [
    { key: "security", unit: "security" },
    { key: "shared", unit: "shared" },
    { key: "network", unit: "network" },
    { key: "apps-devstg", unit: "workloads/devstg" },
    { key: "apps-prd", unit: "workloads/prd" },
];

/** The accounts of the shipped example. */
export const exampleAccounts: readonly AnsweredAccount[] = [...offeredAccounts, { key: "data-science", unit: "data" }];

/** The items of a list in an answer; `none` is an empty list. */
export function itemsOf(written: readonly string[]): readonly string[] {
    return written.map((item) => item.trim()).filter((item) => item !== "none");
}

/** Parses `key`, `key=unit`, `key:id` or `key=unit:id`. The rules of config/ report what is wrong with the parts. */
export function parseAccount(written: string): AnsweredAccount {
    const { key, unit, id } = /^(?<key>[^=:]*)(?:=(?<unit>[^:]*))?(?::(?<id>.*))?$/su.exec(written)?.groups ?? {};
    return {
        key: (key ?? written).trim(),
        ...(unit !== undefined && { unit: unit.trim() }),
        ...(id !== undefined && { id: plainId(id) }),
    };
}

/** An account's id without quotes, hyphens and blanks, as consoles and files have them, if 12 digits are left; else the text as it is. */
export function plainId(written: string): string {
    const digits = written.replace(/["'\s-]/gu, "");
    return /^\d{12}$/u.test(digits) ? digits : written.trim();
}

/** Formats an account so that parseAccount reads it. */
export function writeAccount({ key, unit, id }: AnsweredAccount): string {
    return `${key}${unit === undefined ? "" : `=${unit}`}${id === undefined ? "" : `:${id}`}`;
}

/** A new account's settings in the config. An account of the example without a unit gets the example's. */
export function accountSettings({ key, unit, id }: AnsweredAccount): Readonly<Record<string, string>> {
    const place = unit ?? exampleAccounts.find((known) => known.key === key)?.unit;
    return { ...(place !== undefined && { unit: place }), ...(id !== undefined && { id }) };
}

/** Shell flags that give these answers; `none` for an empty list. */
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
