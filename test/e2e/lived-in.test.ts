/**
 * An existing organization, adopted by `up` alone: what would be lost is refused, and whatever AWS has and the config does not name stays.
 */
import {
    AddClientIDToOpenIDConnectProviderCommand,
    GetOpenIDConnectProviderCommand,
    GetRoleCommand,
} from "@aws-sdk/client-iam";
import { DescribeGroupCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { clientsOf } from "../support/aws";
import { handMade, resourcePolicyOf } from "../support/lived-in";
import type { TestProject } from "../support/project";
import { audiences, byHand, githubUrl } from "../support/services-by-hand";
import { isWrite, writesOf } from "../support/writes";
import { organizationStays, tagsOf } from "./lived-in/organization-stays";
import { peopleStay } from "./lived-in/people-stay";
import { servicesStay } from "./lived-in/services-stay";
import {
    account,
    configOf,
    openWorld,
    security,
    settle,
    stackFlags,
    stacks,
    type World,
    adoptedWhole,
} from "./lived-in/world";

const management = stackFlags("management");

describe("an organization with all that years leave, adopted by plain up", () => {
    const world = {} as World;

    before(async () => {
        Object.assign(world, await openWorld());
    });
    after(() => (world.project as TestProject | undefined)?.close());

    it("is refused where a resource policy, contacts or what a policy says would be lost, until the config says that they may", async () => {
        const config = configOf(world.ids);
        const { organization, contacts, policies: named } = config as Record<string, Record<string, object>>;
        const [policies] = resourcePolicyOf(world.ids).Statement;
        const resourcePolicy = {
            Version: "2012-10-17",
            Statement: [{ ...policies, Action: "organizations:UpdatePolicy" }],
        };
        const [keys] = handMade.wider.Statement;
        const fence = {
            document: { ...handMade.wider, Statement: [{ ...keys, Action: "kms:DisableKey" }] },
            targets: ["workloads/prd"],
        };
        const become = (overwrite: boolean): void => {
            world.project.writeStack("management", {
                ...config,
                organization: { ...organization, resourcePolicy, overwrite },
                contacts: {
                    ...contacts,
                    security: { ...contacts!["security"], overwrite },
                    primary: { ...contacts!["primary"], overwrite },
                },
                policies: { ...named, fence: { ...fence, overwrite } },
            });
        };
        become(false);
        const { exitCode, text } = await world.project.pulumi("up", "--yes", "--skip-preview", ...management);
        notStrictEqual(exitCode, 0);
        const said = text.replace(/\s+/gu, " ");
        match(said, /Policies: organizations:CreatePolicy, statement Readers/u);
        match(said, /contacts\.security.*management, apps-prd \(.*email: Guards@acme\.example.*overwrite: true/u);
        match(said, /contacts\.primary.*management, [\w, -]+ \(phone: \+49 30 1234567\)/u);
        doesNotMatch(said, /city|addressLine2/u);
        match(
            text,
            /policies\.fence[^]*Keys: kms:ScheduleKeyDeletion, statement Deny s3:DeleteBucket[^]*overwrite: true/u,
        );
        become(true);
        const reported = await world.project.org("preview", "--stack", "management", "--no-policy-pack");
        const losses = reported.stdout.replace(/\s+/gu, " ");
        match(losses, /content: "Policies: organizations:CreatePolicy".*content: "statement Readers"/u);
        match(losses, /replacesAtAws: "security contact \(name: Jane Roe/u);
        match(losses, /replacesAtAws: "primary contact \(phone: \+49 30 1234567\)"/u);
        match(losses, /with something taken away.*content: "statement Deny s3:DeleteBucket"/u);
        deepStrictEqual(writesOf(world.project.proxy!), {});
        world.project.writeStack("management", config);
    });

    for (const stack of stacks)
        it(`ends in an empty preview of ${stack}`, async () => {
            await settle(world, stack);
        });

    adoptedWhole(world);

    organizationStays(world);
    peopleStay(world);
    servicesStay(world);

    it("sets and takes back what the config names of tags and a role's permissions boundary, and touches no other", async () => {
        const { iam } = clientsOf(world.project.sandbox);
        const { ids, project } = world;
        const boundaryOf = async (): Promise<string | undefined> =>
            (await iam.send(new GetRoleCommand({ RoleName: "Auditor" }))).Role?.PermissionsBoundary
                ?.PermissionsBoundaryArn;
        const config = configOf(ids);
        const { Auditor: auditor, ...access } = config["access"] as { Auditor: object };
        const calls = project.proxy!.calls.length;
        const boundary = "arn:aws:iam::aws:policy/PowerUserAccess";
        project.writeStack("management", {
            ...config,
            access: { ...access, Auditor: { ...auditor, boundary } },
            management: { id: ids.management, tags: { Own: "1" } },
            units: ["security", { path: "workloads/prd", tags: { Owner: "data", Team: "blue" } }],
        });
        await project.must("up", "--yes", "--skip-preview", ...management);
        strictEqual(await boundaryOf(), boundary);
        deepStrictEqual(await tagsOf(world, ids.management), { ...handMade.tags, Own: "1" });
        deepStrictEqual(await tagsOf(world, ids.prd), { ...handMade.tags, Owner: "data", Team: "blue" });
        // Another workload's audience, added since, stays too.
        const provider = { OpenIDConnectProviderArn: `arn:aws:iam::${account.id}:oidc-provider/${githubUrl.slice(8)}` };
        const added = { ...provider, ClientID: "late.acme.example" };
        await iam.send(new AddClientIDToOpenIDConnectProviderCommand(added));
        project.writeStack("management", { ...config, units: ["security", "workloads/prd"] });
        const { text } = await project.pulumi("preview", "--diff", ...management);
        match(text, /- Team *: "blue"/u);
        const refreshing = project.proxy!.calls.length;
        await project.must("up", "--yes", "--skip-preview", "--refresh", ...management);
        strictEqual(await boundaryOf(), undefined);
        deepStrictEqual(await tagsOf(world, ids.management), handMade.tags);
        const left = Object.entries(handMade.tags).filter(([key]) => key !== "Owner");
        deepStrictEqual(await tagsOf(world, ids.prd), Object.fromEntries(left));
        const { ClientIDList: found } = await iam.send(new GetOpenIDConnectProviderCommand(provider));
        deepStrictEqual([...found!].sort(), [...audiences, "late.acme.example"].sort());
        await project.must("preview", "--expect-no-changes", ...management);
        const later = project.proxy!.calls.slice(calls).map(({ operation }) => operation);
        deepStrictEqual(
            later.filter((operation) => /^(?:Tag|Untag)/u.test(operation)),
            ["TagResource", "TagResource", "UntagResource", "UntagResource"],
        );
        // Contacts that are right are not written again, and only a refresh reads them.
        deepStrictEqual(
            later.filter((operation) => /put\w*Contact/iu.test(operation)),
            [],
        );
        deepStrictEqual(
            project
                .proxy!.calls.slice(calls, refreshing)
                .filter(({ operation }) => /ContactInformation/u.test(operation)),
            [],
        );
    });

    it("spells a group of the directory as directoryName does, which renames it in place", async () => {
        const { ids, project } = world;
        const since = project.proxy!.calls.length;
        const { devops } = security.groups;
        project.writeStack("security", { ...security, groups: { devops: { ...devops, directoryName: "DEVOPS" } } });
        await project.must("up", "--yes", "--skip-preview", ...stackFlags("security"));
        const of = { IdentityStoreId: ids.store, GroupId: ids.groups["devops"]! };
        const found = await byHand(project.sandbox).at(IdentitystoreClient).send(new DescribeGroupCommand(of));
        strictEqual(found.DisplayName, "DEVOPS");
        const calls = project.proxy!.calls.slice(since).filter(isWrite);
        deepStrictEqual(
            calls.map(({ operation }) => operation),
            ["UpdateGroup"],
        );
        project.writeStack("security", security);
        await project.must("preview", "--expect-no-changes", ...stackFlags("security"));
    });

    it("says which services and delegations the config does not name", async () => {
        world.project.writeStack("management", {
            ...configOf(world.ids),
            organization: { ...(configOf(world.ids)["organization"] as object), disable: ["macie.amazonaws.com"] },
        });
        const { text } = await world.project.pulumi("preview", ...management, "--expect-no-changes");
        for (const service of ["config", "macie"])
            match(
                text,
                new RegExp(`delegation of ${service}\\.amazonaws\\.com to account ${world.ids.accounts.audit}`),
            );
        doesNotMatch(text, /delegation of (?!config|macie)/u);
        match(text, /macie\.amazonaws\.com stays on .*[^]*deregister-delegated-administrator/u);
        world.project.writeStack("management", configOf(world.ids));
    });
});
