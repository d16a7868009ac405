import picocolors from "picocolors";
import { bounded } from "../../aws/bounded";
import { iamUsers, type IamUsers } from "../../aws/iam-users";
import { isSame } from "../bootstrap-user/proof";
import { CliError, exitCodes, hasColour, print, printJson } from "../common/ui";
import { judgeUser, type Listed } from "./judge";
import { personOf, readPeopleFacts, sayNotAsked, type Place } from "./places";

/** Options of `org people`. */
export interface ListOptions {
    readonly dir: string;
    /** From how many days on a key is old, and a key or a password unused, as it was typed. */
    readonly days: string;
    readonly json?: boolean;
}

/** Prints each user with credentials and findings. Returns the exit code. */
export async function listPeople({ dir, days, json = false }: ListOptions): Promise<number> {
    const most = Number(days);
    if (!/^\d+$/u.test(days) || most === 0)
        throw new CliError(`${days} is no number of days`, "say from how many on: --days 90", exitCodes.usage);
    const now = new Date();
    const facts = await readPeopleFacts(dir);
    const found = await bounded(facts.places, 2, async (place) => ({ place, ...(await iamUsers(place.iam)) }));
    const people = found.flatMap((each) => listed(each, now, most));
    if (json) {
        printJson({
            people,
            reported: Object.fromEntries(found.map((each) => [each.place.stack, each.reported?.toISOString() ?? null])),
            notAsked: facts.notAsked === undefined ? null : { security: facts.notAsked },
        });
        return exitCodes.ok;
    }
    sayNotAsked(facts);
    print(table(people));
    for (const line of remarks(people, found)) print(line);
    return exitCodes.ok;
}

/** Users of an account, those of the config first, and people of the config without a user there. */
function listed({ place, users }: IamUsers & { readonly place: Place }, now: Date, days: number): readonly Listed[] {
    const there = users.map((user) => judgeUser(user, place, personOf(place, user.name), { now, days }));
    const missing = place.people
        .filter(({ name }) => !users.some((user) => isSame(user.name, name)))
        .map(({ name, map }): Listed => ({
            account: place.stack,
            name,
            config: map,
            exists: false,
            made: null,
            password: null,
            devices: [],
            keys: [],
            certificates: 0,
            sshKeys: 0,
            serviceCredentials: [],
            findings: ["has no user yet"],
        }));
    return [...there, ...missing].sort(
        (one, other) =>
            Number(one.config === null) - Number(other.config === null) || one.name.localeCompare(other.name),
    );
}

const heads = ["account", "user", "in the config", "password", "MFA", "access keys", "other"] as const;

/** The list as a table, one line for each user. */
export function table(people: readonly Listed[]): string {
    const colours = picocolors.createColors(hasColour(1));
    const rows = people.map((each) => [
        each.account,
        each.name,
        each.config ?? "no",
        each.password === null ? "-" : used(each.password.lastUsed),
        each.devices.length === 0 ? "-" : String(each.devices.length),
        each.keys.length === 0
            ? "-"
            : each.keys
                  .map(
                      ({ isActive, age, lastUsed }) =>
                          `${isActive ? "" : "inactive, "}${age ?? "?"} d old, ${used(lastUsed)}`,
                  )
                  .join("; "),
        others(each),
    ]);
    const widths = heads.map((head, column) => Math.max(...[head, ...rows.map((row) => row[column]!)].map(size)));
    const line = (cells: readonly string[]): string =>
        cells
            .map((cell, column) => cell + " ".repeat(widths[column]! - size(cell)))
            .join("  ")
            .trimEnd();
    return [colours.dim(line(heads)), ...rows.map(line)].join("\n");
}

function others({ certificates, sshKeys, serviceCredentials }: Listed): string {
    const parts = [
        ...(certificates > 0 ? [`${certificates} signing certificate${certificates > 1 ? "s" : ""}`] : []),
        ...(sshKeys > 0 ? [`${sshKeys} SSH key${sshKeys > 1 ? "s" : ""}`] : []),
        ...serviceCredentials,
    ];
    return parts.length === 0 ? "-" : parts.join(", ");
}

function remarks(people: readonly Listed[], found: readonly IamUsers[]): readonly string[] {
    const findings = people.flatMap(({ account, name, findings: all }) =>
        all.map((text) => `! ${name} (${account}): ${text}`),
    );
    const times = found.flatMap(({ reported }) => (reported === undefined ? [] : [reported.toISOString()])).sort();
    return [
        "",
        ...findings,
        ...(times.length === 0
            ? []
            : [
                  `Ages and last uses are from IAM's credential reports, the oldest of ${times[0]!}; IAM makes one every four hours at most.`,
              ]),
        "Sessions that are open are in no list of AWS's: docs/people.md says how they end.",
    ];
}

function used(time: string | null): string {
    return time === null ? "never used" : `used ${time.slice(0, 10)}`;
}

function size(text: string): number {
    return [...new Intl.Segmenter().segment(text)].length;
}
