/** `org doctor` on the real engine, from a brand-new account to an organization; only AWS is a stand-in (moto). */
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { spawn, type ChildProcess } from "node:child_process";
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import { hostname } from "node:os";
import * as path from "node:path";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { closeAccount } from "../support/close-account";
import { doctorOn, scrubbed, serveRoot, type DoctorRun } from "../support/doctor";
import { keysOf } from "../support/emulated-iam";
import { enrolDevice } from "../support/mfa-device";
import { noProcess } from "../support/no-process";
import { TestProject } from "../support/project";
import { testClient, type Keys } from "../support/test-client";
import type { ManagementOutputs } from "../../config/model/management-outputs";

const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "111111111111" },
    organization: { services: ["account.amazonaws.com", "cloudtrail.amazonaws.com"] },
    units: ["security", "workloads/prd"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    policies: { "deny-leaving-organization": { targets: ["root"] } },
    contacts: { security: { name: "S", title: "S", email: "security@acme.example", phone: "+1 555 0199" } },
    admins: ["jane.doe"],
};
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const golden = path.join(__dirname, "doctor");

/** Calls that change nothing. AssumeRole only opens sessions, and GenerateDataKeyWithoutPlaintext stores nothing. */
const reading =
    /^(?:GenerateCredentialReport|Get|List|Describe|Simulate|Head|AssumeRole$|GenerateDataKeyWithoutPlaintext$|GET |HEAD |POST \/get(?:Contact|Alternate))/u;

function assertGolden(name: string, text: string): void {
    const file = path.join(golden, name);
    if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(file, text);
    strictEqual(text, fs.readFileSync(file, "utf8"), "differs; if that is right, run it with UPDATE_GOLDEN=1");
}

function statuses({ of }: DoctorRun, ...ids: readonly string[]): readonly string[] {
    return ids.flatMap((id) => of(id).map(({ status }) => `${id}: ${status}`));
}

