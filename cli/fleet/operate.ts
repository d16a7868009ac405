import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { mustBeAbleToWrite, writeTextFile } from "../common/byte-file";
import { stopIfInterrupted } from "../common/interrupt";
import { findProject } from "../common/project";
import { askYes, mustAsk } from "../common/prompt";
import { exitCodes, print, printJson, say } from "../common/ui";
import { secretsOf } from "../preview/clean";
import { cleanError } from "../preview/clean-error";
import { runFleet, type FleetResult, type FleetRun } from "./fleet";
import { writeIssues, type IssueOptions } from "./issues";
import { fleetMarkdown } from "./markdown";
import type { Operation } from "./messages";
import { isFailure, type Outcome } from "./outcome";
import { exitCodeOf, summaryJson, summaryText } from "./summary";

/** Options of `org fleet preview`, `up` and `refresh`. */
export interface OperateOptions extends Omit<FleetRun, "cleaning"> {
    readonly json?: boolean;
    readonly markdown?: boolean;
    readonly out?: string;
    readonly shard?: string;
    readonly link?: string;
    readonly redact?: boolean;
    readonly yes?: boolean;
    /** File for the whole text. */
    readonly full?: string;
    /** Folder for the verdict on each stack, for a refresh. */
    readonly issues?: string;
}

// The same default as `org preview`.
const standardConfig = "policy-config.json";

/** Runs the operation on the fleet and prints the result. Returns the exit code. */
export async function operate(operation: Operation, options: OperateOptions): Promise<number> {
    return carryOut(operation, options).catch((error: unknown) => {
        throw options.redact === true ? cleanError(error, cleaning(options)) : error;
    });
}

async function carryOut(operation: Operation, options: OperateOptions): Promise<number> {
    const { only, out, full, issues } = options;
    for (const path of [out, full, issues === undefined ? undefined : join(issues, "management.result")])
        if (path !== undefined) mustBeAbleToWrite(path);
    // An empty shard.
    if (only?.length === 0) return report({ operation, outcomes: [], leftOut: [] }, options);
    const fleet = runOf(options);
    if (operation === "up" && options.yes !== true && !(await isWanted(fleet))) return exitCodes.fault;
    return report(await runFleet(operation, fleet), options);
}

/** Prints the result before it writes files, which may fail. */
function report(result: FleetResult, options: OperateOptions): number {
    show(result, options);
    write(result, options);
    stopIfInterrupted();
    if (result.fault !== undefined) throw result.fault;
    return exitCodeOf(result);
}

/** Previews an `up` and asks for confirmation. */
async function isWanted(fleet: FleetRun): Promise<boolean> {
    const question = "Do this?";
    mustAsk(question, "look at it with ./org fleet preview, then say --yes");
    const preview = await runFleet("preview", fleet);
    say(summaryText(preview, fleet.cleaning));
    stopIfInterrupted();
    const failed = preview.outcomes.filter(isFailure);
    if (failed.length > 0) say(triedWords(failed));
    if (await askYes(question, "say --yes")) return true;
    say("Nothing was done.");
    return false;
}

/** What an `up` does after a failed preview. */
export function triedWords(failed: readonly Outcome[]): string {
    return failed.some(({ stack }) => stack.layer === "management")
        ? "The preview of management failed. It is tried all the same; if its up fails too, no other stack is run."
        : "A preview failed; the stack is tried all the same, and fails alone.";
}

function runOf(options: OperateOptions): FleetRun {
    const { policyPack, policyPackConfig, ...others } = options;
    const rest = { ...others, cleaning: cleaning(options) };
    if (policyPack === undefined) return rest;
    const { dir } = findProject(options.dir);
    const config = policyPackConfig ?? (existsSync(join(dir, standardConfig)) ? standardConfig : undefined);
    return {
        ...rest,
        policyPack: resolve(dir, policyPack),
        ...(config === undefined ? {} : { policyPackConfig: resolve(dir, config) }),
    };
}

/** What is hidden in texts, and the link in them. */
function cleaning({ link, redact }: OperateOptions): IssueOptions {
    return {
        secrets: secretsOf(process.env),
        ...(link === undefined ? {} : { link }),
        ...(redact === undefined ? {} : { redact }),
    };
}

function show(result: FleetResult, options: OperateOptions): void {
    if (options.out !== undefined) say(summaryText(result, cleaning(options)));
    else if (options.json === true) printJson(summaryJson(result, cleaning(options)));
    else if (options.markdown === true) print(markdownOf(result, options).trimEnd());
    else print(summaryText(result, cleaning(options)));
}

function write(result: FleetResult, options: OperateOptions): void {
    const { json, out, full, issues } = options;
    if (full !== undefined) writeTextFile(full, markdownOf(result, options, Number.POSITIVE_INFINITY));
    if (out !== undefined)
        writeTextFile(
            out,
            json === true
                ? `${JSON.stringify(summaryJson(result, cleaning(options)), undefined, 2)}\n`
                : markdownOf(result, options),
        );
    if (issues !== undefined) writeIssues(result, issues, cleaning(options));
}

function markdownOf(result: FleetResult, options: OperateOptions, limit?: number): string {
    const { shard } = options;
    return fleetMarkdown(result, {
        ...cleaning(options),
        ...(shard === undefined ? {} : { shard }),
        ...(limit === undefined ? {} : { limit }),
    });
}
