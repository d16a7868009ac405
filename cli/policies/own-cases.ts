import { CliError } from "../common/ui";
import type { VerdictCase } from "../../policies/cases";
import { readCases } from "./cases-file";
import { customPolicies } from "./run-cases";

/** Test cases of a service or resource control policy that the config itself has. */
export interface OwnCases {
    readonly policy: string;
    readonly type: string;
    readonly cases: readonly VerdictCase[];
}

/** The cases of a project; none where its stack file or a file of cases has faults, which `org validate` and `org policies test` report. */
export function ownCases(dir: string): readonly OwnCases[] {
    try {
        return customPolicies(dir).tested.flatMap(({ name, type, path }): readonly OwnCases[] => {
            const read = readCases(path, type);
            return read !== undefined && "kind" in read && read.kind === "verdicts"
                ? [{ policy: name, type, cases: read.cases }]
                : [];
        });
    } catch (error) {
        if (error instanceof CliError) return [];
        throw error;
    }
}
