/**
 * The environment of a command under test, added to another one: as in CI, where libraries also colour output to a pipe, and without the
 * colour settings of the caller's shell.
 */
export const asInCi: Readonly<Record<"CI" | "GITHUB_ACTIONS" | "FORCE_COLOR" | "NO_COLOR", string | undefined>> = {
    CI: "true",
    GITHUB_ACTIONS: "true",
    FORCE_COLOR: undefined,
    NO_COLOR: undefined,
};
