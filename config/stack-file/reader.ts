import {
    isAlias,
    isMap,
    isPair,
    isScalar,
    isSeq,
    type Document,
    type LineCounter,
    type Node,
    type YAMLMap,
} from "yaml";
import { engineScalar, isDate } from "./engine-scalar";
import type { Fault } from "../faults/fault";
import { formatPath, type Path } from "../faults/path";
import { kindOf } from "../schema/text";
import { displayValue } from "../faults/display-value";

/** Where a value stands in the file. */
export interface Place {
    readonly path: Path;
    readonly line: number;
    /** The text of a scalar without quotes, as it was written. */
    readonly source?: string;
}

/** Walks the nodes of a stack's file: values as the engine reads them, with their places, and what is wrong on the way. */
export class StackFileReader {
    public readonly faults: Fault[] = [];
    public readonly places = new Map<string, Place>();
    // Aliases may lead back to where they stand.
    private readonly open = new Set<unknown>();

    public constructor(
        private readonly document: Document,
        private readonly lines: LineCounter,
        private readonly project: string,
    ) {}

    /** The `config` node as the engine hands it to a program: full key → text or JSON. */
    public read(config: unknown): Readonly<Record<string, string>> {
        if (config === undefined || (isScalar(config) && config.value === "")) return {};
        if (!isMap(config)) {
            this.fault(["config"], "is no map", "write the keys below config:, indented", 1);
            return {};
        }
        const all: Record<string, string> = {};
        for (const { key, value } of this.members(config, [], (written) =>
            written.replace(new RegExp(`^${this.project}:`, "u"), ""),
        )) {
            if (value === undefined) continue;
            all[key.includes(":") ? key : `${this.project}:${key}`] =
                typeof value === "string" ? value : JSON.stringify(value);
        }
        return all;
    }

    /** The keys of a map with their lines; a key that stands twice is a fault. */
    public keysOf(map: YAMLMap): readonly { readonly key: string; readonly line: number }[] {
        return map.items.map((pair) => ({ key: this.text(pair.key), line: this.line(pair.key) }));
    }

    private members(
        map: YAMLMap,
        path: Path,
        bare: (key: string) => string = (key) => key,
    ): readonly { key: string; value: unknown }[] {
        const seen = new Map<string, number>();
        return map.items.flatMap((pair) => {
            if (!isPair(pair)) return [];
            const line = this.line(pair.key);
            const key = bare(this.text(pair.key));
            if (key === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN")
                return this.merged(pair.value as Node, path);
            const inner = [...path, key];
            const before = seen.get(key);
            if (before !== undefined) {
                this.fault(
                    inner,
                    `stands twice, in line ${before} and in line ${line}: one of the two would be lost`,
                    "join them, or rename one",
                    line,
                );
            }
            seen.set(key, line);
            this.judgeKey(pair.key, key, inner, line);
            this.places.set(formatPath(inner), { path: inner, line, ...this.source(pair.value) });
            return [{ key, value: this.value(pair.value as Node, inner, line) }];
        });
    }

    /** `<<: *base`: members of another map. */
    private merged(node: Node, path: Path): readonly { key: string; value: unknown }[] {
        const target = isAlias(node) ? node.resolve(this.document) : node;
        if (isSeq(target)) return target.items.flatMap((item) => this.merged(item as Node, path));
        return isMap(target) ? this.members(target, path) : [];
    }

    private value(node: Node | null, path: Path, line: number): unknown {
        if (node === null) return null;
        if (isAlias(node)) return this.value(node.resolve(this.document) ?? null, path, line);
        if (isScalar(node)) return this.scalar(String(node.value), node.type, node.tag, path, line);
        if (this.open.has(node)) return null;
        this.open.add(node);
        try {
            if (isSeq(node)) return node.items.map((item, index) => this.item(item as Node, [...path, index], line));
            if (isMap(node)) return this.map(node, path, line);
        } finally {
            this.open.delete(node);
        }
        return null;
    }

    private item(node: Node, path: Path, line: number): unknown {
        const own = node.range == null ? line : this.line(node);
        this.places.set(formatPath(path), { path, line: own, ...this.source(node) });
        return this.value(node, path, own);
    }

    private map(node: YAMLMap, path: Path, line: number): unknown {
        const members = this.members(node, path);
        if (members.length === 1 && members[0]!.key === "secure") {
            this.faults.push({
                path: formatPath(path),
                value: "[secret]",
                message: "is a secret; this config holds none, and outputs show it in plain text",
                cure: `write it in plain text, or take it out: pulumi config rm --path '${formatPath(path)}'`,
                line,
                severity: "fault",
            });
            return undefined;
        }
        return Object.fromEntries(members.map(({ key, value }) => [key, value]));
    }

    private scalar(text: string, type: string | undefined, tag: string | undefined, path: Path, line: number): unknown {
        if (type !== "PLAIN" || tag === "tag:yaml.org,2002:str" || tag === "!!str") return text;
        if (isDate(text)) {
            this.fault(
                path,
                "is read as a date where a text is asked for",
                `write it in quotes: ${String(path.at(-1))}: "${text}"`,
                line,
                text,
            );
            return text;
        }
        return engineScalar(text);
    }

    /** Keys that YAML takes for a number, a word or a date reach the program as another text. */
    private judgeKey(node: unknown, key: string, path: Path, line: number): void {
        if (!isScalar(node)) {
            this.fault(path, "has a key that is no text", "write a text as the key", line);
        } else if (node.type === "PLAIN") {
            const read = engineScalar(key);
            if (typeof read === "string" && !isDate(key)) return;
            const kind = isDate(key) ? "date" : read === null ? "null" : kindOf(read);
            this.fault(
                path,
                `has a key that YAML reads as a ${kind}${read === null || isDate(key) ? "" : ` (${String(read)})`}`,
                `write it in quotes: "${key}":`,
                line,
                key,
            );
        }
    }

    private source(node: unknown): { readonly source?: string } {
        return isScalar(node) && node.type === "PLAIN" ? { source: String(node.value) } : {};
    }

    private text(node: unknown): string {
        return isScalar(node) ? String(node.value) : String(node);
    }

    private line(node: unknown): number {
        const start = (node as Node | null)?.range?.[0];
        return start === undefined ? 1 : this.lines.linePos(start).line;
    }

    private fault(path: Path, message: string, cure: string, line: number, source?: string): void {
        this.faults.push({
            path: formatPath(path),
            value: source ?? displayValue(String(path.at(-1))),
            message,
            cure,
            line,
            severity: "fault",
        });
    }
}
