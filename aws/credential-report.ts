/** IAM's credential report: the credentials of all users of an account, in one call. */
import { setTimeout as sleep } from "node:timers/promises";
import { GenerateCredentialReportCommand, GetCredentialReportCommand, type IAMClient } from "@aws-sdk/client-iam";
import { isAwsError } from "./error-codes";

/** A user in the report. */
export interface ReportedUser {
    readonly name: string;
    /** Undefined without a password. */
    readonly password?: { readonly changed?: Date; readonly lastUsed?: Date };
    readonly hasMfa: boolean;
    /** At most two. The report has no key ids. */
    readonly keys: readonly ReportedKey[];
    /** Number of active signing certificates. */
    readonly certificates: number;
}

export interface ReportedKey {
    readonly isActive: boolean;
    /** When the key was created, or last activated or deactivated. */
    readonly made?: Date;
    readonly lastUsed?: Date;
    /** The service that it was last used for, such as `s3` or `iam`. */
    readonly service?: string;
}

/** How often, and with which pause in milliseconds, to ask whether the report is ready. */
interface Waiting {
    readonly times: number;
    readonly pause: number;
}

/**
 * Has IAM create the report, and reads it; undefined if it is not ready within a minute. IAM creates one every four hours at most, so the
 * newest users may be missing. Throws AWS's error if the report is refused.
 *
 * @returns the users without the root user, and when the report was created
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

/** The users in a report (IAM user guide, "Getting credential reports for your AWS account"). */
export function readReport(text: string): readonly ReportedUser[] {
    const [head = "", ...lines] = text.split(/\r?\n/u).filter((line) => line !== "");
    const names = fieldsOf(head);
    return lines.flatMap((line) => {
        const row = rowOf(names, fieldsOf(line));
        return row["user"] === "<root_account>" ? [] : [userOf(row)];
    });
}

type Row = Readonly<Record<string, string | undefined>>;

/** A user's name may contain commas, and then its ARN does too. */
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

/** The report has no field for whether a key exists: one that does not was never active. */
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

/** The report has `N/A`, `no_information` or `not_supported` instead of a time that does not exist. */
function dated<Name extends string>(name: Name, text: string | undefined): Readonly<Partial<Record<Name, Date>>> {
    const time = text === undefined ? Number.NaN : Date.parse(text);
    return (Number.isNaN(time) ? {} : { [name]: new Date(time) }) as Partial<Record<Name, Date>>;
}
