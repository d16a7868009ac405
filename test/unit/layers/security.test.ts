import * as aws from "@pulumi/aws";
import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import { parseSecurity, type RawConfig, type SecurityConfig } from "../../../config";
import type { PolicyDocument } from "../../../config/model/policy-document";
import { auditKeyPolicy } from "../../../components/audit/audit-policies";
import { alarmPatterns } from "../../../components/audit/alarm-patterns";
import { buildMember } from "../../../layers/member/build";
import { memberTrust } from "../../../layers/member/access-role";
import { buildPeople } from "../../../layers/security/people";
import { ownStack } from "../../../layers/shared/own-stack";
import { asWritten } from "../../../layers/shared/spelling";
import { StandInTrail } from "../../../sandbox/awsx/trail";
import { accessRole, managementOutputs } from "../../support/management-outputs";
import { record, type Recording } from "../../support/recording";

const account = {
    key: "security",
    id: "333333333333",
    name: "acme-security",
    alias: null,
    email: "aws+security@acme.example",
    roleName: "OrganizationAccountAccessRole",
    formerly: [],
};

function securityConfig(raw: RawConfig): SecurityConfig {
    const parsed = parseSecurity(raw);
    ok(parsed.ok);
    return parsed.value;
}

function registered(recording: Recording): string[] {
    return recording.resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map(({ type, name }) => `${type.split(":").at(-1)!} ${name}`)
        .sort();
}

describe("a member layer registers", () => {
    const management = managementOutputs({ access: [accessRole({ accounts: ["security"] })] });
    const plan = {
        management,
        account,
        own: ownStack({}, {}),
        alias: { name: "acme-security", stays: true },
        accessRoleTrust: memberTrust(management, ["arn:aws:iam::111111111111:role/R"]),
    };
    const build = (): Promise<Recording> => record(() => buildMember(plan, new aws.Provider("security")));

    it("its access role, the baseline and the roles of the map, and nothing else", async () => {
        deepStrictEqual(registered(await build()), [
            "AccountAlias baseline-alias",
            "AccountPasswordPolicy baseline-password-policy",
            "AccountPublicAccessBlock baseline-public-access",
            "EncryptionByDefault baseline-ebs-encryption-us-east-1",
            "Role access-role",
            "Role role-DevOps-role",
            "RolePolicyAttachment role-DevOps:PowerUserAccess",
        ]);
    });

    it("the access role as an import that is protected and retained", async () => {
        const recording = await build();
        strictEqual(recording.resources.find(({ name }) => name === "access-role")?.importId, account.roleName);
        const { opts } = recording.options.find(({ name }) => name === "access-role")!;
        deepStrictEqual([opts.protect, opts.retainOnDelete], [true, true]);
    });

    it("nothing by another provider than the account's own", async () => {
        const recording = await build();
        const others = recording.resources.filter(
            ({ type, provider }) => type.startsWith("aws:") && !provider?.includes("::security::"),
        );
        deepStrictEqual(others, []);
    });

    it("no role of people where Identity Center makes them, but still those of machines", async () => {
        const access = [
            accessRole({ accounts: ["security"] }),
            accessRole({ role: "Scanner", accounts: ["security"], principals: ["222222222222"] }),
        ];
        const sso = managementOutputs({ access, identity: ["identity-center"] });
        const recording = await record(() => buildMember({ ...plan, management: sso }, new aws.Provider("security")));
        const roles = registered(recording).filter((each) => each.startsWith("Role "));
        deepStrictEqual(roles, ["Role access-role", "Role role-Scanner-role"]);
    });
});

describe("the security layer registers", () => {
    const config = securityConfig({
        groups: { devops: { roles: ["DevOps"] }, nobody: { roles: [] } },
        users: { "ada.lovelace": { groups: ["devops"] }, "mary.jackson": {} },
    });
    const build = (management = managementOutputs({ access: [accessRole()] })): Promise<Recording> =>
        record(() =>
            buildPeople(config, management, account, asWritten, { providers: [new aws.Provider("security")] }),
        );

    it("users without keys, devices or passwords, and each group's policies", async () => {
        deepStrictEqual(registered(await build()), [
            "Group group-devops-group",
            "Group group-nobody-group",
            "GroupPolicy group-devops-assume-roles",
            "GroupPolicy group-devops-self-management",
            "GroupPolicy group-nobody-self-management",
            "User user-ada.lovelace-user",
            "User user-mary.jackson-user",
            "UserGroupMembership user-ada.lovelace-groups",
        ]);
    });

    it("no users where people come from Identity Center alone", async () => {
        deepStrictEqual(registered(await build(managementOutputs({ identity: ["identity-center"] }))), []);
    });
});

