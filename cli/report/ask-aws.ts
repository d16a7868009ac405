/** Reads from AWS, with the doctor's checks, if there are credentials. */
import { credentialSource, type Caller } from "../../aws/caller";
import { explainedAwsError } from "../../aws/faults";
import { checks } from "../doctor/checks";
import { say } from "../common/ui";
import { DoctorContext } from "../doctor/context";
import { examine } from "../doctor/doctor";
import type { Group } from "../doctor/line";
import { SkipCheck } from "../doctor/skip-check";
import { accountsOfOrganization, delegations, knownAccounts } from "../doctor/organization-facts";
import type { AwsAnswers } from "./build";
import type { Source } from "./model";

/** Groups of checks about the organization. Checks of the machine and its user are left out: they do not belong into a report. */
const groups: readonly Group[] = ["organization", "accounts", "state", "people", "CIS AWS Foundations 7.0"];

export interface Asked {
    readonly aws?: AwsAnswers;
    readonly source: Source;
}

/** Reads from AWS. Refusals and failed reads are no errors: the result's source names them. */
export async function askAws(dir: string): Promise<Asked> {
    const context = new DoctorContext(dir);
    const clock = setTimeout(() => {
        say("asking AWS whose the credentials are …");
    }, 2000);
    try {
        let caller: Caller;
        try {
            caller = await context.askCaller();
        } catch (error) {
            return { source: notAsked(error) };
        }
        clearTimeout(clock);
        const chosen = checks.filter(({ only, group }) => only !== "deep" && groups.includes(group));
        const findings = await examine(chosen, context);
        const accounts = await unlessSkipped(accountsOfOrganization(context));
        const found = await unlessSkipped(delegations(context));
        const aws: AwsAnswers = {
            findings,
            known: await knownAccounts(context),
            ...(accounts === undefined ? {} : { accounts }),
            ...(found === undefined ? {} : { delegations: found }),
        };
        const lacking = accounts === undefined ? "; the accounts could not be listed: see the findings" : "";
        return {
            aws,
            source: {
                name: "AWS",
                isAsked: true,
                words: `as ${caller.kind} ${caller.name} of account ${caller.accountId}${lacking}`,
            },
        };
    } finally {
        clearTimeout(clock);
        context.close();
    }
}

/**
 * The result, or undefined if it could not be read: then a finding of the doctor says why. Throws errors that are neither AWS's nor a
 * skipped check's.
 */
async function unlessSkipped<T>(asked: Promise<T>): Promise<T | undefined> {
    return asked.catch((error: unknown) => {
        if (error instanceof SkipCheck || explainedAwsError(error) !== undefined) return undefined;
        throw error;
    });
}

function notAsked(error: unknown): Source {
    const message =
        explainedAwsError(error)?.message ?? (error instanceof Error ? error.message.split("\n")[0]! : String(error));
    return {
        name: "AWS",
        isAsked: false,
        words: `the credentials (${credentialSource()}) do not work: ${message}. States, ids that the config does not say, and findings are missing`,
    };
}
