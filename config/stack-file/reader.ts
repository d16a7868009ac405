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
import { keyCure, valueCure } from "./quoting-cure";
import type { Fault } from "../faults/fault";
import { formatPath, type Path } from "../faults/path";
import { kindOf } from "../schema/text";
import { displayValue } from "../faults/display-value";

/** Place of a value in the file. */
export interface Place {
    readonly path: Path;
    readonly line: number;
    /** The text of an unquoted scalar, as it was written. */
    readonly source?: string;
}

interface Member {
    readonly key: string;
    /** The key as written, with its prefix. */
    readonly written: string;
    readonly line: number;
    readonly value: unknown;
}

// The largest number of lists, maps and aliases that may be read through aliases. The engine refuses a file in which nearly all nodes come
// from aliases; no real file comes near.
const mostAliased = 100_000;

/** Walks through the nodes of a stack's file: reads values as the engine does, with their places, and collects faults. */
export class StackFileReader {
    public readonly faults: Fault[] = [];
    public readonly places = new Map<string, Place>();
    public readonly engineNames = new Set<string>();
    // An alias may refer to a node that contains it.
    private readonly open = new Set<unknown>();
    private aliasDepth = 0;
    private aliased = 0;

    public constructor(
        private readonly document: Document,
        private readonly lines: LineCounter,
        private readonly project: string,
        private readonly judgeValue: typeof valueCure = valueCure,
    ) {}

    /** The `config` node as the engine passes it to a program: text or JSON by full key. */
    public read(config: unknown): Readonly<Record<string, string>> {
        if (
            config === undefined ||
            config === null ||
            (isScalar(config) && config.type === "PLAIN" && isNothing(config))
        )
            return {};
        const map = isAlias(config) ? config.resolve(this.document) : config;
        if (!isMap(map)) {
            this.fault(["config"], "is no map", "write the keys below config:, indented", this.line(config));
            return {};
        }
        // A key may be called __proto__.
        return Object.fromEntries(
            this.members(map, [], (written) => this.bare(written)).flatMap(({ key, value }) => {
                if (value === undefined) return [];
                const text = typeof value === "string" ? value : JSON.stringify(value);
                return [[key.includes(":") ? key : `${this.project}:${key}`, text]];
            }),
        );
    }

    /** A value outside the stack's config, as the engine reads it. */
    public plain(node: Node): unknown {
        return this.value(node, [], 1);
    }

    /** The keys of a map with their lines. */
    public keysOf(map: YAMLMap): readonly { readonly key: string; readonly line: number }[] {
        return map.items.map((pair) => ({ key: this.text(pair.key), line: this.line(pair.key) }));
    }

    /** Reports duplicate keys of the file itself, for which the engine refuses the file. */
    public judgeTop(map: YAMLMap): void {
        const seen = new Map<string, number>();
        for (const { key, line } of this.keysOf(map)) this.judgeTwice(key, [key], line, seen);
    }

    /** To the engine `project:key` and `project:config:key` are the same key as `key`. */
    private bare(written: string): string {
        const [namespace, module, name, ...rest] = written.split(":");
        const key = module === "config" && name !== undefined && rest.length === 0 ? `${namespace!}:${name}` : written;
        return key.startsWith(`${this.project}:`) ? key.slice(this.project.length + 1) : key;
    }

    /** A map's own members, then those merged into it: an explicit key wins, and among several maps the first. */
    private members(map: YAMLMap, path: Path, bare: (key: string) => string = (key) => key): readonly Member[] {
        const seen = new Map<string, number>();
        const own = map.items.flatMap((pair): readonly Member[] => {
            if (!isPair(pair) || isMerge(pair.key)) return [];
            const line = this.line(pair.key);
            const written = this.text(pair.key);
            const key = bare(written);
            const inner = [...path, key];
            this.judgeTwice(key, inner, line, seen);
            if (path.length === 0) this.judgeFullKey(key, inner, line);
            this.judgeKey(pair.key, key, inner, line);
            this.places.set(formatPath(inner), { path: inner, line, ...this.source(pair.value) });
            return [{ key, written, line, value: this.value(pair.value as Node | null, inner, line) }];
        });
        const taken = new Map(own.map((member) => [member.key, member]));
        const merges = map.items.filter((pair) => isPair(pair) && isMerge(pair.key));
        if (merges.length > 1)
            this.judgeTwice(
                "<<",
                [...path, "<<"],
                this.line(merges[1]!.key),
                new Map([["<<", this.line(merges[0]!.key)]]),
            );
        const merged = merges.flatMap((pair) =>
            this.merged(pair.value as Node | null, path, bare, this.line(pair.key)),
        );
        return [
            ...own,
            ...merged.filter((member) => {
                const before = taken.get(member.key);
                // A merged key with another of its names is a second key to the engine.
                if (before !== undefined && before.written !== member.written)
                    this.judgeTwice(
                        member.key,
                        [...path, member.key],
                        member.line,
                        new Map([[member.key, before.line]]),
                    );
                if (before === undefined) taken.set(member.key, member);
                return before === undefined;
            }),
        ];
    }

