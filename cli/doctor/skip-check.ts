import type { Finding } from "./line";

/** Thrown to end a check that cannot run because something that it needs is missing. The check then reports this finding. */
export class SkipCheck extends Error {
    public constructor(public readonly finding: Finding) {
        super(finding.message);
        this.name = "SkipCheck";
    }
}
