/** An organizational unit at AWS. */
export interface AwsUnit {
    /** Unit id, `ou-…`. */
    readonly id: string;
    /** Names from the top down, ending with its own. */
    readonly names: readonly string[];
    /** Ids of the units above it, from the top down. */
    readonly above: readonly string[];
}

/** The organization's units, parents before their children. */
export interface AwsUnits {
    readonly all: readonly AwsUnit[];
    /** Unit id by path, of units that a path can name. */
    readonly paths: ReadonlyMap<string, string>;
    /** Units that no path can name: a name in it has a slash or a blank at an end, or the first name is the config's word for the root. */
    readonly odd: readonly AwsUnit[];
}

/** The units, split by whether a path can name them. */
export function unitsOf(all: readonly AwsUnit[]): AwsUnits {
    const isOdd = ({ names }: AwsUnit): boolean => !names.every(isPathPart) || names[0]!.toLowerCase() === "root";
    return {
        all,
        paths: new Map(all.filter((unit) => !isOdd(unit)).map(({ id, names }) => [names.join("/"), id])),
        odd: all.filter(isOdd),
    };
}

/** Its path, with names that a path cannot have in quotes: `workloads/"R&D/Ops"`. */
export function oddPath({ names }: Pick<AwsUnit, "names">): string {
    return names.map((name) => (isPathPart(name) ? name : JSON.stringify(name))).join("/");
}

function isPathPart(name: string): boolean {
    return !name.includes("/") && name.trim() === name;
}
