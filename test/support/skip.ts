/**
 * Skips the running test, or all tests that its hook is for, and prints why.
 *
 * @param reason what this machine lacks: `no Chromium on PATH`
 */
export function skip(running: Mocha.Context, reason: string): never {
    console.log(`      skipped: ${reason}`);
    return running.skip();
}
