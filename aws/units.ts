/** An organizational unit as AWS has it. */
export interface AwsUnit {
    /** `ou-…` */
    readonly id: string;
    /** Its names from the top down, its own the last. */
    readonly names: readonly string[];
    /** Ids of the units above it, from the top down. */
    readonly above: readonly string[];
}

/** The organization's units, parents before their children. */
export interface AwsUnits {
    readonly all: readonly AwsUnit[];
    /** Unit id by path, of those that have one. */
    readonly paths: ReadonlyMap<string, string>;
    /** Those that no path can name: a name in it has a slash or a blank at an end, or the first is the word for the root. */
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

/** Its names as a path would have them, those that no path can have in quotes: `workloads/"R&D/Ops"`. */
export function oddPath({ names }: Pick<AwsUnit, "names">): string {
    return names.map((name) => (isPathPart(name) ? name : JSON.stringify(name))).join("/");
}

function isPathPart(name: string): boolean {
    return !name.includes("/") && name.trim() === name;
}
