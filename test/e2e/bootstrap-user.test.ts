/** The end of the bootstrap user (case C40): who may bring it about, what goes, and that a run which was cut short is taken up. */
import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AttachRolePolicyCommand,
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateRoleCommand,
    CreateUserCommand,
    DeactivateMFADeviceCommand,
    EnableMFADeviceCommand,
    GetGroupCommand,
    GetUserCommand,
    ListAccessKeysCommand,
    ListVirtualMFADevicesCommand,
    UpdateAssumeRolePolicyCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { adminTrust } from "../../components/access/organization-access-role";
import { bootstrapUser, burden } from "../support/bootstrap-user";
import { docShows } from "../support/doc-output";
import { EmulatedIam, keysOf, policyDocument } from "../support/emulated-iam";
import { FaultProxy } from "../support/fault-proxy";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import { scratchCache } from "../support/scratch-cache";
import type { Keys } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { totp } from "../support/totp";

const root = join(__dirname, "..", "..");
const RoleName = "OrganizationAccountAccessRole";
const stack = `config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "111111111111" }
  units: [security]
  accounts:
    security: { unit: security }
  admins: [ada.lovelace, alan.turing]
  breakGlass: [emergency-1]
`;

interface Run {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
}

describe("org bootstrap-user remove", function () {
    this.timeout(300_000);
    let aws: TestEmulator;
    let iam: EmulatedIam;
    let proxy: FaultProxy;
    let folder: string;
    let cache: string;
    /** Not the bootstrap user's, which go. */
    let looker: IAMClient;
    let bootstrapKeys: Keys;
    let adaKeys: Keys;
    let adaDevice: MfaDevice;
    let session: Keys;
    const roleArn = `arn:aws:iam::${newAccount.id}:role/${RoleName}`;
    const shown: string[] = [];

    const trust = (): string =>
        JSON.stringify(
            adminTrust({
                accountId: newAccount.id,
                partition: "aws",
                admins: ["ada.lovelace", "alan.turing"],
                mfaAge: 3600,
            }),
        );
    const setTrust = async (PolicyDocument: string): Promise<void> => {
        await looker.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    };

    const org = async (keys: Keys, args: readonly string[], onStart?: (kill: () => void) => void): Promise<Run> => {
        const env: NodeJS.ProcessEnv = {
            PATH: process.env["PATH"],
            HOME: folder,
            XDG_CACHE_HOME: cache,
            NO_COLOR: "1",
            AWS_ENDPOINT_URL: proxy.endpoint,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_CONFIG_FILE: join(folder, "aws", "config"),
            AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws", "credentials"),
            AWS_ACCESS_KEY_ID: keys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
            ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
        };
        const child = spawn(process.execPath, [join(root, "bin", "org.js"), "bootstrap-user", "remove", ...args], {
            cwd: folder,
            env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        onStart?.(() => child.kill("SIGKILL"));
        const run = { out: "", err: "" };
        child.stdout.on("data", (data: Buffer) => (run.out += data.toString()));
        child.stderr.on("data", (data: Buffer) => (run.err += data.toString()));
        const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
        shown.push(run.out, run.err);
        return { code, ...run };
    };
    const changes = (): readonly string[] =>
        proxy.calls
            .map(({ operation }) => operation)
            .filter((operation) => /^(Update|Delete|Deactivate|Detach|Remove|Tag|Put|Create|Attach)/u.test(operation));
    const refused = async (keys: Keys, message: RegExp, cure: RegExp, ...args: readonly string[]): Promise<string> => {
        proxy.reset();
        const { code, out, err } = await org(keys, args);
        deepStrictEqual([code, out, changes()], [1, "", []], err);
        const lines = err.trimEnd().split("\n");
        strictEqual(lines.length, 2, err);
        match(lines[0]!, message);
        match(lines[1]!, cure);
        return err;
    };

    before(async () => {
        aws = await TestEmulator.open();
        iam = new EmulatedIam(aws);
        proxy = await FaultProxy.open(aws.endpoint);
        folder = mkdtempSync(join(tmpdir(), "org bootstrap "));
        cache = scratchCache(folder);
        writeFileSync(join(folder, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.management.yaml"), stack);
        mkdirSync(join(folder, "aws"));
        looker = aws.iam((await iam.user()).keys);
        bootstrapKeys = await burden(looker);
        writeFileSync(
            join(folder, "aws", "credentials"),
            `[ac-bootstrap]\naws_access_key_id = ${bootstrapKeys.accessKeyId}\naws_secret_access_key = x\n`,
        );
    });
    after(async () => {
        await proxy.close();
        await aws.close();
        rmSync(folder, { recursive: true, force: true });
    });

    describe("(a) with its own keys", () => {
        it("is refused: first the role has to be made", async () => {
            await refused(bootstrapKeys, /mgmt-org-admin's own/, /pulumi up --stack management/);
        });

        it("is refused: then an admin has to have an MFA device", async () => {
            await looker.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust() }));
            const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
            await looker.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
            for (const UserName of ["ada.lovelace", "alan.turing"]) {
                await looker.send(new CreateUserCommand({ UserName }));
                await looker.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
            }
            const { AccessKey } = await looker.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
            adaKeys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
            const err = await refused(
                bootstrapKeys,
                /mgmt-org-admin's own/,
                /let ada\.lovelace or alan\.turing sign in/,
            );
            docShows("bootstrap-user.md", "own-keys", err);
        });
    });

    describe("(b) before an admin has MFA", () => {
        it("is refused with an admin's own keys", async () => {
            const err = await refused(adaKeys, /ada\.lovelace has no MFA device yet/, /let ada\.lovelace sign in/);
            docShows("bootstrap-user.md", "before-mfa", err);
        });

        it("is refused in a session of the role whose trust somebody has loosened", async () => {
            const open = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: newAccount.id } };
            await setTrust(policyDocument([open]));
            session = await iam.assume(adaKeys, roleArn, { RoleSessionName: "ada.lovelace" });
            const err = await refused(
                session,
                /its trust policy does not ask for MFA, lets in 111111111111/,
                /pulumi up/,
            );
            docShows("bootstrap-user.md", "loose-trust", err);
            await setTrust(trust());
        });

        it("is refused in such a session after the trust was set right", async () => {
            await refused(session, /no admin has an MFA device \(ada\.lovelace, alan\.turing\)/, /sign in/);
        });
    });

    describe("when an admin has MFA", () => {
        before(async () => {
            adaDevice = await enrolDevice(looker, "ada.lovelace");
            const { serial: SerialNumber, seed } = adaDevice;
            const code = new GetSessionTokenCommand({ SerialNumber, TokenCode: totp(seed) });
            const proven = keysOf((await aws.sts(adaKeys).send(code)).Credentials!);
            session = await iam.assume(proven, roleArn, { RoleSessionName: "ada.lovelace" });
        });

        it("is still refused with the user's own keys, the admin's own keys, and in another role", async () => {
            await refused(
                bootstrapKeys,
                /mgmt-org-admin's own/,
                /run it as an admin .* org mfa --profile ac-root-oaar/,
            );
            const err = await refused(adaKeys, /are ada\.lovelace's own/, /org mfa/);
            docShows("bootstrap-user.md", "outside-role", err);
            const other = await iam.role({ Principal: { AWS: newAccount.id } });
            const inOther = await iam.assume(adaKeys, other, { RoleSessionName: RoleName });
            await refused(inOther, /are of role role-\d+, not of OrganizationAccountAccessRole/, /org mfa/);
        });

        it("is refused for an account that is not the config's", async () => {
            writeFileSync(join(folder, "Pulumi.management.yaml"), stack.replace("111111111111", "222222222222"));
            await refused(
                session,
                /are of account 111111111111; the management account is 222222222222/,
                /AWS_PROFILE/,
            );
            writeFileSync(join(folder, "Pulumi.management.yaml"), stack);
        });

        it("is refused for an admin, and for a user for emergencies", async () => {
            await refused(session, /Ada\.Lovelace is one of the admins/, /pulumi up/, "--user", "Ada.Lovelace");
            await refused(session, /emergency-1 is a user for emergencies/, /pulumi up/, "--user", "emergency-1");
            deepStrictEqual(proxy.calls, []);
        });

        it("shows all that hangs on the user, and does nothing, in a dry run", async () => {
            proxy.reset();
            const { code, out, err } = await org(session, ["--dry-run", "--json"]);
            deepStrictEqual([code, changes()], [0, []], err);
            const { steps } = JSON.parse(out) as { steps: readonly { title: string; status: string }[] };
            deepStrictEqual([...new Set(steps.map(({ status }) => status))], ["planned"]);
            deepStrictEqual(
                steps.map(({ title }) => scrubbed(title)),
                [
                    "deactivate access key AKIA… (last used: 2026-…)",
                    "deactivate access key AKIA… (last used: never)",
                    "delete the console password",
                    "deactivate MFA device arn:aws:iam::111111111111:mfa/mgmt-org-admin",
                    "deactivate MFA device arn:aws:iam::111111111111:mfa/mgmt-org-admin,spare",
                    "delete virtual MFA device arn:aws:iam::111111111111:mfa/mgmt-org-admin",
                    "delete virtual MFA device arn:aws:iam::111111111111:mfa/mgmt-org-admin,spare",
                    "delete signing certificate …",
                    "delete SSH public key APKA…",
                    "delete credential ACCA… for codecommit.amazonaws.com",
                    "take the user out of group operators",
                    "delete inline policy notes",
                    "detach policy AdministratorAccess",
                    "take off permissions boundary PowerUserAccess",
                    "delete access key AKIA…",
                    "delete access key AKIA…",
                    "delete user mgmt-org-admin",
                ],
            );
            match(err, /! alan\.turing has no MFA device yet/);
            match(err, /! ada\.lovelace is the only admin who gets in/);
        });

        it("asks, and without a terminal or --yes fails at once and changes nothing", async () => {
            proxy.reset();
            const { code, err } = await org(session, []);
            deepStrictEqual([code, changes()], [2, []]);
            match(err, /--yes/);
        });

        it("--deactivate-only makes the keys inactive, and no more", async () => {
            proxy.reset();
            const { code, err } = await org(session, ["--deactivate-only", "--yes"]);
            deepStrictEqual([code, changes()], [0, ["UpdateAccessKey", "UpdateAccessKey"]], err);
            match(err, /can still sign in to the console/);
            const keys = await looker.send(new ListAccessKeysCommand({ UserName: bootstrapUser }));
            deepStrictEqual(
                keys.AccessKeyMetadata!.map(({ Status }) => Status),
                ["Inactive", "Inactive"],
            );
            proxy.reset();
            strictEqual((await org(session, ["--deactivate-only", "--yes"])).code, 0);
            deepStrictEqual(changes(), []);
        });
    });

    describe("(c) as an admin through the role, killed after every step", () => {
        const done: string[] = [];

        it("is taken up by the next run until all is gone", async () => {
            let last: Run;
            let runs = 0;
            do {
                ok(++runs < 40, "it does not end");
                proxy.reset();
                last = await org(session, ["--yes"], (kill) => {
                    proxy.add({
                        operation: /^(Update|Delete|Deactivate|Detach|Remove|Tag)/u,
                        times: 1,
                        onMatch: kill,
                    });
                });
                done.push(...changes());
            } while (last.code === null);
            strictEqual(last.code, 0, last.err);
            match(last.err, /There is no user mgmt-org-admin in account 111111111111: nothing to do\./);
            ok(runs > 15, `${runs} runs`);
            await rejects(looker.send(new GetUserCommand({ UserName: bootstrapUser })), {
                name: "NoSuchEntityException",
            });
        });

        it("leaves no MFA device behind, and what is not the user's alone", async () => {
            const { VirtualMFADevices } = await looker.send(new ListVirtualMFADevicesCommand({}));
            deepStrictEqual(
                VirtualMFADevices!.map(({ SerialNumber }) => SerialNumber),
                [adaDevice.serial],
            );
            const group = await looker.send(new GetGroupCommand({ GroupName: "operators" }));
            deepStrictEqual(group.Users, []);
        });

        it("deletes keys only when everything else is gone, and the user last", () => {
            deepStrictEqual(done.slice(-3), ["DeleteAccessKey", "DeleteAccessKey", "DeleteUser"]);
        });
    });

    describe("in one go", () => {
        before(async () => {
            await looker.send(new CreateUserCommand({ UserName: bootstrapUser }));
            await burden(looker);
        });

        it("deactivates the keys first, says what it does, and what is left on this machine", async () => {
            proxy.reset();
            // IAM takes a moment to see that nothing hangs on the user any more.
            const busy = { code: "DeleteConflict", message: "Cannot delete entity, must delete login profile first." };
            proxy.add({ operation: "DeleteUser", times: 1, fault: { ...busy, status: 409 } });
            const { code, out, err } = await org(session, ["--yes"]);
            deepStrictEqual([code, out], [0, ""], err);
            deepStrictEqual(changes().slice(0, 2), ["UpdateAccessKey", "UpdateAccessKey"]);
            deepStrictEqual(changes().slice(-2), ["DeleteUser", "DeleteUser"]);
            match(err, /AWS is still busy with the user/);
            match(err, /Profile ac-bootstrap on this machine is of no more use/);
            docShows("bootstrap-user.md", "remove", planOf(err));
        });

        it("a second run says that the user is gone", async () => {
            proxy.reset();
            const { code, out, err } = await org(session, ["--yes", "--json"]);
            deepStrictEqual([code, changes()], [0, []], err);
            deepStrictEqual(JSON.parse(out), {
                title: "Remove user mgmt-org-admin from account 111111111111",
                steps: [],
            });
            docShows("bootstrap-user.md", "again", scrubbed(err));
        });

        it("says so when something else hangs on the user in the end", async () => {
            await looker.send(new CreateUserCommand({ UserName: bootstrapUser }));
            proxy.reset();
            const fault = { code: "DeleteConflict", message: "must delete access keys first.", status: 409 };
            proxy.add({ operation: "DeleteUser", fault });
            const { code, err } = await org(session, ["--yes"]);
            strictEqual(code, 1);
            match(err, /something hangs on it that was not there before: must delete access keys first\./);
            match(err, /→ run it again/);
        });
    });

    describe("always", () => {
        it("spares a device that has become another user's since it was noted", async () => {
            const { serial: SerialNumber, seed } = await enrolDevice(looker, bootstrapUser, "shared");
            proxy.reset();
            await org(session, ["--yes"], (kill) => {
                proxy.add({ operation: "DeactivateMFADevice", onMatch: kill });
            });
            const codes = { AuthenticationCode1: totp(seed, 0), AuthenticationCode2: totp(seed, 1) };
            await looker.send(new EnableMFADeviceCommand({ UserName: "alan.turing", SerialNumber, ...codes }));
            const { code, err } = await org(session, ["--yes"]);
            strictEqual(code, 0, err);
            await looker.send(new DeactivateMFADeviceCommand({ UserName: "alan.turing", SerialNumber }));
        });

        it("never shows a key's secret or a session's token", () => {
            const text = shown.join("\n");
            for (const secret of [adaKeys.secretAccessKey, session.secretAccessKey, session.sessionToken!])
                ok(!text.includes(secret));
            doesNotMatch(text, /\n\s+at /);
        });
    });
});

/** Without what is another one in each run. */
function scrubbed(text: string): string {
    return text
        .replaceAll(/\b(AKIA|APKA|ACCA)[A-Z0-9]+/gu, "$1…")
        .replaceAll(/(certificate )[A-Z0-9]{20,}/giu, "$1…")
        .replaceAll(/\d{4}-\d\d-\d\d by \w+/gu, "2026-…");
}

/** The list that is shown before the question, and what is said at the end; what happens between depends on the terminal. */
function planOf(err: string): string {
    const lines = scrubbed(err).split("\n");
    const begin = lines.findIndex((line) => /^\[|^❯|^›/u.test(line));
    const end = lines.findIndex((line) => /^mgmt-org-admin is gone/u.test(line));
    return [...lines.slice(0, begin), "…", ...lines.slice(end)].join("\n");
}
