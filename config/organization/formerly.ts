import type { Complaint } from "../faults/complaint";
import type { FaultList } from "../faults/fault-list";

type Renamed = readonly [name: string, thing: { readonly formerly?: string | undefined }];

/** Names of IAM are unique without regard to letter case. */
const namesOfIam: ReadonlySet<string> = new Set(["admins", "groups", "users"]);

const singular = { accounts: "account", admins: "admin", groups: "group", policies: "policy", users: "user" } as const;

/**
 * Judges the former names (`formerly`) of the things in a map of the config, whose names AWS may tell apart without regard to
 * letter case. Returns the names of those whose former name is wrong: what follows from it is no second fault.
 */
export function checkFormerly(
    map: keyof typeof singular,
    entries: readonly Renamed[],
    faults: FaultList,
    nameComplaint: (name: string) => Complaint | undefined = () => undefined,
): ReadonlySet<string> {
    const names = new Set(entries.map(([name]) => name));
    const taken = new Map<string, string>();
    const wrong = new Set<string>();
    for (const [name, { formerly }] of entries) {
        if (formerly === undefined) continue;
        const complaint = complaintOf(map, formerly, names, taken) ?? nameComplaint(formerly);
        if (complaint === undefined) {
            taken.set(formerly, name);
            continue;
        }
        faults.fault([map, name, "formerly"], complaint);
        wrong.add(name);
    }
    return wrong;
}

/** Identity Center cannot rename a user: another user name is another person, without the first one's password and devices. */
export function refuseRenamedUsers(
    map: "admins" | "users",
    entries: readonly (readonly [name: string, user: { readonly formerly?: string | undefined } | undefined])[],
    faults: FaultList,
): void {
    for (const [name, user] of entries) {
        if (user?.formerly === undefined) continue;
        faults.fault([map, name, "formerly"], {
            message: `asks to rename ${user.formerly}, and Identity Center cannot rename a user`,
            cure: `name both, ${user.formerly} and ${name}, until ${name} signs in with a device; then take ${user.formerly} out`,
        });
    }
}

function complaintOf(
    map: keyof typeof singular,
    formerly: string,
    names: ReadonlySet<string>,
    taken: ReadonlyMap<string, string>,
): Complaint | undefined {
    const what = map === "accounts" ? "key" : "name";
    const thing = singular[map];
    const spelt = namesOfIam.has(map) ? formerly.toLowerCase() : undefined;
    const same = [...names].find((name) => name !== formerly && name.toLowerCase() === spelt);
    if (same !== undefined)
        return {
            message: `differs from ${map}.${same} in letter case only, and IAM does not tell letter case apart`,
            cure: "take the line out: AWS's spelling stays",
        };
    if (names.has(formerly)) {
        const message = `is the ${what} of ${/^[aeiou]/u.test(thing) ? "an" : "a"} ${thing} that is still there: ${map}.${formerly}`;
        return { message, cure: `take that ${thing} or this line out` };
    }
    const other = taken.get(formerly);
    if (other === undefined) return undefined;
    const message = `is also the former ${what} of ${map}.${other}`;
    return { message, cure: `one ${thing} had that ${what}: take the other line out` };
}
