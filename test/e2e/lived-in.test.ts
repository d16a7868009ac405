/**
 * An organization that has all that years leave in one, adopted by `up` alone and by `org adopt` with `pulumi import`: what AWS has and
 * the config does not say stays. Real engine, real provider code; AWS is the emulator, behind a proxy that counts the calls.
 */
import { GetUserCommand } from "@aws-sdk/client-iam";
import { ListTagsForResourceCommand, paginateListTagsForResource } from "@aws-sdk/client-organizations";
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { collect } from "../../aws/living";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { handMade, liveIn, type LivedIn } from "../support/lived-in";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

/** Calls that take something away. */
const losing = /^(?:Delete|Detach|Untag|Remove|Disable|Deregister|Close|Move|Leave)|^(?:DELETE )|^POST \/delete/u;

/** The config of who adopts it: it names some of what is there, and nothing that AWS does not have. */
function configOf(ids: LivedIn): Record<string, unknown> {
    return {
        "aws:region": "us-east-1",
        ...acme,
        units: ["security", { path: "workloads/prd", tags: { Owner: "platform" } }],
        accounts: {
            security: { unit: "security" },
            "apps-prd": { unit: "workloads/prd", tags: { CostCenter: "research" } },
        },
        organization: { id: ids.organization, policyTypes: ["SERVICE_CONTROL_POLICY"] },
        policies: {
            "no-leaving": {
                type: "SERVICE_CONTROL_POLICY",
                description: handMade.policyDescription,
                document: handMade.policy,
                targets: ["root"],
                tags: { Owner: "platform" },
            },
        },
    };
}

for (const way of ["plain up", "org adopt and pulumi import"] as const) {
    describe(`an organization with all that years leave, adopted by ${way}`, () => {
        let project: TestProject;
        let ids: LivedIn;

        before(async () => {
            project = await TestProject.open({}, account, "us-east-1", { faults: [] });
            ids = await liveIn(project.sandbox);
            project.writeStack("management", configOf(ids));
            await project.must("stack", "init", "management");
        });
        after(() => project.close());

        it("ends in an empty preview", async () => {
            if (way !== "plain up") {
                const file = join(project.folder, "import.json");
                const adopted = await project.org("adopt", "--stack", "management", "--out", file);
                assert.equal(adopted.exitCode, 0, adopted.stderr);
                await project.must("import", "--stack", "management", "--file", file, "--generate-code=false", "--yes");
            }
            await project.must("up", "--yes", "--skip-preview", ...quick);
            await project.must("preview", "--expect-no-changes", ...quick);
            await project.must("refresh", "--yes", "--expect-no-changes", ...quick);
            await project.must("preview", "--expect-no-changes", ...quick);
        });

        it("by no call that takes something away", () => {
            const calls = project.proxy!.calls.map(({ operation }) => operation);
            assert.ok(calls.includes("ListTagsForResource"));
            assert.deepEqual(
                calls.filter((operation) => losing.test(operation)),
                [],
            );
        });

        it("keeps every tag of accounts, units and policies", async () => {
            for (const id of [ids.management, ids.appsPrd, ids.prd, ids.workloads, ids.policy])
                assert.deepEqual(await tagsOf(id), handMade.tags, id);
        });

        it("keeps an admin's user as it is: its path and its tags", async () => {
            const { UserName, Path } = handMade.user;
            const { User } = await clientsOf(project.sandbox).iam.send(new GetUserCommand({ UserName }));
            assert.deepEqual([User?.Path, User?.Tags], [Path, [{ Key: "Owner", Value: "people" }]]);
        });

        it("sets and takes back tags of the config's own, and touches no other", async () => {
            const config = configOf(ids);
            const calls = project.proxy!.calls.length;
            const units = ["security", { path: "workloads/prd", tags: { Owner: "data", Team: "blue" } }];
            project.writeStack("management", { ...config, units });
            await project.must("up", "--yes", "--skip-preview", ...quick);
            assert.deepEqual(await tagsOf(ids.prd), { ...handMade.tags, Owner: "data", Team: "blue" });
            project.writeStack("management", { ...config, units: ["security", "workloads/prd"] });
            const { text } = await project.pulumi("preview", "--diff", ...quick);
            assert.match(text, /- Team *: "blue"/u);
            await project.must("up", "--yes", "--skip-preview", ...quick);
            const left = Object.entries(handMade.tags).filter(([key]) => key !== "Owner");
            assert.deepEqual(await tagsOf(ids.prd), Object.fromEntries(left));
            await project.must("preview", "--expect-no-changes", ...quick);
            const writes = project
                .proxy!.calls.slice(calls)
                .filter(({ operation }) => /^(?:Tag|Untag)/u.test(operation));
            assert.deepEqual(
                writes.map(({ operation }) => operation),
                ["TagResource", "UntagResource"],
            );
        });

        async function tagsOf(id: string): Promise<Record<string, string>> {
            const client = clientsOf(project.sandbox).organizations;
            const pages = paginateListTagsForResource({ client }, { ResourceId: id });
            const tags = await collect(pages, (page) => page.Tags);
            assert.ok(
                (await client.send(new ListTagsForResourceCommand({ ResourceId: id }))).NextToken,
                "several pages",
            );
            return Object.fromEntries(tags.map(({ Key, Value }) => [Key!, Value!]));
        }
    });
}
