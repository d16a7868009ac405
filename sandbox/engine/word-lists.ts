/**
 * The modules by which `pulumi config set` and `esc` tell whether a value looks like a secret read their lists of words at each
 * start of the engine, whatever it is started for: most of its start. Copies of them read the lists when first asked.
 */
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";

const modules = ["github.com/ccojocar/zxcvbn-go", "github.com/nbutton23/zxcvbn-go"];

/** Copies the modules that the Go module in `source` requires into it, changed, and has it use the copies. */
export async function readWordListsLater(source: string): Promise<void> {
    for (const [index, module] of modules.entries()) {
        const options = { cwd: source };
        const { stdout } = await execa("go", ["list", "-m", "-f", "{{.Path}}@{{.Version}}", module], options);
        const download = await execa("go", ["mod", "download", "-json", stdout], options);
        const { Dir: downloaded } = JSON.parse(download.stdout) as { Dir: string };
        const copy = path.join(source, `zxcvbn-${index}`);
        for (const file of goFiles(downloaded)) {
            const target = path.join(copy, path.relative(downloaded, file));
            fs.mkdirSync(path.dirname(target), { recursive: true });
            fs.writeFileSync(target, changed(path.basename(file), fs.readFileSync(file, "utf8")));
        }
        fs.writeFileSync(path.join(copy, "go.mod"), `module ${module}\n`);
        await execa("go", ["mod", "edit", "-replace", `${module}=./${path.basename(copy)}`], options);
    }
}

/** Has `matching.go` load its lists at its first question, for which it is made, and `frequency.go` read them then. */
export function changed(file: string, text: string): string {
    const edits: readonly (readonly [from: string, to: string])[] =
        file === "frequency.go"
            ? [["\nfunc init() {\n", "\n// Read reads the lists.\nfunc Read() {\n"]]
            : file === "matching.go"
              ? [
                    ["\nfunc init() {\n\tloadFrequencyList()\n}\n", ""],
                    ["\nfunc loadFrequencyList() {\n", "\nfunc loadFrequencyList() {\n\tfrequency.Read()\n"],
                ]
              : [];
    return edits.reduce((before, [from, to]) => {
        if (before.split(from).length !== 2) throw new Error(`${file} is not the one that is known: ${from.trim()}`);
        return before.replace(from, to);
    }, text);
}

function goFiles(folder: string): readonly string[] {
    return fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
        .map((file) => path.join(folder, file));
}
