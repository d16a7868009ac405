/**
 * Makes a copy of the Terraform AWS provider's module that holds only the service packages wanted.
 *
 * All 250 services take far over half an hour to compile on two cores. The list of services and the SDK clients are two
 * generated files of the module; both are cut down here, since Go's `-overlay` refuses files of the module cache.
 *
 * It reads the names of all services at each start, which takes a third of that: those of the others go too.
 *
 * Its waits for AWS to become consistent are cut down too: the emulator is so at once, and a bucket's lifecycle alone
 * would take 55 seconds of the `pulumi up` that makes or changes it.
 */
import * as fs from "node:fs";
import * as path from "node:path";

const servicePackagesFile = "internal/provider/sdkv2/service_packages_gen.go";
const clientsFile = "internal/conns/awsclient_gen.go";
const namesFile = "names/data/names_data.hcl";
const serviceRoot = "internal/service";
const servicePattern = /"github\.com\/hashicorp\/terraform-provider-aws\/internal\/service\/([a-z0-9_]+)[/"]/g;

/** Copies `source` (the module in Go's cache) to `target` with the named service packages and what they import. */
export function trimProvider(source: string, target: string, services: readonly string[]): void {
    const unknown = services.filter((s) => !fs.existsSync(path.join(source, serviceRoot, s)));
    if (unknown.length > 0) {
        throw new Error(`services.json names packages that the Terraform provider lacks: ${unknown.join(", ")}`);
    }
    const kept = closure(source, services);
    const roots = ["internal", "names", "version", "xpprovider", "go.mod"];
    for (const root of roots) {
        fs.cpSync(path.join(source, root), path.join(target, root), {
            recursive: true,
            filter: (file) => isWanted(path.relative(source, file), kept),
        });
    }
    makeWritable(target);
    rewrite(path.join(target, servicePackagesFile), (text) => keepServicePackages(text, kept));
    rewrite(path.join(target, namesFile), (text) => keepNames(text, kept));
    for (const file of goFiles(path.join(target, serviceRoot))) rewrite(file, shortenWaits);
    const calls = new Set<string>();
    for (const file of goFiles(target)) {
        if (path.relative(target, file) !== clientsFile) clientCalls(fs.readFileSync(file, "utf8"), calls);
    }
    rewrite(path.join(target, clientsFile), (text) => keepClients(text, calls));
}

/** Drops the import and the entry of every service package that is not in `kept`. */
export function keepServicePackages(text: string, kept: ReadonlySet<string>): string {
    return keepLines(text, (line) => {
        const service =
            /\/internal\/service\/([a-z0-9_]+)"$/.exec(line) ?? /^\t\t([a-z0-9_]+)\.ServicePackage\(ctx\),$/.exec(line);
        return service === null || kept.has(service[1]!);
    });
}

/** Drops the names of every service that is not in `kept`. */
export function keepNames(text: string, kept: ReadonlySet<string>): string {
    return text.replace(/^service "([a-z0-9_]+)" \{\n(?:.*\n)*?\}\n\n?/gm, (whole, service: string) =>
        kept.has(service) ? whole : "",
    );
}

/** Drops every client function that is not in `calls`, and the SDK imports that only those needed. */
export function keepClients(text: string, calls: ReadonlySet<string>): string {
    const functions = /^func \(c \*AWSClient\) (\w+)\(.*\n(?:.*\n)*?\}\n\n?/gm;
    const cut = text.replace(functions, (whole, name: string) => (calls.has(name) ? whole : ""));
    return keepLines(cut, (line) => {
        const imported = /^\t(?:(\w+) )?"github\.com\/aws\/aws-sdk-go-v2\/service\/(\w+)"$/.exec(line);
        return imported === null || cut.includes(`*${imported[1] ?? imported[2]!}.`);
    });
}

/** Makes the waits before and between the questions of a waiter a hundredth of what they are; how many times it asks stays. */
export function shortenWaits(text: string): string {
    const waits = /^(\t+(?:Delay|MinTimeout|PollInterval): +\d+ \* time\.)(Second|Minute)(,(?: \/\/.*)?)$/gm;
    return text.replace(waits, (_, wait: string, unit: string, rest: string) => `${wait}${unit} / 100${rest}`);
}

function clientCalls(text: string, into: Set<string>): void {
    for (const match of text.matchAll(/\.(\w+Client)\(/g)) into.add(match[1]!);
}

function closure(source: string, services: readonly string[]): Set<string> {
    const kept = new Set<string>();
    const queue = [...services];
    for (let service = queue.pop(); service !== undefined; service = queue.pop()) {
        if (kept.has(service)) continue;
        kept.add(service);
        for (const file of goFiles(path.join(source, serviceRoot, service))) {
            for (const match of fs.readFileSync(file, "utf8").matchAll(servicePattern)) queue.push(match[1]!);
        }
    }
    return kept;
}

function isWanted(relative: string, kept: ReadonlySet<string>): boolean {
    if (isTest(relative)) return false;
    const [first, second, service] = relative.split(path.sep);
    const isServicePackage =
        first === "internal" && second === "service" && service !== undefined && !service.includes(".");
    return !isServicePackage || kept.has(service);
}

function isTest(relative: string): boolean {
    return relative.endsWith("_test.go") || relative.split(path.sep).includes("testdata");
}

function goFiles(folder: string): string[] {
    return fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".go") && !isTest(file))
        .map((file) => path.join(folder, file));
}

/** The module cache is read-only, and so is a copy of it. */
function makeWritable(folder: string): void {
    for (const entry of [".", ...fs.readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
        const file = path.join(folder, entry);
        fs.chmodSync(file, fs.statSync(file).isDirectory() ? 0o755 : 0o644);
    }
}

function rewrite(file: string, change: (text: string) => string): void {
    fs.writeFileSync(file, change(fs.readFileSync(file, "utf8")));
}

function keepLines(text: string, keep: (line: string) => boolean): string {
    return text.split("\n").filter(keep).join("\n");
}
