import type { Complaint } from "../faults/complaint";
import type { FaultList } from "../faults/fault-list";

/** Earlier names as they are written: one, or a list with the oldest first. */
export type WrittenNames = string | readonly (string | undefined)[] | undefined;

/** Anything that can have earlier names. */
interface Renamed {
    readonly formerly?: WrittenNames;
}

/** Maps with names of IAM, which are unique regardless of case. */
const namesOfIam: ReadonlySet<string> = new Set(["admins", "breakGlass", "groups", "users"]);

const singular = {
    accounts: "account",
    admins: "admin",
    breakGlass: "user",
    groups: "group",
    policies: "policy",
    users: "user",
} as const;

/** The earlier names as a list, oldest first. */
export function formerNames(written: WrittenNames): readonly string[] {
    if (written === undefined) return [];
    return (typeof written === "string" ? [written] : written).filter((name) => name !== undefined);
}

/** The first key of an account. Its name and email come from that key, even if the key has changed since. */
export function firstKey(key: string, { formerly }: { readonly formerly?: WrittenNames }): string {
    return formerNames(formerly)[0] ?? key;
}

/** The path of an earlier name, with an index if they were written as a list. */
export function formerPath(written: WrittenNames, index: number): readonly (string | number)[] {
    return typeof written === "string" ? ["formerly"] : ["formerly", index];
}

/**
 * Judges the earlier names (`formerly`) in a map of the config, whose names AWS may compare without case. Returns the valid ones, by the
 * name of the thing, so that a wrong one causes no other faults.
 */
export function checkFormerly(
    map: keyof typeof singular,
    entries: readonly (readonly [name: string, thing: Renamed])[],
    faults: FaultList,
    nameComplaint: (former: string, name: string) => Complaint | undefined = () => undefined,
): (name: string) => readonly string[] {
    const names = new Set(entries.map(([name]) => name));
    const taken = new Map<string, string>();
    const right = new Map<string, string[]>();
    for (const [name, { formerly }] of entries) {
        for (const [index, former] of formerNames(formerly).entries()) {
            const complaint = nameComplaint(former, name) ?? complaintOf({ map, name, former, names, taken });
            if (complaint !== undefined) {
                faults.fault([map, name, ...formerPath(formerly, index)], complaint);
                continue;
            }
            taken.set(former, name);
            right.set(name, [...(right.get(name) ?? []), former]);
        }
    }
    return (name) => right.get(name) ?? [];
}

/**
 * Refuses to rename a user that Identity Center has: it cannot rename one, and another user name is another person, without the password
 * and devices.
 */
export function refuseRenamedUsers(
    map: "admins" | "users",
    entries: readonly (readonly [name: string, user: Renamed | undefined])[],
    faults: FaultList,
): void {
    for (const [name, user] of entries) {
        const former = formerNames(user?.formerly).at(-1);
        if (former === undefined) continue;
        faults.fault([map, name, "formerly"], {
            message: `asks to rename ${former}, and Identity Center cannot rename a user`,
            cure: `name both, ${former} and ${name}, until ${name} signs in with a device; then take ${former} out`,
        });
    }
}

function complaintOf({
    map,
    name,
    former,
    names,
    taken,
}: {
    readonly map: keyof typeof singular;
    readonly name: string;
    readonly former: string;
    readonly names: ReadonlySet<string>;
    readonly taken: ReadonlyMap<string, string>;
}): Complaint | undefined {
    const what = map === "accounts" ? "key" : "name";
    const thing = singular[map];
    const isSame = (other: string): boolean =>
        namesOfIam.has(map) ? other.toLowerCase() === former.toLowerCase() : other === former;
    const same = [...names].find((each) => each !== former && isSame(each));
    if (same !== undefined)
        return {
            message: `differs from ${map}.${same} in letter case only, and IAM does not tell letter case apart`,
            cure: "take the line out: AWS's spelling stays",
        };
    if (former === name) return { message: `is the ${what} that it has now`, cure: "take it out" };
    if (names.has(former)) {
        const message = `is the ${what} of ${/^[aeiou]/u.test(thing) ? "an" : "a"} ${thing} that is still there: ${map}.${former}`;
        return { message, cure: stillThere(`${map}.${former}`, thing, what) };
    }
    const other = [...taken].find(([each]) => isSame(each))?.[1];
    if (other === undefined) return undefined;
    if (other === name) return { message: "is written twice", cure: "take one of the two out" };
    const message = `is also the former ${what} of ${map}.${other}`;
    return { message, cure: `one ${thing} had that ${what}: take the other line out` };
}

/** A name can be reused only after a run in which it became free. */
function stillThere(at: string, thing: string, what: string): string {
    return `take that ${thing} or this line out; if ${at} is another ${thing} that is to have this ${what} from now on: leave it out, run pulumi up on all stacks, take this line out, then add it`;
}
