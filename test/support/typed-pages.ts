import { ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument, isMap } from "yaml";
import { commandsOf, editsOf, type DocCommand } from "./doc-commands";
import { runBy } from "./docs-run-by";
import type { ShellSession } from "./shell-session";
import type { Typed } from "./terminal";

/** Commands whose output and effect stay the same as long as no stack file changes. */
const once = /^\.\/org (?:validate|fleet|profiles render)\b/u;

/** How a test runs the commands of a section. */
export interface TypeOptions {
    /** What a person types when a command asks, by command. */
    readonly answers?: Readonly<Record<string, readonly Typed[]>>;
    /** Expected exit codes other than 0, by command; `org fleet preview` may always exit with 3 for changes. */
    readonly codes?: Readonly<Record<string, number>>;
}

/** Pages of `docs/` as a person follows them: edits the project's stack files as they say, and runs their commands in one shell. */
export class TypedPages {
    private readonly pages: ReadonlyMap<string, readonly DocCommand[]>;
    private readonly left: Set<DocCommand>;
    /** Output since the last edit of a stack file, of commands that need no second run. */
    private readonly shown = new Map<string, string>();

    constructor(
        private readonly shell: ShellSession,
        /** The project's folder. */
        private readonly folder: () => string,
        /** What to run for a command of a page: another text, or undefined to skip it. */
        private readonly here: (command: string) => string | undefined,
        pages: readonly string[],
    ) {
        this.pages = new Map(pages.map((page) => [page, commandsOf(`docs/${page}`)]));
        this.left = new Set([...this.pages.values()].flat());
    }

    /** Commands of the pages that should be run, and that no test has run yet. */
    untyped(): readonly string[] {
        return [...this.pages].flatMap(([page, commands]) =>
            commands
                .filter((each) => this.left.has(each) && runBy(`docs/${page}`, each.heading) === "typed")
                .map(({ heading, command }) => `${page}, ${heading}: ${command}`),
        );
    }

    /** Forgets earlier output, because AWS or a state has changed. */
    forget(): void {
        this.shown.clear();
    }

    /** Writes the page's yaml blocks into the stack files, or only the one with number `index`. */
    edit(page: string, index?: number): void {
        const edits = editsOf(`docs/${page}`);
        ok(edits.length > 0, `${page} has no edit`);
        for (const { file, block } of index === undefined ? edits : [edits[index]!])
            this.write(file, this.here(block) ?? block);
    }

    /** Writes this YAML into the config of a stack file. */
    write(file: string, block: string): void {
        const at = path.join(this.folder(), file);
        fs.writeFileSync(at, edited(fs.readFileSync(at, "utf8"), block));
        this.shown.clear();
    }

    /** Removes an entry from a stack file, as the page says. */
    takeOut(file: string, ...keys: readonly string[]): void {
        const at = path.join(this.folder(), file);
        const document = parseDocument(fs.readFileSync(at, "utf8"));
        ok(document.deleteIn(["config", ...keys]), `${file} has no ${keys.join(".")}`);
        fs.writeFileSync(at, document.toString({ lineWidth: 0 }));
        this.shown.clear();
    }

    /** Runs a section's commands, from `from` and before `to`. Returns the output of each, by command. */
    async type(
        page: string,
        heading: string,
        { answers = {}, codes = {} }: TypeOptions = {},
        [from, to]: readonly [from?: number, to?: number] = [],
    ): Promise<Readonly<Record<string, string>>> {
        const commands = this.pages
            .get(page)!
            .filter((each) => each.heading === heading)
            .slice(from, to);
        ok(commands.length > 0, `${page} has no commands under ${heading}`);
        const shown: Record<string, string> = {};
        for (const each of commands) {
            this.left.delete(each);
            const { command } = each;
            const before = this.shown.get(command);
            const typed = this.here(each.line);
            shown[command] = before ?? "";
            if (before !== undefined) this.says(each, before);
            if (before !== undefined || typed === undefined) continue;
            const stackFiles = this.stackFiles();
            const run = await this.shell.run(typed, answers[command] ?? []);
            if (this.stackFiles() !== stackFiles) this.forget();
            const isRight = run.code === (codes[command] ?? 0) || (run.code === 3 && command.includes("fleet preview"));
            ok(isRight, `${page}, ${heading}: ${typed} exited with ${run.code}\n${run.shown}`);
            this.says(each, run.shown);
            shown[command] = run.shown;
            if (once.test(command)) this.shown.set(command, run.shown);
        }
        for (const command of Object.keys(answers))
            ok(command in shown, `${page}, ${heading} has no command ${command}`);
        return shown;
    }

    /** All stack files, since some commands write them. Empty before there is a project. */
    private stackFiles(): string {
        if (!fs.existsSync(this.folder())) return "";
        const names = fs.readdirSync(this.folder()).filter((name) => /^Pulumi\..*yaml$/u.test(name));
        return names.map((name) => fs.readFileSync(path.join(this.folder(), name), "utf8")).join("\0");
    }

    /** Checks the page's comment on what a preview shows: in this output, or in an earlier one whose changes an `up` has made since. */
    private says({ line, command }: DocCommand, shown: string): void {
        const said = /\s# (.*)$/u.exec(line)?.[1];
        if (said === undefined || !command.includes("--markdown")) return;
        ok(
            [...this.shown.values(), shown].some((text) => text.includes(said)),
            `${line}\n${shown}`,
        );
    }
}

/** The stack file with the block added to its config, each entry of a map by itself; the `formerly` of a replaced entry is dropped. */
function edited(text: string, block: string): string {
    const document = parseDocument(text);
    const merge = (keys: readonly string[], node: unknown): void => {
        if (isMap(node) && isMap(document.getIn(keys))) {
            for (const { key, value } of node.items) merge([...keys, String(key)], value);
            return;
        }
        document.setIn(keys, node);
        const formerly = isMap(node) ? node.get("formerly") : undefined;
        if (typeof formerly === "string") document.deleteIn([...keys.slice(0, -1), formerly]);
    };
    merge(["config"], parseDocument(block).contents);
    return document.toString({ lineWidth: 0 });
}
