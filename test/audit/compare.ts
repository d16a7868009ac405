import { verdicts, type Account, type Checker, type Finding, type Row, type Verdict } from "./findings";

/** How the FAILs of a run compare with the table. */
export interface Comparison {
    /** FAILs without a row: the run fails. */
    readonly unknown: readonly Finding[];
    /** Parts of rows that no FAIL matches any more: an account, or a resource pattern. */
    readonly gone: readonly string[];
    /** FAILs by the verdict of their row. */
    readonly counts: Readonly<Record<Verdict, number>>;
}

/** @param checked the checkers and accounts that ran; rows of others are not compared */
export function compare(
    findings: readonly Finding[],
    table: readonly Row[],
    checked: { readonly checkers: readonly Checker[]; readonly accounts: readonly Account[] },
): Comparison {
    const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
    const unknown = findings.filter((finding) => {
        const row = table.find((each) => isOf(finding, each));
        if (row !== undefined) counts[row.verdict]++;
        return row === undefined;
    });
    const gone = table
        .filter(({ checker }) => checked.checkers.includes(checker))
        .flatMap((row) => goneOf(row, findings, checked.accounts));
    return { unknown, gone, counts };
}

function goneOf(row: Row, findings: readonly Finding[], ran: readonly Account[]): readonly string[] {
    const own = findings.filter((finding) => isOf(finding, row));
    const name = `${row.checker} ${row.check}`;
    const quiet = row.accounts.filter(
        (account) => ran.includes(account) && own.every((each) => each.account !== account),
    );
    const complete = row.accounts.every((account) => ran.includes(account));
    const unused = (row.resources ?? []).filter(
        (pattern) => complete && own.every((each) => !isLike(each.resource, pattern)),
    );
    return [
        ...quiet.map((account) => `${name} in ${account}`),
        ...(quiet.length === row.accounts.length ? [] : unused.map((pattern) => `${name} of ${pattern}`)),
    ];
}

function isOf(finding: Finding, row: Row): boolean {
    return (
        finding.checker === row.checker &&
        finding.check === row.check &&
        row.accounts.includes(finding.account) &&
        (row.resources ?? ["*"]).some((pattern) => isLike(finding.resource, pattern))
    );
}

/** `*` stands for any text. */
function isLike(text: string, pattern: string): boolean {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "su").test(text);
}

/** Rows that overlap, so that one FAIL could match two of them, and rows that no FAIL can match. */
export function tableFaults(table: readonly Row[]): readonly string[] {
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const row of table) {
        if (row.accounts.length === 0) faults.push(`${row.check}: no account`);
        if (row.why.trim() === "") faults.push(`${row.check}: no reason`);
        for (const account of row.accounts)
            for (const resource of row.resources ?? ["*"]) {
                const key = [row.checker, row.check, account, resource].join(" ");
                if (seen.has(key)) faults.push(`twice: ${key}`);
                seen.add(key);
            }
    }
    return faults;
}
