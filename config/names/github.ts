/** The host of GitHub's tokens, as IAM names the identity provider. */
export const githubIssuer = "token.actions.githubusercontent.com";

/** A repository, as GitHub's tokens name it. */
export interface GitHubRepository {
    /** `owner/name`, in the letter case that GitHub has. */
    readonly repository: string;
    /** Ids of owner and repository, which a name that is given to another does not have. */
    readonly ids?: { readonly ownerId: number; readonly repositoryId: number };
    /** The forms of the subject that are trusted: with ids, by names alone, or both while a repository moves to ids. */
    readonly subjects: "ids" | "names" | "both";
}

/**
 * The subjects of a repository's tokens, sorted: `repo:<owner>/<name>:<context>`, and since July 2026 for new, renamed and transferred
 * repositories `repo:<owner>@<id>/<name>@<id>:<context>` (GitHub's OpenID Connect reference).
 *
 * @param context `pull_request`, `ref:refs/heads/<branch>` or `environment:<name>`
 */
export function githubSubjects({ repository, ids, subjects }: GitHubRepository, context: string): readonly string[] {
    const [owner, name] = repository.split("/");
    const byNames = `repo:${repository}:${context}`;
    if (ids === undefined || subjects === "names") return [byNames];
    const byIds = `repo:${owner}@${ids.ownerId}/${name}@${ids.repositoryId}:${context}`;
    return subjects === "ids" ? [byIds] : [byIds, byNames].sort();
}
