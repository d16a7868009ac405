import * as fs from "node:fs";
import * as path from "node:path";

/** The script behind `.sandbox/bin/pulumi`, which runs the engine in a copy of the project and says why. */
const script = path.join(__dirname, "pulumi.sh");

/** Creates `<folder>/project`, where the engine runs, and the `pulumi` command that runs it there. */
export function layOutProject(projectRoot: string, folder: string, engine: string): void {
    const copy = path.join(folder, "project");
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy, { recursive: true });
    const variables = { project: fs.realpathSync(projectRoot), copy, engine };
    const assignments = Object.entries(variables).map(([name, value]) => `${name}=${shellQuote(value)}`);
    writeScript(path.join(folder, "bin", "pulumi"), `${assignments.join("\n")}\n. ${shellQuote(script)}`);
}

/** Writes an executable POSIX shell script. */
export function writeScript(file: string, body: string): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
