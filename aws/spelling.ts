/** IAM compares names of users, groups and roles without case, and keeps the spelling that they were created with. */

/** IAM types whose names are spelled as at AWS. */
export type SpelledType = "aws:iam/group:Group" | "aws:iam/role:Role" | "aws:iam/user:User";

/** Returns the names that a state has of a type. */
export type OwnNames = (type: SpelledType) => readonly string[];

/**
 * Spellings by name in lower case: those of the state, else those of AWS, which is asked only if the state lacks one.
 *
 * @param listed returns names that exist at AWS; none if they may not be listed, and then the names stay as they are
 */
export async function spellings(
    type: SpelledType,
    wanted: readonly string[],
    own: OwnNames,
    listed: (type: SpelledType) => Promise<readonly string[]>,
): Promise<(name: string) => string> {
    const known = new Map(own(type).map((name) => [name.toLowerCase(), name]));
    if (wanted.some((name) => !known.has(name.toLowerCase())))
        for (const name of await listed(type)) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
    return (name) => known.get(name.toLowerCase()) ?? name;
}
