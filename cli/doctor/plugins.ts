/** The provider plugins that the engine needs for a program's npm packages. */
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** A provider plugin in one version. */
export interface Plugin {
    readonly name: string;
    /** Its version, for example `7.48.0`. */
    readonly version: string;
}

/** A plugin that the engine needs. */
export interface WantedPlugin extends Plugin {
    /**
     * Whether the program depends on its package directly. The engine installs plugins of indirect dependencies too, though no stack uses
     * them.
     */
    readonly isUsed: boolean;
}

/** The parts of package.json that Pulumi reads. Source: pulumi-language-nodejs, which lists the plugins of all packages in node_modules. */
interface Manifest {
    readonly name?: string;
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly pulumi?: { readonly resource?: boolean; readonly name?: string; readonly version?: string };
}

/** The plugins of all packages that are installed for the project in `dir`: first those in use, then by name and version. */
export function wantedPlugins(dir: string): readonly WantedPlugin[] {
    const modules = modulesOf(dir);
    if (modules === undefined) return [];
    const { dependencies = {} } = manifestOf(join(dir, "package.json")) ?? {};
    // A copy that another package brings is not the program's.
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

/** The plugin of a package, if it has one. */
function pluginOf({ name: packageName = "", version: ownVersion, pulumi }: Manifest): readonly Plugin[] {
    const name = pulumi?.name ?? /^@pulumi\/(.+)$/u.exec(packageName)?.[1];
    const version = (pulumi?.version ?? ownVersion)?.replace(/^v/u, "");
    return pulumi?.resource === true && name !== undefined && version !== undefined ? [{ name, version }] : [];
}

function keyOf({ name, version }: Plugin): string {
    return `${name} ${version}`;
}

/** The nearest `node_modules` with Pulumi packages: of the project, or of a workspace around it. */
function modulesOf(dir: string): string | undefined {
    const modules = join(dir, "node_modules");
    if (existsSync(join(modules, "@pulumi"))) return modules;
    return dirname(dir) === dir ? undefined : modulesOf(dirname(dir));
}

function packagesIn(modules: string, seen: Set<string>): readonly Manifest[] {
    if (!existsSync(modules)) return [];
    return readdirSync(modules).flatMap((name) => {
        const folder = join(modules, name);
        // A scope has packages like node_modules.
        if (name.startsWith("@")) return packagesIn(folder, seen);
        const manifest = name.startsWith(".") ? undefined : manifestOf(join(folder, "package.json"));
        if (manifest === undefined) return [];
        // Packages may be links, also to each other.
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
        // Not a package, or not readable: the engine ignores it too.
        return undefined;
    }
}
