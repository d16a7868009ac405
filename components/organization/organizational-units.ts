import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { withTags, type SharedTags } from "../tags";

export interface Unit {
    /** Names from the root down, joined by `/`: `workloads/prd`. */
    readonly path: string;
    /** AWS name of the unit, the last part of the path. */
    readonly name: string;
    /** Path of the parent; absent directly below the root. */
    readonly parent?: string;
    /** Tags of the config. Absent: the config has none, and never had any. */
    readonly tags?: SharedTags;
    /** Earlier paths: AWS renames a unit in place. */
    readonly formerly?: readonly string[];
    /** Id (`ou-…`) of a unit that exists at AWS. */
    readonly importId?: string;
}

export interface OrganizationalUnitsArgs {
    /** Id of the organization's root, `r-…`. */
    readonly rootId: pulumi.Input<string>;
    /** Each unit once, parents before their children. */
    readonly units: readonly Unit[];
}

/** The tree of organizational units. */
export class OrganizationalUnits extends pulumi.ComponentResource {
    /** Unit id (`ou-…`) by path. */
    public readonly ids: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: OrganizationalUnitsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("aws-organization:organization:OrganizationalUnits", name, {}, opts);
        const ids: Record<string, pulumi.Output<string>> = {};
        for (const unit of args.units) {
            const parentId = unit.parent === undefined ? args.rootId : ids[unit.parent]!;
            const tags = withTags(unit.tags);
            ids[unit.path] = new aws.organizations.OrganizationalUnit(
                `${name}-${unit.path}`,
                { name: unit.name, parentId, ...tags.args },
                {
                    parent: this,
                    // AWS cannot move a unit: another parent means a new unit, and the accounts of this one must move
                    // first.
                    protect: true,
                    retainOnDelete: true,
                    ignoreChanges: [...tags.ignoreChanges],
                    aliases: (unit.formerly ?? []).map((path) => ({ name: `${name}-${path}` })),
                    ...(unit.importId === undefined ? {} : { import: unit.importId }),
                },
            ).id;
        }
        this.ids = ids;
        this.registerOutputs({ ids });
    }
}
