import * as fs from "node:fs";
import * as path from "node:path";

/** Of the passphrase "sandbox" (environment.ts): it protects nothing, for the sandbox keeps no secret. */
const encryptionSalt = "v1:7pq9z4I+X9Y=:v1:+fgp7q9s3ITVidUa:zOooZM6OX5qDMleePT1RMv3H9oy7jA==";

const stackFile = /^Pulumi\..+\.yaml$/;

/**
 * Lays out `<folder>/project`, where the engine runs, and the `pulumi` command that sends it there.
 *
 * The engine writes an encryption salt into a stack file that has none, and with it rewrites the file: order, layout and
 * comments are lost. So it reads a copy with a salt, made from the project's own file at each call; all else is linked.
 */
export function layOutProject(projectRoot: string, folder: string, engine: string): void {
    const copy = path.join(folder, "project");
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy, { recursive: true });
    for (const name of fs.readdirSync(projectRoot)) {
        if (name.startsWith(".") || stackFile.test(name)) continue;
        fs.symlinkSync(path.join(projectRoot, name), path.join(copy, name));
    }
    writeScript(
        path.join(folder, "bin", "pulumi"),
        `project=${shellQuote(projectRoot)} copy=${shellQuote(copy)}
case "$PWD/" in
"$project"/*)
    for file in "$project"/Pulumi.*.yaml; do
        { echo 'encryptionsalt: ${encryptionSalt}'; cat "$file"; } > "$copy/\${file##*/}"
    done
    cd "$copy" || exit 1 ;;
esac
exec ${shellQuote(engine)} "$@"`,
    );
}

/** Writes an executable POSIX shell script. */
export function writeScript(file: string, body: string): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

/** A word that a POSIX shell reads as this text. */
export function shellQuote(text: string): string {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
