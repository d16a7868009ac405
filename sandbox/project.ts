import * as fs from "node:fs";
import * as path from "node:path";

/** Of the passphrase "sandbox" (environment.ts): it protects nothing, for the sandbox keeps no secret. */
const encryptionSalt = "v1:7pq9z4I+X9Y=:v1:+fgp7q9s3ITVidUa:zOooZM6OX5qDMleePT1RMv3H9oy7jA==";

/** Options of the engine that name a file; the engine runs in another folder, and means the user's all the same. */
const fileOptions = ["file", "import-file", "out", "plan", "policy-pack", "policy-pack-config", "save-plan"];

/** Commands of the engine that write the stack file, of which it has only a copy. */
const configWriters = ["cp", "refresh", "rm", "rm-all", "set", "set-all"];

/**
 * Lays out `<folder>/project`, where the engine runs, and the `pulumi` command that sends it there.
 *
 * The engine writes an encryption salt into a stack file that has none, and with it rewrites the file: order, layout and
 * comments are lost. So it reads a copy with a salt, made from the project's own file at each call; all else is linked.
 * A secrets provider of the user's own is left out: the sandbox has neither its key nor its secrets.
 */
export function layOutProject(projectRoot: string, folder: string, engine: string): void {
    const copy = path.join(folder, "project");
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy, { recursive: true });
    writeScript(
        path.join(folder, "bin", "pulumi"),
        `project=${shellQuote(fs.realpathSync(projectRoot))} copy=${shellQuote(copy)} here=$(pwd -P)
case "$here/" in
"$project"/*)
    case "$1 $2" in
    ${configWriters.map((command) => `"config ${command}"`).join(" | ")})
        echo "pulumi (sandbox): the sandbox never writes a stack file; edit Pulumi.<stack>.yaml instead" >&2
        exit 1 ;;
    esac
    for file in "$project"/*; do
        name=\${file##*/}
        case "$name" in
        Pulumi.*.yaml)
            { echo 'encryptionsalt: ${encryptionSalt}'
              sed -e '/^encryptionsalt:/d' -e '/^encryptedkey:/d' -e '/^secretsprovider:/d' "$file"; } > "$copy/.$name.$$" &&
                mv "$copy/.$name.$$" "$copy/$name" || exit 1 ;;
        *) [ -e "$copy/$name" ] || ln -sf "$file" "$copy/$name" ;;
        esac
    done
    option=
    for word in "$@"; do
        shift
        case "$option" in
        ${fileOptions.map((option) => `--${option}`).join(" | ")})
            case "$word" in /*) ;; *) word=$here/$word ;; esac ;;
        esac
        case "$word" in
        ${fileOptions.map((option) => `--${option}=[!/]*`).join(" | ")})
            word="\${word%%=*}=$here/\${word#*=}" ;;
        esac
        option=$word
        set -- "$@" "$word"
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
