import type { ClientOptions } from "../../aws/clients";
import { namedList } from "../../aws/named";
import { cureOf, names, othersLike, replacements } from "../../aws/preflight/rename-cure";
import type { SecurityConfig } from "../../config";
import { type Fault, formatPath } from "../../config/faults";
import { nameOf, type OwnStack } from "../shared/own-stack";
import { isNamed, isSameSet, thereAtAws } from "../shared/replaced-people";

/**
 * Groups that look renamed: one goes, and another one with the same roles comes, without `formerly`.
 *
 * @param listed names of the account's groups, asked for where one looks renamed
 */
export async function replacedGroupFaults(
    { groups }: Pick<SecurityConfig, "groups">,
    identity: readonly string[],
    options: ClientOptions,
    { outputs, resources }: Pick<OwnStack, "outputs" | "resources">,
    listed: () => Promise<readonly string[]> = () => namedList("aws:iam/group:Group", options),
): Promise<readonly Fault[]> {
    const before = Object.entries((outputs["groups"] ?? {}) as Readonly<Record<string, readonly string[]>>);
    const hasUsers = identity.includes("users");
    const inDirectory = resources.filter(({ type }) => type === "aws:identitystore/group:Group");
    // Those of the identity provider are its own, and the directory has a group by its name there.
    if (!hasUsers && inDirectory.length === 0) return [];
    const inDirectoryAs = (name: string): string | undefined => {
        const there = inDirectory.find(({ urn }) => isNamed(nameOf(urn), `directory-group-${name}`));
        return there === undefined ? undefined : String(there.outputs["displayName"]);
    };
    const isKept = (name: string): boolean => {
        const there = inDirectoryAs(name);
        return !hasUsers && there !== undefined && groups.some(({ directoryName }) => isNamed(directoryName, there));
    };
    const isGone = (name: string): boolean =>
        !groups.some((group) => [group.name, ...group.formerly].some((each) => isNamed(each, name)));
    const gone = before.filter(([name]) => isGone(name) && !isKept(name));
    const come = groups.filter((group) =>
        [group.name, ...group.formerly].every((each) => !before.some(([name]) => isNamed(each, name))),
    );
    const found = replacements(come, gone, ({ roles }, [, others]) => isSameSet(roles, others));
    if (found.length === 0) return [];
    const isThere = await thereAtAws(listed);
    if ("cure" in isThere) return [isThere];
    return found
        .filter(([[name]]) => inDirectoryAs(name) !== undefined || isThere(name))
        .map(([[name], like]) => ({
            severity: "fault",
            path: formatPath(["groups", like[0].name]),
            message: `it has the roles of group ${name}, which is no longer in the config: that group would be deleted with whatever was put on it by hand, and another one made${othersLike(names(like))}`,
            cure: cureOf("group", like, name),
        }));
}
