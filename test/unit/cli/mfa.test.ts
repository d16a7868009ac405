/** What `org mfa` decides without AWS: the chain of profiles, devices, lifetimes, shells and the cache. */
import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveChain, type Chain } from "../../../cli/mfa/chain";
import { checkDevice, checkOwner, codeDevices, deviceKind } from "../../../cli/mfa/device";
import { roleLifetime, sessionSeconds } from "../../../cli/mfa/durations";
import { endTime } from "../../../cli/mfa/end-time";
import { evalLine, exportLines, processCredentials, profileLine } from "../../../cli/mfa/handover";
import { shellQuoted, shells, shellWord, type Shell } from "../../../config/faults";
import { SessionCache } from "../../../cli/mfa/session-cache";
import { sharedFiles, type Profile, type SharedFiles } from "../../../aws/shared-config/files";
import { Trace } from "../../../cli/mfa/trace";

const user = "arn:aws:iam::111111111111:user/ada";
const phone = "arn:aws:iam::111111111111:mfa/ada-phone";
const key = "arn:aws:iam::111111111111:u2f/user/ada/yubikey-7F3D";
const role = "arn:aws:iam::111111111111:role/Admin";
const keys = { aws_access_key_id: "AKIAEXAMPLE", aws_secret_access_key: "secret" };

describe("the devices of org mfa", () => {
    it("are distinguished by their serial", () => {
        deepStrictEqual([phone, key, user, "GAHT12345678", "ada"].map(deviceKind), [
            "codes",
            "security key",
            "user",
            "codes",
            "unknown",
        ]);
        strictEqual(deviceKind("arn:aws-us-gov:iam::111111111111:mfa/ada"), "codes");
    });

    it("a user with a security key alone is shown so, and what to add", () => {
        throws(() => codeDevices([key], user), {
            message: /user ada has only a security key \(.*yubikey-7F3D\), and AWS takes only six-digit codes/u,
            cure: /add an authenticator app beside it.*Users → ada/u,
        });
        throws(() => codeDevices([], user), { message: /has no MFA device/u });
        deepStrictEqual(codeDevices([key, phone], user), [phone]);
    });

    it("that are named wrongly are faults with the line to write", () => {
        throws(() => {
            checkDevice(user, "mfa_serial of profile x");
        }, /mfa_serial of profile x is .*a user, not a device/u);
        throws(() => {
            checkDevice(key, "--serial");
        }, /--serial is .*a security key/u);
        throws(() => {
            checkDevice("phone", "--serial");
        }, /is no MFA device/u);
        throws(() => {
            checkOwner(phone.replace("111111111111", "222222222222"), "--serial", user);
        }, /of another account/u);
        checkOwner(phone, "--serial", user);
    });
});

