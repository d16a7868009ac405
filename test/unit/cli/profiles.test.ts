import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readSharedFiles, type SharedFiles } from "../../../aws/shared-config/files";
import { commandOf } from "../../../cli/common/org-command";
import { causeOf } from "../../../cli/profiles/causes";
import { ofConfig, ofOutputs, type KnownOrganization } from "../../../cli/profiles/organization";
import { profilesOf, type ProfileSettings } from "../../../cli/profiles/profiles";
import { judgeCaller } from "../../../cli/profiles/verdict";
import { managementConfig } from "../../support/company";
import { accessRole, managementOutputs } from "../../support/management-outputs";

const access = [
    accessRole({ role: "DevOps", accounts: ["apps-prd"] }),
    accessRole({ role: "DeployMaster", accounts: ["apps-prd"], session: 10_800 }),
    accessRole({ role: "Auditor", accounts: ["management", "security"] }),
    accessRole({ role: "Scanner", accounts: ["apps-prd"], principals: ["999988887777"], mfa: false }),
];
const acme = ofOutputs(managementOutputs({ access }), "acme-org");

function settings(
    organization: KnownOrganization,
    reported: Partial<ProfileSettings> = {},
): Readonly<Record<string, Readonly<Record<string, string>>>> {
    const profiles = profilesOf(organization, { mfaSerials: [], ...reported });
    return Object.fromEntries(profiles.map((profile) => [profile.name, profile.settings]));
}

const region = "us-east-1";
const admins = "role/OrganizationAccountAccessRole";
const rootOaar = { role_arn: `arn:aws:iam::111111111111:${admins}`, source_profile: "ac-management", region };
const memberOaar = (id: string): object => ({
    role_arn: `arn:aws:iam::${id}:${admins}`,
    source_profile: "ac-root-oaar",
    region,
});
const role = (id: string, name: string, more: object = {}): object => ({
    role_arn: `arn:aws:iam::${id}:role/${name}`,
    source_profile: "ac-security",
    ...more,
    region,
});

