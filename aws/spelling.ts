/** IAM tells no letter case apart in names of users, groups and roles, and keeps the spelling that a thing was made with. */
import type { ClientOptions } from "./clients";
import { namedList } from "./named";

/** Types of IAM whose names are spelt as AWS has them. */
export type SpeltType = "aws:iam/group:Group" | "aws:iam/role:Role" | "aws:iam/user:User";

/** What a state has of a type: its names. */
export type OwnNames = (type: SpeltType) => readonly string[];

/**
 * Names as they are spelt, by the name in lower case: by the state first, else by AWS, which is asked only where the state lacks one.
 * Who may not list them gets the names as they are.
 */
export async function spellings(
    type: SpeltType,
    wanted: readonly string[],
    own: OwnNames,
    options: ClientOptions,
): Promise<(name: string) => string> {
    const known = new Map(own(type).map((name) => [name.toLowerCase(), name]));
    if (wanted.some((name) => !known.has(name.toLowerCase()))) {
        const atAws = await namedList(type, options).catch(() => []);
        for (const name of atAws) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
    }
    return (name) => known.get(name.toLowerCase()) ?? name;
}
