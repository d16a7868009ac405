import { execa } from "execa";

/** Why a test is skipped where there is no Go. */
export const noGo = "no Go on PATH, with which the program that it needs is built";

/**
 * Whether Go, which some tests need to build a program, is installed. If not, the engine was downloaded, and these tests are skipped.
 *
 * @throws in CI, which installs Go: a test that is skipped there would never run
 */
export async function hasGo(): Promise<boolean> {
    const isThere = !(await execa("go", ["version"], { reject: false })).failed;
    if (!isThere && process.env["CI"]) throw new Error("Go is not installed, and CI runs every test");
    return isThere;
}
