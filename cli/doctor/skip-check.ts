import type { Finding } from "./line";

/** Ends a check before it looked: something that it builds on is not there. The check then tells this finding. */
export class SkipCheck extends Error {
    public constructor(public readonly finding: Finding) {
        super(finding.message);
        this.name = "SkipCheck";
    }
}