describe("org doctor", () => {
    let project: TestProject;

    before(async () => {
        fs.mkdirSync(golden, { recursive: true });
        project = await TestProject.open({ management: company }, account, "us-east-1", { faults: [] });
    });
    after(() => project.close());

    function inEnvironment(
        environment: Readonly<Record<string, string | undefined>>,
        ...args: string[]
    ): Promise<DoctorRun> {
        return doctorOn(project.with(environment), ...args);
    }

    describe("on day 0: no stack, no organization, only bootstrap credentials", () => {
        it("has no fault, and says when the rest is due", async () => {
            const run = await doctorOn(project, "--cis", "--deep");
            strictEqual(run.exitCode, 0);
            assertGolden("day-0.json", scrubbed(run.lines, project.folder));
        });

        it("shows the same to a person, without colours when stdout is no terminal", async () => {
            const { exitCode, stdout } = await project.org("doctor");
            strictEqual(exitCode, 0);
            match(stdout, /^machine\n {2}✓ engine: Pulumi 3\./u);
            match(
                stdout,
                /– organization: not yet: account 111111111111 has no organization\n {6}→ pulumi up --stack management/u,
            );
            match(stdout, /\n0 faults, 0 warnings, \d+ ok, \d+ skipped$/u);
            doesNotMatch(stdout, /\u001b/u);
        });

        it("root's credentials are a fault, with what to do", async () => {
            const aws = await serveRoot(account.id);
            try {
                const run = await inEnvironment({
                    AWS_ENDPOINT_URL: aws.endpoint,
                    AWS_ENDPOINT_URL_STS: aws.endpoint,
                });
                strictEqual(run.exitCode, 1);
                const [line] = run.of("credentials");
                strictEqual(line?.status, "fault");
                match(line.message, /root user's credentials/u);
                match(line.cure!, /mgmt-org-admin/u);
            } finally {
                await aws.close();
            }
        });

        it("unknown keys are reported with what to unset, and not used for anything else", async () => {
            const run = await inEnvironment({ AWS_ACCESS_KEY_ID: "AKIASTALE", AWS_PROFILE: "ac-root-oaar" });
            strictEqual(run.exitCode, 1);
            const [line] = run.of("credentials");
            match(line!.message, /AWS_ACCESS_KEY_ID of the environment, which wins over AWS_PROFILE=ac-root-oaar/u);
            match(line!.cure!, /^unset AWS_ACCESS_KEY_ID .*so that AWS_PROFILE=ac-root-oaar counts$/u);
            deepStrictEqual(statuses(run, "account", "organization", "admins"), [
                "account: skipped",
                "organization: skipped",
                "admins: skipped",
            ]);
        });

        it("a profile in the stack file that this machine lacks is named as such, as in CI", async () => {
            project.writeStack("management", { ...company, "aws:profile": "ac-root-oaar" });
            const run = await doctorOn(project);
            project.writeStack("management", company);
            const [line] = run.of("stack-profile");
            strictEqual(line?.status, "fault");
            match(
                line.message,
                /Pulumi\.management\.yaml names the profile ac-root-oaar.*AWS_ACCESS_KEY_ID of the environment/u,
            );
        });

        it("a config with faults is counted, and what needs it is skipped", async () => {
            project.writeStack("management", { ...company, management: { id: "1" }, unitz: [] });
            const run = await doctorOn(project);
            project.writeStack("management", company);
            strictEqual(run.exitCode, 1);
            match(run.of("config")[0]!.message, /Pulumi\.management\.yaml has 2 faults/u);
            deepStrictEqual(statuses(run, "credentials", "account", "root-user"), [
                "credentials: ok",
                "account: skipped",
                "root-user: ok",
            ]);
        });

        it("a call that hangs is one warning after thirty seconds, and the rest is reported; what takes long is said on stderr", async () => {
            project.proxy!.add({ operation: "GetAccountSummary", delay: 60_000 });
            const run = await doctorOn(project);
            project.proxy!.reset();
            deepStrictEqual(statuses(run, "root-user", "bootstrap-user", "credentials"), [
                "root-user: warning",
                "bootstrap-user: ok",
                "credentials: ok",
            ]);
            match(run.of("root-user")[0]!.message, /no response within 30 s/u);
            match(run.stderr, /looking at .*root-user/u);
        });

        it("a check without permission is skipped, with the permission named", async () => {
            const message = "User: x is not authorized to perform: iam:GetAccountSummary on resource: *";
            project.proxy!.add({
                operation: "GetAccountSummary",
                fault: { code: "AccessDenied", status: 403, message },
            });
            const run = await doctorOn(project);
            project.proxy!.reset();
            strictEqual(run.exitCode, 0);
            deepStrictEqual(
                run.of("root-user").map(({ status, message: text }) => [status, text]),
                [["skipped", "may not iam:GetAccountSummary"]],
            );
        });
    });

    describe("after the first run of the management stack", () => {
        before(async () => {
            await project.must("stack", "init", "management");
            await project.must(
                "up",
                "--stack",
                "management",
                "--yes",
                "--skip-preview",
                "--exclude",
                "**state-lifecycle",
            );
        });

        it("shows what exists and what is left to do, and only reads", async () => {
            project.proxy!.calls.length = 0;
            const run = await doctorOn(project, "--cis", "--deep");
            assertGolden("organization.json", scrubbed(run.lines, project.folder));
            const writing = project
                .proxy!.calls.map(({ operation }) => operation)
                .filter((each) => !reading.test(each));
            deepStrictEqual(writing, []);
        });

        it("keys of a member account are a fault: found, expected, which won, and what to unset", async () => {
            const id = await idOf("apps-prd");
            const keys = await memberKeys(id);
            const run = await inEnvironment({
                AWS_ACCESS_KEY_ID: keys.accessKeyId,
                AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
                AWS_SESSION_TOKEN: keys.sessionToken,
                AWS_PROFILE: "ac-root-oaar",
            });
            strictEqual(run.exitCode, 1);
            const [line] = run.of("account");
            match(
                line!.message,
                new RegExp(
                    `account ${id} .*wins over AWS_PROFILE=ac-root-oaar; the management account is 111111111111`,
                    "u",
                ),
            );
            match(line!.cure!, /^unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN/u);
            deepStrictEqual(statuses(run, "organization", "admins", "state-bucket"), [
                "organization: skipped",
                "admins: skipped",
                "state-bucket: skipped",
            ]);
        });

        it("an admin with MFA makes the bootstrap user a warning", async () => {
            await enrolDevice(clientsOf(project.sandbox).iam, "jane.doe");
            const run = await doctorOn(project);
            deepStrictEqual(statuses(run, "admins", "bootstrap-user"), ["admins: ok", "bootstrap-user: warning"]);
            match(run.of("bootstrap-user")[0]!.cure!, /org bootstrap-user remove/u);
        });

        it("what the next run deletes or changes is not called one that is left alone", async () => {
            project.writeStack("management", { ...company, policies: {}, units: ["security", "workloads/prd", "new"] });
            const run = await doctorOn(project);
            project.writeStack("management", company);
            deepStrictEqual(statuses(run, "unmanaged"), ["unmanaged: ok"]);
        });

        it("an account that closed, and one too many for the quota", async () => {
            await closeAccount(clientsOf(project.sandbox).organizations, await idOf("apps-prd"));
            const more = { ...company.accounts, more: { unit: "security" } };
            project.writeStack("management", { ...company, accounts: more });
            project.proxy!.add({
                operation: "ListServiceQuotas",
                transform: ({ Quotas }) => ({ Quotas: (Quotas as object[]).map((each) => ({ ...each, Value: 3 })) }),
            });
            const run = await doctorOn(project);
            project.proxy!.reset();
            project.writeStack("management", company);
            deepStrictEqual(statuses(run, "account-quota", "accounts"), [
                "account-quota: fault",
                "accounts: fault",
                "accounts: skipped",
            ]);
            match(
                run.of("account-quota")[0]!.message,
                /3 accounts \(1 of them closed\), and the config adds 1: 4, and the quota is 3 \(Service Quotas\)/u,
            );
            match(run.of("accounts")[0]!.message, /accounts\.apps-prd\.state: active: AWS says CLOSED/u);
        });

        describe("locks", () => {
            const sleepers: ChildProcess[] = [];
            after(() => {
                for (const each of sleepers) each.kill();
            });

            const lock = (pid: number, host = hostname()): string =>
                JSON.stringify({ pid, username: "ada", hostname: host, timestamp: "2026-11-25T09:00:00.123456789Z" });

            function lockFile(stack: string, text: string): string {
                const folder = path.join(
                    project.sandbox.folder,
                    "state/.pulumi/locks/organization/aws-organization",
                    stack,
                );
                fs.mkdirSync(folder, { recursive: true });
                const file = path.join(folder, "5b0e.json");
                fs.writeFileSync(file, text);
                return file;
            }

            it("in a folder: of a dead run, of one at work, and of another machine; and it deletes none", async () => {
                const engine = path.join(project.folder, "pulumi-at-work");
                fs.copyFileSync("/bin/sleep", engine);
                fs.chmodSync(engine, 0o755);
                sleepers.push(spawn(engine, ["3600"]));
                const files = [
                    lockFile("apps-prd", lock(sleepers[0]!.pid!)),
                    lockFile("management", lock(noProcess)),
                    lockFile("security", lock(1, "elsewhere")),
                ];
                const run = await doctorOn(project);
                strictEqual(run.exitCode, 1);
                deepStrictEqual(
                    run.of("locks").map(({ status, cure }) => [status, cure]),
                    [
                        ["warning", "wait until it ends"],
                        [
                            "fault",
                            "pulumi cancel --stack management, then pulumi refresh --clear-pending-creates --stack management",
                        ],
                        [
                            "warning",
                            "ask ada, or look on elsewhere (ps -p 1); only when it has ended: pulumi cancel --stack security",
                        ],
                    ],
                );
                match(run.of("locks")[1]!.message, /ada on .*, process \d+, since 2026-11-25T09:00:00/u);
                for (const file of files) {
                    ok(fs.existsSync(file));
                    fs.rmSync(file);
                }
            });

            it("in the state bucket", async () => {
                const Bucket = "ac-management-pulumi-state";
                const s3 = testClient(S3Client, endpoint(project.sandbox.emulator), bootstrapKeys);
                const Key = ".pulumi/locks/organization/aws-organization/security/5b0e.json";
                await s3.send(new PutObjectCommand({ Bucket, Key, Body: lock(4711, "elsewhere") }));
                const url = `s3://${Bucket}?region=us-east-1&endpoint=${project.proxy!.endpoint}&s3ForcePathStyle=true`;
                const run = await inEnvironment({ PULUMI_BACKEND_URL: url });
                const [line] = run.of("locks");
                strictEqual(line?.status, "warning");
                match(line.message, /stack security is locked by ada on elsewhere, process 4711/u);
                strictEqual(line.value, `s3://${Bucket}/${Key}`);
                strictEqual(run.of("backend")[0]?.status, "ok");
            });
        });

        async function idOf(key: string): Promise<string> {
            const outputs = await project.must("stack", "output", "--json", "--stack", "management");
            return (JSON.parse(outputs) as ManagementOutputs).accounts[key]!.id!;
        }

        async function memberKeys(id: string): Promise<Keys> {
            const sts = testClient(STSClient, endpoint(project.sandbox.emulator), bootstrapKeys);
            const RoleArn = `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`;
            const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" }));
            return keysOf(Credentials!);
        }
    });
});
