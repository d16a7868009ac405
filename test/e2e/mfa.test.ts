/** `org mfa` against the emulator, which judges codes, sessions and trusts: one code for all profiles, and the message of each failure. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { AttachRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { docShows } from "../support/doc-output";
import { byRoot, denied, EmulatedIam, keysOf, type EmulatedUser } from "../support/emulated-iam";
import { orgCommand } from "../../cli/common/org-command";
import { FaultProxy } from "../support/fault-proxy";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import { MfaHome, type OrgRun } from "../support/mfa-home";
import type { Keys } from "../support/test-client";
import { TestEmulator } from "../support/test-emulator";
import { totp } from "../support/totp";
import { until } from "../support/until";

const region = "us-east-1";
const mfaTrust = (age: number): object => ({
    ...byRoot,
    Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": String(age) },
    },
});

describe("org mfa", () => {
    let aws: TestEmulator;
    let iam: EmulatedIam;
    let oaar: string;
    let member: string;
    let ada: EmulatedUser;
    let device: MfaDevice;
    let home: MfaHome;

    before(async () => {
        aws = await TestEmulator.open();
        iam = new EmulatedIam(aws);
        oaar = await iam.role(mfaTrust(3600), 43_200);
        member = await iam.role({ Principal: { AWS: oaar } });
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        await aws.iam().send(new AttachRolePolicyCommand({ RoleName: oaar.split("/")[1]!, PolicyArn }));
    });
    after(() => aws.close());

    // A code is valid only once, in the emulator as in AWS, so each test has its own user.
    beforeEach(async () => {
        ada = await iam.user({ mayAssume: true });
        device = await enrolDevice(aws.iam(), ada.name, `${ada.name}-phone`);
        home = new MfaHome(aws.endpoint);
        home.keys("bb-management", ada.keys);
        home.profile("bb-management", { region });
        home.profile("bb-root-oaar", { role_arn: oaar, source_profile: "bb-management", region });
        home.profile("bb-shared-oaar", { role_arn: member, source_profile: "bb-root-oaar", region });
    });
    afterEach(() => {
        home.remove();
    });

    const mfa = (args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ""): Promise<OrgRun> =>
        home.mfa(args, { env, input });
    const code = (later = 0): string => totp(device.seed, later);

    /** Checks that docs/mfa.md shows this failure. */
    function shows(name: string, { err }: OrgRun): void {
        const plain = err
            .replaceAll(`${home.folder}/aws/`, "~/.aws/")
            .replaceAll(`${home.folder}/cache/`, "~/.cache/")
            .replace(/(?<=\/(?:user|code|session)-)[\da-f]{32}/gu, "5ca1ab1e…")
            .replaceAll(ada.name, "ada")
            .replace(/role\/role-\d+/gu, "role/OrganizationAccountAccessRole")
            .replace(/\b\d+ s\b/gu, "… s")
            .replace(/\b\d+ ms\b/gu, "… ms")
            .replace(/(?<=\(request )\w+/gu, "6a1f…")
            .replace(/(?:\d+h )?(?:\d+m )?\d+s old/gu, "… old")
            .replaceAll(
                /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d \([^)]+\), in [\dhm ]+/gu,
                "2026-05-04 21:03:11 +02:00 (Europe/Berlin), in 11h 59m",
            )
            .replace(/'[^']*bin\/org\.js'|\S*bin\/org\.js/gu, "org");
        docShows("mfa.md", name, plain);
    }

    it("one code serves all profiles: the next ones ask for none", async () => {
        const first = await mfa(["--profile", "bb-root-oaar", "--otp", code()]);
        strictEqual(first.code, 0, first.err);
        const second = await mfa(["--profile", "bb-shared-oaar", "--json"]);
        strictEqual(second.code, 0, second.err);
        const reported = JSON.parse(second.out) as { roles: { role: string }[]; device: string; cached: boolean };
        deepStrictEqual(
            reported.roles.map(({ role }) => role),
            [oaar, member],
        );
        strictEqual(reported.device, device.serial);
    });

    it("its lines set a session in a shell, and take AWS_PROFILE out", async () => {
        const run = await mfa(["--profile", "bb-root-oaar", "--otp", "-"], {}, `${code()}\n`);
        strictEqual(run.code, 0, run.err);
        const script = `export AWS_PROFILE=x; ${run.out}\nprintf '%s|' "$AWS_ACCESS_KEY_ID" "\${AWS_PROFILE-none}" "$AWS_REGION" "$AWS_DEFAULT_REGION"`;
        match(
            execFileSync("sh", ["-c", script], { encoding: "utf8" }),
            new RegExp(`^ASIA.*\\|none\\|${region}\\|${region}\\|$`, "u"),
        );
        match(run.err, /bb-root-oaar: session until/u);
    });

    it("a credential_process prints what the AWS SDKs read", async () => {
        await mfa(["--profile", "bb-root-oaar", "--otp", code()]);
        const { out } = await mfa(["--profile", "bb-root-oaar", "--credential-process"]);
        const credentials = JSON.parse(out) as Record<string, unknown>;
        deepStrictEqual(Object.keys(credentials).sort(), [
            "AccessKeyId",
            "Expiration",
            "SecretAccessKey",
            "SessionToken",
            "Version",
        ]);
        strictEqual(credentials["Version"], 1);
    });

    it("--write puts the session under a profile of the credentials file, and the rest stays", async () => {
        const before = fs.readFileSync(home.credentialsFile, "utf8");
        const run = await mfa(["--profile", "bb-root-oaar", "--otp", code(), "--write", "bb-session"]);
        strictEqual(run.code, 0, run.err);
        const after = fs.readFileSync(home.credentialsFile, "utf8");
        ok(after.startsWith(before.trimEnd()));
        match(after, /\[bb-session\]/u);
        strictEqual(fs.statSync(home.credentialsFile).mode & 0o777, 0o600);
        doesNotMatch(run.err + run.out, /ASIA/u);
    });

    it("keeps sessions readable only for their owner, and --clear deletes them", async () => {
        await mfa(["--profile", "bb-root-oaar", "--otp", code()]);
        const files = fs.readdirSync(home.cache);
        ok(files.length > 0);
        for (const file of files) strictEqual(fs.statSync(`${home.cache}/${file}`).mode & 0o777, 0o600);
        strictEqual((await mfa(["--clear"])).code, 0);
        deepStrictEqual(fs.readdirSync(home.cache), []);
    });

    it("a wrong code is reported, and deletes no session", async () => {
        await mfa(["--profile", "bb-root-oaar", "--otp", code()]);
        const wrong = await mfa(["--profile", "bb-root-oaar", "--debug", "--fresh", "--otp", "000000"]);
        strictEqual(wrong.code, 1);
        match(wrong.err, /refuses the code/u);
        shows("wrong-code", wrong);
        strictEqual((await mfa(["--profile", "bb-root-oaar"])).code, 0, "the session that was kept still serves");
    });

    it("a used code is reported as such", async () => {
        const once = code();
        await mfa(["--profile", "bb-root-oaar", "--otp", once]);
        const again = await mfa(["--profile", "bb-root-oaar", "--debug", "--fresh", "--otp", once]);
        strictEqual(again.code, 1);
        match(again.err, /was used already/u);
        shows("used-code", again);
    });

    it("a code whose response is lost is not sent again: it says why, and waits for the next one or asks for it", async () => {
        const proxy = await FaultProxy.open(aws.endpoint, [
            { operation: "GetSessionToken", times: 1, drop: true },
            { operation: "GetSessionToken", times: 1, fault: { code: "InternalFailure", status: 500 } },
            { operation: "GetSessionToken", times: 1, fault: { code: "Throttling", status: 400 } },
        ]);
        const env = { AWS_ENDPOINT_URL: proxy.endpoint };
        try {
            const lost = await mfa(["--profile", "bb-root-oaar", "--otp", code()], env);
            strictEqual(lost.code, 1);
            match(
                lost.err,
                /response to the code of .+ was lost on its way \(ECONNRESET\).+not sent again\n\s+→ take the next code, in \d+ s/u,
            );
            strictEqual(proxy.count("GetSessionToken"), 1);
            const waits = [
                { at: /Code of/u, text: "000000" },
                { at: /waiting for it/u, text: "\u0003" },
            ];
            const { shown } = await home.terminal("org mfa --profile bb-root-oaar", waits, env);
            match(shown.replaceAll("\n", " "), /AWS failed at the code of .+status 500.+The next one comes in/u);
            strictEqual(proxy.count("GetSessionToken"), 2);
            // A code whose call was throttled is not used up.
            const next = await mfa(["--profile", "bb-root-oaar", "--otp", code(1)], env);
            strictEqual(next.code, 0, next.err);
            strictEqual(proxy.count("GetSessionToken"), 4);
        } finally {
            await proxy.close();
        }
    });

    it("without a terminal it fails at once, with the command", async () => {
        const run = await mfa(["--profile", "bb-root-oaar", "--debug"]);
        strictEqual(run.code, 2);
        match(run.err, /terminal/u);
        shows("no-terminal", run);
    });

    it("at a terminal the prompt names profile and device, and no key is shown", async () => {
        const { shown } = await home.terminal("org mfa --profile bb-root-oaar", [{ at: /Code of/u, text: code }]);
        // The terminal wraps long lines.
        match(shown.replaceAll("\n", ""), new RegExp(`Code of ${ada.name}-phone.*for profile bb-root-oaar`, "u"));
        match(shown, /eval "\$\(\.\/org mfa --profile bb-root-oaar\)"/u);
        doesNotMatch(shown, /ASIA|aws_secret/u);
    });

    it("durations out of AWS's range are refused before a code is asked for", async () => {
        for (const duration of ["60", "129601"]) {
            const run = await mfa(["--profile", "bb-root-oaar", "--debug", "--duration", duration, "--otp", code()]);
            strictEqual(run.code, 2);
            match(run.err, /900 to 129600/u);
            if (duration === "60") shows("duration", run);
        }
        strictEqual((await mfa(["--profile", "bb-root-oaar", "--otp", code()])).code, 0, "the code was not spent");
    });

    it("a role that is to last longer is assumed with the code itself, behind a hop it is cut to an hour", async () => {
        home.profile("bb-long", { role_arn: oaar, source_profile: "bb-management", region, duration_seconds: "43200" });
        const direct = await mfa(["--profile", "bb-long", "--otp", code(), "--json"]);
        strictEqual(direct.code, 0, direct.err);
        const end = Date.parse((JSON.parse(direct.out) as { expiresAt: string }).expiresAt);
        ok(end - Date.now() > 11 * 3_600_000);
        match(direct.err, /carries no MFA flag/u);
        home.profile("bb-hop", { role_arn: member, source_profile: "bb-root-oaar", region, duration_seconds: "7200" });
        const chained = await mfa(["--profile", "bb-hop", "--otp", code(1)]);
        strictEqual(chained.code, 0, chained.err);
        match(chained.err, /asks for 2h and gets 1h/u);
    });

    it("a program that cannot ask gets such a role for the hour that the kept session can give, and no question", async () => {
        home.profile("bb-long", { role_arn: oaar, source_profile: "bb-management", region, duration_seconds: "43200" });
        await mfa(["--profile", "bb-management", "--otp", code()]);
        const { code: exit, out, err } = await mfa(["--profile", "bb-long", "--credential-process"]);
        deepStrictEqual([exit, err], [0, ""]);
        const { Expiration } = JSON.parse(out) as { Expiration: string };
        ok(Date.parse(Expiration) - Date.now() <= 3_600_000);
    });

    it("a credential_process that fails names a command that works in whatever folder it runs", async () => {
        const { code: exit, out, err } = await mfa(["--profile", "bb-root-oaar", "--credential-process"]);
        deepStrictEqual([exit, out], [2, ""]);
        const command = /run at a terminal: (.+?) mfa --profile bb-root-oaar;/u.exec(err)?.[1];
        strictEqual(command, orgCommand());
        ok(!err.includes("./org "), err);
        // The printed command, as a person pastes it, run in the root folder.
        const help = execFileSync("sh", ["-c", `${command} mfa --help`], { encoding: "utf8", cwd: "/" });
        match(help, /--credential-process/u);
    });

    it("profiles with blanks and quotes in their names are asked for, and two that lead to each other end", async () => {
        const name = `it's my "role"`;
        home.profile(name, { role_arn: oaar, source_profile: "bb-management", region });
        const run = await mfa(["--profile", name, "--otp", code(), "--json"]);
        strictEqual(run.code, 0, run.err);
        strictEqual((JSON.parse(run.out) as { profile: string }).profile, name);
        home.profile("one", {
            credential_process: `${orgCommand()} mfa --profile "two b" --credential-process`,
            region,
        });
        home.profile("two b", {
            credential_process: `cat /dev/null; ${orgCommand()} mfa -p one --credential-process`,
            region,
        });
        const circle = await mfa(["--profile", "one"]);
        strictEqual(circle.code, 1);
        match(circle.err, /takes its keys from org mfa for itself/u);
    });

    it("--write refuses a name that not every program reads, before a code is spent", async () => {
        for (const name of ["a]b", "a # b", " a", "profile x", ""]) {
            const run = await mfa(["--profile", "bb-root-oaar", "--otp", code(), "--write", name]);
            deepStrictEqual([run.code, run.out], [2, ""]);
            match(run.err, /not every program reads a section of that name/u);
        }
        strictEqual((await mfa(["--profile", "bb-root-oaar", "--otp", code()])).code, 0);
    });

    it("region and files that only the environment names are taken; a variable that is empty counts as none", async () => {
        const { accessKeyId, secretAccessKey } = ada.keys;
        const folder = `${home.folder}/else where`;
        fs.mkdirSync(folder);
        fs.writeFileSync(`${folder}/config`, `[profile x]\nrole_arn = ${oaar}\nsource_profile = y\n`);
        fs.writeFileSync(
            `${folder}/keys`,
            `[y]\naws_access_key_id=${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
        );
        const env = {
            AWS_CONFIG_FILE: `${folder}/config`,
            AWS_SHARED_CREDENTIALS_FILE: `${folder}/keys`,
            AWS_PROFILE: "",
            AWS_DEFAULT_PROFILE: "x",
            AWS_REGION: "",
            AWS_DEFAULT_REGION: "eu-west-1",
            AWS_ENDPOINT_URL_STS: "",
            AWS_SESSION_TOKEN: "",
        };
        const run = await mfa(["--otp", code()], env);
        strictEqual(run.code, 0, run.err);
        ok(!run.out.includes("REGION"), "the shell keeps its own");
    });

    it("a source with keys and a role: both roles are assumed, and what the AWS CLI does is said", async () => {
        const { accessKeyId, secretAccessKey } = ada.keys;
        home.profile("bb-both", {
            role_arn: oaar,
            aws_access_key_id: accessKeyId,
            aws_secret_access_key: secretAccessKey,
        });
        home.profile("bb-behind", { role_arn: member, source_profile: "bb-both", region });
        const run = await mfa(["--profile", "bb-behind", "--otp", code(), "--json"]);
        strictEqual(run.code, 0, run.err);
        const { roles } = JSON.parse(run.out) as { roles: { role: string }[] };
        deepStrictEqual(
            roles.map(({ role }) => role),
            [oaar, member],
        );
        match(
            run.err,
            /! profile bb-both, the source of bb-behind, has keys and a role: .*the AWS CLI uses the keys alone/u,
        );
    });

    it("a mfa_serial that is a user is a fault with the likely device", async () => {
        home.profile("bb-slip", { role_arn: oaar, source_profile: "bb-management", region, mfa_serial: ada.arn });
        const run = await mfa(["--profile", "bb-slip", "--debug", "--otp", code()]);
        strictEqual(run.code, 1);
        match(run.err, /that is a user, not a device\n.*:mfa\//u);
        shows("user-as-device", run);
    });

    it("several devices are named where nobody can be asked, and --serial chooses", async () => {
        await enrolDevice(aws.iam(), ada.name, `${ada.name}-tablet`);
        const run = await mfa(["--profile", "bb-root-oaar", "--debug", "--otp", code()]);
        strictEqual(run.code, 2);
        match(run.err, /2 devices/u);
        shows("several-devices", run);
        const chosen = await mfa(["--profile", "bb-root-oaar", "--otp", code(), "--serial", device.serial]);
        strictEqual(chosen.code, 0, chosen.err);
    });

    it("a user without a device is shown how to get one", async () => {
        const alan = await iam.user({ mayAssume: true });
        home.keys("bb-alan", alan.keys);
        home.profile("bb-alan-oaar", { role_arn: oaar, source_profile: "bb-alan", region });
        const run = await mfa(["--profile", "bb-alan-oaar", "--debug", "--otp", "123456"]);
        strictEqual(run.code, 1);
        shows("no-device", { ...run, err: run.err.replaceAll(alan.name, "alan") });
    });

    it("session keys cannot make a session: they are named, with what to unset", async () => {
        const { Credentials } = await aws.sts(ada.keys).send(new GetSessionTokenCommand({}));
        home.keys("bb-token", keysOf(Credentials!));
        home.profile("bb-token-oaar", { role_arn: oaar, source_profile: "bb-token", region });
        const run = await mfa(["--profile", "bb-token-oaar", "--debug", "--otp", code()]);
        strictEqual(run.code, 1, run.err);
        match(run.err, /session/u);
        shows("session-keys", run);
    });

    it("a role that is not there is reported with profile, role and who asked", async () => {
        home.profile("bb-lost", { role_arn: `${oaar}x`, source_profile: "bb-management", region });
        const run = await mfa(["--profile", "bb-lost", "--debug", "--otp", code()]);
        strictEqual(run.code, 1);
        match(run.err, /does not let .* into role .* \(profile bb-lost\)/u);
        shows("wrong-role", run);
    });

    it("MFA that is too old for a role is replaced with one code, and the old session is not asked twice", async () => {
        const strict = await iam.role(mfaTrust(15));
        home.profile("bb-strict", { role_arn: strict, source_profile: "bb-management", region });
        await mfa(["--profile", "bb-root-oaar", "--otp", code()]);
        const kept = fs.readdirSync(home.cache).find((name) => name.startsWith("session-"))!;
        const file = `${home.cache}/${kept}`;
        const session = JSON.parse(fs.readFileSync(file, "utf8")) as { keys: Keys; madeAt: string };
        // The trust accepts sessions long enough that even on a busy machine the new one is used in time.
        const old = aws.sts(session.keys);
        const isRefused = (): Promise<boolean> =>
            old.send(new AssumeRoleCommand({ RoleArn: strict, RoleSessionName: "old" })).then(
                () => false,
                (error: unknown) => (error as Error).name === denied.name,
            );
        await until(isRefused);
        // The command knows by the session's age in the cache that AWS refused it for its age. Makes it half an hour older there.
        const madeAt = new Date(Date.parse(session.madeAt) - 1_800_000).toISOString();
        fs.writeFileSync(file, JSON.stringify({ ...session, madeAt }));
        const nobody = await mfa(["--profile", "bb-strict", "--debug"]);
        strictEqual(nobody.code, 2, nobody.err);
        match(nobody.err, /A fresh code is needed/u);
        shows("old-proof", nobody);
        const run = await mfa(["--profile", "bb-strict", "--otp", code(1)]);
        strictEqual(run.code, 0, run.err);
        ok((JSON.parse(fs.readFileSync(file, "utf8")) as { madeAt: string }).madeAt > session.madeAt, "a new session");
    });

    it("--debug shows files, chain, device, cache, calls and the end in local time, and neither key nor code", async () => {
        const spent = code();
        const run = await mfa(["--profile", "bb-shared-oaar", "--debug", "--otp", spent], { TZ: "Asia/Tokyo" });
        strictEqual(run.code, 0, run.err);
        for (const step of [
            /files: config: /u,
            /chain: → profile bb-root-oaar, role /u,
            /device: /u,
            /cache: /u,
            /GetSessionToken/u,
            /AssumeRole/u,
            /request/u,
        ])
            match(run.err, step);
        const end = /end: (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \+09:00 \(Asia\/Tokyo\)/u.exec(run.err);
        ok(end, run.err);
        const left = Date.parse(`${end[1]!}T${end[2]!}+09:00`) - Date.now();
        ok(left > 50 * 60_000 && left <= 3_600_000, "an hour from now, by the clock of that zone");
        const exported = [...run.out.matchAll(/'([^']{16,})'/gu)].map(([, value]) => value!);
        for (const secret of [spent, device.seed, ada.keys.accessKeyId, ada.keys.secretAccessKey, ...exported])
            ok(!run.err.includes(secret), "no secret in what it shows");
    });
});
