import { say } from "../common/ui";

/** Tells `--debug` what happens, step by step, on stderr; never a key, token or code. */
export class Trace {
    private readonly secrets = new Set<string>();
    private readonly codes = new Set<string>();

    public constructor(private readonly enabled: boolean) {}

    /** Texts that must never be shown. Our own texts do not have them; AWS's messages might. */
    public hide(...secrets: readonly (string | undefined)[]): void {
        for (const secret of secrets) if (secret !== undefined && secret !== "") this.secrets.add(secret);
    }

    /** A code: six digits; inside an account id they are none. */
    public hideCode(code: string): void {
        this.codes.add(code);
    }

    /** The text without what is hidden. */
    public scrub(text: string): string {
        let clean = text;
        for (const secret of this.secrets) clean = clean.replaceAll(secret, "[hidden]");
        for (const code of this.codes) clean = clean.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, "gu"), "[hidden]");
        return clean;
    }

    /** One line of `--debug`. */
    public tell(text: string): void {
        if (this.enabled) say(`debug: ${this.scrub(text)}`);
    }
}
