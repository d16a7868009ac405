import { type Fault, formatFaults, type Parsed } from "../../config/faults";
import {
    crossLayerContext,
    type Layer,
    type LayerConfigs,
    type ManagementConfig,
    missingRegion,
    parseLayer,
    placeFaults,
    rawConfig,
    type RawConfig,
    readStackFiles,
    type StackFile,
    type StackFiles,
} from "../../config";
import { exampleValues } from "../../config/names";
import { isTakenUp } from "../init/begun";
import { stackFileOf, type Project } from "./project";
import { CliError, faultFormat } from "./ui";

/** The `path` of the warning about values of the shipped example that a file still has. */
export const exampleWord = "the example";

/** A stack's config with what is wrong with it. */
export interface CheckedStack<L extends Layer> {
    readonly parsed: Parsed<LayerConfigs[L]>;
    /** `aws:region` of the stack. */
    readonly region: string;
    readonly faults: readonly Fault[];
    readonly warnings: readonly Fault[];
    /** Paths of required values that are missing here and that only the stack's Pulumi environment can give. */
    readonly unseen: readonly string[];
}

/**
 * Checks a stack that has a file among `files` as a preview does, but without AWS and the engine.
 *
 * @param hasPassword whether the state has a first password of this user, for whom a PGP key that has expired, was revoked or is not valid
 * yet is no fault; default: every user has one
 * @param lenient whether a delegation that the config lacks is a warning and no fault, as in an adopted organization
 */
export function checkStack<L extends Layer>(
    stack: string,
    layer: L,
    files: StackFiles,
    project: Project,
    hasPassword: (user: string) => boolean = () => true,
    lenient = false,
): CheckedStack<L> {
    const context = crossLayerContext(layer, files);
    const delegated = context.delegated && { ...context.delegated, mayBeMore: context.delegated.mayBeMore || lenient };
    const file = files[stack];
    const inherited = rawConfig(project.config, project.name);
    const written = file?.region ?? project.config["aws:region"];
    const region = written ?? "us-east-1";
    const parsed = parseLayer(
        layer,
        { ...inherited.raw, ...file?.raw },
        { project: project.name, baseDir: project.dir, region, hasPassword, ...context, delegated },
    );
    const place = (faults: readonly Fault[]): readonly Fault[] =>
        file === undefined ? faults : placeFaults(faults, file);
    const found = [
        ...(file?.faults ?? []),
        ...inherited.faults,
        ...place([...missingRegion(layer, written), ...(parsed.ok ? [] : parsed.faults)]),
    ];
    const hidden = file === undefined ? [] : found.filter((fault) => mayComeFromElsewhere(fault, file));
    return {
        parsed,
        region,
        faults: found.filter((fault) => !hidden.includes(fault)),
        warnings: [
            ...environmentWarnings(file),
            ...hidden.map((fault) => asWarning(fault)),
            ...place(parsed.warnings),
            ...exampleWarnings(layer, file?.raw ?? {}),
        ],
        unseen: hidden.map(({ path }) => path),
    };
}

/**
 * One warning for all values of the shipped example that a file still has; none where it has none.
 *
 * @param answered paths whose value a person has just given, so that an example's value there is meant
 */
export function exampleWarnings(layer: Layer, raw: RawConfig, answered: readonly string[] = []): readonly Fault[] {
    const left = exampleValues(raw).filter((path) => !answered.includes(path));
    if (left.length === 0) return [];
    return [
        {
            severity: "warning",
            path: exampleWord,
            message: `its values are here still: ${left.join(", ")}`,
            cure: exampleCure(isTakenUpByInit(layer, raw, left)),
        },
    ];
}

/** Whether `org init` asks for one of these example values, or removes it. */
export function isTakenUpByInit(layer: Layer, raw: RawConfig, paths: readonly string[]): boolean {
    return layer !== "member" && isTakenUp(layer, raw, paths);
}

/** The cure for values of the example. `isForInit`: `org init` asks for them. */
export function exampleCure(isForInit: boolean): string {
    const byHand = "write your own, or take them out";
    return isForInit ? `${byHand}; ./org init asks for what is the example's and nobody else's` : byHand;
}

/** Whether a missing value may come from the stack's Pulumi environment, which only the engine can open. */
function mayComeFromElsewhere({ path, value, message }: Fault, { environments, places }: StackFile): boolean {
    return (
        environments.length > 0 &&
        value === undefined &&
        !places.has(path) &&
        message.startsWith("is required, and missing")
    );
}

function asWarning(fault: Fault): Fault {
    return { ...fault, message: "is missing here, unless the environment gives it", severity: "warning" };
}

function environmentWarnings(file: StackFile | undefined): readonly Fault[] {
    if (file === undefined || file.environments.length === 0) return [];
    return [
        {
            path: "environment",
            value: file.environments.join(", "),
            message:
                "gives values that cannot be seen here: they are in Pulumi's service, and only the engine opens them",
            cure: "pulumi preview judges them with the rest",
            severity: "warning",
        },
    ];
}

/**
 * Config, region and file of the management stack, for commands that need them valid.
 *
 * @throws CliError with every fault, or where there is no file
 */
export function managementConfig(project: Project): {
    readonly config: ManagementConfig;
    readonly region: string;
    readonly file: StackFile;
} {
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const file = files["management"];
    if (file === undefined)
        throw new CliError(`there is no ${stackFileOf(project, "management")}`, "./org init writes it");
    const { parsed, faults, region, unseen } = checkStack("management", "management", files, project);
    if (faults.length > 0)
        throw new CliError(
            formatFaults(faults, {
                ...faultFormat(2),
                file: "Pulumi.management.yaml",
                all: "./org validate --stack management --json",
            }),
            "mend them; ./org validate shows them again",
        );
    const missing = unseenFault(unseen);
    if (missing !== undefined || !parsed.ok) throw new CliError(missing!.message, missing!.cure);
    return { config: parsed.value, region, file };
}

/**
 * The fault of a command that needs values which only a Pulumi environment gives: commands cannot open one. Undefined where none is
 * missing.
 */
export function unseenFault(
    unseen: readonly string[],
): { readonly message: string; readonly cure: string } | undefined {
    if (unseen.length === 0) return undefined;
    return {
        message: `Pulumi.management.yaml has no ${unseen.join(", ")}: a Pulumi environment may give it, which only the engine opens`,
        cure: "write it into Pulumi.management.yaml too: the commands read that file",
    };
}
