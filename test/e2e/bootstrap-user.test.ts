/** The end of the bootstrap user: who may bring it about, what goes, and that a run which was cut short is taken up. */
import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
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
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { BootstrapProject, type BootstrapRun } from "../support/bootstrap-project";
import { bootstrapUser, burden } from "../support/bootstrap-user";
import { docShows } from "../support/doc-output";
import { keysOf, policyDocument } from "../support/emulated-iam";
import type { FaultProxy } from "../support/fault-proxy";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import type { Keys } from "../support/test-client";
import { newAccount } from "../support/test-emulator";
import { totp } from "../support/totp";

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

describe("org bootstrap-user remove", function () {
    let project: BootstrapProject;
    let proxy: FaultProxy;
    /** Not the bootstrap user's, which go. */
    let looker: IAMClient;
    let adaKeys: Keys;
    let adaDevice: MfaDevice;
    let session: Keys;
    const roleArn = `arn:aws:iam::${newAccount.id}:role/${RoleName}`;

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

    before(async () => {
        project = await BootstrapProject.open(stack);
        proxy = project.proxy;
        const { name: UserName, keys } = await project.iam.user();
        looker = project.aws.iam(keys);
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await looker.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
        await burden(looker);
    });
    after(() => (project as BootstrapProject | undefined)?.close());

    describe("(a) with its own keys", () => {
        it("is refused: the role must exist first", async () => {
            await project.refused(bootstrapKeys, /mgmt-org-admin's own/, /pulumi up --stack management/);
        });

        it("is refused: then an admin must have an MFA device", async () => {
            await looker.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust() }));
            const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
            await looker.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
            for (const UserName of ["ada.lovelace", "alan.turing"]) {
                await looker.send(new CreateUserCommand({ UserName }));
                await looker.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
            }
            const { AccessKey } = await looker.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
            adaKeys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
            const err = await project.refused(
                bootstrapKeys,
                /mgmt-org-admin's own/,
                /let ada\.lovelace or alan\.turing sign in/,
            );
            docShows("bootstrap-user.md", "own-keys", err);
        });
    });

    describe("(b) before an admin has MFA", () => {
        it("is refused with an admin's own keys", async () => {
            const err = await project.refused(
                adaKeys,
                /ada\.lovelace has no MFA device yet/,
                /let ada\.lovelace sign in/,
            );
            docShows("bootstrap-user.md", "before-mfa", err);
        });

        it("is refused in a session of the role whose trust somebody has loosened", async () => {
            const open = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: newAccount.id } };
            await setTrust(policyDocument([open]));
            session = await project.iam.assume(adaKeys, roleArn, { RoleSessionName: "ada.lovelace" });
            const err = await project.refused(
                session,
                /its trust policy does not ask for MFA, lets in 111111111111/,
                /pulumi up/,
            );
            docShows("bootstrap-user.md", "loose-trust", err);
            await setTrust(trust());
        });

        it("is refused in such a session after the trust was set right", async () => {
            await project.refused(session, /no admin has an MFA device \(ada\.lovelace, alan\.turing\)/, /sign in/);
        });
    });

    describe("when an admin has MFA", () => {
        before(async () => {
            adaDevice = await enrolDevice(looker, "ada.lovelace");
            const { serial: SerialNumber, seed } = adaDevice;
            const code = new GetSessionTokenCommand({ SerialNumber, TokenCode: totp(seed) });
            const proven = keysOf((await project.aws.sts(adaKeys).send(code)).Credentials!);
            session = await project.iam.assume(proven, roleArn, { RoleSessionName: "ada.lovelace" });
        });

        it("is still refused with the user's own keys, the admin's own keys, and in another role", async () => {
            await project.refused(
                bootstrapKeys,
                /mgmt-org-admin's own/,
                /run it as an admin .* .*org mfa --profile ac-root-oaar/,
            );
            const err = await project.refused(adaKeys, /are ada\.lovelace's own/, /org mfa/);
            docShows("bootstrap-user.md", "outside-role", err);
            const other = await project.iam.role({ Principal: { AWS: newAccount.id } });
            const inOther = await project.iam.assume(adaKeys, other, { RoleSessionName: RoleName });
            await project.refused(inOther, /are of role role-\d+, not of OrganizationAccountAccessRole/, /org mfa/);
        });

        it("is refused for an account that is not the config's", async () => {
            project.writeStack(stack.replace("111111111111", "222222222222"));
            await project.refused(
                session,
                /are of account 111111111111; the management account is 222222222222/,
                /AWS_PROFILE/,
            );
            project.writeStack(stack);
        });

        it("is refused for an admin, and for a user for emergencies", async () => {
            await project.refused(session, /Ada\.Lovelace is one of the admins/, /pulumi up/, "--user", "Ada.Lovelace");
            await project.refused(
                session,
                /emergency-1 is a user for emergencies/,
                /pulumi up/,
                "--user",
                "emergency-1",
            );
            deepStrictEqual(proxy.calls, []);
        });

        it("shows everything that is attached to the user, and does nothing, in a dry run", async () => {
            proxy.reset();
            const { code, out, err } = await project.remove(session, ["--dry-run", "--json"]);
            deepStrictEqual([code, project.changes()], [0, []], err);
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
            const { code, err } = await project.remove(session, []);
            deepStrictEqual([code, project.changes()], [2, []]);
            match(err, /--yes/);
        });

        it("--deactivate-only makes the keys inactive, and no more", async () => {
            proxy.reset();
            const { code, err } = await project.remove(session, ["--deactivate-only", "--yes"]);
            deepStrictEqual([code, project.changes()], [0, ["UpdateAccessKey", "UpdateAccessKey"]], err);
            match(err, /can still sign in to the console/);
            const keys = await looker.send(new ListAccessKeysCommand({ UserName: bootstrapUser }));
            deepStrictEqual(
                keys.AccessKeyMetadata!.map(({ Status }) => Status),
                ["Inactive", "Inactive"],
            );
            proxy.reset();
            strictEqual((await project.remove(session, ["--deactivate-only", "--yes"])).code, 0);
            deepStrictEqual(project.changes(), []);
        });
    });

    describe("(c) as an admin through the role, cut off at every write: killed, and by Ctrl-C", () => {
        const done: string[] = [];

        for (const signal of ["SIGKILL", "SIGINT"] as const)
            it(`is taken up by the next run until all is gone, by ${signal} at each write`, async () => {
                if (done.length > 0) {
                    await looker.send(new CreateUserCommand({ UserName: bootstrapUser }));
                    await burden(looker);
                    done.length = 0;
                }
                let last: BootstrapRun;
                let runs = 0;
                do {
                    ok(++runs < 60, "it does not end");
                    proxy.reset();
                    last = await project.remove(session, ["--yes"], (send) => {
                        proxy.add({
                            operation: /^(Update|Delete|Deactivate|Detach|Remove|Tag)/u,
                            times: 1,
                            // It has no response before the command has heard.
                            onMatch: () => send(signal),
                        });
                    });
                    done.push(...project.changes());
                    if (project.changes().length === 0) continue;
                    // Ctrl-C waits for the step that is under way: in the last one, that is the end.
                    if (signal === "SIGKILL") strictEqual(last.code, null, last.err);
                    else if (project.changes().includes("DeleteUser")) strictEqual(last.code, 0, last.err);
                    else {
                        strictEqual(last.code, 130, last.err);
                        match(last.err, /error: interrupted\n +→ run it again: \.\/org bootstrap-user remove --yes$/mu);
                    }
                } while (project.changes().length > 0);
                strictEqual(last.code, 0, last.err);
                match(last.err, /There is no user mgmt-org-admin in account 111111111111: nothing to do\./);
                ok(runs > 10, `${runs} runs`);
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
            const { code, out, err } = await project.remove(session, ["--yes"]);
            deepStrictEqual([code, out], [0, ""], err);
            deepStrictEqual(project.changes().slice(0, 2), ["UpdateAccessKey", "UpdateAccessKey"]);
            deepStrictEqual(project.changes().slice(-2), ["DeleteUser", "DeleteUser"]);
            match(err, /AWS is still busy with the user/);
            match(err, /Profile ac-bootstrap on this machine is of no more use/);
            docShows("bootstrap-user.md", "remove", planOf(err));
        });

        it("a second run says that the user is gone", async () => {
            proxy.reset();
            const { code, out, err } = await project.remove(session, ["--yes", "--json"]);
            deepStrictEqual([code, project.changes()], [0, []], err);
            deepStrictEqual(JSON.parse(out), {
                title: "Remove user mgmt-org-admin from account 111111111111",
                steps: [],
            });
            docShows("bootstrap-user.md", "again", scrubbed(err));
        });

        it("says so if something else is attached to the user in the end", async () => {
            await looker.send(new CreateUserCommand({ UserName: bootstrapUser }));
            proxy.reset();
            const fault = { code: "DeleteConflict", message: "must delete access keys first.", status: 409 };
            proxy.add({ operation: "DeleteUser", fault });
            const { code, err } = await project.remove(session, ["--yes"]);
            strictEqual(code, 1);
            match(err, /something hangs on it that was not there before: must delete access keys first\./);
            match(err, /→ run it again/);
        });
    });

    describe("always", () => {
        it("spares a device that has become another user's since it was noted", async () => {
            const { serial: SerialNumber, seed } = await enrolDevice(looker, bootstrapUser, "shared");
            proxy.reset();
            await project.remove(session, ["--yes"], (send) => {
                proxy.add({
                    operation: "DeactivateMFADevice",
                    onMatch: () => send("SIGKILL"),
                });
            });
            const now = Date.now();
            const codes = { AuthenticationCode1: totp(seed, 0, now), AuthenticationCode2: totp(seed, 1, now) };
            await looker.send(new EnableMFADeviceCommand({ UserName: "alan.turing", SerialNumber, ...codes }));
            const { code, err } = await project.remove(session, ["--yes"]);
            strictEqual(code, 0, err);
            await looker.send(new DeactivateMFADeviceCommand({ UserName: "alan.turing", SerialNumber }));
        });

        it("never shows a key's secret or a session's token", () => {
            const text = project.shown.join("\n");
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
