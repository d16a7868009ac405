/** A management stack made in three ways, each with its own emulator: by this program, by a bare program and by Terraform. */
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { processEnvironment } from "../../../sandbox/environment";
import type { FaultProxy } from "../../support/fault-proxy";
import { TestProject } from "../../support/project";
import { TerraformRoot } from "../fleet/terraform-root";
import { account, engineTaken, open, stack, takenIn, type Taken } from "../measure";
import { givenOf, type Given } from "./given";
import { moduleOf } from "./terraform-module";

const region = "us-east-1";

/** One way to make the stack, with its emulator. The stack is there once `up` has ended. */
export interface World {
    readonly project: TestProject;
    /** Creates the whole stack. Returns the cost. */
    up(): Promise<Taken>;
    /** Previews the stack, which must have no changes. Returns the cost. `more`: further options. */
    preview(...more: readonly string[]): Promise<Taken>;
}

/** Stops a world's emulator and removes its files. */
export function close({ project }: World): Promise<void> {
    return project.close();
}

/** Returns the calls of AWS while `run` runs. */
export async function callsOf({ project }: World, run: () => Promise<unknown>): Promise<FaultProxy["calls"]> {
    project.proxy!.reset();
    await run();
    return [...project.proxy!.calls];
}

function byEngine(project: TestProject): World {
    return {
        project,
        up: () => engineTaken(project, "up", "--yes", "--skip-preview", ...stack),
        preview: (...more) => engineTaken(project, "preview", "--expect-no-changes", ...stack, ...more),
    };
}

export async function ownWorld(accounts: number): Promise<World> {
    return byEngine(await open(accounts, { counted: true }));
}

/** The program's inputs for each resource. The stack must be up. */
export async function givenIn({ project }: World): Promise<readonly Given[]> {
    return givenOf(await project.state("management"));
}

/** A bare program with the same resources, but without components, checks and reads of AWS. */
export async function bareWorld(accounts: number, resources: readonly Given[]): Promise<World> {
    const project = await open(accounts, { counted: true });
    const runtime = { name: "nodejs", options: { typescript: false, packagemanager: "npm" } };
    const program = { name: "aws-organization", runtime, main: "bare.js" };
    fs.writeFileSync(path.join(project.folder, "Pulumi.yaml"), stringify(program));
    fs.copyFileSync(path.join(__dirname, "bare-program.js"), path.join(project.folder, "bare.js"));
    const given = { provider: { region, allowedAccountIds: [account.id] }, resources };
    fs.writeFileSync(path.join(project.folder, "given.json"), JSON.stringify(given));
    return byEngine(project);
}

export async function terraformWorld(accounts: number, resources: readonly Given[], plugin: string): Promise<World> {
    const project = await TestProject.open({}, account, region, {
        asUser: true,
        accountQuota: accounts + 10,
        faults: [],
    });
    const { sandbox } = project;
    const env = processEnvironment(sandbox.folder, sandbox.environment);
    const root = new TerraformRoot(path.join(project.folder, "terraform"), plugin, env);
    const run = (...words: readonly string[]): Promise<Taken> =>
        takenIn(root.folder, root.env, ["terraform", ...words, "-input=false", "-no-color"]);
    const settings = { region, id: account.id };
    return {
        project,
        async up() {
            // Resources to import can be read only once there is an organization, and Terraform reads them before it creates anything. So
            // the import is a second apply, whose cost is not counted.
            root.write(moduleOf(resources, { ...settings, takesIn: false }));
            const taken = await run("apply", "-auto-approve");
            root.write(moduleOf(resources, { ...settings, takesIn: true }));
            await run("apply", "-auto-approve");
            return taken;
        },
        preview: (...more) => run("plan", "-detailed-exitcode", ...more),
    };
}
