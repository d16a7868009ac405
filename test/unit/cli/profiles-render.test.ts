import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/core/config";
import { readSharedFiles } from "../../../aws/shared-config/files";
import { writeByteFile } from "../../../cli/common/byte-file";
import { difference } from "../../../cli/profiles/difference";
import { ofOutputs } from "../../../cli/profiles/organization";
import { render, type RenderOptions } from "../../../cli/profiles/render";
import { asInCi } from "../../support/as-in-ci";
import { accessRole, managementOutputs } from "../../support/management-outputs";
import { ScratchHome } from "../../support/scratch-home";

const outputs = managementOutputs({ access: [accessRole(), accessRole({ role: "Auditor", session: 7200 })] });
const acme = ofOutputs(outputs, "acme-org");
const binbash = { ...acme, short: "bb" };
const device = "arn:aws:iam::111111111111:mfa/ada";
const startUrl = "https://acme.awsapps.com/start";

describe("org profiles render", function () {
    let home: ScratchHome;
    beforeEach(() => {
        home = new ScratchHome();
    });
    afterEach(() => {
        home.close();
    });

    function make(text: string, path = home.config): void {
        fs.mkdirSync(dirname(path), { recursive: true });
        fs.writeFileSync(path, text, "latin1");
    }

    function config(): string {
        return fs.readFileSync(home.config, "latin1");
    }

    async function write(options: Omit<RenderOptions, "dir"> = {}, organization = acme): Promise<readonly string[]> {
        const { file, text, warnings } = await render(organization, options);
        if (text !== file.text) writeByteFile(file, text);
        return warnings;
    }

    async function read(): Promise<Readonly<Record<string, Readonly<Record<string, string | undefined>>>>> {
        return (await loadSharedConfigFiles({ ignoreCache: true })).configFile;
    }

    it("in any surroundings the SDK reads exactly the profiles that are meant, and the rest stays byte for byte", async () => {
        const line = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.constantFrom(
                "[default]",
                "[profile x]",
                "\t[profile 'a b'] # mine",
                "region = x",
                "  s3 =",
                "    k = v",
                "[",
                "",
            ),
        );
        const bytes = (lines: readonly string[], end: string): string =>
            lines.map((text) => Buffer.from(text.replace(/[\r\n]|__proto__/gu, "")).toString("latin1") + end).join("");
        await fc.assert(
            fc.asyncProperty(
                fc.array(line, { maxLength: 8 }),
                fc.array(line, { maxLength: 8 }),
                fc.constantFrom("\n", "\r\n"),
                fc.boolean(),
                async (before, after, end, hasOld) => {
                    const head = bytes(before, end);
                    // What follows a block and belongs to no section would be the last profile's, to whoever reads the file.
                    const tail = hasOld ? `[other]${end}${bytes(after, end)}` : "";
                    make(head);
                    if (hasOld) await write({ sessionName: "earlier" }, { ...acme, access: [] });
                    fs.appendFileSync(home.config, tail, "latin1");
                    const { profiles } = await render(acme, {});
                    await write();
                    const written = config();
                    ok(written.startsWith(head) && written.endsWith(tail));
                    const found = await read();
                    const byProvider = readSharedFiles().profiles;
                    for (const { name, settings } of profiles) {
                        deepStrictEqual({ ...found[name] }, settings);
                        deepStrictEqual(byProvider[name], settings, "as Pulumi's provider reads it");
                    }
                    deepStrictEqual(
                        Object.keys(found).filter((name) => name.startsWith("ac-")),
                        profiles.map(({ name }) => name),
                    );
                    await write();
                    strictEqual(config(), written);
                },
            ),
            { numRuns: 60 },
        );
    });

    it("keeps two organizations in one file apart", async () => {
        await write();
        await write({}, binbash);
        const both = config();
        await write();
        await write({}, binbash);
        strictEqual(config(), both);
        const names = Object.keys(await read());
        ok(names.includes("ac-root-oaar") && names.includes("bb-root-oaar"));
    });

    for (const header of ["[profile ac-root-oaar]", "[ profile ac-root-oaar ] # mine", '  [profile\t"ac-root-oaar"]'])
        it(`never shadows a section made by hand: ${header}`, async () => {
            make(`[default]\n${header}\nrole_arn = mine\n`);
            const before = config();
            await rejects(write(), /sections of the names that ours would have: \[profile ac-root-oaar\] in line 2/u);
            strictEqual(config(), before);
            const warnings = await write({ keepOwn: true });
            match(warnings[0]!, /left as they are, and out of our block: \[profile ac-root-oaar\] in line 2/u);
            ok(config().startsWith(before));
            strictEqual(config().match(/ac-root-oaar"?\s*\]/gu)?.length, 1);
        });

    it("never shadows an sso-session made by hand", async () => {
        make("[sso-session ac]\nsso_region = x\n");
        const center = { ...acme, identity: ["identity-center"] as const };
        await rejects(write({ ssoStartUrl: startUrl }, center), /\[sso-session ac\] in line 1/u);
        await write({ ssoStartUrl: startUrl, keepOwn: true }, center);
        strictEqual(config().split("[sso-session ac]").length, 2);
    });

    it("says where keys in the credentials file would come before a role", async () => {
        make("[x]\n[ac-management]\n[ac-apps-prd-devops]\n", home.credentials);
        const warnings = await write();
        strictEqual(warnings.length, 1);
        match(warnings[0]!, /has keys in \[ac-apps-prd-devops\], line 3/u);
    });

    it("keeps what people add to a profile, and the options of earlier runs; --fresh forgets it", async () => {
        await write({ mfaSerial: [device], sessionName: "ada", sessions: true });
        const added = "login_session = arn:aws:iam::111111111111:user/ada\ns3 =\n  max_concurrent_requests = 20\n";
        make(config().replace("[profile ac-management]\n", `[profile ac-management]\n${added}region = changed\n`));
        const before = await read();
        await write();
        const after = await read();
        strictEqual(after["ac-management"]?.["login_session"], "arn:aws:iam::111111111111:user/ada");
        strictEqual(after["ac-management"]["s3.max_concurrent_requests"], "20");
        strictEqual(after["ac-management"]["region"], "us-east-1");
        deepStrictEqual(after["ac-root-oaar"], before["ac-root-oaar"]);
        strictEqual(after["ac-root-oaar"]?.["mfa_serial"], device);
        strictEqual(after["ac-apps-prd-devops"]?.["role_session_name"], "ada");
        match(
            after["ac-root-oaar-session"]!["credential_process"]!,
            /org\.js"? mfa --profile ac-root-oaar --credential-process$/u,
        );
        await write({ fresh: true });
        const fresh = await read();
        deepStrictEqual(
            [
                fresh["ac-root-oaar"]?.["mfa_serial"],
                fresh["ac-root-oaar"]?.["role_session_name"],
                fresh["ac-root-oaar-session"],
            ],
            [undefined, undefined, undefined],
        );
        ok(fresh["ac-management"]?.["login_session"]);
    });

    it("keeps a device that a person writes into a profile with keys, and gives it to the roles of that user", async () => {
        await write();
        const security = "arn:aws:iam::333333333333:mfa/ada";
        const bootstrap = "arn:aws:iam::111111111111:mfa/mgmt-org-admin";
        for (const [name, serial] of [
            ["ac-bootstrap", bootstrap],
            ["ac-management", device],
            ["ac-security", security],
        ] as const)
            make(config().replace(`[profile ${name}]\n`, `[profile ${name}]\nmfa_serial = ${serial}\n`));
        for (let run = 0; run < 2; run++) {
            await write();
            const after = await read();
            deepStrictEqual(
                ["ac-bootstrap", "ac-management", "ac-security", "ac-root-oaar", "ac-apps-prd-devops"].map(
                    (name) => after[name]?.["mfa_serial"],
                ),
                [bootstrap, device, security, device, security],
            );
        }
    });

    it("keeps every key that it would not write there, whatever other profiles have of that name", async () => {
        await write();
        const own = "sso_session = mine\nrole_session_name = x\ncredential_process = vault\n";
        make(config().replace("[profile ac-management]\n", `[profile ac-management]\n${own}`));
        await write();
        const { region, ...kept } = (await read())["ac-management"]!;
        deepStrictEqual(
            [{ ...kept }, region],
            [{ sso_session: "mine", role_session_name: "x", credential_process: "vault" }, "us-east-1"],
        );
    });

    it("writes no key that readers of these files take differently: an indented one goes to the beginning of its line", async () => {
        await write();
        make(
            config().replace(
                "[profile ac-management]\nregion = us-east-1\n",
                "[profile ac-management]\nregion = us-east-1\n  output = json\n\n  s3 =\n    max_queue_size = 9\n",
            ),
        );
        await write();
        match(
            config(),
            /\[profile ac-management\]\nregion = us-east-1\noutput = json\ns3 =\n {4}max_queue_size = 9\n\n/u,
        );
        const doubts = [...readSharedFiles().config.sections.values()].flatMap((section) => section.doubts);
        deepStrictEqual(doubts, []);
    });

    it("says that mfa_serial is left out, until it is there", async () => {
        await write();
        match(config(), /# mfa_serial is left out/u);
        await write({ mfaSerial: [device, "arn:aws:iam::333333333333:mfa/ada"] });
        ok(!config().includes("mfa_serial is left out"));
    });

    it("writes an sso-session, keeps its address, and asks for it where people have no other way", async () => {
        const center = { ...acme, identity: ["identity-center"] as const };
        await rejects(write({}, center), /come in by Identity Center here, and its address is not known/u);
        await write({ ssoStartUrl: startUrl, ssoRegion: "eu-west-1" }, center);
        await write({}, center);
        match(
            config(),
            /\[sso-session ac\]\nsso_start_url = https:\/\/acme\.awsapps\.com\/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n/u,
        );
        ok(!(await read())["ac-security"]);
    });

    for (const [name, options, reason] of [
        ["a user as a device", { mfaSerial: ["arn:aws:iam::111111111111:user/ada"] }, /is a user, not a device/u],
        ["a security key", { mfaSerial: ["arn:aws:iam::111111111111:u2f/user/ada/key"] }, /security key/u],
        [
            "another account's device",
            { mfaSerial: ["arn:aws:iam::222222222222:mfa/ada"] },
            /device of account 222222222222/u,
        ],
        ["a session name with a blank", { sessionName: "ada l" }, /no name of a session/u],
        ["an address without https", { ssoStartUrl: "http://x" }, /is no address/u],
        ["a region that is none", { ssoStartUrl: startUrl, ssoRegion: "ireland\n[x]" }, /is no region/u],
    ] as const)
        it(`refuses ${name}`, async () => {
            await rejects(write(options), reason);
            ok(!fs.existsSync(home.config));
        });

    it("warns of a byte order mark, and of a block that is another organization's", async () => {
        make("\u00EF\u00BB\u00BF[default]\n");
        match((await write())[0]!, /byte order mark/u);
        const other = { ...acme, management: { ...acme.management, id: "999999999999" } };
        match(
            (await write({}, other))[1]!,
            /of the organization of account 111111111111, and this one is of 999999999999/u,
        );
    });

    describe("as a command", () => {
        let project: string;
        beforeEach(() => {
            project = join(home.folder, "project");
            fs.mkdirSync(project);
            fs.writeFileSync(join(project, "Pulumi.yaml"), "name: acme-org\nruntime: nodejs\n");
            fs.writeFileSync(
                join(project, "Pulumi.management.yaml"),
                'config:\n  aws:region: us-east-1\n  company: { name: acme, short: ac }\n  email: aws@acme.example\n  management: { id: "111111111111" }\n',
            );
        });

        function org(...args: string[]): { code: number | null; out: string; err: string } {
            const bin = join(__dirname, "..", "..", "..", "bin", "org.js");
            const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "profiles", "render", ...args], {
                cwd: project,
                encoding: "utf8",
                env: { ...process.env, ...asInCi },
            });
            return { code: status, out: stdout, err: stderr };
        }

        it("shows the difference, asks, and fails at once where nobody can be asked", () => {
            const { code, out, err } = org("--from-config");
            deepStrictEqual([code, out], [2, ""]);
            match(err, /\+\[profile ac-root-oaar\]\n\+role_arn = arn:aws:iam::111111111111/u);
            match(err, /there is no terminal to ask at\n.*--yes/u);
            ok(!fs.existsSync(home.config));
        });

        it("a dry run writes nothing; --yes writes; a second run does not touch the file", () => {
            strictEqual(org("--from-config", "--dry-run").code, 0);
            ok(!fs.existsSync(home.config));
            strictEqual(org("--from-config", "--yes").code, 0);
            fs.utimesSync(home.config, 1, 1);
            const { code, out, err } = org("--from-config", "--json");
            deepStrictEqual(
                [code, (JSON.parse(out) as { steps: { status: string }[] }).steps[0]?.status],
                [0, "already done"],
            );
            match(err, /it was not touched/u);
            strictEqual(fs.statSync(home.config).mtimeMs, 1000);
        });

        it("names what is needed to be asked for a code, unless it is there", () => {
            const advice = (...args: string[]): readonly boolean[] => {
                const { err } = org("--from-config", "--yes", ...args);
                return [/AccessDenied.*\.\/org profiles render --find-mfa/su.test(err), /render --sessions/u.test(err)];
            };
            deepStrictEqual(advice(), [true, true]);
            deepStrictEqual(advice("--mfa-serial", device), [false, true]);
            deepStrictEqual(advice("--sessions"), [false, false]);
        });

        it("a file that is as it should be keeps its time", () => {
            strictEqual(org("--from-config", "--yes").code, 0);
            fs.utimesSync(home.config, 1, 1);
            strictEqual(org("--from-config", "--yes").code, 0);
            strictEqual(fs.statSync(home.config).mtimeMs, 1000);
        });

        it("--stdout prints the block alone; --aws-config names another file", () => {
            const block = org("--from-config", "--stdout");
            match(block.out, /^# >>> org profiles acme-org\/ac >>>\n[^]*# <<< org profiles acme-org\/ac <<<\n$/u);
            deepStrictEqual([block.code, block.err], [0, ""]);
            const other = join(home.folder, "other");
            strictEqual(org("--from-config", "--yes", "--aws-config", other).code, 0);
            strictEqual(fs.readFileSync(other, "utf8"), block.out);
            ok(!fs.existsSync(home.config));
        });
    });
});

describe("a difference", () => {
    it("shows what changes with two lines around it", () => {
        const before = ["a", "b", "c", "d", "e", "f", "g"];
        deepStrictEqual(difference(before, before), []);
        deepStrictEqual(difference(before, ["a", "b", "c", "X", "e", "f", "g"]), [" b", " c", "-d", "+X", " e", " f"]);
        deepStrictEqual(difference([], ["a"]), ["+a"]);
    });

    it("has every new and every old line, in order", () => {
        const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
        fc.assert(
            fc.property(lines, lines, (before, after) => {
                const shown = difference(before, after);
                const count = (all: readonly string[], text: string): number =>
                    all.filter((one) => one === text).length;
                for (const text of ["a", "b", "c"])
                    strictEqual(
                        count(shown, `+${text}`) - count(shown, `-${text}`),
                        count(after, text) - count(before, text),
                    );
            }),
        );
    });
});
