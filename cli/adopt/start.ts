import type { RawConfig } from "../../config";
import { type Fault, formatFaults, valueAt } from "../../config/faults";
import { stackOutputs } from "../common/engine";
import { unlessFailed } from "../common/interrupt";
import { currentFiles, isNobodysFile, type CurrentFile } from "../init/current";
import { textAt } from "../init/raw-values";
import type { Project } from "../common/project";
import { CliError, faultFormat } from "../common/ui";

/** Flags that describe the company, used where no file does. */
export interface CompanyFlags {
    readonly company?: string;
    readonly short?: string;
    readonly email?: string;
    readonly region?: string;
}

/** The existing stack files, and what is known before AWS is asked. */
export interface Start {
    readonly files: Readonly<Record<"management" | "security", CurrentFile>>;
    readonly region: string;
    /** The management file's config with the flags' values; without `email` where neither has it. */
    readonly management: RawConfig;
}

/**
 * Reads the files.
 *
 * @throws CliError with everything that is missing, at once
 */
export function startOf(project: Project, flags: CompanyFlags): Start {
    const current = currentFiles(project);
    if (current.management.begun !== undefined && isShipped(current.management))
        throw new CliError(
            `${current.management.shown} was begun from the example that is shipped, and has parts of it still`,
            `move it away, and run this again with --company and --short; or finish it first: ./org init`,
        );
    const files = { management: whole(current.management), security: whole(current.security) };
    const { management } = files;
    const { raw } = management;
    const region = management.region ?? flags.region ?? project.config["aws:region"];
    const company = {
        name: valueAt(raw, ["company", "name"]) ?? flags.company,
        short: valueAt(raw, ["company", "short"]) ?? flags.short,
    };
    const lacks: readonly (readonly [value: unknown, path: string, flag: string])[] = [
        [company.name, "company.name", "--company acme"],
        [company.short, "company.short", "--short ac"],
        [region, "aws:region", "--region us-east-1"],
    ];
    const faults = lacks.flatMap(([value, path, flag]): readonly Fault[] =>
        value === undefined
            ? [{ severity: "fault", path, message: "is required, and missing", cure: `say it: ./org adopt ${flag}` }]
            : [],
    );
    if (faults.length > 0)
        throw new CliError(formatFaults(faults, faultFormat(2)), "nothing was asked of AWS, and nothing was written");
    const email = raw["email"] ?? flags.email;
    return {
        files,
        region: String(region),
        management: { ...raw, company, ...(email === undefined ? {} : { email }) },
    };
}

/**
 * Id of the organization of a stack that was created from the shipped stack file, as in the sandbox. There is nothing to adopt then.
 * Undefined if the file is a company's own, or if there is no such stack.
 */
export async function organizationOfExample(project: Project): Promise<string | undefined> {
    if (!isShipped(currentFiles(project).management)) return undefined;
    const outputs = await unlessFailed(stackOutputs(project, "management"));
    return textAt(outputs ?? {}, ["organization", "id"]);
}

/** Whether a file is the example or was started from it. The example has no organization id, so a file with one is a company's own. */
function isShipped(file: CurrentFile): boolean {
    return isNobodysFile(file) && valueAt(file.begun?.whole, ["organization", "id"]) === undefined;
}

/** The file with its whole config, also with values that are the example's: AWS may have the same. */
function whole(file: CurrentFile): CurrentFile {
    return file.begun === undefined ? file : { ...file, raw: file.begun.whole };
}
