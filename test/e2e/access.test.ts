/**
 * Who may do what and where: management, security and member stacks on the real engine with the real provider code. AWS is a stand-in.
 * Whether a policy lets somebody in is judged twice: by a policy simulator with the deployed documents and, in samples, by the emulator's
 * AssumeRole.
 */
import { CreateAccessKeyCommand, IAMClient, UpdateLoginProfileCommand } from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { AccessProject, managementId } from "../support/access-project";
import { mayAssume, mayDo, policiesOf, trustOf } from "../support/deployed";
import { iamAction } from "../support/iam-actions";
import { enrolDevice } from "../support/mfa-device";
import type { TestProject } from "../support/project";
import { RoleGrants } from "../support/role-grants";
import { assume, githubSession, userSession } from "../support/sessions";
import { named } from "../support/state";
import { testClient, type Keys } from "../support/test-client";
import { testChanges } from "./access/changes";

const groupsOf: Readonly<Record<string, readonly string[]>> = {
    "ada.lovelace": ["DevOps"],
    "grace.hopper": ["Auditor"],
    "mary.jackson": [],
};

/** Other calls in previews of richer companies: contacts, delegations, trail, alarms, Identity Center; recorded in runs with --refresh. */
const readsElsewhere = [
    // For a bucket that is at AWS and not in the state.
    "s3:ListAllMyBuckets",
    "access-analyzer:GetAnalyzer",
    "account:GetAlternateContact",
    "account:GetContactInformation",
    "auditmanager:GetOrganizationAdminAccount",
    "budgets:ListTagsForResource",
    "budgets:ViewBudget",
    "cloudtrail:DescribeTrails",
    "cloudtrail:GetTrailStatus",
    "cloudtrail:ListTags",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:ListTagsForResource",
    "detective:ListOrganizationAdminAccount",
    "ec2:DescribeVpcs",
    "fms:GetAdminAccount",
    "guardduty:ListOrganizationAdminAccounts",
    "identitystore:DescribeGroup",
    "identitystore:DescribeUser",
    "inspector2:ListDelegatedAdminAccounts",
    "logs:DescribeLogGroups",
    "logs:DescribeMetricFilters",
    "logs:ListTagsForResource",
    "macie2:ListOrganizationAdminAccounts",
    "organizations:DescribeResourcePolicy",
    "securityhub:ListOrganizationAdminAccounts",
    "sns:GetSubscriptionAttributes",
    "sns:GetTopicAttributes",
    "sns:ListTagsForResource",
    "sso:DescribePermissionSet",
    "sso:GetInlinePolicyForPermissionSet",
    "sso:ListAccountAssignments",
    "sso:ListInstances",
    "sso:ListManagedPoliciesInPermissionSet",
];

/** Actions on the contents of accounts, and ways to take them out. */
const data = [
    "apigateway:GET",
    "appsync:ListApiKeys",
    "autoscaling:DescribeLaunchConfigurations",
    "cloudformation:GetTemplate",
    "cloudtrail:GetQueryResults",
    "cloudtrail:LookupEvents",
    "codebuild:BatchGetProjects",
    "cognito-idp:DescribeUserPoolClient",
    "cognito-idp:ListUsers",
    "dynamodb:GetItem",
    "dynamodb:Scan",
    "ec2:DescribeInstanceAttribute",
    "ec2:DescribeInstances",
    "ec2:DescribeLaunchTemplateVersions",
    "ec2:DescribeVpnConnections",
    "ec2:GetConsoleOutput",
    "ec2:GetPasswordData",
    "ecr:BatchGetImage",
    "ecs:DescribeTaskDefinition",
    "glue:GetJobs",
    "kms:Decrypt",
    "lambda:GetFunction",
    "lambda:GetFunctionConfiguration",
    "lambda:ListFunctions",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "rds:DownloadDBLogFilePortion",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "sagemaker:DescribeModel",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "ssm:GetAutomationExecution",
    "ssm:GetParameter",
    "ssm:GetParametersByPath",
    "ssm:ListCommands",
    "states:DescribeStateMachine",
];

