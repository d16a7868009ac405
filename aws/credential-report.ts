/** IAM's credential report: what the users of an account come in with, in one call for all of them. */
import { setTimeout as sleep } from "node:timers/promises";
import { GenerateCredentialReportCommand, GetCredentialReportCommand, type IAMClient } from "@aws-sdk/client-iam";
import { isAwsError } from "./error-codes";

/** A user as the report has it. */
export interface ReportedUser {
    readonly name: string;
    /** Absent without a password. */
    readonly password?: { readonly changed?: Date; readonly lastUsed?: Date };
    readonly hasMfa: boolean;
    /** Two at most, without their ids. */
    readonly keys: readonly ReportedKey[];
    /** How many signing certificates are active. */
    readonly certificates: number;
}

export interface ReportedKey {
    readonly isActive: boolean;
    /** When it was made, or last changed between active and inactive. */
    readonly made?: Date;
    readonly lastUsed?: Date;
    /** `s3`, `iam` …: what it was used for last. */
    readonly service?: string;
}

/** How often, and with what pause in milliseconds, it is asked whether the report is made. */
interface Waiting {
    readonly times: number;
    readonly pause: number;
}

/**
 * Has IAM make the report, and reads it; undefined where it is not made within a minute. IAM makes one every four hours at most, so that it may be
 * older than the latest users. Throws AWS's error where it may not be asked for.
 *
 * @returns the users, the root user not among them, and when the report was made
 */
export async function credentialReport(
    client: Pick<IAMClient, "send">,
    { times, pause }: Waiting = { times: 60, pause: 1000 },
): Promise<{ readonly made: Date; readonly users: readonly ReportedUser[] } | undefined> {
    for (let asked = 0; asked < times; asked += 1) {
        if (asked > 0) await sleep(pause);
        const { State: state } = await client.send(new GenerateCredentialReportCommand({}));
        if (state !== "COMPLETE") continue;
        try {
            const { Content: content, GeneratedTime: made } = await client.send(new GetCredentialReportCommand({}));
            return { made: made!, users: readReport(new TextDecoder().decode(content)) };
        } catch (error) {
            if (!isAwsError(error, "CredentialReportNotPresent", "CredentialReportNotReady", "CredentialReportExpired"))
                throw error;
        }
    }
    return undefined;
}

/** The users of a report's text (IAM user guide, "Getting credential reports for your AWS account"). */
export function readReport(text: string): readonly ReportedUser[] {
    const [head = "", ...lines] = text.split(/\r?\n/u).filter((line) => line !== "");
    const names = fieldsOf(head);
    return lines.flatMap((line) => {
        const row = rowOf(names, fieldsOf(line));
        return row["user"] === "<root_account>" ? [] : [userOf(row)];
    });
}

type Row = Readonly<Record<string, string | undefined>>;

/** A user's name may have commas, and its ARN has them too. */
function rowOf(names: readonly string[], fields: readonly string[]): Row {
    const more = Math.max(0, fields.length - names.length) / 2;
    const [user, arn] = [fields.slice(0, 1 + more), fields.slice(1 + more, 2 + 2 * more)];
    const values = [user.join(","), arn.join(","), ...fields.slice(2 + 2 * more)];
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function fieldsOf(line: string): readonly string[] {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, plain]) =>
        quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
    );
}

function userOf(row: Row): ReportedUser {
    return {
        name: row["user"]!,
        ...(row["password_enabled"] === "true" && {
            password: {
                ...dated("changed", row["password_last_changed"]),
                ...dated("lastUsed", row["password_last_used"]),
            },
        }),
        hasMfa: row["mfa_active"] === "true",
        keys: [1, 2].flatMap((number) => keyOf(row, `access_key_${number}`)),
        certificates: [1, 2].filter((number) => row[`cert_${number}_active`] === "true").length,
    };
}

/** The report has no word for a key that is not there: it was never active. */
function keyOf(row: Row, prefix: string): readonly ReportedKey[] {
    const made = dated("made", row[`${prefix}_last_rotated`]);
    const isActive = row[`${prefix}_active`] === "true";
    if (!isActive && !("made" in made)) return [];
    const service = row[`${prefix}_last_used_service`] ?? "N/A";
    return [
        {
            isActive,
            ...made,
            ...dated("lastUsed", row[`${prefix}_last_used_date`]),
            ...(service !== "N/A" && { service }),
        },
    ];
}

/** `N/A`, `no_information` and `not_supported` are in the place of a time that there is none of. */
function dated<Name extends string>(name: Name, text: string | undefined): Readonly<Partial<Record<Name, Date>>> {
    const time = text === undefined ? Number.NaN : Date.parse(text);
    return (Number.isNaN(time) ? {} : { [name]: new Date(time) }) as Partial<Record<Name, Date>>;
}
