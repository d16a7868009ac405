/**
 * `org adopt` on a small organization, killed with the engine while it reads and in each step of the engine: the next run goes on, the stack
 * file is whole, and nothing at AWS changes. Real engine, real provider code; AWS is the emulator. Its tests depend on their order.
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
import { copyFileSync, existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { callWhere, type Moment } from "../support/cut";
import { killedAt } from "../support/killed-org";
import { whileItMakesAStack } from "../support/making-a-stack";
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
    /** An account with an access role of another name, and without access to billing. */
    let denied: string;
    /** What the last run printed. */
    let printed: string;

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
        denied = await create("Old-Shop", { RoleName: "AcmeAdmin", IamUserAccessToBilling: "DENY" });
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
    const state = (): string => join(project.sandbox.folder, "state", ".pulumi");
    const locks = (): readonly string[] =>
        readdirSync(join(state(), "locks"), { recursive: true, encoding: "utf8" }).filter((name) =>
            /\.json(?!\.attrs)/u.test(name),
        );
    let said = "";
    /** The first call of AWS that comes after the command has said this. */
    const callAfter = (words: RegExp, operation?: string) => (): Moment =>
        callWhere(
            project.proxy!,
            (call) => words.test(said) && (operation === undefined || call.operation === operation),
        );
    const moments: readonly (readonly [name: string, moment: () => Moment])[] = [
        ["reading", callAfter(/^Reading the organization/mu, "ListPolicies")],
        ["making the stack", () => whileItMakesAStack(state(), "management")],
        ["looking for what there is to import", callAfter(/^› a preview finds/mu)],
        ["importing", callAfter(/^› \d+ resources/mu)],
        ["with some of it imported", callAfter(/^› \d+ resources/mu, "DescribePolicy")],
        ["proving", callAfter(/^❯ prove it/mu)],
        ["protecting", callAfter(/^❯ protect each/mu)],
    ];

    it("while it reads and in each step of the engine, it goes on with the next run; the stack file is whole, and AWS is written to by none", async () => {
        const texts = new Set<string>();
        const run = async (moment: () => Moment): Promise<Awaited<ReturnType<typeof killedAt>>> => {
            said = "";
            project.proxy!.reset();
            const ended = await killedAt(project, command, moment(), (text) => {
                said = text;
            });
            deepStrictEqual(writesOf(project.proxy!), {});
            if (existsSync(file())) texts.add(readFileSync(file(), "utf8"));
            return ended;
        };
        for (const [name, moment] of moments) {
            const { exitCode, stderr } = await run(moment);
            strictEqual(exitCode, undefined, `${name}: ${stderr}`);
            strictEqual(existsSync(file()), name !== "reading", name);
            if (name !== "making the stack") continue;
            ok(!existsSync(join(state(), "stacks", "aws-organization", "management.json")), "there is no stack yet");
            const [lock, ...others] = locks().map((each) => join(state(), "locks", each));
            deepStrictEqual(others, []);
            // An engine that is killed a moment earlier leaves its lock without its name.
            copyFileSync(lock!, `${lock!}.18ece08e6a63dac2.tmp`);
            utimesSync(`${lock!}.18ece08e6a63dac2.tmp`, 1, 1);
        }
        const last = await run(callAfter(/never said/u));
        printed = last.stderr;
        strictEqual(last.exitCode, 0, last.stderr);
        match(last.stderr, /✔ give back the lock of stack management[^]*✔ prove it: a preview has no changes/u);
        deepStrictEqual(locks(), []);
        strictEqual(texts.size, 1);
        await project.must("preview", "--stack", "management", "--expect-no-changes");
        ok((await project.state("management")).every(({ protect, type }) => protect === true || !isKept(type)));
    });

    const isKept = (type: string): boolean => /^aws:organizations\/(?:account|organization)\w*:/u.test(type);

    it("leaves no temporary file and no lock, and has nothing to adopt then", async () => {
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

    it("takes in an account that was invited, and one of which AWS shows neither the role's name nor that billing is denied", async () => {
        const text = readFileSync(file(), "utf8");
        match(text, new RegExp(`bought: \\{ unit: root, id: "${invited}", .*joined: invited`, "u"));
        match(text, new RegExp(`old-shop: \\{ unit: root, id: "${denied}"`, "u"));
        const accounts = (await project.state("management")).filter(
            ({ type }) => type === "aws:organizations/account:Account",
        );
        deepStrictEqual(accounts.map(({ id }) => id).sort(), [account.id, denied, invited].sort());
    });

    it("names primary contacts, which no import reads right, and writes none", () => {
        match(printed, /the primary contact of each account: the AWS provider imports no primary contact/u);
        ok(!/primary|Street/u.test(readFileSync(file(), "utf8")));
    });
});
