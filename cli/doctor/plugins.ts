/** The provider plugins that the npm packages of a program ask the engine for. */
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A provider plugin of one version. */
export interface Plugin {
    readonly name: string;
    /** `7.48.0`. */
    readonly version: string;
}

/** A plugin that is asked for. */
export interface WantedPlugin extends Plugin {
    /** Whether the program names its package itself: what other packages bring is asked for too, and used by no stack. */
    readonly isUsed: boolean;
}

/** What Pulumi reads of a package. Source: pulumi-language-nodejs, which names the plugins of all packages in node_modules. */
interface Manifest {
    readonly name?: string;
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly pulumi?: { readonly resource?: boolean; readonly name?: string; readonly version?: string };
}

/** The plugins of all packages that are installed for the project in `dir`, by name and version, those in use first. */
export function wantedPlugins(dir: string): readonly WantedPlugin[] {
    const modules = modulesOf(dir);
    if (modules === undefined) return [];
    const { dependencies = {} } = manifestOf(join(dir, "package.json")) ?? {};
    // The copy that another package brings of one is not the program's.
    const own = Object.keys(dependencies).flatMap((name) => manifestOf(join(modules, name, "package.json")) ?? []);
    const used = new Set(own.flatMap(pluginOf).map(keyOf));
    const all = new Map(
        packagesIn(modules, new Set())
            .flatMap(pluginOf)
            .map((each) => [keyOf(each), each]),
    );
    const order = (each: Plugin): string => `${used.has(keyOf(each)) ? 0 : 1} ${keyOf(each)}`;
    return [...all.values()]
        .sort((a, b) => (order(a) < order(b) ? -1 : 1))
        .map((each) => ({ ...each, isUsed: used.has(keyOf(each)) }));
}

/** The plugin that a package says it has, or none. */
function pluginOf({ name: packageName = "", version: ownVersion, pulumi }: Manifest): readonly Plugin[] {
    const name = pulumi?.name ?? /^@pulumi\/(.+)$/u.exec(packageName)?.[1];
    const version = (pulumi?.version ?? ownVersion)?.replace(/^v/u, "");
    return pulumi?.resource === true && name !== undefined && version !== undefined ? [{ name, version }] : [];
}

function keyOf({ name, version }: Plugin): string {
    return `${name} ${version}`;
}

/** The nearest folder of packages: of the project, or of a workspace around it. */
function modulesOf(dir: string): string | undefined {
    const modules = join(dir, "node_modules");
    if (existsSync(join(modules, "@pulumi"))) return modules;
    return dirname(dir) === dir ? undefined : modulesOf(dirname(dir));
}

function packagesIn(modules: string, seen: Set<string>): readonly Manifest[] {
    if (!existsSync(modules)) return [];
    return readdirSync(modules).flatMap((name) => {
        const folder = join(modules, name);
        // Scopes hold packages as node_modules does.
        if (name.startsWith("@")) return packagesIn(folder, seen);
        const manifest = name.startsWith(".") ? undefined : manifestOf(join(folder, "package.json"));
        if (manifest === undefined) return [];
        // Packages may be links, to each other too.
        const real = realpathSync(folder);
        if (seen.has(real)) return [];
        seen.add(real);
        return [manifest, ...packagesIn(join(folder, "node_modules"), seen)];
    });
}

function manifestOf(file: string): Manifest | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Manifest;
    } catch {
        // Not a package, or none that can be read: the engine passes over it too.
        return undefined;
    }
}
