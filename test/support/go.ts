import { execa } from "execa";

/**
 * Whether Go is there, of which some tests build a program. Where it is not, the engine was downloaded, and they are left out.
 *
 * @throws in CI, which sets Go up: a test that is left out there is one that nobody runs
 */
export async function hasGo(): Promise<boolean> {
    const isThere = !(await execa("go", ["version"], { reject: false })).failed;
    if (!isThere && process.env["CI"]) throw new Error("Go is not installed, and CI runs every test");
    return isThere;
}
