/**
 * The management layer from nothing, on the real engine with the real provider code; only AWS is a stand-in (moto).
 */
import {
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateUserCommand,
    GetRoleCommand,
} from "@aws-sdk/client-iam";
import {
    DescribeOrganizationCommand,
    ListAccountsCommand,
    ListParentsCommand,
    paginateListOrganizationalUnitsForParent,
    type Account,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import type { Call } from "../support/aws-call";
import { about, madeBefore, ofProgram } from "../support/counted-calls";
import { denied, keysOf } from "../support/emulated-iam";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import { TestProject, type StateResource } from "../support/project";
import { named } from "../support/state";
import { testClient, type Keys } from "../support/test-client";
import { totp } from "../support/totp";
import { isWrite, writesOf } from "../support/writes";

const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    units: ["security", "workloads/prd", "workloads/devstg", "suspended"],
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        "apps-devstg": { unit: "workloads/devstg" },
    },
    admins: ["ada.lovelace"],
};
// Email and name as somebody typed them at the sign-up.
const account = { id: "111111111111", email: "AWS@Acme.Example", name: "Acme Inc." };

/** Types whose deletion cannot be undone: it loses an account, the organization, or every stack's state. */
const irreversible = [
    "aws:organizations/organization:Organization",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    "aws:organizations/account:Account",
    "aws:s3/bucket:Bucket",
    "aws:kms/key:Key",
    "aws:kms/alias:Alias",
    "aws:iam/role:Role",
];

const accountType = "aws:organizations/account:Account";

/** From `urn:pulumi:<stack>::<project>::<parents' types>$<type>::<name>`. */
function typeAndName(urn: string): string {
    const [types = "", ...name] = urn.split("::").slice(2);
    return [types.slice(types.lastIndexOf("$") + 1), ...name].join("::");
}

/** A component, as it is in a state. */
interface OwnComponent {
    readonly urn: string;
    readonly type: string;
    readonly custom: false;
    readonly parent: string;
}

/** Rewrites the state as earlier versions wrote it, which gave each member account a component of its own. */
async function eachInItsOwnComponent(project: TestProject, keys: readonly string[]): Promise<void> {
    const exported = await project.must("stack", "export", "--stack", "management");
    const together = "aws-organization:account:MemberAccounts";
    const own = "aws-organization:account:Account";
    const text = exported.replaceAll(`::${together}$${accountType}::`, `::${own}$${accountType}::`);
    const state = JSON.parse(text) as { readonly deployment: { resources: (StateResource | OwnComponent)[] } };
    const componentOf = (urn: string): string => urn.replace(`$${accountType}`, "").replace(/-account$/u, "");
    const members = new Set(keys.map((key) => `account-${key}-account`));
    const stack = state.deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack")!.urn;
    state.deployment.resources = state.deployment.resources.flatMap<StateResource | OwnComponent>((resource) => {
        const { urn, type } = resource;
        if (type === together) return [];
        if (type !== accountType || !members.has(urn.split("::").at(-1)!)) return [resource];
        const component: OwnComponent = { urn: componentOf(urn), custom: false, type: own, parent: stack };
        const child = { ...resource, parent: component.urn };
        return [component, child];
    });
    const file = path.join(project.folder, "earlier.json");
    fs.writeFileSync(file, JSON.stringify(state));
    await project.must("stack", "import", "--stack", "management", "--file", file);
}

