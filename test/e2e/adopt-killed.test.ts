/**
 * `org adopt` on a small organization, killed with the engine at each of its steps: the next run goes on, whatever was written is whole, and
 * nothing at AWS changes. Real engine, real provider code; AWS is the emulator. Its tests depend on their order.
 */
import { PutContactInformationCommand, AccountClient } from "@aws-sdk/client-account";
import {
    AcceptHandshakeCommand,
    AttachPolicyCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    InviteAccountToOrganizationCommand,
    ListRootsCommand,
    OrganizationsClient,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { callWhere } from "../support/cut";
import { killedAt } from "../support/killed-org";
import { handMade } from "../support/lived-in";
import { TestProject } from "../support/project";
import { byHand } from "../support/services-by-hand";
import { accessRole, assume } from "../support/sessions";
import { testClient } from "../support/test-client";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const command = ["adopt", "--company", "acme", "--short", "ac", "--region", "us-east-1", "--yes"];

describe("org adopt, killed", () => {
    let project: TestProject;
    let invited: string;

    before(async () => {
        project = await TestProject.open({}, account, "us-east-1", { faults: [], holdShapes: true });
        const aws = clientsOf(project.sandbox).organizations;
        await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        const root = (await aws.send(new ListRootsCommand({}))).Roots![0]!.Id!;
        await aws.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }));
        await aws.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
        const unit = await aws.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: "workloads" }));
        const policy = await aws.send(
            new CreatePolicyCommand({
                Name: "Fence",
                Type: "SERVICE_CONTROL_POLICY",
                Description: "By hand",
                Content: JSON.stringify(handMade.policy),
            }),
        );
        const PolicyId = policy.Policy!.PolicySummary!.Id!;
        await aws.send(new AttachPolicyCommand({ PolicyId, TargetId: unit.OrganizationalUnit!.Id! }));
        const create = async (AccountName: string, input: object = {}): Promise<string> => {
            const Email = `${AccountName.toLowerCase()}@acme.example`;
            const made = await aws.send(new CreateAccountCommand({ AccountName, Email, ...input }));
            return made.CreateAccountStatus!.AccountId!;
        };
        const denied = await create("Old-Shop", { RoleName: "AcmeAdmin", IamUserAccessToBilling: "DENY" });
        invited = await create("Bought");
        const keys = await assume(project.sandbox, bootstrapKeys, accessRole(invited));
        await aws.send(new RemoveAccountFromOrganizationCommand({ AccountId: invited }));
        const target = { Target: { Type: "ACCOUNT", Id: invited } } as const;
        const { Handshake } = await aws.send(new InviteAccountToOrganizationCommand(target));
        const owner = testClient(OrganizationsClient, endpoint(project.sandbox.emulator), keys);
        await owner.send(new AcceptHandshakeCommand({ HandshakeId: Handshake!.Id! }));
        // Each account has a primary contact of its own; the provider's import of a member's would read the caller's.
        const accounts = byHand(project.sandbox).at(AccountClient);
        for (const [AccountId, AddressLine1] of [
            [undefined, "Main Street 1"],
            [denied, "Side Street 2"],
            [invited, "Back Street 3"],
        ] as const)
            await accounts.send(
                new PutContactInformationCommand({
                    ...(AccountId === undefined ? {} : { AccountId }),
                    ContactInformation: { ...handMade.contact, AddressLine1 },
                }),
            );
    });
    after(() => project.close());

    const file = (): string => join(project.folder, "Pulumi.management.yaml");
    /** Each moment is the first call of AWS that comes after the command has said this. */
    const moments: readonly (readonly [said: RegExp, call?: string])[] = [
        [/^Reading the organization/mu, "ListPolicies"],
        [/^› a preview finds/mu],
        [/^› \d+ resources/mu],
        // With some of it imported.
        [/^› \d+ resources/mu, "DescribePolicy"],
        [/^❯ prove it/mu],
        [/^❯ protect each/mu],
    ];

    it("at each of its steps, it goes on with the next run; each file is whole, and AWS is written to by none", async () => {
        const texts = new Set<string>();
        const run = async (said: RegExp, operation?: string): Promise<Awaited<ReturnType<typeof killedAt>>> => {
            let isSaid = false;
            project.proxy!.reset();
            const moment = callWhere(
                project.proxy!,
                (call) => isSaid && (operation === undefined || call.operation === operation),
            );
            const ended = await killedAt(project, command, moment, (text) => {
                isSaid = said.test(text);
            });
            deepStrictEqual(writesOf(project.proxy!), {});
            if (existsSync(file())) texts.add(readFileSync(file(), "utf8"));
            return ended;
        };
        for (const [said, operation] of moments) {
            const { exitCode, stderr } = await run(said, operation);
            strictEqual(exitCode, undefined, `${String(said)}: ${stderr}`);
            strictEqual(existsSync(file()), operation !== "ListPolicies", String(said));
        }
        const last = await run(/never said/u);
        strictEqual(last.exitCode, 0, last.stderr);
        match(last.stderr, /✔ give back the lock of stack management[^]*✔ prove it: a preview has no changes/u);
        strictEqual(texts.size, 1);
        await project.must("preview", "--stack", "management", "--expect-no-changes");
        ok((await project.state("management")).every(({ protect, type }) => protect === true || !isKept(type)));
    });

    const isKept = (type: string): boolean => /^aws:organizations\/(?:account|organization)\w*:/u.test(type);

    it("leaves nothing behind, and has nothing to adopt then", async () => {
        deepStrictEqual(
            readdirSync(project.folder).filter((name) => /\.(?:new|old)$|\.org-/u.test(name)),
            [],
        );
        deepStrictEqual(
            readdirSync(project.temporary).filter((name) => name.startsWith("org-adopt")),
            [],
        );
        const run = await project.org("adopt", "--yes");
        strictEqual(run.exitCode, 0, run.stderr);
        match(run.stderr, /There is nothing to adopt/u);
    });

    it("takes in what AWS does not tell again: a role of another name, billing access that is denied, an account that was invited", () => {
        const text = readFileSync(file(), "utf8");
        match(text, new RegExp(`bought: \\{ unit: root, id: "${invited}", .*joined: invited`, "u"));
        match(text, /old-shop: \{ unit: root, id: "\d{12}"/u);
    });

    it("names primary contacts, which no import reads right, and writes none", () => {
        ok(!/primary|Street/u.test(readFileSync(file(), "utf8")));
    });
});