describe("profiles", () => {
    it("are one for each account and role, from the outputs alone; machines and third parties have none", () => {
        deepStrictEqual(settings(acme), {
            "ac-bootstrap": { region },
            "ac-management": { region },
            "ac-security": { region },
            "ac-root-oaar": rootOaar,
            "ac-security-oaar": memberOaar("333333333333"),
            "ac-apps-prd-oaar": memberOaar("222222222222"),
            "ac-security-auditor": role("333333333333", "Auditor"),
            "ac-apps-prd-devops": role("222222222222", "DevOps"),
            "ac-apps-prd-deploymaster": role("222222222222", "DeployMaster", { duration_seconds: "10800" }),
            "ac-management-auditor": role("111111111111", "Auditor"),
        });
    });

    it("from the config alone are the management account's", () => {
        const config = managementConfig();
        deepStrictEqual(settings(ofConfig(config, "cn-north-1", "acme-org")), {
            "ac-bootstrap": { region: "cn-north-1" },
            "ac-management": { region: "cn-north-1" },
            "ac-root-oaar": {
                role_arn: `arn:aws-cn:iam::111111111111:${admins}`,
                source_profile: "ac-management",
                region: "cn-north-1",
            },
        });
    });

    it("name the device of the user who takes on the role, and the session, where they are given", () => {
        const [management, security] = ["arn:aws:iam::111111111111:mfa/ada", "arn:aws:iam::333333333333:mfa/ada"];
        const reported = settings(acme, { mfaSerials: [management, security], sessionName: "ada" });
        const devices = Object.entries(reported).map(([name, { mfa_serial: device, role_session_name: session }]) => [
            name,
            device,
            session,
        ]);
        deepStrictEqual(devices, [
            // The device of another user of that account.
            ["ac-bootstrap", undefined, undefined],
            // aws-vault asks for one code where the profile with the keys has the device.
            ["ac-management", management, undefined],
            ["ac-security", security, undefined],
            ["ac-root-oaar", management, "ada"],
            // The second hop takes no code: a role's session has no device.
            ["ac-security-oaar", undefined, "ada"],
            ["ac-apps-prd-oaar", undefined, "ada"],
            ["ac-security-auditor", security, "ada"],
            ["ac-apps-prd-devops", security, "ada"],
            ["ac-apps-prd-deploymaster", security, "ada"],
            ["ac-management-auditor", security, "ada"],
        ]);
    });

    it("by Identity Center name account and permission set, which is one of its own in the management account", () => {
        const center = { ...acme, identity: ["identity-center"] as const };
        const sso = { startUrl: "https://acme.awsapps.com/start", region: "eu-west-1" };
        const set = (id: string, name: string): object => ({
            sso_session: "ac",
            sso_account_id: id,
            sso_role_name: name,
            region,
        });
        deepStrictEqual(settings(center, { sso }), {
            "ac-bootstrap": { region },
            "ac-management": { region },
            "ac-root-oaar": set("111111111111", "OrganizationAccountAccessRole"),
            "ac-security-oaar": memberOaar("333333333333"),
            "ac-apps-prd-oaar": memberOaar("222222222222"),
            "ac-security-auditor": set("333333333333", "Auditor"),
            "ac-apps-prd-devops": set("222222222222", "DevOps"),
            "ac-apps-prd-deploymaster": set("222222222222", "DeployMaster"),
            "ac-management-auditor": set("111111111111", "Auditor-management"),
        });
    });

    it("for programs that cannot ask are beside each role that asks for a code", () => {
        const reported = settings(acme, { sessions: "org" });
        strictEqual(
            reported["ac-root-oaar-session"]?.["credential_process"],
            "org mfa --profile ac-root-oaar --credential-process",
        );
        strictEqual(Object.keys(reported).length, Object.keys(settings(acme)).length + 7);
    });

    it("are named by keys: whatever an account is called, and a closed one has none", () => {
        const config = managementConfig({
            accounts: {
                security: { unit: "security" },
                "acme-prod": { unit: "workloads/prd", name: "Acme [prod]", id: "222222222221" },
                "acme-prod-2": { unit: "workloads/prd", name: "Acme prod", id: "222222222222" },
                obrien: { unit: "workloads/prd", name: "O'Brien sandbox", id: "222222222223" },
                playground: { unit: "workloads/prd", name: "Playground", id: "222222222224" },
                "playground-old": { unit: "suspended", id: "222222222225", state: "closed" },
            },
            access: { DevOps: { accounts: ["*"], policies: ["PowerUserAccess"] } },
        });
        const accounts = Object.fromEntries(
            config.accounts.map(({ key, name, alias = null, email, unit = null, state, roleName }, index) => [
                key,
                { id: state === "closed" ? null : `22222222222${index}`, name, alias, email, unit, state, roleName },
            ]),
        );
        const organization = ofOutputs(managementOutputs({ accounts, access: config.access }), "acme-org");
        const names = Object.keys(settings(organization)).filter((name) => /-(?:oaar|devops)$/u.test(name));
        deepStrictEqual(names, [
            "ac-root-oaar",
            ...["security", "acme-prod", "acme-prod-2", "obrien", "playground"].map((key) => `ac-${key}-oaar`),
            // A pattern does not mean the audit account, for this role can write.
            ...["acme-prod", "acme-prod-2", "obrien", "playground"].map((key) => `ac-${key}-devops`),
        ]);
    });

    it("of one name are a fault that says whose both are", () => {
        const clash = (changes: object): KnownOrganization => ofOutputs(managementOutputs(changes), "acme-org");
        throws(
            () => settings(clash({ access: [accessRole({ role: "OAAR" })] })),
            /ac-apps-prd-oaar would be the profile of the administrators in account apps-prd and of role OAAR in account apps-prd/u,
        );
        const { security } = managementOutputs().accounts;
        const accounts = { security: security!, apps: security!, "apps-prd": security! };
        throws(
            () => settings(clash({ accounts, access: [accessRole({ role: "prd-oaar", accounts: ["apps"] })] })),
            /ac-apps-prd-oaar would be the profile of the administrators in account apps-prd and of role prd-oaar in account apps$/u,
        );
    });

    it("have names that every SDK takes: a role's = and , become hyphens, what cannot be a name is refused", () => {
        ok("ac-apps-prd-a-b-c.d@e+f" in settings({ ...acme, access: [accessRole({ role: "A=B,C.d@e+f" })] }));
        throws(
            () => settings({ ...acme, accounts: [{ key: "a]b c", id: "1", roleName: "x" }] }),
            /"ac-a\]b c-oaar", of the administrators in account a\]b c, is no name of a profile/u,
        );
    });
});

describe("how org is run from a profile", () => {
    it("is quoted as shells, the AWS CLI and the SDKs read alike", () => {
        strictEqual(commandOf(["/usr/bin/node", "/a/org.js"]), "/usr/bin/node /a/org.js");
        strictEqual(commandOf(["/my node", "/a/$x/org.js"]), `"/my node" '/a/$x/org.js'`);
    });

    it("is refused where they would read it differently", () => {
        for (const path of ["/it's", '/a"b', "/a\\b", "/a #b", "/a ;b", "/a\nb"]) throws(() => commandOf([path]));
    });
});

