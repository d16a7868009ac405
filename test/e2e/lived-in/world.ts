/**
 * One organization that has all that years leave in one: what somebody made in Organizations, in accounts, in Identity Center and by the
 * services' own APIs. Real engine, real provider code; AWS is the emulator, behind a proxy that counts the calls.
 */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { acme } from "../../support/company";
import { handMade, liveIn, resourcePolicyOf, type LivedIn } from "../../support/lived-in";
import { TestProject } from "../../support/project";
import { setUpByHand, type ByHand } from "../../support/services-by-hand";

export const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

/** The stacks in the order in which they come, each once. */
export const stacks = ["management", "security", "apps-prd"] as const;

// The official plugin waits a minute for each bucket's lifecycle by design, and these tests are not about it.
const quick = ["--exclude", "**-lifecycle"];

/** The flags of a run of a stack. */
export function stackFlags(stack: (typeof stacks)[number]): readonly string[] {
    return ["--stack", stack, ...quick];
}

export const newPhone = "+49 30 7654321";

/** Services whose administrator somebody has made by their own APIs, but for those of Organizations. */
const administered = [
    ...["access-analyzer", "auditmanager", "detective", "fms", "guardduty", "inspector2", "ipam", "securityhub", "sso"],
].map((name) => `${name}.amazonaws.com`);

export type Ids = LivedIn & ByHand;

/** What the tests of one organization share. */
export interface World {
    project: TestProject;
    ids: Ids;
}

/** The config of who adopts it: it names some of what is there, and nothing that AWS does not have. */
export function configOf(ids: Ids): Record<string, unknown> {
    return {
        "aws:region": "us-east-1",
        ...acme,
        units: ["security", { path: "workloads/prd", tags: { Owner: "platform" } }],
        accounts: {
            security: { unit: "security" },
            "apps-prd": { unit: "workloads/prd", tags: { CostCenter: "research" } },
            prd: { unit: "workloads/prd" },
            "prd-account": { unit: "workloads/prd" },
        },
        organization: {
            id: ids.organization,
            policyTypes: ["SERVICE_CONTROL_POLICY"],
            services: ["account.amazonaws.com", ...administered],
            resourcePolicy: resourcePolicyOf(ids),
        },
        contacts: {
            security: {
                name: "Security",
                title: "Team",
                email: "security@acme.example",
                phone: "+49 30 2",
                overwrite: true,
            },
            primary: {
                overwrite: true,
                fullName: "Acme Holdings",
                addressLine1: "Main Street 1",
                city: "Berlin",
                stateOrRegion: "Berlin",
                postalCode: "01234",
                countryCode: "DE",
                phone: newPhone,
            },
        },
        access: {
            Auditor: { accounts: ["management", "security"], policies: ["ReadOnlyAccess"], principals: [account.id] },
            DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] },
        },
        regions: ["us-east-1", "us-east-2"],
        delegatedAdministrators: { security: administered },
        identity: ["users", "identity-center"],
        ci: { repository: "acme/organization", branch: "main", environment: "production" },
        policies: {
            fence: { document: handMade.wider, targets: ["workloads/prd"] },
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

export const security = {
    groups: { devops: { roles: ["DevOps"] } },
    users: { "grace.hopper": { groups: ["devops"] } },
    audit: { trail: false, analyzer: true },
};

/** Makes the organization by hand, and the project of who adopts it. */
export async function openWorld(): Promise<World> {
    const project = await TestProject.open({ security }, account, "us-east-1", { faults: [] });
    try {
        const lived = await liveIn(project.sandbox);
        const ids = { ...lived, ...(await setUpByHand(project.sandbox, lived)) };
        project.writeStack("management", configOf(ids));
        for (const stack of stacks) await project.must("stack", "init", stack);
        return { project, ids };
    } catch (error) {
        await project.close();
        throw error;
    }
}

/** Imports what `org adopt` writes, as the docs say it. */
export async function adopt({ project }: World, stack: (typeof stacks)[number]): Promise<void> {
    const file = join(project.folder, `import-${stack}.json`);
    const adopted = await project.org("adopt", "--stack", stack, "--out", file);
    strictEqual(adopted.exitCode, 0, adopted.stderr);
    await project.must("import", "--stack", stack, "--file", file, "--generate-code=false", "--yes", "--skip-preview");
}

/** Ends in an empty preview, and AWS has nothing that the state has not. */
export async function settle({ project }: World, stack: (typeof stacks)[number]): Promise<void> {
    const flags = stackFlags(stack);
    await project.must("up", ...flags, "--yes", "--skip-preview");
    await project.must("preview", ...flags, "--expect-no-changes");
    await project.must("refresh", ...flags, "--yes", "--skip-preview", "--expect-no-changes");
    await project.must("preview", ...flags, "--expect-no-changes");
}

/** Names of what the state of a stack protects otherwise than the program, as `org preview` shows it. */
export async function guards(
    { project }: World,
    stack: (typeof stacks)[number] = "management",
): Promise<readonly string[]> {
    const run = await project.org("preview", "--stack", stack, "--json", "--no-policy-pack");
    const { changes } = JSON.parse(run.stdout) as { changes: readonly { kind: string; name: string }[] };
    return changes.filter(({ kind }) => kind === "protect").map(({ name }) => name);
}

/** Calls that take something away. */
const losing = /^(?:Delete|Detach|Untag|Remove|Disable|Deregister|Close|Move|Leave)|^DELETE |\/disable|^POST \/delete/u;
/** Calls that put something in another's place: all but those to IAM, where roles get their trusts. */
const replacing = /^(?:Put(?:Inline|Permissions)|Update(?!AssumeRolePolicy))/u;
/** Calls that make a thing which is there already. */
const twice =
    /^(?:Create(?:Account|Group|PermissionSet|User|GroupMembership|AccountAssignment|OpenIDConnectProvider)|AttachManagedPolicyToPermissionSet|RegisterDelegatedAdministrator|PUT \/analyzer|POST \/admin.*|POST \/(?:account|delegatedadmin|orgs)\/?(?:register|enable|accounts\/enable).*|AssociateAdminAccount|EnableIpamOrganizationAdminAccount)$/u;

/** No call took anything away, or made it twice. */
function nothingLost({ proxy }: TestProject): void {
    const { calls } = proxy!;
    const found = (pattern: RegExp, among: typeof calls): readonly string[] =>
        among.map(({ operation }) => operation).filter((operation) => pattern.test(operation));
    deepStrictEqual(found(losing, calls), []);
    const outsideOfIam = calls.filter(
        ({ service, operation }) => service !== "iam" || operation.includes("OpenIDConnect"),
    );
    deepStrictEqual(found(replacing, outsideOfIam), []);
    deepStrictEqual(found(twice, outsideOfIam), []);
    // Organizations knows Security Hub's administrator; the company's regions do not.
    strictEqual(proxy!.count("POST /organization/admin/enable"), 2);
    ok(proxy!.count("ListTagsForResource") > 0, "tags are read");
}

/** What holds at the end of either way. */
export function adoptedWhole(world: World): void {
    it("by no call that takes something away or makes it twice, and with nothing left to protect", async () => {
        nothingLost(world.project);
        deepStrictEqual(await guards(world), []);
    });
}