describe("the chain of a profile", () => {
    const files = (
        config: Readonly<Record<string, Profile>>,
        credentials: Readonly<Record<string, Profile>> = {},
    ): SharedFiles =>
        sharedFiles(
            { path: "~/.aws/config", why: "default", text: sections("profile ", config) },
            { path: "~/.aws/credentials", why: "default", text: sections("", credentials) },
        );
    const sections = (prefix: string, profiles: Readonly<Record<string, Profile>>): string =>
        Object.entries(profiles)
            .flatMap(([name, settings]) => [
                `[${prefix}${name}]`,
                ...Object.entries(settings).map(([key, value]) => `${key} = ${value!}`),
            ])
            .join("\n");
    const chain = (
        config: Readonly<Record<string, Profile>>,
        asked: string,
        own?: Readonly<Record<string, Profile>>,
    ): Chain => resolveChain(files(config, own), asked, undefined);

    it("goes from the person's own keys over each role; the device nearest to them counts, and the region farthest", () => {
        const config = {
            base: { mfa_serial: phone },
            hub: { role_arn: role, source_profile: "base", mfa_serial: "other", region: "us-east-1" },
            leaf: { role_arn: `${role}2`, source_profile: "hub", external_id: "x", duration_seconds: "1800" },
        };
        const found = chain(config, "leaf", { base: keys });
        deepStrictEqual(found.hops, [
            { profile: "hub", roleArn: role },
            { profile: "leaf", roleArn: `${role}2`, duration: "1800", externalId: "x" },
        ]);
        deepStrictEqual([found.base.profile, found.base.from], ["base", "its keys in the credentials file"]);
        deepStrictEqual([found.serial, found.region], [{ value: phone, profile: "base" }, "us-east-1"]);
    });

    it("may begin at a profile that is its own source, and at credential_process of org mfa itself", () => {
        strictEqual(chain({ own: { role_arn: role, source_profile: "own", ...keys } }, "own").hops.length, 1);
        const config = {
            leaf: { role_arn: role, source_profile: "base" },
            program: { credential_process: "./org mfa --profile leaf --credential-process" },
        };
        strictEqual(chain(config, "program", { base: keys }).profile, "leaf");
        throws(() => chain({ me: { credential_process: "./org mfa --profile me" } }, "me"), /for itself/u);
    });

    it("takes on the role of a source that has keys too, as Pulumi's provider does, and says what the AWS CLI does", () => {
        const config = {
            leaf: { role_arn: `${role}2`, source_profile: "hub" },
            hub: { role_arn: role, ...keys },
        };
        const both = chain(config, "leaf");
        deepStrictEqual(
            both.hops.map(({ profile }) => profile),
            ["hub", "leaf"],
        );
        strictEqual(both.base.profile, "hub");
        match(
            both.notes.join("\n"),
            /^profile hub, the source of leaf, has keys and a role: .*the AWS CLI uses the keys alone/u,
        );
        const alone = chain(config, "hub");
        deepStrictEqual([alone.hops.length, alone.base.profile], [1, "hub"]);
        match(alone.notes.join("\n"), /profile hub has role_arn and keys of its own.*the AWS CLI refuses the profile/u);
        deepStrictEqual(chain({ own: { role_arn: role, source_profile: "own", ...keys } }, "own").notes, []);
    });

    it("reads the name behind --profile as a shell does, in a command of whatever quotes", () => {
        const config = {
            "it's a": { role_arn: role, source_profile: "base" },
            b: { role_arn: role, source_profile: "base" },
        };
        for (const [program, meant] of [
            [`/n /x/org.js mfa --profile "it's a" --credential-process`, "it's a"],
            [`"/n o" '/x y/org.js' mfa -p 'b' --credential-process`, "b"],
            ["/x/org.js mfa --credential-process --profile=b", "b"],
            ["/x/org mfa --profile  b --credential-process", "b"],
        ] as const)
            strictEqual(
                chain({ ...config, program: { credential_process: program } }, "program", { base: keys }).profile,
                meant,
            );
    });

    it("may take a role on from aws login, as Pulumi's provider does not", () => {
        const config = { leaf: { role_arn: role, source_profile: "hub" }, hub: { login_session: "x" } };
        deepStrictEqual([chain(config, "leaf").base.from, chain(config, "leaf").hops.length], ["aws login", 1]);
    });

    it("that is broken is a fault that names the line", () => {
        throws(() => chain({ leaf: {} }, "laef"), { cure: "did you mean leaf?" });
        throws(() => chain({ leaf: { role_arn: role, source_profile: "bse" }, base: {} }, "leaf"), {
            message: /profile leaf has source_profile = bse/u,
            cure: "did you mean base?",
        });
        throws(() => chain({ leaf: { role_arn: role } }, "leaf"), { cure: /source_profile = /u });
        throws(
            () => chain({ leaf: { role_arn: "Admin", source_profile: "leaf", ...keys } }, "leaf"),
            /is no role's ARN/u,
        );
        throws(() => chain({ leaf: { sso_session: "acme" } }, "leaf"), {
            message: /profile leaf has sso_session = acme, and there is no \[sso-session acme\]/u,
            cure: /write into .*: \[sso-session acme\] with the lines sso_start_url/u,
        });
        throws(() => chain({ '"leaf"': keys }, "leaf"), {
            cure: /line 1 of .* has \[profile "leaf"\]: write \[profile leaf\]/u,
        });
        const circle = {
            a: { role_arn: role, source_profile: "b" },
            b: { role_arn: role, source_profile: "a" },
        };
        throws(() => chain(circle, "a"), /in a circle: a → b → a/u);
        throws(() => chain({ base: {} }, "base"), { cure: /aws configure --profile base/u });
        throws(() => chain({ base: {} }, "base", { base: { ...keys, aws_session_token: "t" } }), /are a session's/u);
    });
});

describe("lifetimes", () => {
    const hop = { profile: "p", roleArn: role };
    it("of the session are AWS's: 15 minutes to 36 hours, 12 unless said", () => {
        deepStrictEqual(
            [undefined, "900", "15m", "36h", "129600"].map(sessionSeconds),
            [43_200, 900, 900, 129_600, 129_600],
        );
        for (const text of ["899", "129601", "37h", "0", "-5", "soon", "1.5h", ""])
            throws(() => sessionSeconds(text), /900 to 129600/u, text);
    });

    it("of a role are an hour behind a session, and longer only by the code itself", () => {
        deepStrictEqual(roleLifetime(hop, true, true), { seconds: 3600, direct: false });
        deepStrictEqual(roleLifetime({ ...hop, duration: "1800" }, false, true), { seconds: 1800, direct: false });
        const long = { ...hop, duration: "43200" };
        strictEqual(roleLifetime(long, true, true).direct, true);
        for (const cut of [roleLifetime(long, false, true), roleLifetime(long, true, false)]) {
            deepStrictEqual([cut.seconds, cut.direct], [3600, false]);
            match(cut.note!, /asks for 12h and gets 1h/u);
        }
        for (const duration of ["899", "43201", "x"])
            throws(() => roleLifetime({ ...hop, duration }, true, true), /duration_seconds = /u);
    });

    it("end in local time with its zone", () => {
        const now = new Date("2026-05-04T12:00:00Z");
        match(
            endTime(new Date("2026-05-04T23:59:30Z"), now),
            /^2026-05-0\d \d\d:\d\d:30 [+-]\d\d:\d\d \(.+\), in 11h 59m$/u,
        );
        match(endTime(new Date("2026-05-04T11:30:00Z"), now), /, 30m ago$/u);
    });
});

describe("what is handed over", () => {
    const hostile = `a'b"c$(touch pwned)\`d\`\\e`;
    const session = {
        keys: { accessKeyId: "ASIAEXAMPLE", secretAccessKey: hostile, sessionToken: "t" },
        expiresAt: new Date("2026-05-04T12:00:00.123Z"),
    };
    it("arrives in a shell as it is, whatever signs it has, and AWS_PROFILE goes", () => {
        const script = `${exportLines(session, "sh", undefined)}\nprintf '%s|%s|%s' "$AWS_SECRET_ACCESS_KEY" "\${AWS_PROFILE-gone}" "$AWS_CREDENTIAL_EXPIRATION"`;
        const out = execFileSync("sh", ["-c", script], {
            encoding: "utf8",
            env: { PATH: process.env["PATH"], AWS_PROFILE: "x" },
        });
        strictEqual(out, `${hostile}|gone|2026-05-04T12:00:00Z`);
    });

    it("brings the profile's region under both names, which AWS_PROFILE takes along where it goes", () => {
        const script = `${exportLines(session, "sh", "eu-west-1")}\nprintf '%s|%s' "$AWS_REGION" "$AWS_DEFAULT_REGION"`;
        const run = (text: string): string =>
            execFileSync("sh", ["-c", text], { encoding: "utf8", env: { AWS_REGION: "us-east-2" } });
        strictEqual(run(script), "eu-west-1|eu-west-1");
        match(exportLines(session, "fish", "eu-west-1"), /^set -gx AWS_DEFAULT_REGION 'eu-west-1'$/mu);
        match(exportLines(session, "powershell", "eu-west-1"), /^\$Env:AWS_DEFAULT_REGION = 'eu-west-1'$/mu);
        const own = exportLines(session, "sh", undefined);
        ok(!own.includes("REGION"), "a profile without a region leaves the shell's");
    });

    // What each shell makes of a word in single quotes, by its manual; fish 3.6.0 itself agreed on 3,000 random words.
    const reading: Readonly<Record<Shell, (word: string) => string>> = {
        sh: (word) => execFileSync("sh", ["-c", `printf %s ${word}`], { encoding: "utf8" }),
        fish: (word) => word.slice(1, -1).replace(/\\([\\'])/gu, "$1"),
        powershell: (word) => word.slice(1, -1).replace(/(['\u2018-\u201B])\1/gu, "$1"),
    };
    for (const shell of shells)
        it(`is quoted for ${shell}: backslashes, quotes, dollars, blanks, line ends`, () => {
            for (const text of [
                hostile,
                "\\",
                "a\\",
                "\\'",
                "'\\''",
                "it\u2019s",
                "\u201Ax\u2018",
                "$HOME `x` $(y)",
                "a\nb",
                "",
                "-x",
                " ",
                "*",
                "#a",
                "~",
            ]) {
                const word = shellQuoted(text, shell);
                strictEqual(reading[shell](word), text, word);
                const typed = shellWord(text, shell);
                strictEqual(typed.startsWith("'") ? reading[shell](typed) : typed, text, typed);
                match(typed, /^(?:[\w./:+-]+|'[^]*')$/u);
            }
        });

    it("is proposed by a line that names the profile as the shell reads it", () => {
        strictEqual(evalLine("bb-root-oaar", "sh"), 'eval "$(./org mfa --profile bb-root-oaar)"');
        strictEqual(evalLine("it's $x", "sh"), `eval "$(./org mfa --profile 'it'\\''s $x')"`);
        strictEqual(evalLine("a\\'b", "fish"), String.raw`./org mfa --profile 'a\\\'b' --shell fish | source`);
        strictEqual(
            evalLine("it's", "powershell"),
            "./org mfa --profile 'it''s' --shell powershell | Out-String | Invoke-Expression",
        );
        deepStrictEqual(
            shells.map((shell) => profileLine("a b", shell)),
            ["export AWS_PROFILE='a b'", "set -gx AWS_PROFILE 'a b'", "$Env:AWS_PROFILE = 'a b'"],
        );
        // What is proposed to sh is what sh reads.
        const shown = evalLine(hostile, "sh").replace("./org mfa --profile", "printf 'echo %q'");
        strictEqual(execFileSync("bash", ["-c", shown], { encoding: "utf8" }), `${hostile}\n`);
    });

    it("is JSON of version 1 for the SDKs", () => {
        const read = JSON.parse(processCredentials(session)) as Record<string, unknown>;
        deepStrictEqual(
            [read["Version"], read["SecretAccessKey"], read["Expiration"]],
            [1, hostile, "2026-05-04T12:00:00Z"],
        );
    });
});

describe("the cache of sessions", () => {
    let home: string;
    beforeEach(() => {
        home = fs.mkdtempSync(join(tmpdir(), "org mfa "));
    });
    afterEach(() => {
        fs.rmSync(home, { recursive: true });
    });
    const facts = { user, device: phone };
    const cacheIn = (folder: string): SessionCache => new SessionCache(folder, new Trace(false));

    it("keeps a value for its owner alone, by user, device and role", () => {
        const cache = cacheIn(join(home, "mfa"));
        cache.write("session", facts, { a: 1 });
        deepStrictEqual(cache.read("session", facts), { a: 1 });
        deepStrictEqual(cache.read("session", { device: phone, user }), { a: 1 });
        strictEqual(cache.read("session", { ...facts, device: "other" }), undefined);
        strictEqual(fs.statSync(cache.fileOf("session", facts)).mode & 0o777, 0o600);
        strictEqual(fs.statSync(cache.folder).mode & 0o777, 0o700);
        deepStrictEqual(fs.readdirSync(cache.folder).length, 1, "no part is left");
    });

    it("does not use what others could have written, nor half a file", () => {
        const cache = cacheIn(join(home, "mfa"));
        cache.write("session", facts, { a: 1 });
        fs.chmodSync(cache.fileOf("session", facts), 0o644);
        strictEqual(cache.read("session", facts), undefined);
        ok(!fs.existsSync(cache.fileOf("session", facts)), "it is removed");
        fs.writeFileSync(cache.fileOf("session", facts), '{"a":', { mode: 0o600 });
        strictEqual(cache.read("session", facts), undefined);
    });

    it("that cannot be written costs a code, not the run", () => {
        fs.writeFileSync(join(home, "mfa"), "a file where the folder should be");
        const cache = cacheIn(join(home, "mfa"));
        cache.write("session", facts, { a: 1 });
        strictEqual(cache.read("session", facts), undefined);
        deepStrictEqual(cache.files(), []);
    });
});
