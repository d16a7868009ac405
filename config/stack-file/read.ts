import { Scalar, isMap, isScalar, type Document, type LineCounter } from "yaml";
import { awsRegion } from "./aws-keys";
import { syntaxComplaints } from "./engine-syntax";
import { environmentsOf } from "./environment";
import { parseFile } from "./parse";
import { rawConfig, type RawConfig } from "./raw-config";
import { StackFileReader, type Place } from "./reader";
import { displayValue } from "../faults/display-value";
import type { Complaint } from "../faults/complaint";
import type { Fault } from "../faults/fault";
import { nearest } from "../faults/nearest";
import { formatPath } from "../faults/path";
import { knownTopKeys } from "../schema/layers";

/** A stack's file as Pulumi's engine reads it, with the places of its values. */
export interface StackFile {
    readonly raw: RawConfig;
    /** Faults of the file itself: YAML, duplicate keys, keys and values that YAML does not read as they look. */
    readonly faults: readonly Fault[];
    /** Whether it could not be parsed, so that its contents are not known. Default: false. */
    readonly isUnreadable?: true;
    /** Place of each path of the config. */
    readonly places: ReadonlyMap<string, Place>;
    /** Paths, as the engine has them, of keys that the engine reads differently from how they are written: `accounts.7` for `007`. */
    readonly engineNames: ReadonlySet<string>;
    /** `aws:region`, if the file has it. */
    readonly region?: string;
    /** Pulumi environments, whose values are not in the file. */
    readonly environments: readonly string[];
}

/** Path of faults of the whole file. */
const wholeFile = "file";

// The engine's own keys (Pulumi's project stack file).
const engineKeys = ["config", "secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

// Those of them whose values are texts.
const ofTheEngine: ReadonlySet<string> = new Set(["secretsprovider", "encryptedkey", "encryptionsalt"]);

/** Reads a `Pulumi.<stack>.yaml`, from text or bytes. */
export function readStackFile(content: string | Uint8Array, project: string): StackFile {
    const parsed = parseFile(content);
    if ("complaints" in parsed)
        return broken(parsed.complaints.map((complaint) => fault("", complaint, complaint.line)));
    const { document, lines, text } = parsed;
    const top = document.contents;
    if (top !== null && !isMap(top)) return broken([fault("", { message: "is no map", cure: "write: config:" }, 1)]);
    const syntax = syntaxComplaints(document, text).map((complaint) => syntaxFault(complaint, lines));
    return readDocument(document, lines, project, syntax);
}

function readDocument(document: Document, lines: LineCounter, project: string, syntax: readonly Fault[]): StackFile {
    const top = isMap(document.contents) ? document.contents : undefined;
    const reader = new StackFileReader(document, lines, project);
    if (top !== undefined) reader.judgeTop(top);
    const outside =
        top === undefined
            ? []
            : reader
                  .keysOf(top)
                  .flatMap(({ key, line }) => [
                      ...outsideKey(key, line),
                      ...(ofTheEngine.has(key) && !isScalar(top.get(key, true) ?? new Scalar(""))
                          ? [noText(key, line)]
                          : []),
                  ]);
    const all = reader.read(top?.get("config", true));
    const { raw, faults } = rawConfig(all, project);
    const region = awsRegion(all);
    return {
        raw,
        faults: [
            ...syntax,
            ...outside,
            ...reader.faults.filter((each) => !syntax.some(({ path }) => path === each.path)),
            ...faults
                .filter(({ path }) => !reader.faults.some((each) => each.path === path))
                .map((each) => ({ ...each, ...lineOf(reader, each.path) })),
        ],
        places: reader.places,
        engineNames: reader.engineNames,
        environments: environmentsOf(top?.get("environment", true)),
        ...(region !== undefined && { region }),
    };
}

function broken(faults: readonly Fault[]): StackFile {
    return { isUnreadable: true, raw: {}, faults, places: new Map(), engineNames: new Set(), environments: [] };
}

function syntaxFault(
    { path, offset, source, message, cure }: ReturnType<typeof syntaxComplaints>[number],
    lines: LineCounter,
): Fault {
    const { line } = lines.linePos(offset);
    const inner = path[0] === "config" ? path.slice(1) : path;
    return {
        ...fault(formatPath(inner), { message, cure }, line),
        value: source.length > 60 ? `${source.slice(0, 60)}…` : source,
    };
}

function lineOf({ places }: StackFileReader, path: string): { readonly line?: number } {
    const place = places.get(path);
    return place === undefined ? {} : { line: place.line };
}

function noText(key: string, line: number): Fault {
    return fault(
        key,
        { message: "is no text, and the engine refuses the file", cure: "write it as pulumi stack init does" },
        line,
    );
}

function outsideKey(key: string, line: number): readonly Fault[] {
    if (engineKeys.includes(key)) return [];
    const bare = key.replace(/^[^:]*:/u, "");
    if (knownTopKeys.includes(bare))
        return [
            fault(
                key,
                { message: "is outside of config, where nothing reads it", cure: "indent it below config:" },
                line,
            ),
        ];
    const near = nearest(key, engineKeys);
    const cure = near === undefined ? `use ${engineKeys.join(", ")}` : `did you mean ${near}?`;
    return [fault(key, { message: "is not a key of a stack's file", cure }, line)];
}

function fault(path: string, { message, cure }: Complaint, line: number): Fault {
    return {
        path: path === "" ? wholeFile : path,
        ...(path !== "" && { value: displayValue(path) }),
        message,
        cure,
        line,
        severity: "fault",
    };
}
