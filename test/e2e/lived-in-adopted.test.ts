/** An existing organization, adopted by `org adopt` and `pulumi import`: whatever AWS has and the config does not name stays. */
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { TestProject } from "../support/project";
import { organizationStays } from "./lived-in/organization-stays";
import { firstPreviewOfPeople, peopleStay } from "./lived-in/people-stay";
import { servicesStay } from "./lived-in/services-stay";
import { adopt, guards, openWorld, settle, stackFlags, stacks, type World, adoptedWhole } from "./lived-in/world";

describe("an organization with all that years leave, adopted by org adopt and pulumi import", () => {
    const world = {} as World;

    before(async () => {
        Object.assign(world, await openWorld());
    });
    after(() => (world.project as TestProject | undefined)?.close());

    for (const stack of stacks)
        it(`ends in an empty preview of ${stack}`, async () => {
            if (stack === "security") await firstPreviewOfPeople(world);
            await adopt(world, stack);
            // What the file imported, including the analyzer of another region, remains in the state.
            const after = await world.project.must("preview", ...stackFlags(stack), "--json");
            const { steps } = JSON.parse(after) as { steps: readonly { op: string; urn: string }[] };
            deepStrictEqual(
                steps.filter(({ op }) => op === "import" || op.includes("replace") || op === "delete"),
                [],
            );
            // The import protects everything and retains nothing: that is a change, until the next `up`.
            if (stack === "management")
                strictEqual((await guards(world)).filter((name) => name.startsWith("units-")).length, 3);
            await settle(world, stack);
        });

    adoptedWhole(world);

    organizationStays(world);
    peopleStay(world, true);
    servicesStay(world);

    it("reports a difference in protection alone, and --expect-no-changes counts it", async () => {
        // A complete stack: for the others, these tests leave out a bucket's lifecycle.
        const ofMember = ["--stack", "apps-prd"] as const;
        const preview = async (): Promise<number> =>
            (await world.project.org("preview", ...ofMember, "--no-policy-pack", "--expect-no-changes")).exitCode;
        const role = (await world.project.state("apps-prd")).find(({ protect }) => protect === true)!;
        strictEqual(await preview(), 0);
        await world.project.must("state", "unprotect", role.urn, ...ofMember, "--yes");
        strictEqual(await preview(), 3);
        deepStrictEqual(await guards(world, "apps-prd"), [role.urn.split("::").at(-1)]);
        await world.project.must("state", "protect", role.urn, ...ofMember, "--yes");
        strictEqual(await preview(), 0);
    });
});
