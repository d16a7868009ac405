import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { CliError } from "../../../cli/common/ui";
import { clean } from "../../../cli/preview/clean";
import { cleanError } from "../../../cli/preview/clean-error";
import { runPreview } from "../../../cli/preview/run-preview";

const cleaning = { secrets: ["hunter22"], redact: true };

describe("--redact", () => {
    it("hides emails and ids in what the engine says, in whatever pieces that comes", async () => {
        const folder = mkdtempSync(join(tmpdir(), "engine-"));
        const { PATH } = process.env;
        const write = process.stderr.write.bind(process.stderr);
        let shown = "";
        try {
            // Each piece except the last ends in the middle of a word, and the next one is written only after its complete lines were
            // shown. Each has its own pipe, because one that is reopened while it is being closed would end the reading at once.
            const heard = ["first", "second"].map((name) => join(folder, name));
            const script = `mkfifo '${heard.join("' '")}'
                printf 'begun\\naws+apps@acme'; read -r _ <'${heard[0]!}'
                printf '.example\\nof 1111'; read -r _ <'${heard[1]!}'
                printf '11111111\\nend'`;
            writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
            process.env["PATH"] = `${folder}${delimiter}${PATH ?? ""}`;
            process.stderr.write = (text: string | Uint8Array) => {
                shown += String(text);
                const pipe = heard.shift();
                if (pipe !== undefined) writeFileSync(pipe, "\n");
                return true;
            };
            await runPreview({ dir: folder, stack: "apps", tidy: (text) => clean(text, cleaning) });
        } finally {
            process.stderr.write = write;
            process.env["PATH"] = PATH;
            rmSync(folder, { recursive: true });
        }
        strictEqual(shown, "begun\n[email]\nof [account]\nend\n");
    });

    it("hides them in errors, whose exit code stays", () => {
        const refusal = new CliError("111111111111 refuses ada@acme.example", "ask ops@acme.example, key hunter22", 2);
        const { message, cure, exitCode } = cleanError(refusal, cleaning) as CliError;
        deepStrictEqual([message, cure, exitCode], ["[account] refuses [email]", "ask [email], key [secret]", 2]);
        const error = Object.assign(new Error("arn:aws:iam::111111111111:user/ada"), { name: "AccessDenied" });
        const shown = cleanError(error, cleaning) as Error;
        deepStrictEqual([shown.name, shown.message], ["AccessDenied", "arn:aws:iam::[account]:user/ada"]);
        strictEqual(/1{12}/u.test(shown.stack ?? ""), false);
        strictEqual(cleanError("no error", cleaning), "no error");
    });
});
