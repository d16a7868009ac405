/** Returns whether a state has the first password of a user; IAM compares names without case. */
export function passwordsMade(
    resources: readonly { readonly type: string; readonly outputs?: Readonly<Record<string, unknown>> }[],
): (user: string) => boolean {
    const made = new Set(
        resources
            .filter(({ type }) => type === "aws:iam/userLoginProfile:UserLoginProfile")
            .map(({ outputs }) => String(outputs?.["user"]).toLowerCase()),
    );
    return (user) => made.has(user.toLowerCase());
}
