import * as aws from "@pulumi/aws";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { OptedRegions } from "../../../components/account/opted-regions";
import { ownApi } from "../../../components/organization/delegated-administrator";
import { services } from "../../../config/aws-facts";
import type { ManagementConfig } from "../../../config";
import { buildManagement, type Run } from "../../../layers/management/build";
import { ciMove } from "../../../layers/management/ci-move";
import { ownStack, type OwnStack } from "../../../layers/shared/own-stack";
import type { AwsSnapshot } from "../../../aws/snapshot";
import { brandNew, snapshotWith, managementConfig } from "../../support/company";
import { record, type Recording } from "../../support/recording";

/** Types of resources that cannot be undone. */
const irreversible = new Set([
    "aws:organizations/organization:Organization",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    "aws:organizations/account:Account",
    "aws:kms/key:Key",
    "aws:kms/alias:Alias",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketVersioning:BucketVersioning",
]);

function build(
    config: ManagementConfig = managementConfig(),
    world: AwsSnapshot = brandNew,
    preview = false,
    run: Run = {},
    own: OwnStack = ownStack({}, {}),
): Promise<Recording> {
    return record(() => buildManagement(config, world, own, new aws.Provider("management"), run), {
        preview,
    });
}

const accountType = "aws:organizations/account:Account";

/** Adopted, because mocks do not run the hook that refuses to create a second organization (the end-to-end tests do). */
const adopted = { organization: { id: "o-exampleorgid" } };

function names(recording: Recording, type: string): string[] {
    return recording.resources
        .filter((resource) => resource.type === type)
        .map((resource) => resource.name)
        .sort();
}

function inputs(recording: Recording, name: string): Readonly<Record<string, unknown>> {
    const found = recording.resources.find((resource) => resource.name === name);
    ok(found, `${name} is registered`);
    return found.inputs;
}

function optionsOf(recording: Recording, name: string): Recording["options"][number]["opts"] {
    const found = recording.options.find((each) => each.name === name);
    ok(found, `${name} is registered`);
    return found.opts;
}

