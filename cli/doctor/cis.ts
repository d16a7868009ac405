import type { About } from "./check";

/** Describes a check of a CIS AWS Foundations 7.0 control. It runs only with `--cis`, and has more time because it reads a lot. */
export function about(control: string, rest: Pick<About, "proves" | "cure" | "asks">): About {
    return { id: `cis-${control}`, group: "CIS AWS Foundations 7.0", only: "cis", seconds: 60, ...rest };
}
