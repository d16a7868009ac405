/** Issuer of GitHub's tokens, as IAM names the identity provider. */
export const githubIssuer = "token.actions.githubusercontent.com";

/** A repository, as GitHub's tokens identify it. */
export interface GitHubRepository {
    /** `owner/name`, in GitHub's spelling. */
    readonly repository: string;
    /** Ids of owner and repository. Somebody who takes over the name has other ids. */
    readonly ids?: { readonly ownerId: number; readonly repositoryId: number };
    /** Trusted forms of the subject: with ids, by names only, or both while a repository moves to ids. */
    readonly subjects: "ids" | "names" | "both";
}

/**
 * The subjects of a repository's tokens, sorted: `repo:<owner>/<name>:<context>`, and for repositories created, renamed or transferred
 * since July 2026 `repo:<owner>@<id>/<name>@<id>:<context>` (GitHub's OpenID Connect reference).
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
