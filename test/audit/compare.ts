import { verdicts, type Account, type Checker, type Finding, type Row, type Verdict } from "./findings";

/** How a run agrees with the table. */
export interface Comparison {
    /** FAILs that no row has: the run fails. */
    readonly unknown: readonly Finding[];
    /** Parts of rows that no FAIL has any more: an account, or a resource pattern. */
    readonly gone: readonly string[];
    /** FAILs by the verdict of their row. */
    readonly counts: Readonly<Record<Verdict, number>>;
}

/** @param checked the checkers and accounts that ran; of others nothing is gone. */
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

/** Rows of which two could have one FAIL, or none: the table says each thing once. */
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
