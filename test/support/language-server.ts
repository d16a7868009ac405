import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A diagnostic of the editor, with its line from 1. */
export interface Diagnostic {
    readonly line: number;
    readonly message: string;
}

interface Message {
    readonly id?: number;
    readonly method?: string;
    readonly params?: unknown;
    readonly result?: unknown;
}

const server = join(__dirname, "../../node_modules/yaml-language-server/bin/yaml-language-server");

/** The YAML language server that editors use, with documents in a folder. */
export class LanguageServer {
    private readonly process: ChildProcessWithoutNullStreams;
    private input = Buffer.alloc(0);
    private next = 1;
    private readonly answers = new Map<number, (result: unknown) => void>();
    private readonly published = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

    public constructor(private readonly folder: string) {
        this.process = spawn(process.execPath, [server, "--stdio"]);
        this.process.stdout.on("data", (chunk: Buffer) => {
            this.input = Buffer.concat([this.input, chunk]);
            for (let message = this.take(); message !== undefined; message = this.take()) this.receive(message);
        });
    }

    public async start(): Promise<void> {
        await this.ask("initialize", {
            processId: process.pid,
            rootUri: pathToFileURL(this.folder).href,
            capabilities: { workspace: { configuration: true }, textDocument: { completion: {}, hover: {} } },
        });
        this.tell("initialized", {});
    }

    public end(): void {
        this.process.kill();
    }

    /** Diagnostics of a file with this text; its first line names the schema. */
    public async diagnostics(name: string, text: string): Promise<readonly Diagnostic[]> {
        const uri = this.open(name, text);
        return new Promise((resolve) => this.published.set(uri, resolve));
    }

    /** Labels that the editor suggests at the place of `|` in the text. */
    public async completions(name: string, text: string): Promise<readonly string[]> {
        const { uri, position } = this.openAt(name, text);
        const result = (await this.ask("textDocument/completion", { textDocument: { uri }, position })) as {
            readonly items: readonly { readonly label: string }[];
        };
        return result.items.map(({ label }) => label);
    }

    /** The hover text at the place of `|` in the text. */
    public async hover(name: string, text: string): Promise<string> {
        const { uri, position } = this.openAt(name, text);
        const result = (await this.ask("textDocument/hover", { textDocument: { uri }, position })) as {
            readonly contents: { readonly value: string };
        } | null;
        return result?.contents.value ?? "";
    }

    private openAt(name: string, text: string): { readonly uri: string; readonly position: object } {
        const before = text.slice(0, text.indexOf("|")).split("\n");
        const uri = this.open(name, text.replace("|", ""));
        return { uri, position: { line: before.length - 1, character: before.at(-1)!.length } };
    }

    private open(name: string, text: string): string {
        const uri = pathToFileURL(join(this.folder, name)).href;
        this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
        return uri;
    }

    private receive({ id, method, params, result }: Message): void {
        if (method === "textDocument/publishDiagnostics") {
            const { uri, diagnostics } = params as {
                uri: string;
                diagnostics: { range: { start: { line: number } }; message: string }[];
            };
            this.published.get(uri)?.(
                diagnostics.map(({ range, message }) => ({ line: range.start.line + 1, message })),
            );
        } else if (method === "workspace/configuration") {
            const { items } = params as { items: readonly { section: string }[] };
            // No schema store, so that nothing is fetched from the internet.
            const settings: Readonly<Record<string, unknown>> = { yaml: { schemaStore: { enable: false } } };
            this.send({ id: id!, result: items.map(({ section }) => settings[section] ?? null) });
        } else if (method === "custom/schema/content") {
            this.send({ id: id!, result: readFileSync(new URL(String(params)), "utf8") });
        } else if (method !== undefined && id !== undefined) {
            this.send({ id, result: null });
        } else if (id !== undefined) {
            this.answers.get(id)?.(result);
        }
    }

    private async ask(method: string, params: object): Promise<unknown> {
        const id = this.next++;
        const answer = new Promise((resolve) => this.answers.set(id, resolve));
        this.send({ id, method, params });
        return answer;
    }

    private tell(method: string, params: object): void {
        this.send({ method, params });
    }

    private send(message: Message): void {
        const body = JSON.stringify({ jsonrpc: "2.0", ...message });
        this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }

    private take(): Message | undefined {
        const end = this.input.indexOf("\r\n\r\n");
        if (end < 0) return undefined;
        const length = Number(/content-length: (\d+)/iu.exec(this.input.subarray(0, end).toString())![1]);
        if (this.input.length < end + 4 + length) return undefined;
        const body = this.input.subarray(end + 4, end + 4 + length).toString();
        this.input = this.input.subarray(end + 4 + length);
        return JSON.parse(body) as Message;
    }
}