describe("stacks management, security and of members", () => {
    let acme: AccessProject;
    let project: TestProject;
    let organizationId: string;
    /** The password that the provider sent to AWS, which must be in no file. */
    let canary: string;

    before(async () => {
        acme = await AccessProject.open(["apps-prd", "apps-devstg"]);
        project = acme.project;
        organizationId = (await acme.outputs<{ organization: { id: string } }>("management")).organization.id;
        const login = project.proxy!.calls.find(({ operation }) => operation === "CreateLoginProfile");
        canary = new URLSearchParams(login!.body).get("Password")!;
    });
    after(() => (project as TestProject | undefined)?.close());

    it("give a role that can write to every member but the audit account, by a pattern", async () => {
        const having = (role: string): readonly string[] =>
            Object.keys(acme.profiles)
                .filter((key) => role in acme.profiles[key]!.roles)
                .sort();
        deepStrictEqual(having("DevOps"), ["apps-devstg", "apps-prd"]);
        deepStrictEqual(having("Auditor"), ["apps-devstg", "apps-prd", "management", "security"]);
        strictEqual(await trustOf(await acme.iamOf("security"), "DevOps"), undefined);
        ok(await trustOf(await acme.iamOf("security"), "Auditor"));
    });

    it("give each role to exactly the people and accounts of the map, and only with recent MFA", async () => {
        const wrong: string[] = [];
        const iam = await acme.iamOf("security");
        const people = Object.keys(groupsOf);
        for (const [key, { roles }] of Object.entries(acme.profiles)) {
            for (const [role, { arn, mfaAge }] of Object.entries(roles)) {
                const trust = await trustOf(await acme.iamOf(key), role);
                ok(trust, `${arn} exists`);
                for (const person of people) {
                    const principal = `arn:aws:iam::${acme.profiles["security"]!.id}:user/${person}`;
                    const policies = await policiesOf(iam, person);
                    for (const [proof, context] of proofs(mfaAge)) {
                        const isRight = proof === "MFA" && groupsOf[person]!.includes(role);
                        const org = { "aws:PrincipalOrgID": organizationId };
                        const isLetIn = await mayAssume(principal, policies, arn, trust, { ...org, ...context });
                        if (isLetIn !== isRight) wrong.push(`${person} ${arn} with ${proof}: ${String(isLetIn)}`);
                    }
                }
            }
        }
        deepStrictEqual(wrong, []);
    });

    it("refuse outsiders: another user, another account, another organization", async () => {
        const { arn } = acme.profiles["apps-prd"]!.roles["DevOps"]!;
        const trust = (await trustOf(await acme.iamOf("apps-prd"), "DevOps"))!;
        const everything = [
            {
                name: "all",
                policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
            },
        ];
        const mfa = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "10" };
        const securityId = acme.profiles["security"]!.id;
        const asked = (principal: string, org: string): Promise<boolean> =>
            mayAssume(principal, everything, arn, trust, { ...mfa, "aws:PrincipalOrgID": org });
        strictEqual(
            await asked(`arn:aws:iam::${securityId}:user/ada.lovelace`, organizationId),
            true,
            "the judge lets in",
        );
        strictEqual(await asked(`arn:aws:iam::${securityId}:user/ada.lovelace`, "o-elsewhere00"), false);
        strictEqual(await asked(`arn:aws:iam::${securityId}:role/Lambda`, organizationId), false);
        strictEqual(await asked(`arn:aws:iam::${managementId}:user/ada.lovelace`, organizationId), false);
    });

    it("name in every group's policy exactly roles that exist and trust the security account", async () => {
        const iam = await acme.iamOf("security");
        const securityId = acme.profiles["security"]!.id;
        const named: string[] = [];
        for (const person of Object.keys(groupsOf)) {
            for (const { policy } of await policiesOf(iam, person)) {
                for (const { Action, Resource } of policy.Statement)
                    if (Action === "sts:AssumeRole") named.push(...[Resource as string | string[]].flat());
            }
        }
        const roles = Object.values(acme.profiles).flatMap(({ roles: all }) =>
            Object.values(all).map(({ arn }) => arn),
        );
        deepStrictEqual(named.sort(), roles.sort());
        for (const arn of named) {
            const [key] = Object.entries(acme.profiles).find(([, { id }]) => id === arn.split(":")[4])!;
            const trust = await trustOf(await acme.iamOf(key), arn.split("/").at(-1)!);
            deepStrictEqual(trust?.Statement[0]!["Principal"], { AWS: `arn:aws:iam::${securityId}:root` });
        }
    });

    it("let a person in by a device of her own, and with nothing less", async () => {
        const iam = await acme.iamOf("security");
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
        const keys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
        const emulator = endpoint(project.sandbox.emulator);
        const refused = { name: "AccessDenied", message: /explicit deny/ };
        const asAda = (held: Keys): IAMClient => testClient(IAMClient, emulator, held);
        await rejects(enrolDevice(asAda(keys), "ada.lovelace"), refused, "a first device, by a key alone");
        const device = await enrolDevice(iam, "ada.lovelace");
        const noProof = await userSession(project.sandbox, keys);
        const { arn } = acme.profiles["apps-prd"]!.roles["DevOps"]!;
        const other = acme.profiles["apps-prd"]!.roles["Auditor"]!.arn;
        await rejects(assume(project.sandbox, keys, arn), { name: "AccessDenied" }, "plain keys");
        await rejects(assume(project.sandbox, noProof, arn), { name: "AccessDenied" }, "a session without MFA");
        const proved = await userSession(project.sandbox, keys, device);
        await assume(project.sandbox, proved, arn);
        await rejects(enrolDevice(asAda(keys), "ada.lovelace", "thief"), refused, "a second one, by a key alone");
        const invalid = { name: "InvalidClientTokenId" };
        await rejects(enrolDevice(asAda(noProof), "ada.lovelace", "thief"), invalid, "and by the key's session");
        await enrolDevice(asAda(proved), "ada.lovelace", "ada.lovelace-spare");
        await rejects(assume(project.sandbox, proved, other), { name: "AccessDenied" }, "a role of another group");
    });

    it("let nobody enrol a device with only an access key, and everybody at the first sign-in", async () => {
        const users = { security: ["ada.lovelace", "grace.hopper"], management: ["alan.turing", "break-glass-1"] };
        const letIn: string[] = [];
        for (const [key, names] of Object.entries(users)) {
            const iam = await acme.iamOf(key);
            const account = key === "management" ? managementId : acme.profiles[key]!.id;
            for (const name of names) {
                const arn = `arn:aws:iam::${account}:user/${name}`;
                const policies = await policiesOf(iam, name);
                const may = (context: Readonly<Record<string, string>>): Promise<boolean> =>
                    mayDo(arn, policies, "iam:EnableMFADevice", arn, { "aws:username": name, ...context });
                if (await may({})) letIn.push(`${name} by a key`);
                if (!(await may({ "aws:MultiFactorAuthPresent": "false" }))) letIn.push(`${name} not in the console`);
            }
        }
        deepStrictEqual(letIn, []);
    });

    it("let a third party in only with its external id", async () => {
        const trust = await trustOf(await acme.iamOf("apps-prd"), "Scanner");
        deepStrictEqual(trust?.Statement, [
            {
                Sid: "Trusted",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::999988887777:root" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "sts:ExternalId": "acme-7f3d" } },
            },
        ]);
    });

    it("close AWS's access role, in each member, for named principals of the management account", async () => {
        for (const key of ["security", "apps-prd", "apps-devstg"]) {
            const trust = await trustOf(await acme.iamOf(key), "OrganizationAccountAccessRole");
            deepStrictEqual(trust?.Statement, [
                {
                    Sid: "OrganizationAdministrators",
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${managementId}:root` },
                    Action: "sts:AssumeRole",
                    Condition: {
                        ArnLike: {
                            "aws:PrincipalArn": [
                                `arn:aws:iam::${managementId}:role/OrganizationAccountAccessRole`,
                                `arn:aws:iam::${managementId}:role/ac-ci-deploy`,
                                `arn:aws:iam::${managementId}:user/mgmt-org-admin`,
                            ],
                        },
                        StringEquals: { "aws:PrincipalOrgID": organizationId },
                    },
                },
            ]);
            const state = await project.state(key);
            const role = named(state, "access-role");
            deepStrictEqual([role?.protect, role?.retainOnDelete], [true, true]);
        }
    });

    it("keep users for emergencies without credentials, who can do nothing without MFA", async () => {
        const iam = await acme.iamOf("management");
        const policies = await policiesOf(iam, "break-glass-1");
        const everything = policies.flatMap(({ policy }) => policy.Statement).filter(({ Action }) => Action === "*");
        deepStrictEqual(
            everything.map(({ Condition }) => Condition),
            [
                {
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                    NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
                },
            ],
        );
        const types = (await project.state("management")).map(({ type }) => type);
        for (const credential of [
            "accessKey:AccessKey",
            "userLoginProfile:UserLoginProfile",
            "virtualMfaDevice:VirtualMfaDevice",
        ])
            ok(!types.includes(`aws:iam/${credential}`), credential);
    });

    it("reset no password after a person has changed the first one, and have nothing else to do", async () => {
        await (
            await acme.iamOf("security")
        ).send(
            new UpdateLoginProfileCommand({
                UserName: "grace.hopper",
                Password: "Another-1-password!",
                PasswordResetRequired: false,
            }),
        );
        const up = ["up", "--stack", "security", "--refresh", "--yes", "--skip-preview", "--expect-no-changes"];
        acme.printed.push(await project.must(...up));
        strictEqual(project.proxy!.count("UpdateLoginProfile"), 0);
    });

    it("write no secret into state, outputs, logs or temporary files", async () => {
        ok(canary.length >= 14, "the canary is there");
        const stacks = ["management", "security", "apps-prd", "apps-devstg"];
        const places = [...acme.printed];
        for (const stack of stacks)
            places.push(await project.must("stack", "output", "--stack", stack, "--json", "--show-secrets"));
        // The states are files of the sandbox in the project.
        const files = [project.folder, project.temporary].flatMap(filesUnder);
        places.push(...files.map((file) => fs.readFileSync(file, "utf8")));
        const states = stacks.map((stack) =>
            files.find((file) => file.endsWith(`/stacks/aws-organization/${stack}.json`))!,
        );
        strictEqual(places.filter((text) => text.includes(canary)).length, 0);
        for (const state of states) {
            const text = fs.readFileSync(state, "utf8");
            ok(text.includes('"pulumi:pulumi:Stack"'), state);
            ok(!text.includes("sandbox-session-"), "no session token of the entry");
        }
    });

    it("stop before the first write with another account's credentials", async () => {
        const keys = await assume(project.sandbox, bootstrapKeys, acme.roleOf("apps-prd"));
        const before = project.proxy!.calls.length;
        const { text, exitCode } = await project
            .with({
                AWS_ACCESS_KEY_ID: keys.accessKeyId,
                AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
                AWS_SESSION_TOKEN: keys.sessionToken,
            })
            .pulumi("up", "--stack", "security", "--yes", "--skip-preview");
        notStrictEqual(exitCode, 0);
        match(text, new RegExp(`the credentials are those of account ${acme.profiles["apps-prd"]!.id}`));
        doesNotMatch(text, /at .*\.ts:\d+/, "no stack trace");
        const called = new Set(project.proxy!.calls.slice(before).map(({ operation }) => operation));
        deepStrictEqual(called, new Set(["GetCallerIdentity"]));
    });

    const subject = "repo:acme@123456/aws-organization@456789";

    it("let a job of GitHub's in by the repository's ids, and to deploy from the branch alone", async () => {
        const role = (name: string): string => `arn:aws:iam::${managementId}:role/ac-ci-${name}`;
        const sub = `${subject}:environment:production`;
        const ref = "refs/heads/main";
        await githubSession(project.sandbox, role("deploy"), { sub, ref });
        const strangers = [
            ["preview", { sub: `${subject}:pull_request` }],
            ["preview", { sub: `${subject}:ref:${ref}`, ref }],
            ["preview", { sub: `${subject}:environment:Preview` }],
            ["preview", { sub: "repo:acme/aws-organization:environment:preview" }],
            ["preview", { sub: "repo:acme@999/aws-organization@999:environment:preview" }],
            ["preview", { sub, ref }],
            ["deploy", { sub: `${subject}:environment:preview`, ref }],
            ["deploy", { sub }],
            ["deploy", { sub, ref: "refs/heads/other" }],
            ["deploy", { sub: "repo:acme/aws-organization:environment:production", ref }],
            ["deploy", { sub: `${subject}:ref:${ref}`, ref }],
        ] as const;
        for (const [name, job] of strangers)
            await rejects(githubSession(project.sandbox, role(name), job), { name: "AccessDenied" });
    });

    it("let CI's preview role see by a role that reads that nothing is to be done, and refuse it to write", async () => {
        const previewRole = `arn:aws:iam::${managementId}:role/ac-ci-preview`;
        const keys = await githubSession(project.sandbox, previewRole, { sub: `${subject}:environment:preview` });
        const ci = project.with({
            AWS_ACCESS_KEY_ID: keys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
            AWS_SESSION_TOKEN: keys.sessionToken,
        });
        const before = project.proxy!.calls.length;
        for (const stack of ["management", "security"]) {
            const reported = await ci.org(
                "preview",
                "--stack",
                stack,
                "--no-policy-pack",
                "--expect-no-changes",
                "--refresh",
                "--json",
            );
            // This test leaves out the management stack's lifecycle rule, which takes a minute.
            const { changes } = JSON.parse(reported.stdout) as { changes: readonly { name: string }[] };
            deepStrictEqual(
                changes.map(({ name }) => name),
                stack === "management" ? ["state-lifecycle"] : [],
            );
            strictEqual(reported.exitCode, stack === "management" ? 3 : 0, reported.stderr);
        }
        const drift = await ci.org("fleet", "refresh", "--only", "apps-*", "--json");
        strictEqual(drift.exitCode, 0, drift.stdout + drift.stderr);
        const { stacks } = JSON.parse(drift.stdout) as { stacks: readonly { stack: string; result: string }[] };
        deepStrictEqual(
            stacks.map(({ stack, result }) => [stack, result]),
            [
                ["apps-devstg", "same"],
                ["apps-prd", "same"],
            ],
        );
        const calls = project.proxy!.calls.slice(before);
        const entered = calls.flatMap(({ operation, body }) =>
            operation === "AssumeRole" ? [new URLSearchParams(body).get("RoleArn")] : [],
        );
        const readerOf = (key: string): string => `arn:aws:iam::${acme.profiles[key]!.id}:role/ac-ci-preview`;
        const reader = readerOf("apps-prd");
        deepStrictEqual([...new Set(entered)].sort(), ["security", "apps-prd", "apps-devstg"].map(readerOf).sort());
        const reads = /^(?:Assume|Describe|Get|Head|List)|^(?:GET|HEAD) |^POST \/(?:get|service\/Granite)/u;
        deepStrictEqual(
            calls.map(({ operation }) => operation).filter((operation) => !reads.test(operation)),
            [],
        );
        const roles = await Promise.all(
            ["management", "security", "apps-prd"].map(async (key) =>
                RoleGrants.of(await acme.iamOf(key), "ac-ci-preview"),
            ),
        );
        const needed = new Set([...calls.map(iamAction), ...readsElsewhere]);
        const lacking = [...needed].filter(
            (action) => !action.startsWith("sts:") && roles.some((role) => !role.resources(action).includes("*")),
        );
        deepStrictEqual(lacking, []);
        const [ofManagement, ...ofMembers] = roles;
        for (const action of data) {
            for (const role of ofMembers) deepStrictEqual(role.resources(action), [], action);
            for (const resource of ofManagement!.resources(action))
                match(
                    resource,
                    /^arn:aws:s3:::ac-management-pulumi-state(?:\/\*)?$|^arn:aws:kms:us-east-1:111111111111:key\//u,
                );
        }
        const { text, exitCode } = await ci.pulumi("up", "--stack", "apps-prd", "--yes", "--skip-preview");
        notStrictEqual(exitCode, 0);
        match(text, /CI's preview role, which reads and changes nothing[\s\S]*role\/ac-ci-deploy/);
        await rejects(assume(project.sandbox, keys, acme.roleOf("apps-prd")), { name: "AccessDenied" });
        await rejects(assume(project.sandbox, bootstrapKeys, reader), { name: "AccessDenied" });
    });

    describe("as they change", () => {
        testChanges(() => acme);
    });
});

/** What a caller may prove, and the condition keys that AWS makes of it. */
function proofs(mfaAge: number): readonly (readonly [string, Readonly<Record<string, string>>])[] {
    return [
        ["plain keys", {}],
        ["a session without MFA", { "aws:MultiFactorAuthPresent": "false" }],
        ["old MFA", { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(mfaAge) }],
        ["MFA", { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": String(mfaAge - 1) }],
    ];
}

function filesUnder(folder: string): string[] {
    return (
        fs
            .readdirSync(folder, { withFileTypes: true, recursive: true })
            // Links lead out of the project; the emulator's and the engine's own files are not this program's.
            .filter((entry) => entry.isFile() && !entry.parentPath.includes("/engine") && entry.name !== "pulumi")
            .map((entry) => path.join(entry.parentPath, entry.name))
    );
}
