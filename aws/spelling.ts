/** IAM tells no letter case apart in names of users, groups and roles, and keeps the spelling that a thing was made with. */

/** Types of IAM whose names are spelt as AWS has them. */
export type SpeltType = "aws:iam/group:Group" | "aws:iam/role:Role" | "aws:iam/user:User";

/** What a state has of a type: its names. */
export type OwnNames = (type: SpeltType) => readonly string[];

/**
 * Names as they are spelt, by the name in lower case: by the state first, else by AWS, which is asked only where the state lacks one.
 *
 * @param listed names that AWS has; none where they may not be listed: then the names are as they are
 */
export async function spellings(
    type: SpeltType,
    wanted: readonly string[],
    own: OwnNames,
    listed: (type: SpeltType) => Promise<readonly string[]>,
): Promise<(name: string) => string> {
    const known = new Map(own(type).map((name) => [name.toLowerCase(), name]));
    if (wanted.some((name) => !known.has(name.toLowerCase())))
        for (const name of await listed(type)) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
    return (name) => known.get(name.toLowerCase()) ?? name;
}