describe("the verdict on a profile", () => {
    const profiles = profilesOf(acme, { mfaSerials: [] });
    const named = (name: string): (typeof profiles)[number] => profiles.find((profile) => profile.name === name)!;
    const session = (id: string, name: string): { accountId: string; arn: string } => ({
        accountId: id,
        arn: `arn:aws:sts::${id}:assumed-role/${name}/ada`,
    });

    for (const [name, caller, status, message] of [
        ["ac-apps-prd-devops", session("222222222222", "DevOps"), "ok", /reaches role DevOps/u],
        [
            "ac-apps-prd-devops",
            session("333333333333", "DevOps"),
            "fault",
            /account 333333333333, not 222222222222 \(apps-prd\)/u,
        ],
        ["ac-apps-prd-devops", session("222222222222", "Auditor"), "fault", /role session Auditor, not role DevOps/u],
        [
            "ac-management",
            { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/ada" },
            "ok",
            /is user ada/u,
        ],
        ["ac-management", { accountId: "111111111111", arn: "arn:aws:iam::111111111111:root" }, "fault", /root user/u],
        ["ac-management", session("111111111111", "x"), "fault", /is role session x, not a user/u],
    ] as const)
        it(`of ${name}, when it is ${caller.arn}: ${status}`, () => {
            const verdict = judgeCaller(named(name), caller);
            strictEqual(verdict.status, status);
            match(verdict.message, message);
        });

    it("knows the names that Identity Center gives its roles", () => {
        const sso = { startUrl: "https://acme.awsapps.com/start", region: "us-east-1" };
        const devops = profilesOf(acme, { mfaSerials: [], sso }).find(({ name }) => name === "ac-apps-prd-devops")!;
        const by = (name: string): string => judgeCaller(devops, session("222222222222", name)).status;
        strictEqual(by("AWSReservedSSO_DevOps_0123456789abcdef"), "ok");
        strictEqual(by("AWSReservedSSO_DevOps_ReadOnly_0123456789abcdef"), "fault");
        strictEqual(by("DevOps"), "fault");
    });
});

describe("verdicts of one cause", () => {
    const section = (name: string, lines: string): string => `[profile ${name}]\n${lines}\n`;
    const roles = ["one", "two", "three"].map((name, index) =>
        section(name, `role_arn = arn:aws:iam::22222222222${index}:role/R\nsource_profile = ada`),
    );
    const config = [
        section("ada", "region = us-east-1"),
        section("other", "region = us-east-1"),
        ...roles,
        section("long", "role_arn = arn:aws:iam::222222222222:role/R\nsource_profile = ada\nduration_seconds = 10800"),
        section("far", "role_arn = arn:aws:iam::222222222222:role/R\nsource_profile = other"),
        section(
            "far-long",
            "role_arn = arn:aws:iam::222222222222:role/R\nsource_profile = other\nduration_seconds = 10800",
        ),
    ].join("");
    const credentials = "[ada]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n";
    let folder: string;
    let files: SharedFiles;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "causes-"));
        const paths = { config: path.join(folder, "config"), credentials: path.join(folder, "credentials") };
        fs.writeFileSync(paths.config, config);
        fs.writeFileSync(paths.credentials, credentials);
        files = readSharedFiles({
            AWS_CONFIG_FILE: paths.config,
            AWS_SHARED_CREDENTIALS_FILE: paths.credentials,
        });
    });
    after(() => {
        fs.rmSync(folder, { recursive: true });
    });
    const cause = (profile: string, message: string, cure: string): string =>
        causeOf(
            { profile, account: { key: "a", id: "1" }, role: "R", status: "warning", message, cure, found: null },
            files,
        );

    it("a code is asked for: one for all roles of a user, and one for a role that lasts longer", () => {
        const code = (profile: string): string => cause(profile, "needs a session", `./org mfa --profile ${profile}`);
        strictEqual(new Set(["one", "two", "three"].map(code)).size, 1);
        strictEqual(new Set(["one", "long", "far"].map(code)).size, 3);
    });

    it("keys are missing: the profile that has none, and those that start from it", () => {
        const cure = "aws configure --profile other (writes credentials), or aws login --profile other";
        for (const far of ["far", "far-long"])
            strictEqual(
                cause(far, "has no keys on this machine: other has none", cure),
                cause("other", "has no keys on this machine", cure),
            );
    });
});
