interface Statement {
    readonly Effect?: string;
    readonly Principal?: string | { readonly AWS?: string | readonly string[] };
    readonly Action?: string | readonly string[];
}

// The actions among those of a delegation policy that manage policies (AWS Organizations User Guide, delegated administrator).
const policyActions = ["CreatePolicy", "UpdatePolicy", "DeletePolicy", "AttachPolicy", "DetachPolicy"];

/** Ids of the accounts that a delegation policy allows to manage policies; empty for a policy that is not JSON. */
export function delegatedPrincipals(policy: string): readonly string[] {
    let statements: readonly Statement[];
    try {
        const { Statement = [] } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
        statements = [Statement].flat();
    } catch {
        return [];
    }
    const allowing = statements.filter(
        ({ Effect, Action }) => Effect === "Allow" && list(Action).some(managesPolicies),
    );
    return [...new Set(allowing.flatMap(({ Principal }) => accountsOf(Principal)))];
}

function managesPolicies(action: string): boolean {
    const pattern = action
        .replace(/^organizations:/iu, "")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
    const matches = new RegExp(`^${pattern}$`, "iu");
    return action === "*" || policyActions.some((each) => matches.test(each));
}

function accountsOf(principal: Statement["Principal"]): readonly string[] {
    if (principal === undefined || typeof principal === "string") return [];
    return list(principal.AWS).flatMap((each) => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::|$)/u.exec(each)?.[1] ?? []);
}

function list(value: string | readonly string[] | undefined): readonly string[] {
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
