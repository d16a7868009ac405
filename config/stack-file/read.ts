import { LineCounter, isMap, parseDocument } from "yaml";
import type { Fault } from "../faults/fault";
import { nearest } from "../faults/nearest";
import { rawConfig, type RawConfig } from "./raw-config";
import { knownTopKeys } from "../schema/layers";
import { displayValue } from "../faults/display-value";
import { StackFileReader, type Place } from "./reader";

/** A stack's file as Pulumi's engine reads it, and where everything in it stands. */
export interface StackFile {
    readonly raw: RawConfig;
    /** What is wrong with the file as such: YAML, keys that stand twice, keys and values that YAML takes for something else. */
    readonly faults: readonly Fault[];
    /** Where a path of the config stands. */
    readonly places: ReadonlyMap<string, Place>;
    /** `aws:region`, when the file has it. */
    readonly region?: string;
}

/** The path of a fault of the file as a whole. */
export const wholeFile = "file";

// Keys of the engine's own (Pulumi's project stack file).
const engineKeys = ["config", "secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

/** Reads the text of a `Pulumi.<stack>.yaml`. */
export function readStackFile(text: string, project: string): StackFile {
    const lines = new LineCounter();
    // Without a schema every scalar is its text: what it becomes is the engine's rule, not that of this library.
    const document = parseDocument(text, {
        schema: "failsafe",
        uniqueKeys: false,
        lineCounter: lines,
        prettyErrors: false,
    });
    const broken = document.errors.map(({ message, pos }) => {
        const { line } = lines.linePos(pos[0]);
        return fault(
            "",
            // The message quotes the line, which may be part of a key.
            `is no YAML: ${message.replace(/[A-Za-z0-9+/=]{40,}/gu, "…")}`,
            `correct line ${line}: check its indentation, quotes and colons`,
            line,
        );
    });
    if (broken.length > 0) return { raw: {}, faults: broken, places: new Map() };
    const reader = new StackFileReader(document, lines, project);
    const top = document.contents;
    if (top !== null && !isMap(top))
        return { raw: {}, faults: [fault("", "is no map", "write: config:", 1)], places: new Map() };
    const outside = top === null ? [] : reader.keysOf(top).flatMap(({ key, line }) => outsideKey(key, line));
    const config = top?.get("config", true);
    const all = reader.read(config);
    const { raw, faults } = rawConfig(all, project);
    const region = all["aws:region"];
    return {
        raw,
        faults: [...outside, ...reader.faults, ...faults.map((each) => ({ ...each, ...lineOf(reader, each.path) }))],
        places: reader.places,
        ...(region !== undefined && { region }),
    };
}

function lineOf({ places }: StackFileReader, path: string): { readonly line?: number } {
    const place = places.get(path);
    return place === undefined ? {} : { line: place.line };
}

function outsideKey(key: string, line: number): readonly Fault[] {
    if (engineKeys.includes(key)) return [];
    const bare = key.replace(/^[^:]*:/u, "");
    if (knownTopKeys.includes(bare))
        return [fault(key, "stands outside of config, where nobody reads it", "indent it below config:", line)];
    const near = nearest(key, engineKeys);
    return [
        fault(
            key,
            "is not a key of a stack's file",
            near === undefined ? `use ${engineKeys.join(", ")}` : `did you mean ${near}?`,
            line,
        ),
    ];
}

function fault(path: string, message: string, cure: string, line: number): Fault {
    return {
        path: path === "" ? wholeFile : path,
        ...(path !== "" && { value: displayValue(path) }),
        message,
        cure,
        line,
        severity: "fault",
    };
}
