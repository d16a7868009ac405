/**
 * `org accounts` and `org people` on a small organization: real engine and provider code; AWS is the emulator, behind a proxy that counts
 * calls and makes some fail. The tests depend on their order.
 */
import {
    CreateAccessKeyCommand,
    CreateLoginProfileCommand,
    GetLoginProfileCommand,
    GetUserCommand,
    ListAccessKeysCommand,
    ListVirtualMFADevicesCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    DeregisterDelegatedAdministratorCommand,
    DescribeAccountCommand,
    RegisterDelegatedAdministratorCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ListedAccount } from "../../cli/accounts/list";
import type { Listed } from "../../cli/people/judge";
import { processEnvironment } from "../../sandbox/environment";
import { clientsOf } from "../support/aws";
import { call } from "../support/cut";
import { firstCode, nextCode } from "../support/email-codes";
import { killedAt, killedAtEachWrite } from "../support/killed-org";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import { administrator } from "../support/outsider";
import { TestProject } from "../support/project";
import { accessRole, assume, iamIn, userSession } from "../support/sessions";
import { atTerminal, type TerminalRun, type Typed } from "../support/terminal";
import type { Keys } from "../support/test-client";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

const file = `# Acme's organization.
config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "111111111111" }
  organization:
    policyTypes: [SERVICE_CONTROL_POLICY]
    services: [account.amazonaws.com, config.amazonaws.com]
  units: [security, workloads/prd, suspended]   # the last one is the way out
  accounts:
    security: { unit: security }
    # Bought in 2019.
    data-prd: { unit: workloads/prd }
    apps-prd: { unit: workloads/prd }
    old-prd:
      unit: workloads/prd
    shared: { unit: workloads/prd }
  policies:
    deny-everything: { targets: [suspended] }
    deny-leaving-organization: { targets: [workloads] }
  contacts:
    security: { name: Security, title: Team, email: security@acme.example, phone: "+1 555 0100" }
  admins: [ada.lovelace, mary.jackson]
`;

const orgProgram = resolve(__dirname, "../../bin/org.js");
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

