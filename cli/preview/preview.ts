import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readUserFile } from "../../config/files";
import { writeTextFile } from "../common/byte-file";
import { findProject } from "../common/project";
import { clean, cleanValue, secretsOf, type Cleaning } from "./clean";
import { cleanError } from "./clean-error";
import { ownCases } from "../policies/own-cases";
import { parseEvents, readPreview, type Preview } from "./events";
import { renderMarkdown, type MarkdownOptions } from "./markdown";
import { runPreview } from "./run-preview";
import { hasChanges } from "./sections";
import { exitCodes, print, printJson, say } from "../common/ui";

/** Options of `org preview`. */
export interface PreviewOptions {
    readonly dir: string;
    readonly stack: string;
    readonly markdown?: boolean;
    readonly json?: boolean;
    readonly out?: string;
    readonly full?: string;
    readonly link?: string;
    readonly redact?: boolean;
    readonly events?: string;
    readonly policyPack: string | false;
    readonly policyPackConfig?: string;
    readonly refresh?: boolean;
    readonly expectNoChanges?: boolean;
}

/** Runs a stack's preview with the policy pack, and shows it like the comment on a pull request. Returns the exit code. */
export async function preview(options: PreviewOptions): Promise<number> {
    const cleaning = { secrets: secretsOf(process.env), redact: options.redact === true };
    return carryOut(options, cleaning).catch((error: unknown) => {
        throw cleaning.redact ? cleanError(error, cleaning) : error;
    });
}

async function carryOut(options: PreviewOptions, cleaning: Cleaning): Promise<number> {
    const { exitCode, events, lastWords } =
        options.events === undefined
            ? await run(options, cleaning)
            : { exitCode: 0, events: parseEvents(readUserFile(options.events).toString("utf8")), lastWords: "" };
    const read = readPreview(events, options.stack === "management" ? ownCases(options.dir) : []);
    const isSilent = exitCode !== 0 && read.errors.length === 0 && read.violations.length === 0;
    const reported = isSilent && lastWords !== "" ? { ...read, errors: [lastWords] } : read;
    const code = judge(reported, exitCode, options.expectNoChanges === true);
    const format: MarkdownOptions = {
        stack: options.stack,
        succeeded: code !== exitCodes.fault,
        ...cleaning,
        ...(options.link === undefined ? {} : { link: options.link }),
    };
    if (options.full !== undefined)
        writeTextFile(options.full, renderMarkdown(reported, { ...format, limit: Number.POSITIVE_INFINITY }));
    const comment = renderMarkdown(reported, format);
    if (options.out !== undefined) writeTextFile(options.out, comment);
    else if (options.json === true) {
        const { changes, verdicts = [], cases = [], violations, errors, warnings, unchanged, ended } = reported;
        const shown = { changes, verdicts, cases, violations, errors, warnings, unchanged, ended, exitCode: code };
        printJson(cleanValue(shown, cleaning));
    } else print(comment.trimEnd());
    return code;
}

// Not policy-pack.json: for the folder `policy-pack`, Node would load that file instead, and the pack would not start.
const standardConfig = "policy-config.json";

async function run(options: PreviewOptions, cleaning: Cleaning): ReturnType<typeof runPreview> {
    const { dir } = findProject(options.dir);
    const pack = options.policyPack === false ? undefined : resolve(dir, options.policyPack);
    const config = options.policyPackConfig ?? (existsSync(join(dir, standardConfig)) ? standardConfig : undefined);
    return runPreview({
        dir,
        stack: options.stack,
        ...(pack === undefined
            ? {}
            : { policyPack: pack, ...(config === undefined ? {} : { policyPackConfig: resolve(dir, config) }) }),
        refresh: options.refresh === true,
        ...(cleaning.redact === true ? { tidy: (text) => clean(text, cleaning) } : {}),
    });
}

/**
 * The exit code. 0: success. 1: failed or refused, so changes are unknown. 3: success, but with changes or drift that were not expected.
 */
function judge(read: Preview, exitCode: number, expectNoChanges: boolean): number {
    const { errors, violations, ended } = read;
    const isRefused = violations.some(({ level }) => level === "mandatory");
    if (exitCode !== 0 || errors.length > 0 || isRefused || !ended) {
        if (!ended) say("the preview did not come to its end");
        return exitCodes.fault;
    }
    return expectNoChanges && hasChanges(read) ? exitCodes.changes : exitCodes.ok;
}