    /** `<<: *base`: members of another map, or of several. */
    private merged(
        node: Node | null,
        path: Path,
        bare: (key: string) => string,
        line: number,
        isInList = false,
    ): readonly Member[] {
        const target = isAlias(node) ? node.resolve(this.document) : node;
        if (isSeq(target) && !isAlias(node) && !isInList)
            return target.items.flatMap((item) => this.merged(item as Node, path, bare, line, true));
        if (!isMap(target)) {
            this.fault([...path, "<<"], "merges what is no map", "write the keys themselves in its place", line);
            return [];
        }
        return this.guarded(node, target, path, line, () => this.members(target, path, bare)) ?? [];
    }

    private value(node: Node | null, path: Path, line: number): unknown {
        if (node === null) return null;
        if (isAlias(node)) {
            const target = node.resolve(this.document) ?? null;
            return this.guarded(node, target, path, line, () => this.value(target, path, line)) ?? null;
        }
        if (isScalar(node)) return this.scalar(String(node.value), node.type, node.tag, path, line);
        return this.guarded(undefined, node, path, line, () => {
            if (isSeq(node)) return node.items.map((item, index) => this.item(item as Node, [...path, index], line));
            return isMap(node) ? this.map(node, path, line) : null;
        });
    }

    /** Stops aliases from going in circles, and from growing without limit. */
    private guarded<T>(alias: unknown, target: unknown, path: Path, line: number, read: () => T): T | undefined {
        if (this.aliased > mostAliased) return undefined;
        if (this.open.has(target) && !isScalar(target)) {
            this.fault(path, "contains itself", "write the value itself in place of the alias", line);
            return undefined;
        }
        const isAliased = isAlias(alias);
        if (isAliased) this.aliasDepth += 1;
        else this.open.add(target);
        if (this.aliasDepth > 0 && (this.aliased += 1) > mostAliased)
            this.fault(path, "has more aliases than the engine follows", "write the values themselves", line);
        try {
            return read();
        } finally {
            if (isAliased) this.aliasDepth -= 1;
            else this.open.delete(target);
        }
    }

    private item(node: Node | null, path: Path, line: number): unknown {
        const own = node?.range == null ? line : this.line(node);
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
        const read = isDate(text) ? "date" : engineScalar(text);
        if (typeof read === "string" && read !== "date") return text;
        const complaint = this.judgeValue(path, text, read);
        if (complaint !== undefined) this.fault(path, complaint.message, complaint.cure, line, text);
        return isDate(text) ? text : read;
    }

    private judgeTwice(key: string, path: Path, line: number, seen: Map<string, number>): void {
        const before = seen.get(key);
        if (before !== undefined) {
            const where = before === line ? `twice in line ${line}` : `twice, in line ${before} and in line ${line}`;
            this.fault(path, `is written ${where}: one of the two would be lost`, "join them, or rename one", line);
        }
        seen.set(key, line);
    }

    /** The engine accepts `namespace:key`, and nothing with more colons. */
    private judgeFullKey(key: string, path: Path, line: number): void {
        if (key.split(":").length <= 2) return;
        const bare = key.split(":").at(-1)!;
        this.fault(
            path,
            "is no key of the engine, which takes at most one colon",
            `write it without a prefix: ${bare}`,
            line,
        );
    }

    /** The program gets a key that YAML reads as a number, a word or a date as a different text. */
    private judgeKey(node: unknown, key: string, path: Path, line: number): void {
        if (!isScalar(node) || node.type !== "PLAIN" || node.tag !== undefined) return;
        const read = engineScalar(key);
        if (typeof read === "string" && !isDate(key)) return;
        const kind = isDate(key) ? "date" : read === null ? "null" : kindOf(read);
        const seen = read === null || isDate(key) || String(read) === key ? "" : ` (${String(read)})`;
        const name = read === null ? "<nil>" : isDate(key) ? `${key} 00:00:00 +0000 UTC` : String(read);
        this.engineNames.add(formatPath([...path.slice(0, -1), name]));
        this.fault(path, `has a key that YAML reads as a ${kind}${seen}`, keyCure(path, key), line, key);
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
        // A node that several aliases refer to has its fault once.
        const fault: Fault = {
            path: formatPath(path),
            value: source ?? displayValue(String(path.at(-1))),
            message,
            cure,
            line,
            severity: "fault",
        };
        if (!this.faults.some((each) => each.path === fault.path && each.message === message)) this.faults.push(fault);
    }
}

function isMerge(key: unknown): boolean {
    return isScalar(key) && key.type === "PLAIN" && key.value === "<<";
}

function isNothing({ value }: { readonly value: unknown }): boolean {
    return engineScalar(String(value)) === null;
}
