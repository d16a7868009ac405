/** `org profiles`: what it writes for the bootstrap user, and what it checks, against the emulator's IAM and STS. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { AttachRolePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { execa } from "execa";
import { checkAll, type CheckReport } from "../../cli/profiles/check";
import { ofOutputs } from "../../cli/profiles/organization";
import { render } from "../../cli/profiles/render";
import { writeByteFile } from "../../cli/common/byte-file";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { asInCi } from "../support/as-in-ci";
import { byRoot, EmulatedIam, policyDocument } from "../support/emulated-iam";
import { accessRole, managementOutputs } from "../support/management-outputs";
import { enrolDevice } from "../support/mfa-device";
import { ScratchHome } from "../support/scratch-home";
import type { Keys } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { totp } from "../support/totp";

const org = path.join(__dirname, "..", "..", "bin", "org.js");
const bootstrapId = bootstrapKeys.accessKeyId;
const staleKeys = { AWS_ACCESS_KEY_ID: "AKIASTALE00000000000", AWS_SECRET_ACCESS_KEY: "stale" };

const stackFile = (id: string): string =>
    `config:\n  aws:region: us-east-1\n  company: { name: acme, short: ac }\n  email: aws@example.com\n  management: { id: "${id}" }\n`;

describe("org profiles", () => {
    let aws: TestEmulator;
    let iam: EmulatedIam;
    let home: ScratchHome;
    let project: string;

    before(async () => {
        aws = await TestEmulator.open();
        iam = new EmulatedIam(aws);
    });
    after(() => aws.close());
    beforeEach(() => {
        home = new ScratchHome({ AWS_ENDPOINT_URL: aws.endpoint });
        project = path.join(home.folder, "project");
        fs.mkdirSync(project);
        fs.writeFileSync(path.join(project, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        fs.writeFileSync(path.join(project, "Pulumi.management.yaml"), stackFile(newAccount.id));
    });
    afterEach(() => {
        home.close();
    });

    interface Run {
        readonly code: number | undefined;
        readonly out: string;
        readonly err: string;
    }

    async function run(args: readonly string[], input = "", env: Readonly<Record<string, string>> = {}): Promise<Run> {
        const { exitCode, stdout, stderr } = await execa(process.execPath, [org, ...args], {
            cwd: project,
            input,
            env: { ...process.env, ...env, ...asInCi },
            extendEnv: false,
            reject: false,
        });
        return { code: exitCode, out: stdout, err: stderr };
    }

    function keysFor(profile: string, { accessKeyId, secretAccessKey }: Keys): void {
        fs.mkdirSync(path.dirname(home.credentials), { recursive: true });
        fs.appendFileSync(
            home.credentials,
            `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
        );
    }

    describe("bootstrap", () => {
        const stdin = `${bootstrapId}\nsandbox\n`;

        it("sees whose the key is, writes it for the user alone, and the second time does nothing", async () => {
            fs.mkdirSync(path.dirname(home.credentials));
            fs.writeFileSync(home.credentials, "[mine]\r\nk = v", { mode: 0o644 });
            const first = await run(["profiles", "bootstrap", "--stdin", "--yes"], stdin);
            strictEqual(first.code, 0, first.err);
            strictEqual(
                fs.readFileSync(home.credentials, "utf8"),
                `[mine]\r\nk = v\r\n\r\n[ac-bootstrap]\r\naws_access_key_id = ${bootstrapId}\r\naws_secret_access_key = sandbox\r\n`,
            );
            strictEqual(fs.statSync(home.credentials).mode & 0o777, 0o600);
            match(fs.readFileSync(home.config, "utf8"), /\[profile ac-bootstrap\]\nregion = us-east-1\n/u);
            match(first.err, /export AWS_PROFILE=ac-bootstrap/u);
            fs.utimesSync(home.credentials, 1, 1);
            const second = await run(["profiles", "bootstrap", "--stdin"], stdin);
            strictEqual(second.code, 0, second.err);
            match(second.err, /has these keys already; nothing was changed/u);
            strictEqual(fs.statSync(home.credentials).mtimeMs, 1000);
            const check = await run(["profiles", "check", "--from-config", "ac-bootstrap"]);
            deepStrictEqual([check.code, /✓ is user/u.test(check.out)], [0, true]);
        });

        it("writes nothing for keys of another account, with both ids", async () => {
            fs.writeFileSync(path.join(project, "Pulumi.management.yaml"), stackFile("222222222222"));
            const { code, err } = await run(["profiles", "bootstrap", "--stdin", "--yes"], stdin);
            strictEqual(code, 1);
            match(err, /of account 111111111111 .*management account is 222222222222; nothing was written/u);
            ok(!fs.existsSync(home.credentials) && !fs.existsSync(home.config));
        });

        it("writes nothing for keys that AWS does not know, nor shows a secret", async () => {
            const { code, out, err } = await run(
                ["--debug", "profiles", "bootstrap", "--stdin", "--yes"],
                "AKIANOBODY0000000000\ncanary-secret\n",
            );
            strictEqual(code, 1);
            match(err, /AWS does not know access key AKIANOBODY0000000000/u);
            ok(!`${out}${err}`.includes("canary-secret"));
            ok(!fs.existsSync(home.credentials));
        });

        for (const [name, input, reason] of [
            ["a session's key", "ASIA0000000000000000\nx\n", /session's key/u],
            ["two ids", `${bootstrapId}\n${bootstrapId}\n`, /that is a key's id/u],
            ["nothing", "", /that is no access key id/u],
            ["more than two lines", `${stdin}\nmore\n`, /more than two lines/u],
        ] as const)
            it(`refuses ${name} before AWS is asked`, async () => {
                const { code, err } = await run(["profiles", "bootstrap", "--stdin", "--yes"], input);
                strictEqual(code, 2);
                match(err, reason);
            });

        it("ends at once without a terminal, and says how else", async () => {
            const { code, err } = await run(["profiles", "bootstrap"]);
            strictEqual(code, 2);
            match(err, /no terminal to ask at\n.*--stdin --yes/u);
        });
    });

    describe("check", () => {
        // Names of two accounts. The emulator has one, so the members' roles are in another account on purpose.
        const outputs = managementOutputs({
            accounts: {
                security: {
                    ...managementOutputs().accounts["security"]!,
                    id: newAccount.id,
                    roleName: "security-oaar",
                },
                "apps-prd": {
                    ...managementOutputs().accounts["apps-prd"]!,
                    id: newAccount.id,
                    roleName: "member-oaar",
                },
            },
            management: { ...managementOutputs().management, roleName: "root-oaar" },
            access: [accessRole({ role: "DevOps" }), accessRole({ role: "Missing" }), accessRole({ role: "Coded" })],
        });
        const acme = ofOutputs(outputs, "acme-org");
        let person: { readonly name: string; readonly keys: Keys };
        let device: { readonly serial: string; readonly seed: string };

        before(async () => {
            person = await iam.user({ mayAssume: true });
            device = await enrolDevice(aws.iam(), person.name);
            const trust = [{ Effect: "Allow", Action: "sts:AssumeRole", ...byRoot }];
            const coded = [{ ...trust[0], Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }];
            for (const [RoleName, statements] of [
                ["root-oaar", trust],
                ["member-oaar", trust],
                ["security-oaar", trust],
                ["DevOps", trust],
                ["Coded", coded],
            ] as const)
                await aws
                    .iam()
                    .send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyDocument(statements) }));
            // For the second step the first role itself needs permission.
            const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
            await aws.iam().send(new AttachRolePolicyCommand({ RoleName: "root-oaar", PolicyArn }));
        });

        async function prepare(
            options: { readonly mfaSerial?: readonly string[]; readonly findMfa?: boolean } = {},
        ): Promise<void> {
            keysFor("ac-management", person.keys);
            keysFor("ac-security", person.keys);
            const { file, text } = await render(acme, options);
            writeByteFile(file, text);
        }

        function of(report: CheckReport, profile: string): readonly [string, string] {
            const { status, message } = report.profiles.find((verdict) => verdict.profile === profile)!;
            return [status, message];
        }

        it("proves each profile by STS: own users, the admins' two hops, and roles", async () => {
            await prepare();
            const report = await checkAll(acme, []);
            deepStrictEqual(of(report, "ac-management"), ["ok", `is user ${person.name}`]);
            deepStrictEqual(of(report, "ac-apps-prd-devops"), ["ok", "reaches role DevOps"]);
            deepStrictEqual(of(report, "ac-bootstrap"), ["warning", "has no keys on this machine"]);
            // If the file names no device, a refusal may mean that an MFA code is needed.
            deepStrictEqual(of(report, "ac-apps-prd-coded"), [
                "warning",
                "needs a session, for it asks for an MFA code",
            ]);
            strictEqual(report.environment, null);
        });

        it("a role that is not there is a fault once a session with MFA is kept, and one that is there is proved by it", async () => {
            await prepare({ mfaSerial: [device.serial] });
            deepStrictEqual((await checkAll(acme, [])).profiles.map(({ status }) => status).includes("fault"), false);
            deepStrictEqual(of(await checkAll(acme, []), "ac-apps-prd-coded"), [
                "warning",
                "needs a session, for it asks for an MFA code",
            ]);
            const session = await run(["mfa", "--profile", "ac-management", "--otp", totp(device.seed)]);
            strictEqual(session.code, 0, session.err);
            const report = await checkAll(acme, []);
            deepStrictEqual(of(report, "ac-root-oaar"), ["ok", "reaches role root-oaar"]);
            deepStrictEqual(of(report, "ac-apps-prd-coded"), ["ok", "reaches role Coded"]);
            deepStrictEqual(of(report, "ac-apps-prd-oaar"), ["ok", "reaches role member-oaar"]);
            strictEqual(of(report, "ac-apps-prd-missing")[0], "fault");
        });

        it("keys in a vault are followed: those of a program, with a session of org mfa and without", async () => {
            await prepare({ mfaSerial: [device.serial] });
            const { accessKeyId, secretAccessKey } = person.keys;
            const vault = path.join(home.folder, "my vault.json");
            fs.writeFileSync(
                vault,
                JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }),
            );
            fs.writeFileSync(home.credentials, "");
            const program = `credential_process = cat "${vault}"\n`;
            const text = fs.readFileSync(home.config, "utf8");
            fs.writeFileSync(home.config, text.replace(/(?<=\[profile ac-(?:management|security)\]\n)/gu, program));
            const before = await checkAll(acme, []);
            deepStrictEqual(of(before, "ac-management"), ["ok", `is user ${person.name}`]);
            deepStrictEqual(of(before, "ac-root-oaar"), ["warning", "needs a session, for it asks for an MFA code"]);
            const session = await run(["mfa", "--profile", "ac-root-oaar", "--otp", totp(device.seed, 1)]);
            strictEqual(session.code, 0, session.err);
            const report = await checkAll(acme, []);
            deepStrictEqual(of(report, "ac-root-oaar"), ["ok", "reaches role root-oaar"]);
            deepStrictEqual(of(report, "ac-apps-prd-coded"), ["ok", "reaches role Coded"]);
            fs.rmSync(vault);
            const gone = of(await checkAll(acme, ["ac-management"]), "ac-management");
            strictEqual(gone[0], "fault");
            match(gone[1], /the credential_process of ac-management gives no keys/u);
        });

        it("who has not signed in by aws login, nor has a role by it, is shown how, and nothing is a fault", async () => {
            await prepare();
            fs.writeFileSync(home.credentials, "");
            const text = fs.readFileSync(home.config, "utf8");
            const login = `[profile ac-management]\nlogin_session = arn:aws:iam::${newAccount.id}:user/ada\n`;
            fs.writeFileSync(home.config, text.replace("[profile ac-management]\n", login));
            const report = await checkAll(acme, ["ac-management", "ac-root-oaar"]);
            deepStrictEqual(of(report, "ac-management"), ["warning", "needs a sign-in"]);
            const [status, message] = of(report, "ac-root-oaar");
            strictEqual(status, "warning");
            match(message, /Pulumi's provider takes no role on from there/u);
            match(
                report.profiles[1]!.cure!,
                /^aws login --profile ac-management, then eval "\$\(\.\/org mfa --profile ac-root-oaar\)"/u,
            );
        });

        it("a source with keys and a role gives that role's session, as Pulumi's provider takes it; the AWS CLI's is named", async () => {
            await prepare();
            const { accessKeyId, secretAccessKey } = person.keys;
            const both = `role_arn = arn:aws:iam::${newAccount.id}:role/DevOps\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
            const text = fs.readFileSync(home.config, "utf8");
            fs.writeFileSync(home.config, text.replace("[profile ac-security]\n", `[profile ac-security]\n${both}`));
            const report = await checkAll(acme, ["ac-security", "ac-apps-prd-devops"]);
            deepStrictEqual(of(report, "ac-security"), ["fault", "is role session DevOps, not a user"]);
            // DevOps may assume no role. With the keys alone, which is what the AWS CLI uses, the check would succeed.
            deepStrictEqual(of(report, "ac-apps-prd-devops"), [
                "warning",
                "needs a session, for it asks for an MFA code",
            ]);
            match(
                report.differences.join("\n"),
                /profile ac-security, the source of ac-apps-prd-devops, has keys and a role/u,
            );
        });

        it("an sso_session that is not there, and a section twice, are reported in one line each", async () => {
            await prepare();
            const text = fs.readFileSync(home.config, "utf8");
            fs.writeFileSync(
                home.config,
                `${text.replace("[profile ac-security]\n", "[profile ac-security]\nsso_session = acme\n")}\n[profile ac-management]\nregion = us-east-1\n`,
            );
            fs.writeFileSync(home.credentials, "");
            keysFor("ac-management", person.keys);
            const report = await checkAll(acme, ["ac-security", "ac-management"]);
            match(
                of(report, "ac-security")[1],
                /^profile ac-security has sso_session = acme, and there is no \[sso-session acme\] in .+config$/u,
            );
            deepStrictEqual(of(report, "ac-management")[0], "ok");
            match(
                report.differences.join("\n"),
                /^.+ has \[profile ac-management\] in lines \d+ and \d+: .*refuses the whole file/u,
            );
        });

        it("a profile that reaches another account or role than its name says is a fault", async () => {
            await prepare();
            const text = fs.readFileSync(home.config, "utf8").replace("role/DevOps", "role/member-oaar");
            fs.writeFileSync(home.config, text);
            deepStrictEqual(of(await checkAll(acme, ["ac-apps-prd-devops"]), "ac-apps-prd-devops"), [
                "fault",
                "reaches role session member-oaar, not role DevOps",
            ]);
            const elsewhere = {
                ...acme,
                accounts: acme.accounts.map((account) => ({ ...account, id: "999999999999" })),
            };
            const report = await checkAll(elsewhere, ["ac-apps-prd-devops"]);
            match(of(report, "ac-apps-prd-devops")[1], /reaches account 111111111111, not 999999999999 \(apps-prd\)/u);
        });

        it("finds the device of the person's own users by IAM", async () => {
            await prepare({ findMfa: true });
            const found = fs.readFileSync(home.config, "utf8").match(/mfa_serial = (.*)/gu) ?? [];
            deepStrictEqual([...new Set(found)], [`mfa_serial = ${device.serial}`]);
        });

        it("a profile that the file lacks, and a named one without keys, are faults with exit code 1", async () => {
            const all = await run(["profiles", "check", "--from-config"]);
            strictEqual(all.code, 1);
            match(all.out, /ac-bootstrap .*✗ is not in .*→ \.\/org profiles render writes it/u);
            match(all.out, /ac-root-oaar .*✗ as ac-bootstrap$/mu);
            strictEqual(all.out.match(/→/gu)!.length, 1, "one cause is reported once");
            strictEqual((await run(["profiles", "render", "--from-config", "--yes"])).code, 0);
            strictEqual((await run(["profiles", "check", "--from-config"])).code, 0);
            const named = await run(["profiles", "check", "--from-config", "ac-bootstrap"]);
            strictEqual(named.code, 1);
            match(named.out, /has no keys on this machine → aws configure --profile ac-bootstrap/u);
            const unknown = await run(["profiles", "check", "--from-config", "ac-bootsrap"]);
            deepStrictEqual([unknown.code, /did you mean ac-bootstrap\?/u.test(unknown.err)], [2, true]);
        });

        it("keys of the environment that win over AWS_PROFILE are a fault that says which, why, and what to unset", async () => {
            keysFor("ac-management", person.keys);
            strictEqual((await run(["profiles", "render", "--from-config", "--yes"])).code, 0);
            const check = ["profiles", "check", "--from-config", "ac-management"];
            const other = { AWS_ACCESS_KEY_ID: bootstrapId, AWS_SECRET_ACCESS_KEY: "sandbox" };
            const wins = /AWS_ACCESS_KEY_ID of the environment, which wins over AWS_PROFILE=ac-root-oaar/u;
            for (const keys of [staleKeys, other]) {
                const { code, out, err } = await run(check, "", { ...keys, AWS_PROFILE: "ac-root-oaar" });
                strictEqual(code, 1);
                match(err, wins);
                match(err, /means account 111111111111 \(management\), role OrganizationAccountAccessRole/u);
                match(err, /unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN/u);
                // The profile itself is checked without the environment's keys.
                match(out, /ac-management .*✓ is user/u);
            }
            const { out } = await run([...check, "--json"], "", { ...other, AWS_PROFILE: "ac-root-oaar" });
            const { environment } = JSON.parse(out) as CheckReport;
            deepStrictEqual([environment?.found?.account, environment?.expected], [newAccount.id, newAccount.id]);
            const same = await run(check, "", { ...other, AWS_PROFILE: "ac-bootstrap" });
            deepStrictEqual([same.code, /^✓ AWS_ACCESS_KEY_ID/mu.test(same.err)], [0, true]);
        });

        it("a missing AWS_PROFILE is named as such, as in CI", async () => {
            keysFor("ac-management", person.keys);
            strictEqual((await run(["profiles", "render", "--from-config", "--yes"])).code, 0);
            const { code, err } = await run(["profiles", "check", "--from-config", "ac-management"], "", {
                AWS_PROFILE: "ac-gone",
                AWS_ACCESS_KEY_ID: bootstrapId,
                AWS_SECRET_ACCESS_KEY: "sandbox",
            });
            strictEqual(code, 1);
            match(err, /AWS_PROFILE names ac-gone, and there is no such profile in .*config/u);
        });
    });
});
