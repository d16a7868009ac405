import { say } from "../common/ui";

/** The log of `--debug`, on stderr, step by step. It never has a key, a token or a code. */
export class Trace {
    private readonly secrets = new Set<string>();
    private readonly codes = new Set<string>();

    public constructor(private readonly enabled: boolean) {}

    /** Hides texts in later lines. Our own lines do not have them; AWS's messages might. */
    public hide(...secrets: readonly (string | undefined)[]): void {
        for (const secret of secrets) if (secret !== undefined && secret !== "") this.secrets.add(secret);
    }

    /** Hides a code in later lines, except within a longer number such as an account id. */
    public hideCode(code: string): void {
        this.codes.add(code);
    }

    /** The text with all hidden parts replaced. */
    public scrub(text: string): string {
        let clean = text;
        for (const secret of this.secrets) clean = clean.replaceAll(secret, "[hidden]");
        for (const code of this.codes) clean = clean.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, "gu"), "[hidden]");
        return clean;
    }

    /** Logs one line. */
    public log(text: string): void {
        if (this.enabled) say(`debug: ${this.scrub(text)}`);
    }
}