describe("stack management, from a brand-new account", () => {
    let project: TestProject;
    let state: readonly StateResource[];
    let accounts: readonly Account[];
    let firstUp: readonly Call[];
    const members = (): readonly Account[] => accounts.filter(({ Id: id }) => id !== account.id);

    before(async () => {
        project = await TestProject.open({ management: company }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
        project.proxy!.reset();
        await project.must("up", "--stack", "management", "--yes", "--skip-preview");
        firstUp = [...project.proxy!.calls];
        state = await project.state("management");
        accounts = (await clientsOf(project.sandbox).organizations.send(new ListAccountsCommand({}))).Accounts ?? [];
    });
    after(() => project.close());

    it("ends in an empty preview, which has debug messages on request", async () => {
        const reported = await project.must("preview", "--stack", "management", "--expect-no-changes", "--debug");
        match(reported, /debug: RegisterResource RPC/);
    });

    it("makes no call to AWS twice in it, and none for each account", async () => {
        project.proxy!.reset();
        await project.must("preview", "--stack", "management", "--expect-no-changes");
        const { calls } = project.proxy!;
        // Program and provider each check the caller's identity.
        deepStrictEqual(madeBefore(calls), ["GetCallerIdentity"]);
        for (const { Id: id } of members()) deepStrictEqual(about(calls, id!), []);
    });

    it("makes no call to AWS twice in the first up, and none for each account but the provider's own", () => {
        const own = ofProgram(firstUp);
        ok(own.length > 0 && own.length < firstUp.length);
        // After CreateKey, the keys are read again: AWS may have made a second one (layers/shared/twin-keys).
        deepStrictEqual(madeBefore(own), ["ListKeys"]);
        deepStrictEqual(madeBefore(firstUp.filter(isWrite)), []);
        for (const { Id: id } of members()) {
            deepStrictEqual(about(own, id!), []);
            deepStrictEqual(about(firstUp, id!), [
                "DescribeAccount",
                "ListParents",
                "ListParents",
                "ListTagsForResource",
                "MoveAccount",
            ]);
        }
    });

    it("ends in an empty refresh", async () => {
        await project.must("refresh", "--stack", "management", "--yes", "--skip-preview", "--expect-no-changes");
    });

    it("makes an organization with all features", async () => {
        const { Organization } = await clientsOf(project.sandbox).organizations.send(
            new DescribeOrganizationCommand({}),
        );
        strictEqual(Organization?.FeatureSet, "ALL");
        strictEqual(Organization.MasterAccountId, account.id);
    });

    it("makes each account once, its email an alias of the group", () => {
        const emails = Object.fromEntries(accounts.map(({ Name, Email }) => [Name!, Email]));
        deepStrictEqual(emails, {
            "Acme Inc.": "AWS@Acme.Example",
            "acme-security": "aws+security@acme.example",
            "acme-apps-prd": "aws+apps-prd@acme.example",
            "acme-apps-devstg": "aws+apps-devstg@acme.example",
        });
    });

    it("makes the units of the paths, an implied parent once, and puts each account into its own", async () => {
        const { organizations } = clientsOf(project.sandbox);
        const paths = new Map<string, string>();
        const walk = async (id: string, prefix: string): Promise<void> => {
            for await (const page of paginateListOrganizationalUnitsForParent(
                { client: organizations },
                { ParentId: id },
            )) {
                for (const unit of page.OrganizationalUnits ?? []) {
                    paths.set(unit.Id!, `${prefix}${unit.Name!}`);
                    await walk(unit.Id!, `${prefix}${unit.Name!}/`);
                }
            }
        };
        const root = state.find((resource) => resource.type === "aws:organizations/organization:Organization")!;
        await walk((root.outputs as { roots: { id: string }[] }).roots[0]!.id, "");
        deepStrictEqual([...paths.values()].sort(), [
            "security",
            "suspended",
            "workloads",
            "workloads/devstg",
            "workloads/prd",
        ]);
        const parents = await Promise.all(
            accounts.map(async ({ Id, Name }) => {
                const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: Id! }));
                return [Name, paths.get(Parents![0]!.Id!) ?? "root"] as const;
            }),
        );
        deepStrictEqual(Object.fromEntries(parents), {
            "Acme Inc.": "root",
            "acme-security": "security",
            "acme-apps-prd": "workloads/prd",
            "acme-apps-devstg": "workloads/devstg",
        });
    });

    it("makes the admins' role in the management account, for named admins with recent MFA", async () => {
        const { Role } = await clientsOf(project.sandbox).iam.send(
            new GetRoleCommand({ RoleName: "OrganizationAccountAccessRole" }),
        );
        const trust = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as { Statement: unknown[] };
        deepStrictEqual(trust.Statement, [
            {
                Sid: "AdminsWithMfa",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: "sts:AssumeRole",
                Condition: {
                    ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::111111111111:user/ada.lovelace"] },
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                    NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
                },
            },
        ]);
    });

    it("lets an admin in with a session that proves MFA, and neither plain keys nor others", async () => {
        const { iam } = clientsOf(project.sandbox);
        const keysOfUser = async (UserName: string): Promise<Keys> => {
            const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
            return { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
        };
        const sts = (keys: Keys): STSClient => testClient(STSClient, endpoint(project.sandbox.emulator), keys);
        const session = async (keys: Keys, { serial, seed }: Partial<MfaDevice> = {}): Promise<Keys> => {
            const code = seed === undefined ? {} : { SerialNumber: serial, TokenCode: totp(seed) };
            return keysOf((await sts(keys).send(new GetSessionTokenCommand(code))).Credentials!);
        };
        const assume = (keys: Keys): Promise<unknown> =>
            sts(keys).send(
                new AssumeRoleCommand({
                    RoleArn: `arn:aws:iam::${account.id}:role/OrganizationAccountAccessRole`,
                    RoleSessionName: "test",
                }),
            );
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await iam.send(new CreateUserCommand({ UserName: "outsider" }));
        await iam.send(new AttachUserPolicyCommand({ UserName: "outsider", PolicyArn }));
        const [ada, outsider] = [await keysOfUser("ada.lovelace"), await keysOfUser("outsider")];
        await rejects(assume(ada), denied, "plain keys");
        await rejects(assume(await session(ada)), denied, "a session without a code");
        await assume(await session(ada, await enrolDevice(iam, "ada.lovelace")));
        await rejects(assume(await session(outsider, await enrolDevice(iam, "outsider"))), denied, "no admin");
    });

    it("protects and retains all that cannot be undone", () => {
        const resources = state.filter((resource) => irreversible.includes(resource.type));
        deepStrictEqual(
            new Set(resources.map((resource) => resource.type)),
            new Set(irreversible),
            "each type is there",
        );
        const loose = resources.filter(
            ({ urn, protect, retainOnDelete }) => !(protect && retainOnDelete) && !urn.includes("::ci-"),
        );
        deepStrictEqual(
            loose.map((resource) => resource.urn),
            [],
        );
    });

    it("creates nothing with a default provider", () => {
        const providers = state.filter((resource) => resource.type === "pulumi:providers:aws");
        deepStrictEqual(
            providers.map((resource) => resource.urn.split("::").at(-1)),
            ["management"],
        );
    });

    it("returns outputs of schema 1 without secrets", async () => {
        const outputs = JSON.parse(await project.must("stack", "output", "--stack", "management", "--json")) as Record<
            string,
            unknown
        >;
        strictEqual(outputs["schema"], 1);
        const ids = Object.fromEntries(accounts.map(({ Name, Id }) => [Name!, Id]));
        deepStrictEqual((outputs["accounts"] as Record<string, { id: string }>)["apps-prd"], {
            id: ids["acme-apps-prd"],
            name: "acme-apps-prd",
            alias: { name: "acme-apps-prd", given: false },
            email: "aws+apps-prd@acme.example",
            unit: "workloads/prd",
            state: "active",
            roleName: "OrganizationAccountAccessRole",
            formerly: [],
        });
    });

    it("keeps no secret in its state", () => {
        // The provider's bridge marks its own notes on absent values (`__pulumi_raw_state_delta`) as secrets. This program did not create
        // those.
        const ours = JSON.stringify(state, (key, value: unknown) =>
            key === "__pulumi_raw_state_delta" ? undefined : value,
        );
        ok(!ours.includes("4dabf18193072939515e22adb298388d"));
    });

    it("takes in accounts that have a component each, as earlier versions made them: names in the state change, and nothing at AWS", async () => {
        const members = Object.keys(company.accounts);
        await eachInItsOwnComponent(project, members);
        const { steps } = JSON.parse(await project.must("preview", "--stack", "management", "--json")) as {
            readonly steps: readonly { readonly op: string; readonly urn: string }[];
        };
        const changes = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${typeAndName(urn)}`);
        deepStrictEqual(changes.sort(), [
            "create aws-organization:account:MemberAccounts::account",
            ...members.map((key) => `delete aws-organization:account:Account::account-${key}`).sort(),
        ]);
        const said = await project.org("preview", "--stack", "management", "--no-policy-pack");
        strictEqual(said.exitCode, 0, said.stderr);
        match(said.stdout, /only names in Pulumi's state change\n/u);
        doesNotMatch(said.stdout, /account-security|deleted/iu);
        project.proxy!.reset();
        const up = await project.must("up", "--stack", "management", "--yes", "--skip-preview");
        match(up, /3 deletions of aws-organization:account:Account are of names in Pulumi's state alone/u);
        deepStrictEqual(writesOf(project.proxy!), {});
        await project.must("preview", "--stack", "management", "--expect-no-changes");
        const kept = (resources: readonly StateResource[]): readonly unknown[] =>
            resources
                .filter(({ type }) => type === accountType)
                .map(({ urn, id, protect, retainOnDelete }) => ({ urn, id, protect, retainOnDelete }))
                .sort((one, other) => (one.urn < other.urn ? -1 : 1));
        deepStrictEqual(kept(await project.state("management")), kept(state));
    });

    for (const name of ["account-management-account", "account-apps-prd-account"]) {
        it(`imports ${name} by the option, and ends in an empty preview`, async () => {
            await forget(name);
            await project.must("up", "--stack", "management", "--yes", "--skip-preview");
            await project.must("preview", "--stack", "management", "--expect-no-changes");
        });
    }

    it("imports the management account by the file of `org adopt`, and ends in an empty preview", async () => {
        await forget("account-management-account");
        const adopted = await project.org("adopt", "--out", "import.json");
        strictEqual(adopted.exitCode, 0, adopted.stderr);
        await project.must(
            "import",
            "--stack",
            "management",
            "--file",
            "import.json",
            "--generate-code=false",
            "--yes",
            "--skip-preview",
        );
        await project.must("preview", "--stack", "management", "--expect-no-changes");
    });

    it("has nothing to adopt then", async () => {
        const adopted = await project.org("adopt", "--out", "-");
        match(adopted.stderr, /nothing to adopt/);
        strictEqual(adopted.stdout, "");
    });

    it("stops before the first write with another account's credentials", async () => {
        project.writeStack("management", { ...company, management: { id: "222222222222" } });
        const result = await project.pulumi("up", "--stack", "management", "--yes", "--skip-preview");
        project.writeStack("management", company);
        notStrictEqual(result.exitCode, 0);
        match(result.text, /the credentials are those of account 111111111111/);
        doesNotMatch(result.text, /at .*\.ts:\d+/, "no stack trace");
    });

    async function forget(name: string): Promise<void> {
        const urn = named(state, name)!.urn;
        await project.must("state", "delete", urn, "--force", "--yes", "--stack", "management");
    }
});
