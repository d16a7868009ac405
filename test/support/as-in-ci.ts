/**
 * The environment of a command under test, laid over another: CI's, where libraries colour what goes to a pipe too, and nothing of what
 * the caller's shell says of colours.
 */
export const asInCi: Readonly<Record<"CI" | "GITHUB_ACTIONS" | "FORCE_COLOR" | "NO_COLOR", string | undefined>> = {
    CI: "true",
    GITHUB_ACTIONS: "true",
    FORCE_COLOR: undefined,
    NO_COLOR: undefined,
};