describe("the audit's key", () => {
    it("may be described by CloudTrail, which names no source when it does", () => {
        const trail = { partition: "aws", region: "us-east-1", trailName: "t", bucketName: "b" };
        const ids = { accountId: "222222222222", managementId: "111111111111", organizationId: "o-exampleorgid" };
        const { Statement } = auditKeyPolicy({ ...trail, ...ids }) as unknown as PolicyDocument;
        const ofCloudTrail = [Statement]
            .flat()
            .filter(({ Principal }) => JSON.stringify(Principal).includes("cloudtrail"));
        deepStrictEqual(
            ofCloudTrail.map(({ Action, Condition }) => [Action, Condition !== undefined]),
            [
                ["kms:GenerateDataKey*", true],
                ["kms:DescribeKey", false],
            ],
        );
    });
});

describe("the alarms", () => {
    const managementId = "111111111111";
    const names = (pattern: string | undefined): readonly string[] =>
        [...(pattern ?? "").matchAll(/\$\.eventName = "(\w+)"/gu)].map(([, name]) => name!);

    it("ring when the trail is changed or set to leave events out, and when the organization is changed", () => {
        const patterns = alarmPatterns({ breakGlass: [], managementId, cis: false });
        deepStrictEqual(Object.keys(patterns), [
            "root-use",
            "console-without-mfa",
            "trail-change",
            "organization-change",
        ]);
        deepStrictEqual(names(patterns["trail-change"]), [
            ...["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"],
            ...["PutEventSelectors", "PutInsightSelectors"],
        ]);
        const changes = names(patterns["organization-change"]);
        strictEqual(changes.length, 21);
        ok(["CancelHandshake", "CreateOrganization", "EnableAllFeatures"].every((each) => changes.includes(each)));
    });

    it("are one for each of CIS 5.1 to 5.15 if that is asked for, each within CloudWatch's 1,024 characters", () => {
        const patterns = alarmPatterns({ breakGlass: ["break-glass-1"], managementId, cis: true });
        strictEqual(Object.keys(patterns).length, 15 + 1);
        for (const [alarm, pattern] of Object.entries(patterns))
            ok(pattern.length <= 1024, `${alarm}: ${pattern.length}`);
        strictEqual(names(patterns["iam-policy-change"]).length, 16);
    });

    it("know an emergency user by name and account, and have no such alarm without one", () => {
        strictEqual(
            alarmPatterns({ breakGlass: ["break-glass-1", "break-glass-2"], managementId, cis: false })[
                "break-glass-use"
            ],
            '{ ($.userIdentity.accountId = "111111111111") && (($.userIdentity.userName = "break-glass-1") || ($.userIdentity.userName = "break-glass-2")) }',
        );
        ok(!("break-glass-use" in alarmPatterns({ breakGlass: [], managementId, cis: false })));
    });
});

describe("the stand-in for awsx.cloudtrail.Trail", () => {
    const build = (): Promise<Recording> =>
        record(
            () =>
                new StandInTrail(
                    "audit",
                    { name: "t", isOrganizationTrail: true, s3Bucket: { args: { bucket: "b" } } },
                    { providers: { aws: new aws.Provider("security") } },
                ),
        );

    it("makes what the real one is documented to make, with its unsafe defaults", async () => {
        const recording = await build();
        deepStrictEqual(registered(recording), ["Bucket audit", "BucketPolicy audit", "Trail audit"]);
        const inputs = (type: string): Readonly<Record<string, unknown>> =>
            recording.resources.find((resource) => resource.type === type)!.inputs;
        deepStrictEqual(inputs("aws:s3/bucket:Bucket"), { bucket: "b", forceDestroy: true });
        doesNotMatch(JSON.stringify(inputs("aws:s3/bucketPolicy:BucketPolicy")), /SourceArn/);
        deepStrictEqual(inputs("aws:cloudtrail/trail:Trail"), {
            name: "t",
            isOrganizationTrail: true,
            s3BucketName: "b",
        });
    });

    it("protects none of it: that is the program's part", async () => {
        const { options } = await build();
        ok(options.every(({ opts }) => opts.protect !== true && opts.retainOnDelete !== true));
    });
});
