import { version } from "../../package.json";
import { readStackFiles } from "../../config";
import { formatFaults } from "../../config/faults";
import { mustBeAbleToWrite, writeTextFile } from "../common/byte-file";
import { checkStack } from "../common/check-stack";
import { readManagement, type Management } from "../common/management";
import { CliError, exitCodes, faultFormat, print, say } from "../common/ui";
import { cleanValue, secretsOf, type Cleaning } from "../preview/clean";
import type { People } from "./access";
import type { Asked } from "./ask-aws";
import { buildReport } from "./build";
import { readDrift } from "./drift";
import type { Report, Source } from "./model";
import { page } from "./page";
import { withoutContacts } from "./redact";

/** Options of `org report`. */
export interface ReportOptions {
    readonly dir: string;
    readonly out?: string;
    readonly offline?: boolean;
    readonly drift?: readonly string[];
    readonly redact?: boolean;
    readonly json?: boolean;
}

/** Writes the organization as one page, to a file or stdout. Returns the exit code. */
export async function report(options: ReportOptions): Promise<number> {
    const { dir, out, offline = false, drift: paths, redact = false, json = false } = options;
    if (out !== undefined) mustBeAbleToWrite(out);
    const management = readManagement(dir);
    const people = readPeople(management);
    const drift = paths === undefined ? undefined : readDrift(paths);
    const { aws, source } = offline ? { source: offlineSource } : await ask(dir);
    const built = buildReport({
        config: management.config,
        security: people.config,
        sources: [filesSource(people), source, driftSource(drift)],
        made: new Date(),
        version,
        ...(aws === undefined ? {} : { aws }),
        ...(drift === undefined ? {} : { drift }),
    });
    const shown = tidy(built, redact);
    const text = json ? `${JSON.stringify(shown, undefined, 2)}\n` : page(shown);
    if (out === undefined) print(text.trimEnd());
    else {
        writeTextFile(out, text);
        say(`wrote ${out}`);
    }
    return exitCodes.ok;
}

async function ask(dir: string): Promise<Asked> {
    const { askAws } = await import("./ask-aws");
    return askAws(dir);
}

/** The report with secrets hidden, and with `redact` also ids, emails and contacts. */
function tidy(built: Report, redact: boolean): Report {
    const cleaning: Cleaning = { secrets: secretsOf(process.env), redact };
    // Only texts change, so the type stays.
    const cleaned = cleanValue(redact ? withoutContacts(built) : built, cleaning) as Report;
    // A time may contain twelve digits, which look like an account id.
    return { ...cleaned, made: built.made };
}

/**
 * The security layer's config; undefined where it has no file.
 *
 * @throws CliError for a file with faults
 */
function readPeople({ project }: Management): { readonly config: People | undefined } {
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    if (files["security"] === undefined) return { config: undefined };
    const { parsed, faults } = checkStack("security", "security", files, project);
    if (parsed.ok) return { config: parsed.value };
    say(formatFaults(faults, { ...faultFormat(2), file: "Pulumi.security.yaml" }));
    throw new CliError("the stack file has faults", "correct them, and run it again");
}

const offlineSource: Source = {
    name: "AWS",
    isAsked: false,
    words: "by --offline. States, ids that the config does not say, and findings are missing",
};

function filesSource({ config }: { readonly config: People | undefined }): Source {
    const words =
        config === undefined
            ? "Pulumi.management.yaml; there is no Pulumi.security.yaml, so nobody knows who has which role"
            : "Pulumi.management.yaml and Pulumi.security.yaml: what is meant to be";
    return { name: "Stack files", isAsked: true, words };
}

function driftSource(drift: Report["drift"]): Source {
    return drift === undefined
        ? { name: "Check for drift", isAsked: false, words: "no result was given with --drift" }
        : { name: "Check for drift", isAsked: true, words: drift.files.join(", ") };
}
