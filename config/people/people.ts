import { bootstrapUser } from "../names/bootstrap-user";
import type { CheckContext } from "../check/context";
import type { Draft } from "../model/draft";
import type { FaultList } from "../faults/fault-list";
import { checkFormerly, formerNames, type WrittenNames } from "../organization/formerly";
import { limitTable } from "../aws-facts/limits";
import type { Complaint } from "../faults/complaint";
import type { ManagementConfig, UserConfig } from "../model/management-config";
import { formatPath, type Path } from "../faults/path";
import { judgePgpKey, providerKey } from "../pgp/judge-key";
import type { ManagementInput } from "../schema/management";
import { iamNameRule } from "../schema/rules";

/** The admins, written as a list or as a map, and the emergency users; each has an IAM user. */
export function resolvePeople(
    { admins, breakGlass }: Pick<Draft<ManagementInput>, "admins" | "breakGlass">,
    check: CheckContext,
): Pick<ManagementConfig, "admins" | "breakGlass"> {
    const { faults } = check;
    const written = { admins: asList("admins", admins), breakGlass: asList("breakGlass", breakGlass) };
    checkUsers([...written.admins, ...written.breakGlass], faults);
    const resolve = (map: "admins" | "breakGlass", others: readonly WrittenUser[]): readonly UserConfig[] => {
        const valid = iamNameRule("user", limitTable.userName.value);
        const formerly = checkFormerly(
            map,
            written[map].map((user) => [user.name, user]),
            faults,
            (former) => valid(former) ?? otherMapComplaint(former, others),
        );
        return written[map].map(({ name, path, pgpKey }) => ({
            name,
            ...resolveKey([...path, "pgpKey"], pgpKey, [name, ...formerly(name)], check),
            formerly: formerly(name),
        }));
    };
    return { admins: resolve("admins", written.breakGlass), breakGlass: resolve("breakGlass", written.admins) };
}

/** Admins and emergency users are users of one account, so neither may have a name or earlier name of the other. */
function otherMapComplaint(former: string, others: readonly WrittenUser[]): Complaint | undefined {
    const isSame = (name: string): boolean => name.toLowerCase() === former.toLowerCase();
    const other = others.find(({ name, formerly }) => [name, ...formerNames(formerly)].some(isSame));
    if (other === undefined) return undefined;
    const is = isSame(other.name) ? "is the name" : "is also a former name";
    return { message: `${is} of ${formatPath(other.path)}, another user`, cure: "take one of the two lines out" };
}

/**
 * The key for a first password, in the provider's form. A key that cannot encrypt on this day is a fault, unless the password exists
 * already.
 *
 * @param users the user's name and its earlier names
 */
export function resolveKey(
    path: Path,
    text: string | undefined,
    users: readonly string[],
    { faults, now, hasPassword }: Pick<CheckContext, "faults" | "now" | "hasPassword">,
): { readonly pgpKey?: string } {
    if (text === undefined) return {};
    const { fault, wasGood, warning } = judgePgpKey(text, now);
    const isDone = wasGood === true && users.some(hasPassword);
    if (fault !== undefined && isDone)
        faults.warn(path, {
            message: `${fault.message}: the first password that is made stays, and no other can be`,
            cure: `before another is needed, ${fault.cure}`,
        });
    else if (fault !== undefined) faults.fault(path, fault);
    if (warning !== undefined) faults.warn(path, warning);
    return { pgpKey: providerKey(text) };
}

/** IAM's rule for user names: its characters, and each once in an account, ignoring case. */
export function checkUsers(users: readonly { readonly name: string; readonly path: Path }[], faults: FaultList): void {
    const seen = new Map<string, string>();
    const valid = iamNameRule("user", limitTable.userName.value);
    for (const { name, path } of users) {
        const other = seen.get(name.toLowerCase());
        const complaint = valid(name);
        if (complaint !== undefined) faults.fault(path, complaint, JSON.stringify(name));
        if (other !== undefined)
            faults.fault(
                path,
                {
                    message: `is the same user as ${other}: IAM does not tell letter case apart`,
                    cure: "take one of the two out",
                },
                JSON.stringify(name),
            );
        else if (name.toLowerCase() === bootstrapUser) {
            faults.fault(
                path,
                { message: "is the user of the bootstrap, which is removed after it", cure: "name the people" },
                JSON.stringify(name),
            );
        }
        seen.set(name.toLowerCase(), name);
    }
}

interface WrittenUser {
    readonly name: string;
    readonly path: Path;
    readonly pgpKey?: string | undefined;
    readonly formerly?: WrittenNames;
}

function asList(
    map: "admins" | "breakGlass",
    users: Draft<ManagementInput["admins"]> | undefined,
): readonly WrittenUser[] {
    if (users === undefined) return [];
    if (isList(users))
        return users.flatMap((name, index) => (name === undefined ? [] : [{ name, path: [map, index] }]));
    return Object.entries(users as Readonly<Record<string, Partial<WrittenUser> | undefined>>).map(([name, user]) => ({
        ...user,
        name,
        path: [map, name],
    }));
}

function isList(users: unknown): users is readonly (string | undefined)[] {
    return Array.isArray(users);
}
