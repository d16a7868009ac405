import { existsSync, realpathSync } from "node:fs";
import { readLivingOrganization, type LivingOrganization } from "../../aws/living/living-organization";
import { ended } from "../../aws/account-states";
import type { RawConfig } from "../../config";
import { formatFaults, valueAt } from "../../config/faults";
import { unifiedDiff } from "../init/diff";
import { lockStepsBy } from "../accounts/left-locks";
import { dropLeftBeside } from "../common/leftovers";
import { stackOutputs } from "../common/engine";
import { carryOut, type ActOptions } from "../common/plan";
import { findProject, type Project } from "../common/project";
import { clearEnginesHalfFiles } from "../state/clear-half-files";
import { CliError, exitCodes, faultFormat, printJson, say } from "../common/ui";
import { filesOf } from "./files";
import { writeFiles } from "../common/write-files";
import { fitted, type Fitted } from "./fit";
import { proposalOf, type Proposal } from "./proposal";
import { organizationOfExample, startOf, type CompanyFlags, type Start } from "./start";
import { engineSteps, differences } from "./take-in";
import { previewOf } from "./engine-preview";

/** Options of `org adopt`. */
export interface AdoptOptions extends ActOptions, CompanyFlags {
    readonly dir: string;
}

/**
 * Takes in an existing organization: reads it, writes stack files that describe it, imports it, and proves that a preview has no changes.
 * Nothing at AWS is changed. Returns the exit code.
 */
export async function adopt(options: AdoptOptions): Promise<number> {
    const project = findProject(options.dir);
    const stopped = await clearEnginesHalfFiles(project, options);
    if (stopped !== undefined) return stopped;
    const ofExample = await organizationOfExample(project);
    if (ofExample !== undefined) {
        say(`Stack management is there already, made from the shipped stack file: it has organization ${ofExample}.`);
        say("There is nothing to adopt; what AWS has besides, a preview lists: pulumi preview --stack management");
        if (options.json === true) printJson({ title, steps: [], found: {}, leftAlone: [], files: [] });
        return exitCodes.ok;
    }
    const start = startOf(project, options);
    say("Reading the organization …");
    const living = await readLivingOrganization({
        region: start.region,
        regions: governed(start).filter((region) => region !== start.region),
        tell: (text) => {
            say(`  ${text}`);
        },
    });
    if (living === undefined)
        throw new CliError(
            "the account has no organization",
            "make one: docs/day-0.md; or use the credentials of the management account of the one that is meant",
        );
    const stack = await stackOutputs(project, "management");
    const { proposal, config } = fittedProposal(living, start, stack === undefined, project);
    const files = filesOf(proposal, living, start, project);
    for (const { shown, before, after } of files)
        if (before !== undefined || options.dryRun === true) say(unifiedDiff(shown, before ?? "", after));
    sayFound(living, proposal);
    if (options.dryRun !== true)
        for (const { path } of Object.values(start.files)) if (existsSync(path)) dropLeftBeside(realpathSync(path));
    const facts = { found: counts(living), leftAlone: proposal.left, files: files.map(({ shown }) => shown) };
    if (files.length === 0 && stack !== undefined) {
        const { steps, more, guards } = differences(await previewOf(project, "management"));
        if (steps === 0 && more.length === 0 && guards === 0) {
            say("There is nothing to adopt: the stack files and the stack say what AWS has.");
            if (options.json === true) printJson({ title, steps: [], ...facts });
            return exitCodes.ok;
        }
    }
    return carryOut(
        {
            title,
            nothing: "There is nothing to adopt.",
            steps: [
                {
                    title:
                        files.length === 0
                            ? "write the stack files"
                            : `write ${files.map(({ shown, before }) => `${shown} (${before === undefined ? "new" : "changed"})`).join(", ")}`,
                    done: files.length === 0,
                    act: () => {
                        writeFiles(files, "adopt");
                        return Promise.resolve();
                    },
                },
                // Also where there is no stack: the engine has a lock before it makes one.
                ...(await lockStepsBy(project, { config, region: start.region }, ["management"])),
                ...engineSteps(project, stack !== undefined),
            ],
            facts,
            next: [
                "Next:",
                "  read Pulumi.management.yaml: what it names is managed, and `pulumi preview` shows each change first",
                "  docs/existing-organizations.md: from here to administrators, state in a bucket and accounts' own stacks",
            ],
        },
        options,
    );
}

const title = "Take in the organization; nothing at AWS is changed";

function governed({ management, region }: Start): readonly string[] {
    const regions = management["regions"];
    return Array.isArray(regions) ? regions.map(String) : [region];
}

/**
 * The proposed config, without what the config's rules refuse.
 *
 * @throws CliError where what a person wrote has a fault
 */
function fittedProposal(
    living: LivingOrganization,
    start: Start,
    isNew: boolean,
    project: Project,
): Extract<Fitted, { readonly ok: true }> {
    const { files, region } = start;
    const own = living.members.find(({ id }) => id === living.managementAccountId);
    const before = { management: completed(start, own?.email, isNew), security: files.security.raw };
    const judged = fitted(proposalOf(living, before), living, {
        project: project.name,
        baseDir: project.dir,
        region,
        before: { management: files.management.raw, security: files.security.raw },
    });
    if (judged.ok) return judged;
    throw new CliError(
        `what is said of the organization has ${formatFaults(judged.faults, { ...faultFormat(2), file: files.management.shown })}`,
        "mend it, in the file or by --company, --short, --email and --region, and run ./org adopt again; nothing was written",
    );
}

/**
 * The management config with two defaults. A stack that has never been run gets `scope: organization`; otherwise its first run would create
 * the management account's own resources.
 */
function completed({ management }: Start, email: string | undefined, isNew: boolean): RawConfig {
    const scope = isNew && valueAt(management, ["scope"]) === undefined ? { scope: "organization" } : {};
    return { ...scope, ...management, ...(management["email"] === undefined ? { email } : {}) };
}

function counts(living: LivingOrganization): Readonly<Record<string, number>> {
    const { members, units, policies, services, delegations, center } = living;
    return {
        accounts: members.length,
        closed: members.filter(({ state }) => ended.has(state)).length,
        units: units.all.length,
        policies: policies.length,
        attachments: policies.reduce((sum, { targets }) => sum + targets.length, 0),
        services: services.length,
        delegations: delegations.size,
        groups: center?.groups.length ?? 0,
        permissionSets: center?.sets.length ?? 0,
    };
}

function sayFound(living: LivingOrganization, { left }: Proposal): void {
    const found = counts(living);
    const words = Object.entries(found).map(
        ([what, count]) => `${count} ${what === "permissionSets" ? "permission sets" : what}`,
    );
    say(`Organization ${living.id} has ${words.join(", ")}.`);
    if (left.length === 0) return;
    say("Not managed here, and left alone:");
    for (const { what, why } of left) say(`  ${what}: ${why}`);
}
