import type { About } from "./check";

/** A control of CIS AWS Foundations 7.0: runs with `--cis`, and asks for many things. */
export function about(control: string, rest: Pick<About, "proves" | "cure" | "asks">): About {
    return { id: `cis-${control}`, group: "CIS AWS Foundations 7.0", only: "cis", seconds: 60, ...rest };
}