describe("layer management registers", () => {
    it("what is in regions that the account opts into after them", async () => {
        const recording = await build(
            managementConfig({
                regions: ["us-east-1", "af-south-1"],
                management: { id: "111111111111", regions: { optIn: ["af-south-1"] } },
                audit: { guardduty: true, securityHub: true },
            }),
            snapshotWith(),
        );
        deepStrictEqual(inputs(recording, "opted-regions-af-south-1"), { regionName: "af-south-1", enabled: true });
        for (const name of ["baseline", "guardduty", "security-hub", "delegation-security-guardduty.amazonaws.com"]) {
            const after = [optionsOf(recording, name).dependsOn].flat();
            ok(
                after.some((each) => each instanceof OptedRegions),
                name,
            );
        }
    });

    it("the management account in the run after, where a plan binds the one that makes the organization", async () => {
        const accounts = async (world: AwsSnapshot, preview: boolean): Promise<string[]> =>
            names(await build(managementConfig(adopted), world, preview, { boundByPlan: !preview }), accountType);
        const planned = await accounts(brandNew, true);
        deepStrictEqual(planned, ["account-apps-prd-account", "account-security-account"]);
        deepStrictEqual(await accounts(brandNew, false), planned);
        ok((await accounts(snapshotWith(), false)).includes("account-management-account"));
    });

    it("nothing of an account that it leaves out, which the outputs have without an id", async () => {
        const config = managementConfig(adopted);
        const present = { ...config, accounts: config.accounts.filter(({ key }) => key !== "apps-prd") };
        let outputs: Readonly<Record<string, unknown>> = {};
        const recording = await record(() => {
            const run = { declared: config.accounts };
            outputs = buildManagement(present, snapshotWith(), ownStack({}, {}), new aws.Provider("management"), run);
        });
        ok(!names(recording, accountType).includes("account-apps-prd-account"));
        const accounts = outputs["accounts"] as Record<string, { id: unknown }>;
        strictEqual(accounts["apps-prd"]!.id, null);
    });

    it("each account and each unit once, and the management account", async () => {
        const recording = await build();
        deepStrictEqual(names(recording, "aws:organizations/account:Account"), [
            "account-apps-prd-account",
            "account-management-account",
            "account-security-account",
        ]);
        deepStrictEqual(names(recording, "aws:organizations/organizationalUnit:OrganizationalUnit"), [
            "units-security",
            "units-suspended",
            "units-workloads",
            "units-workloads/prd",
        ]);
    });

    it("nothing by a default provider, and no second one", async () => {
        const recording = await build();
        deepStrictEqual(names(recording, "pulumi:providers:aws"), ["management"]);
        const loose = recording.resources.filter(
            ({ type, provider }) => type.startsWith("aws:") && !provider?.includes("::management::"),
        );
        deepStrictEqual(loose, []);
    });

    it("nothing irreversible without protection", async () => {
        const recording = await build();
        const seen = recording.options.filter(({ type }) => irreversible.has(type));
        deepStrictEqual(new Set(seen.map(({ type }) => type)), irreversible);
        deepStrictEqual(
            seen.filter(({ opts }) => !(opts.protect === true && opts.retainOnDelete === true)).map(({ name }) => name),
            [],
        );
    });

    it("children whose names start with their parent's", async () => {
        const recording = await build();
        const wrong = recording.options.filter(({ name, opts }) => {
            const parent = opts.parent as { __name?: string } | undefined;
            return parent?.__name !== undefined && !name.startsWith(parent.__name);
        });
        deepStrictEqual(
            wrong.map(({ name }) => name),
            [],
        );
    });

    it("accounts that ignore what AWS cannot tell of them", async () => {
        const { ignoreChanges } = optionsOf(await build(), "account-apps-prd-account");
        deepStrictEqual(ignoreChanges, [
            "roleName",
            "iamUserAccessToBilling",
            "closeOnDeletion",
            "createGovcloud",
            "tags",
        ]);
    });

    it("the management account as an import", async () => {
        const recording = await build();
        const account = recording.resources.find((resource) => resource.name === "account-management-account");
        strictEqual(account?.importId, "111111111111");
    });

    it("no management account in a preview that has no organization to find it in", async () => {
        const recording = await build(managementConfig(), brandNew, true);
        deepStrictEqual(names(recording, "aws:organizations/account:Account"), [
            "account-apps-prd-account",
            "account-security-account",
        ]);
    });

    it("an account that AWS has under its email as an import, without regard to case", async () => {
        const orphan = {
            id: "222222222222",
            name: "acme-apps-prd",
            email: "AWS+apps-prd@acme.example",
            state: "ACTIVE",
        };
        const recording = await build(managementConfig(adopted), snapshotWith({ accounts: [orphan] }));
        const account = recording.resources.find((resource) => resource.name === "account-apps-prd-account");
        strictEqual(account?.importId, orphan.id);
    });

    it("a unit that AWS has under its path as an import", async () => {
        const recording = await build(
            managementConfig(adopted),
            snapshotWith({ units: new Map([["workloads/prd", "ou-abcd-12345678"]]) }),
        );
        const unit = recording.resources.find((resource) => resource.name === "units-workloads/prd");
        strictEqual(unit?.importId, "ou-abcd-12345678");
    });

    it("a renamed key under its former name too", async () => {
        const accounts = {
            security: { unit: "security" },
            "apps-production": { unit: "workloads/prd", formerly: "apps-prd" },
        };
        const { aliases } = optionsOf(await build(managementConfig({ accounts })), "account-apps-production-account");
        const names = (aliases ?? []).map((alias) => (alias as { readonly name: string }).name);
        ok(names.includes("account-apps-prd-account"));
    });

    it("no closed account", async () => {
        const accounts = { security: { unit: "security" }, old: { unit: "suspended", state: "closed" } };
        const recording = await build(managementConfig({ accounts }));
        ok(!names(recording, "aws:organizations/account:Account").includes("account-old-account"));
    });

    it("the services and policy types that are on, besides those of the config", async () => {
        const world = snapshotWith({ services: ["ram.amazonaws.com"], policyTypes: ["TAG_POLICY"] });
        const organization = inputs(await build(managementConfig(adopted), world), "organization-organization");
        ok((organization["awsServiceAccessPrincipals"] as string[]).includes("ram.amazonaws.com"));
        deepStrictEqual(organization["enabledPolicyTypes"], ["SERVICE_CONTROL_POLICY", "TAG_POLICY"]);
    });

    it("none of the services that `disable` names", async () => {
        const world = snapshotWith({ services: ["ram.amazonaws.com"] });
        const config = managementConfig({ organization: { ...adopted.organization, disable: ["ram.amazonaws.com"] } });
        const organization = inputs(await build(config, world), "organization-organization");
        ok(!(organization["awsServiceAccessPrincipals"] as string[]).includes("ram.amazonaws.com"));
    });

    it("a service that `disable` names until its delegated administrator is gone", async () => {
        const world = snapshotWith({
            services: ["ram.amazonaws.com"],
            delegations: new Set(["222222222222/ram.amazonaws.com"]),
        });
        const config = managementConfig({ organization: { ...adopted.organization, disable: ["ram.amazonaws.com"] } });
        const organization = inputs(await build(config, world), "organization-organization");
        ok((organization["awsServiceAccessPrincipals"] as string[]).includes("ram.amazonaws.com"));
    });

    it("delegation by the API of each service that has one, as the table of services says", async () => {
        const byTable = Object.entries(services).filter(([, way]) => way !== "organizations" && way !== "none");
        const principals = byTable.map(([service]) => service).sort();
        deepStrictEqual(Object.keys(ownApi).sort(), principals);
        const config = managementConfig({
            organization: { services: principals },
            delegatedAdministrators: { security: principals },
        });
        const { resources } = await build(config);
        const types = resources.filter(({ name }) => /^delegation-.*-registration$/.test(name)).map(({ type }) => type);
        strictEqual(new Set(types).size, principals.length);
        ok(!types.includes("aws:organizations/delegatedAdministrator:DelegatedAdministrator"));
    });

    it("delegation in a further region if it is known whether it exists, and not if it is unknown", async () => {
        const place = "222222222222/macie.amazonaws.com";
        const config = managementConfig({
            regions: ["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
            organization: { ...adopted.organization, services: ["macie.amazonaws.com"] },
            delegatedAdministrators: { security: ["macie.amazonaws.com"] },
        });
        const world = snapshotWith({
            accounts: [
                { id: "222222222222", name: "acme-security", email: "aws+security@acme.example", state: "ACTIVE" },
            ],
            delegations: new Set([place]),
            delegationsElsewhere: new Set([`${place}@us-east-2`]),
            delegationsUnknown: new Set([`${place}@us-west-2`]),
        });
        const name = (region: string): string => `delegation-security-macie.amazonaws.com-${region}registration`;
        const imports = (recording: Recording): object =>
            Object.fromEntries(
                recording.options
                    .filter(({ name }) => /^delegation-.*-registration$/u.test(name))
                    .map(({ name, opts }) => [name, (opts as { import?: string }).import]),
            );
        const known = {
            [name("")]: "222222222222",
            [name("us-east-2-")]: undefined,
            [name("us-west-1-")]: "222222222222@us-west-1",
        };
        deepStrictEqual(imports(await build(config, world)), known);
        // Resources in the state stay, and so do those that an unreadable state may have.
        const type = "aws:macie2/organizationAdminAccount:OrganizationAdminAccount";
        const urn = `urn:pulumi:management::acme::${type}::${name("us-west-2-")}`;
        const ours = ownStack({}, { [urn]: { type, outputs: {} } });
        const stays = { ...known, [name("us-west-2-")]: undefined };
        deepStrictEqual(imports(await build(config, world, false, {}, ours)), stays);
        const unread = { ...stays, [name("us-west-1-")]: undefined };
        deepStrictEqual(imports(await build(config, world, false, {}, ownStack({}, {}, false))), unread);
    });

    it("the role that Access Analyzer needs before its delegated administrator can work, and only then", async () => {
        const type = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
        deepStrictEqual(names(await build(), type), []);
        const principals = ["access-analyzer.amazonaws.com"];
        const config = managementConfig({
            organization: { services: principals },
            delegatedAdministrators: { security: principals },
        });
        deepStrictEqual(names(await build(config), type), ["service-linked-role-access-analyzer.amazonaws.com-role"]);
    });

    it("people without access keys, and without a password that is not encrypted", async () => {
        const recording = await build();
        deepStrictEqual(names(recording, "aws:iam/accessKey:AccessKey"), []);
        deepStrictEqual(names(recording, "aws:iam/virtualMfaDevice:VirtualMfaDevice"), []);
        deepStrictEqual(names(recording, "aws:iam/userLoginProfile:UserLoginProfile"), []);
    });
});

it("CI's roles trust exactly the repository's subjects with ids, and the deploy role its branch too", async () => {
    const ci = { repository: "acme/organization", ownerId: 12, repositoryId: 34 };
    const recording = await build(managementConfig({ ci }), brandNew);
    const conditions = (role: string): unknown => {
        const trust = JSON.parse(inputs(recording, role)["assumeRolePolicy"] as string) as {
            Statement: readonly { Condition: unknown }[];
        };
        return trust.Statement.map(({ Condition }) => Condition);
    };
    const issuer = "token.actions.githubusercontent.com";
    const subject = "repo:acme@12/organization@34";
    const aud = { [`${issuer}:aud`]: "sts.amazonaws.com" };
    deepStrictEqual(conditions("ci-preview"), [
        { StringEquals: { ...aud, [`${issuer}:sub`]: `${subject}:environment:preview` } },
    ]);
    deepStrictEqual(conditions("ci-deploy"), [
        {
            StringEquals: {
                ...aud,
                [`${issuer}:ref`]: "refs/heads/main",
                [`${issuer}:sub`]: `${subject}:environment:production`,
            },
        },
    ]);
});

it("CI's roles trust both forms of the subject while a repository moves, each its own environment", async () => {
    const ci = { repository: "acme/organization", ownerId: 12, repositoryId: 34, subjects: "both" };
    const config = managementConfig({ ci: { ...ci, environment: "prod", previewEnvironment: "Look" } });
    const recording = await build(config, brandNew);
    const trust = (role: string): string => inputs(recording, role)["assumeRolePolicy"] as string;
    const forms = ["acme/organization", "acme@12/organization@34"];
    for (const [role, environment] of [
        ["ci-preview", "Look"],
        ["ci-deploy", "prod"],
    ] as const) {
        const subjects = [...trust(role).matchAll(/"(repo:[^"]*)"/gu)].map(([, subject]) => subject);
        deepStrictEqual(
            subjects,
            forms.map((form) => `repo:${form}:environment:${environment}`),
        );
    }
});

it("CI's preview role decrypts the state's files and the stacks' data keys, and nothing else under the key", async () => {
    const ci = { repository: "acme/organization", ownerId: 12, repositoryId: 34 };
    const recording = await build(managementConfig({ ci }), brandNew);
    const { Statement } = JSON.parse(inputs(recording, "ci-preview-state")["policy"] as string) as {
        Statement: readonly { Sid: string; Action: unknown; Condition?: unknown }[];
    };
    const bucket = "arn:aws:s3:::ac-management-pulumi-state";
    deepStrictEqual(
        Statement.filter(({ Action }) => JSON.stringify(Action).includes("kms:Decrypt")).map(({ Sid, Condition }) => [
            Sid,
            Condition,
        ]),
        [
            ["DecryptState", { ArnLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/*`] } }],
            ["OpenStacks", { Null: { "kms:EncryptionContextKeys": "true" } }],
        ],
    );
});

describe("a preview role that trusts pull requests, as earlier versions made it", () => {
    const ci = { repository: "acme/organization", ownerId: 12, repositoryId: 34, previewEnvironment: "look" };
    const role = (name: string, subject: string): OwnStack =>
        ownStack(
            {},
            {
                urn: {
                    type: "aws:iam/role:Role",
                    outputs: { name, assumeRolePolicy: JSON.stringify({ sub: `repo:acme/organization:${subject}` }) },
                },
            },
        );
    const before = role("ac-ci-preview", "pull_request");
    it("is named once, with what GitHub needs", () => {
        match(
            ciMove(managementConfig({ ci }), before)!,
            /ac-ci-preview trusts every pull request[^]*make the environment look in acme\/organization \(no reviewer\)/u,
        );
    });
    it("and nobody else's is", () => {
        strictEqual(ciMove(managementConfig({}), before), undefined);
        for (const [name, subject] of [
            ["ac-ci-preview", "environment:preview"],
            ["other", "pull_request"],
        ] as const)
            strictEqual(ciMove(managementConfig({ ci }), role(name, subject)), undefined);
    });
});

describe("GitHub's identity provider", () => {
    const ci = { repository: "acme/organization" };
    for (const [there, wanted, isLeft] of [
        [[], ["sts.amazonaws.com"], false],
        [["other.acme.example"], ["other.acme.example", "sts.amazonaws.com"], false],
        [["sts.amazonaws.com", "other.acme.example"], ["other.acme.example", "sts.amazonaws.com"], true],
    ] as const) {
        it(`of the audiences [${there.join(", ")}] ${isLeft ? "is left as it is" : "gets ours beside them"}`, async () => {
            const recording = await build(managementConfig({ ci }), { ...brandNew, githubAudiences: there });
            deepStrictEqual(inputs(recording, "ci-github")["clientIdLists"], wanted);
            const { opts } = recording.options.find(({ name }) => name === "ci-github")!;
            strictEqual(opts.ignoreChanges?.includes("clientIdLists"), isLeft);
        });
    }
});