describe("org accounts", () => {
    let project: TestProject;
    let aws: OrganizationsClient;

    before(async () => {
        project = await TestProject.open({ management: file }, account, "us-east-1", {
            faults: [],
            holdShapes: true,
        });
        aws = clientsOf(project.sandbox).organizations;
        await project.must("stack", "init", "management");
        await project.must("up", "--yes", "--skip-preview", ...quick);
        await aws.send(new CreateAccountCommand({ AccountName: "Stranger & Co", Email: "stranger@acme.example" }));
    });
    after(() => project.close());
    beforeEach(() => {
        project.proxy!.reset();
    });

    const read = (): string => readFileSync(join(project.folder, "Pulumi.management.yaml"), "utf8");
    const write = (text: string): void => {
        writeFileSync(join(project.folder, "Pulumi.management.yaml"), text);
    };
    const org = (...args: string[]): ReturnType<TestProject["org"]> => project.orgHere("accounts", ...args);
    /** The same command twice at once, each in a process of its own. */
    const twice = (...args: string[]): Promise<readonly Awaited<ReturnType<TestProject["org"]>>[]> =>
        Promise.all([project.org(...args), project.org(...args)]);
    const must = async (...args: string[]): Promise<string> => {
        const { exitCode, stdout, stderr } = await org(...args);
        strictEqual(exitCode, 0, `${args.join(" ")}\n${stdout}\n${stderr}`);
        return stdout + stderr;
    };
    const refused = async (...args: string[]): Promise<string> => {
        const { exitCode, stdout, stderr } = await org(...args);
        strictEqual(exitCode, 1, `${args.join(" ")}\n${stdout}\n${stderr}`);
        return stderr.replace(/\s+/gu, " ");
    };
    const listed = async (): Promise<readonly ListedAccount[]> =>
        (JSON.parse((await org("list", "--json")).stdout) as { accounts: ListedAccount[] }).accounts;
    const idOf = async (key: string): Promise<string> => (await listed()).find((each) => each.key === key)!.id!;
    const stateOf = async (AccountId: string): Promise<string> =>
        (await aws.send(new DescribeAccountCommand({ AccountId }))).Account!.State!;

    describe("list", () => {
        it("has every account with unit, email, state and how it came, and says which the config does not know", async () => {
            const accounts = await listed();
            deepStrictEqual(
                accounts.map(({ key, name, unit, state, managed, joined, alias }) =>
                    [key, name, unit, state, managed, joined, alias].join(" "),
                ),
                [
                    "management acme-management root ACTIVE true INVITED acme-management",
                    " Stranger & Co root ACTIVE false CREATED ",
                    "security acme-security security ACTIVE true CREATED acme-security",
                    "apps-prd acme-apps-prd workloads/prd ACTIVE true CREATED acme-apps-prd",
                    "data-prd acme-data-prd workloads/prd ACTIVE true CREATED acme-data-prd",
                    "old-prd acme-old-prd workloads/prd ACTIVE true CREATED acme-old-prd",
                    "shared acme-shared workloads/prd ACTIVE true CREATED acme-shared",
                ],
            );
            const text = await must("list");
            match(text, /not managed {2}\d{12} {2}Stranger & Co/u);
            match(text, /data-prd +\d{12} {2}acme-data-prd +workloads\/prd {2}aws\+data-prd@acme\.example +ACTIVE/u);
            deepStrictEqual(writesOf(project.proxy!), {});
        });
    });

    describe("email", () => {
        const to = "aws+data@acme.example";
        const args = ["email", "data-prd", "--to", to];
        const emailOf = async (AccountId: string): Promise<string> =>
            (await aws.send(new DescribeAccountCommand({ AccountId }))).Account!.Email!;
        const emailInState = async (): Promise<unknown> =>
            (await project.state("management")).find(({ urn }) => urn.endsWith("::account-data-prd-account"))
                ?.outputs?.["email"];
        const atPrompt = async (typed: readonly Typed[]): Promise<TerminalRun> => {
            const command = [process.execPath, orgProgram, "accounts", ...args].map((word) => `'${word}'`).join(" ");
            const env = { ...processEnvironment(project.sandbox.folder, project.sandbox.environment), TERM: "xterm" };
            return atTerminal(`stty cols 200 rows 50; ${command}`, typed, { cwd: project.folder, env });
        };

        it("refuses a person's address, one that is taken, the management account and a code that is none, before any write", async () => {
            const refusedTo = async (address: string): Promise<string> =>
                refused("email", "data-prd", "--to", address, "--yes");
            match(await refusedTo("ada.lovelace@acme.example"), /mailbox of ada\.lovelace/u);
            match(
                await refusedTo("stranger@acme.example"),
                /email of account Stranger & Co \(\d{12}, ACTIVE\) already/u,
            );
            match(
                await refused("email", "management", "--to", to, "--yes"),
                /management account.*root user.*sign in to the console as root \(aws@acme\.example\): Account.*management: \{ id: "111111111111"/u,
            );
            strictEqual((await org(...args, "--code", "12", "--yes")).exitCode, 2);
            const untrusting = file.replace("[account.amazonaws.com, config", "[config");
            write(untrusting.replace(/ {2}contacts:\n.*\n/u, ""));
            project.proxy!.add({
                operation: "POST /getPrimaryEmail",
                fault: { code: "AccessDeniedException", status: 403 },
            });
            match(
                await refused(...args, "--yes"),
                /has to trust account\.amazonaws\.com: add it to organization\.services/u,
            );
            write(file);
            deepStrictEqual(writesOf(project.proxy!), {});
            strictEqual(read(), file);
        });

        it("shows what it will do; where nobody can be asked it has a code sent once, and says how to go on", async () => {
            const { stdout, exitCode } = await org(...args, "--dry-run", "--json");
            strictEqual(exitCode, 0);
            const { steps } = JSON.parse(stdout) as { steps: { title: string; status: string }[] };
            deepStrictEqual(
                steps.map(({ status }) => status),
                Array.from({ length: 6 }, () => "planned"),
            );
            deepStrictEqual(writesOf(project.proxy!), {});
            // Throttled, then the response is lost: AWS has sent one code, and must not be asked for another.
            project.proxy!.add({
                operation: "POST /startPrimaryEmailUpdate",
                times: 1,
                fault: { code: "TooManyRequestsException", status: 429 },
            });
            project.proxy!.add({ operation: "POST /startPrimaryEmailUpdate", times: 1, drop: true });
            const lost = await org(...args, "--yes");
            strictEqual(lost.exitCode, 2, lost.stderr);
            match(lost.stderr, /response was lost.*not asked for a second time.*\n.*--code <code>/u);
            strictEqual(project.proxy!.count("POST /startPrimaryEmailUpdate"), 2);
        });

        it("asks for the code at a terminal, without showing it; a wrong one is asked for again, three times at most", async () => {
            const id = await idOf("data-prd");
            const wrong = { after: /does not take this code/u, at: /The code/u, text: "zzzzzz" };
            const { shown, code } = await atPrompt([
                { at: /Do this\?/u, text: "y" },
                { after: /AWS has sent a code to/u, at: /The code/u, text: "yyyyyy" },
                wrong,
                wrong,
            ]);
            strictEqual(code, 1, shown);
            match(shown, /newest mail to aws\+data@acme\.example/u);
            doesNotMatch(shown, /yyyyyy|zzzzzz/u);
            strictEqual(await emailOf(id), "aws+data-prd@acme.example");
            strictEqual(read(), file);
        });

        it("says how to get another code if one has expired, and to choose another address if it is taken", async () => {
            project.proxy!.add({
                operation: "POST /acceptPrimaryEmailUpdate",
                fault: { code: "ResourceNotFoundException", status: 404 },
            });
            match(
                await refused(...args, "--yes", "--code", "000000"),
                /no code of AWS's is open.*expired.*have AWS send another: \.\/org accounts email data-prd/u,
            );
            project.proxy!.reset();
            project.proxy!.add({
                operation: "POST /startPrimaryEmailUpdate",
                fault: { code: "ConflictException", status: 409 },
            });
            match(await refused(...args, "--yes"), /outside of this organization.*choose another/u);
        });

        it("killed at each of its writes it changes the email once, and config and state follow", async () => {
            const id = await idOf("data-prd");
            // Two codes were sent above.
            const code = nextCode(firstCode(id));
            const command = ["accounts", ...args, "--yes", "--code", code];
            // Killed before the config is written, and in the engine's refresh, which leaves its lock.
            const killed = async (operation: string): Promise<void> => {
                project.proxy!.reset();
                const { exitCode } = await killedAt(project, command, call(project.proxy!, new RegExp(operation, "u")));
                strictEqual(exitCode, undefined, operation);
            };
            await killed("^POST /acceptPrimaryEmailUpdate$");
            strictEqual(await emailOf(id), to);
            strictEqual(read(), file);
            await killed("^ListTagsForResource$");
            match(read(), /email: aws\+data@acme\.example/u);
            notStrictEqual(await emailInState(), to);
            deepStrictEqual(await killedAtEachWrite(project, command), []);
            strictEqual(await emailOf(id), to);
            strictEqual(
                read(),
                file.replace(
                    "data-prd: { unit: workloads/prd }",
                    `data-prd: { unit: workloads/prd, email: ${to}, id: "${id}" }`,
                ),
            );
            strictEqual(await emailInState(), to);
            match(await must(...args, "--yes"), /has the email .* already, at AWS, in the config and in the state/u);
        });

        it("two at once change it once, and it can return to the alias of the key", async () => {
            const back = ["email", "data-prd", "--to", "aws+data-prd@acme.example"];
            strictEqual((await org(...back, "--yes")).exitCode, 2);
            const code = nextCode(nextCode(firstCode(await idOf("data-prd"))));
            const runs = await twice("accounts", ...back, "--yes", "--code", code);
            // A run that finds the state locked or the file changed says so: of two that lock at once, both may give up.
            for (const { exitCode, stderr } of runs)
                ok(exitCode === 0 || (exitCode === 1 && /\n {4}→ /u.test(stderr)), stderr);
            await must(...back, "--yes");
            match(await must(...back, "--yes"), /already, at AWS, in the config and in the state/u);
            strictEqual(await emailInState(), "aws+data-prd@acme.example");
            write(file);
            await project.must("preview", "--expect-no-changes", ...quick);
        });
    });

    describe("close", () => {
        it("refuses anything but a member, the security account, and an account that others depend on, before any write", async () => {
            match(await refused("close", "management", "--yes"), /management account/u);
            match(await refused("close", "nobody", "--yes"), /no account nobody.*security, data-prd/u);
            match(await refused("close", "Stranger & Co", "--yes"), /take it in first/u);
            match(await refused("close", "security", "--yes"), /holds the people.*trail/u);
            const id = await idOf("data-prd");
            const delegation = { AccountId: id, ServicePrincipal: "config.amazonaws.com" };
            await aws.send(new RegisterDelegatedAdministratorCommand(delegation));
            match(
                await refused("close", "data-prd", "--yes"),
                /administers config\.amazonaws\.com.*deregister-delegated-administrator --account-id \d{12} --service-principal config/u,
            );
            await aws.send(new DeregisterDelegatedAdministratorCommand(delegation));
            write(file.replace("targets: [suspended]", "targets: [suspended, data-prd]"));
            match(
                await refused("close", "data-prd", "--yes"),
                /is a closed account, to which nothing can be attached/u,
            );
            write(
                file
                    .replace("{ targets: [suspended] }", "{ targets: [root] }")
                    .replace("deny-everything", "deny-root-user"),
            );
            match(await refused("close", "data-prd", "--yes"), /no unit has the policy deny-everything.*--in-place/u);
            write(file.replace("suspended]   #", "suspended, gone]   #").replace("[suspended]", "[gone]"));
            match(await refused("close", "data-prd", "--yes"), /no unit gone yet.*pulumi up/u);
            write(file);
            deepStrictEqual(writesOf(project.proxy!), {});
            strictEqual(read(), file);
        });

        it("shows what it will do, and does nothing, in a dry run and where nobody can be asked", async () => {
            const { stdout, stderr, exitCode } = await org("close", "data-prd", "--dry-run", "--json");
            strictEqual(exitCode, 0);
            const { steps } = JSON.parse(stdout) as { steps: { title: string; status: string }[] };
            strictEqual(steps.length, 5);
            ok(steps.every(({ status }) => status === "planned"));
            match(stderr, /until \d{4}-\d\d-\d\d AWS Support can reopen it, and it counts/u);
            match(stderr, /0 of the 250 accounts/u);
            strictEqual((await org("close", "data-prd")).exitCode, 2);
            deepStrictEqual(writesOf(project.proxy!), {});
            strictEqual(read(), file);
        });

        it("says when the quota of closings opens again, before AWS is asked and when AWS refuses", async () => {
            const oldest = new Date(Date.now() - 29 * 86_400_000);
            const events = Array.from({ length: 250 }, (_, index) => ({
                EventName: "CloseAccount",
                EventTime: oldest.getTime() / 1000 + index,
                CloudTrailEvent: JSON.stringify({
                    eventName: "CloseAccount",
                    requestParameters: { accountId: String(200000000000 + index) },
                }),
            }));
            const opens = new Date(oldest.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
            project.proxy!.add({ operation: "LookupEvents", transform: () => ({ Events: events }) });
            const text = await refused("close", "data-prd", "--yes");
            match(text, /250 accounts were closed in the last 30 days/u);
            ok(text.includes(`may be closed on ${opens}`), text);
            deepStrictEqual(writesOf(project.proxy!), {});
            project.proxy!.reset();
            project.proxy!.add({ operation: "LookupEvents", transform: () => ({ Events: events.slice(0, 9) }) });
            project.proxy!.add({
                operation: "CloseAccount",
                fault: {
                    code: "ConstraintViolationException",
                    members: { Reason: "CLOSE_ACCOUNT_QUOTA_EXCEEDED" },
                },
            });
            const late = await refused("close", "data-prd", "--yes", "--in-place");
            match(late, /CLOSE_ACCOUNT_QUOTA_EXCEEDED/u);
            ok(late.includes(`may be closed on ${opens}`), late);
            strictEqual(read(), file);
        });

        it("continues where it was cut off: throttled, a lost response, killed between two steps", async () => {
            const id = await idOf("data-prd");
            project.proxy!.reset();
            // The move is done and its response lost; then the close is refused, for a reason that retries do not change.
            project.proxy!.add({ operation: "MoveAccount", times: 1, drop: true });
            project.proxy!.add({ operation: "CloseAccount", times: 1, fault: { code: "AccessDeniedException" } });
            match(await refused("close", "data-prd", "--yes"), /AccessDenied/u);
            match(read(), /data-prd: \{ unit: suspended \}/u);
            strictEqual(await stateOf(id), "ACTIVE");
            project.proxy!.reset();
            project.proxy!.add({ operation: "CloseAccount", times: 1, fault: { code: "TooManyRequestsException" } });
            project.proxy!.add({ operation: "CloseAccount", times: 1, drop: true });
            const shown = await must("close", "data-prd", "--yes");
            match(shown, /move it into unit suspended[^\n]*done already/u);
            strictEqual(project.proxy!.count("MoveAccount"), 0);
            strictEqual(await stateOf(id), "CLOSED");
            strictEqual(
                read(),
                file.replace("data-prd: { unit: workloads/prd }", "data-prd: { unit: suspended, state: closed }"),
            );
        });

        it("has nothing to do the second time, and the list says until when AWS keeps the account", async () => {
            match(await must("close", "data-prd", "--yes"), /Already closed/u);
            deepStrictEqual(writesOf(project.proxy!), {});
            const closed = (await listed()).find(({ key }) => key === "data-prd")!;
            deepStrictEqual([closed.unit, closed.state], ["suspended", "CLOSED"]);
            const days = (new Date(closed.gone!).getTime() - new Date(closed.closed!).getTime()) / 86_400_000;
            strictEqual(days, 90);
            match(await must("list"), /data-prd[^\n]*CLOSED \d{4}-\d\d-\d\d, gone \d{4}/u);
        });

        it("killed at each of its writes it closes the account once", async () => {
            deepStrictEqual(await killedAtEachWrite(project, ["accounts", "close", "old-prd", "--yes"]), [
                "MoveAccount",
                "CloseAccount",
            ]);
            strictEqual(await stateOf(await idOf("old-prd")), "CLOSED");
            match(read(), /old-prd:\n +unit: suspended\n +state: closed\n/u);
        });
    });

    describe("release", () => {
        const older = (days: number): void => {
            project.proxy!.add({
                operation: "ListAccounts",
                transform: (answer) => ({
                    ...answer,
                    Accounts: (answer["Accounts"] as { JoinedTimestamp: number }[]).map((each) => ({
                        ...each,
                        JoinedTimestamp: each.JoinedTimestamp - days * 86_400,
                    })),
                }),
            });
        };

        it("refuses the security account, a young one, a closed one, and one that the config still names", async () => {
            match(await refused("release", "security", "--yes"), /holds the people/u);
            match(await refused("release", "data-prd", "--yes"), /lets no closed account leave/u);
            match(await refused("release", "shared", "--yes"), /made account shared on .*run it again on \d{4}-/u);
            const now = read();
            write(now.replace("targets: [workloads]", "targets: [workloads, shared]"));
            match(await refused("release", "shared", "--yes"), /without shared.*refused: 1 fault.*take shared out/u);
            write(now);
            deepStrictEqual(writesOf(project.proxy!), {});
        });

        it("names what the account loses, and lets it go once", async () => {
            older(10);
            const plan = (await org("release", "shared", "--dry-run")).stderr;
            match(plan, /forget contacts-shared-security/u);
            match(plan, /loses the guard rails: deny-leaving-organization/u);
            match(plan, /OrganizationAccountAccessRole stays/u);
            match(plan, /payment method/u);
            deepStrictEqual(writesOf(project.proxy!), {});
            const id = await idOf("shared");
            project.proxy!.reset();
            older(10);
            project.proxy!.add({
                operation: "RemoveAccountFromOrganization",
                times: 1,
                fault: {
                    code: "ConstraintViolationException",
                    members: { Reason: "ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA" },
                },
            });
            match(await refused("release", "shared", "--yes"), /CANNOT_LEAVE_WITHOUT_EULA.*accept it as the account/u);
            project.proxy!.add({ operation: "RemoveAccountFromOrganization", times: 1, drop: true });
            await must("release", "shared", "--yes");
            ok((await listed()).every((each) => each.id !== id));
            doesNotMatch(read(), /shared/u);
        });
    });

    describe("two at once", () => {
        it("close an account once", async () => {
            const runs = await twice("accounts", "close", "apps-prd", "--yes");
            // The run that is late to write the file says so, and finds everything done at its next try.
            ok(
                runs.some(({ exitCode }) => exitCode === 0),
                runs.map(({ stderr }) => stderr).join("\n"),
            );
            await must("close", "apps-prd", "--yes");
            strictEqual(await stateOf(await idOf("apps-prd")), "CLOSED");
        });
    });

    describe("quota", () => {
        it("shows how many accounts are allowed, requests more once, and follows the request", async () => {
            match(
                await must("quota"),
                /AWS allows 50 accounts; 6 are used: 6 accounts, closed ones included, and 0 open/u,
            );
            strictEqual((await org("quota", "many")).exitCode, 2);
            match(await must("quota", "50", "--yes"), /allows 50 accounts already/u);
            deepStrictEqual(writesOf(project.proxy!), {});
            match(await must("quota", "60", "--dry-run"), /Nothing was done/u);
            project.proxy!.add({ operation: "RequestServiceQuotaIncrease", times: 1, drop: true });
            write(read().replace("  email:", "  accountQuota: 50\n  email:"));
            await must("quota", "60", "--yes", "--wait");
            match(read(), /accountQuota: 60\n/u);
            match(await must("quota"), /AWS allows 60 accounts[^]*60 accounts, of \d{4}-\d\d-\d\d: APPROVED/u);
            const shown = JSON.parse((await org("quota", "--json")).stdout) as { quota: number; requests: object[] };
            deepStrictEqual([shown.quota, shown.requests.length], [60, 1]);
        });
    });

    describe("org people", () => {
        const mary = { UserName: "mary.jackson" };
        const hand = { UserName: "old.hand" };
        let iam: IAMClient;
        let inSecurity: IAMClient;
        let device: MfaDevice;
        let keys: Keys;

        before(async () => {
            iam = clientsOf(project.sandbox).iam;
            inSecurity = await iamIn(project.sandbox, await idOf("security"));
            const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand(mary));
            keys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
            await iam.send(new CreateAccessKeyCommand(mary));
            await iam.send(new CreateLoginProfileCommand({ ...mary, Password: "first-password-of-14" }));
            device = await enrolDevice(iam, mary.UserName);
            await administrator(inSecurity, hand.UserName);
        });

        const people = (...args: string[]): ReturnType<TestProject["org"]> => project.orgHere("people", ...args);
        const refusedPeople = async (...args: string[]): Promise<string> => {
            const { exitCode, stdout, stderr } = await people(...args);
            strictEqual(exitCode, 1, `${stdout}\n${stderr}`);
            return stderr.replace(/\s+/gu, " ");
        };
        const keysOfMary = async (): Promise<number> =>
            (await iam.send(new ListAccessKeysCommand(mary))).AccessKeyMetadata!.length;
        const devices = async (): Promise<readonly string[]> =>
            (await iam.send(new ListVirtualMFADevicesCommand())).VirtualMFADevices!.map(
                ({ SerialNumber }) => SerialNumber!,
            );

        it("has every user of both accounts with its credentials, from one report for each account", async () => {
            const { stdout } = await people("--json");
            const { people: all } = JSON.parse(stdout) as { people: Listed[] };
            deepStrictEqual(
                all.map(({ account: at, name, config, password, devices: held, keys: had, findings }) => [
                    `${at} ${name} ${config}`,
                    password !== null,
                    held.length,
                    had.length,
                    findings.length,
                ]),
                [
                    ["management ada.lovelace admins", false, 0, 0, 0],
                    ["management mary.jackson admins", true, 1, 2, 0],
                    ["management mgmt-org-admin null", false, 0, 1, 2],
                    ["security old.hand null", false, 0, 1, 2],
                ],
            );
            deepStrictEqual(writesOf(project.proxy!), {});
            deepStrictEqual(
                [project.proxy!.count("GetCredentialReport"), project.proxy!.count("GetAccessKeyLastUsed")],
                [2, 0],
            );
            const text = (await people()).stdout;
            match(text, /management {2}mary\.jackson +admins +never used +1 +0 d old, never used; 0 d old/u);
            match(text, /! old\.hand \(security\): has no MFA device/u);
            strictEqual((await people("--days", "soon")).exitCode, 2);
        });

        it("reads each user if the report may not be created", async () => {
            project.proxy!.add({ operation: "GenerateCredentialReport", fault: { code: "AccessDenied", status: 403 } });
            const { people: all } = JSON.parse((await people("--json")).stdout) as { people: Listed[] };
            const found = all.find(({ name }) => name === mary.UserName)!;
            deepStrictEqual([found.password?.lastUsed, found.keys.map(({ age }) => age)], [null, [0, 0]]);
        });

        it("refuses the last admin who can sign in, the bootstrap user, and a name that nobody has", async () => {
            match(
                await refusedPeople("leave", "mary.jackson", "--yes"),
                /without \S+ no admin has access: ada\.lovelace has no MFA device → let ada\.lovelace sign in/u,
            );
            match(await refusedPeople("leave", "mgmt-org-admin", "--yes"), /own|bootstrap-user remove/u);
            match(await refusedPeople("leave", "mary.jakson", "--yes"), /no user mary\.jakson in account management/u);
            deepStrictEqual(writesOf(project.proxy!), {});
        });

        it("shows what a leaver costs, and does nothing, in a dry run", async () => {
            await enrolDevice(iam, "ada.lovelace");
            const { stdout, stderr, exitCode } = await people("leave", "mary.jackson", "--dry-run", "--json");
            strictEqual(exitCode, 0, stderr);
            const { steps } = JSON.parse(stdout) as { steps: { title: string; status: string }[] };
            deepStrictEqual([steps.length, new Set(steps.map(({ status }) => status)).size], [8, 1]);
            match(stderr, /Keys, password and devices that are deleted cannot be had back/u);
            deepStrictEqual(writesOf(project.proxy!), {});
        });

        it("killed at each of its writes it removes all credentials of a leaver", async () => {
            const session = await userSession(project.sandbox, keys, device);
            const role = accessRole(account.id);
            await assume(project.sandbox, session, role);
            deepStrictEqual(await killedAtEachWrite(project, ["people", "leave", "mary.jackson", "--yes"]), [
                "PutUserPolicy",
                "UpdateAccessKey",
                "DeleteLoginProfile",
                "TagUser",
                "DeactivateMFADevice",
                "DeleteVirtualMFADevice",
                "DeleteAccessKey",
            ]);
            await rejects(assume(project.sandbox, session, role));
            strictEqual(await keysOfMary(), 0);
            await rejects(iam.send(new GetLoginProfileCommand(mary)), { name: "NoSuchEntityException" });
            // No device remains without its user.
            deepStrictEqual(await devices(), [`arn:aws:iam::${account.id}:mfa/ada.lovelace`]);
            const again = await people("leave", "mary.jackson", "--yes");
            match(
                again.stderr,
                /nothing left that gives access[^]*take mary\.jackson of admins out of Pulumi\.management\.yaml/u,
            );
        });

        it("a user of nobody's making is deleted too: throttled, a response that is lost, twice at once", async () => {
            project.proxy!.add({ operation: "UpdateAccessKey", times: 1, fault: { code: "Throttling" } });
            project.proxy!.add({ operation: "DeleteAccessKey", times: 1, drop: true });
            const runs = await twice("people", "leave", "old.hand", "--yes");
            ok(
                runs.some(({ exitCode }) => exitCode === 0),
                runs.map(({ stderr }) => stderr).join("\n"),
            );
            await rejects(inSecurity.send(new GetUserCommand(hand)), { name: "NoSuchEntityException" });
        });
    });

    describe("the management stack, by the run that the commands name", () => {
        it("forgets what was closed and what has left, deletes the leaver, and is at rest", async () => {
            const mary = { UserName: "mary.jackson" };
            const { iam } = clientsOf(project.sandbox);
            ok((await iam.send(new GetUserCommand(mary))).User);
            const all = ["security", "data-prd", "apps-prd", "old-prd", "shared"];
            /** Accounts in the state, and those with a contact there. */
            const known = async (): Promise<readonly (readonly string[])[]> => {
                const names = (await project.state("management")).map(({ urn }) => urn.slice(urn.lastIndexOf(":") + 1));
                return ["account-$-account", "contacts-$-security"].map((name) =>
                    all.filter((key) => names.includes(name.replace("$", key))),
                );
            };
            // The command itself has let the stack forget the contact of the account that has left.
            deepStrictEqual(await known(), [all, all.slice(0, -1)]);
            write(read().replace("[ada.lovelace, mary.jackson]", "[ada.lovelace]"));
            await project.must("up", "--refresh", "--yes", "--skip-preview", ...quick);
            await rejects(iam.send(new GetUserCommand(mary)), { name: "NoSuchEntityException" });
            deepStrictEqual(await known(), [["security"], ["security"]]);
            await project.must("preview", "--expect-no-changes", ...quick);
            // The list finds them without the state.
            const closed = (await listed()).filter(({ state }) => state === "CLOSED");
            deepStrictEqual(
                closed.map(({ key, unit }) => [key, unit]),
                ["apps-prd", "data-prd", "old-prd"].map((key) => [key, "suspended"]),
            );
        });
    });
});
