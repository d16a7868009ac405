import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { parseMember, parseSecurity, type RawConfig } from "../../../config";
import type { Fault } from "../../../config/faults";
import { secondsOf, durationText } from "../../../config/aws-facts/duration";
import { ciPreviewRoleName } from "../../../components/identity/ci-roles";
import { ownRoles } from "../../../config/names/own-roles";
import { accountsIn, faultsOf, holds, pathsOf, valueOf, warningsOf } from "./base";

describe("access", () => {
    const accounts = {
        ...accountsIn(["security", "apps-dev", "apps-prd"]),
        gone: { unit: "security", state: "closed" },
    };
    const role = (settings: object, name = "Auditor"): Readonly<Record<string, unknown>> => ({
        accounts,
        access: { [name]: { accounts: ["*"], ...settings } },
    });

    it("patterns are resolved in the config's order; closed accounts and the management account are not meant by *", () => {
        deepStrictEqual(valueOf(role({})).access[0]?.accounts, ["security", "apps-dev", "apps-prd"]);
        deepStrictEqual(valueOf(role({ accounts: ["apps-*", "management", "apps-dev"] })).access[0]?.accounts, [
            "management",
            "apps-dev",
            "apps-prd",
        ]);
    });

    it("a pattern does not mean the audit account for a role that can write; its name does, with a warning", () => {
        const everywhere = ["security", "apps-dev", "apps-prd"];
        const document = (...statements: readonly object[]): object => ({
            Version: "2012-10-17",
            Statement: statements.map((each) => ({ Effect: "Allow", Resource: "*", ...each })),
        });
        const reads = { Action: ["s3:Get*", "iam:ListRoles", "logs:StartQuery", "cloudtrail:LookupEvents"] };
        const custom = "arn:aws:iam::123456789012:policy/ReadOnlyAccess";
        const writing: Readonly<Record<string, object>> = {
            "a managed policy": { policies: ["PowerUserAccess"] },
            "one among others": { policies: ["SecurityAudit", "IAMFullAccess"] },
            "a policy of the company's own, whatever its name": { policies: [custom] },
            "an unknown policy": { policies: ["AmazonNewThing"] },
            "the policy of its own": { policies: ["ReadOnlyAccess"], inline: document(reads, { Action: "s3:*" }) },
            "a policy of its own as text": { inline: JSON.stringify(document({ Action: "kms:DisableKey" })) },
            "all but some": { inline: document({ NotAction: "iam:*" }) },
            "a wildcard before the verb": { inline: document({ Action: "s3:*Object" }) },
            "another role": { inline: document({ Action: "sts:AssumeRole" }) },
            "a boundary that is no limit": { policies: ["PowerUserAccess"], boundary: custom },
        };
        const reading: Readonly<Record<string, object>> = {
            "managed policies": { policies: ["ReadOnlyAccess", "SecurityAudit"] },
            "one by its ARN": { policies: ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"] },
            "support cases and bills": { policies: ["AWSSupportAccess", "Billing", "AWSBillingReadOnlyAccess"] },
            "a policy of its own": { inline: document(reads) },
            "what it denies": { policies: ["ReadOnlyAccess"], inline: document({ Effect: "Deny", Action: "s3:*" }) },
            "a boundary that reads": { policies: ["PowerUserAccess"], boundary: "ReadOnlyAccess" },
        };
        for (const [why, settings] of Object.entries(writing)) {
            deepStrictEqual(valueOf(role(settings)).access[0]?.accounts, ["apps-dev", "apps-prd"], why);
            deepStrictEqual(
                valueOf(role({ ...settings, accounts: ["apps-*", "*s*"] })).access[0]?.accounts,
                ["apps-dev", "apps-prd"],
                why,
            );
            const named = role({ ...settings, accounts: ["*", "security"] });
            deepStrictEqual(valueOf(named).access[0]?.accounts, everywhere, why);
            const warned = warningsOf(named).filter(({ path }) => path === "access.Auditor.accounts[1]");
            strictEqual(warned.length, 1, why);
            match(warned[0]!.message, /audit account/u, why);
            match(warned[0]!.cure, /protect-audit/u, why);
        }
        for (const [why, settings] of Object.entries(reading)) {
            deepStrictEqual(valueOf(role(settings)).access[0]?.accounts, everywhere, why);
            deepStrictEqual(warningsOf(role({ ...settings, accounts: ["security"] })), [], why);
        }
        // A company with no other account yet may have the role nevertheless.
        const only = faultsOf(role({ policies: ["PowerUserAccess"], accounts: ["sec*"] }));
        holds(only, "access.Auditor.accounts[0]", "audit account");
        holds(only, "access.Auditor.accounts[0]", "write security");
        const alone = { accounts: accountsIn(["security"]), access: { DevOps: { accounts: ["*"] } } };
        deepStrictEqual(valueOf(alone).access[0]?.accounts, []);
        deepStrictEqual(
            warningsOf(alone).map(({ path }) => path),
            ["access.DevOps.accounts[0]"],
        );
    });

    it("names that the program or its profiles use are faults, whatever their letter case", () => {
        const names: Readonly<Record<string, RegExp>> = {
            "ac-ci-preview": /makes for itself/u,
            "AC-CI-Deploy": /makes for itself/u,
            "ac-cloudtrail-logs": /makes for itself/u,
            OrganizationAccountAccessRole: /administrators/u,
            acmeadmin: /enters accounts\.apps-dev/u,
            oaar: /ends as the administrators' profiles/u,
            OAAR: /ends as the administrators' profiles/u,
            session: /ends as the profiles of sessions/u,
            "dev-oaar": /ends as the administrators' profiles/u,
            "x-session": /ends as the profiles of sessions/u,
            "X,Session": /ends as the profiles of sessions/u,
            AWSReservedSSO_x: /AWS keeps/u,
            "Dev Ops": /a blank/u,
        };
        for (const [name, message] of Object.entries(names)) {
            const { accounts: all, ...rest } = role({ policies: ["ReadOnlyAccess"] }, name);
            const others = { ...(all as object), "apps-dev": { unit: "security", roleName: "AcmeAdmin" } };
            const found = faultsOf({ ...rest, accounts: others });
            strictEqual(found.length, 1, name);
            match(found[0]!.message, message, name);
        }
        // Roles of machines have no profiles.
        const machine = { policies: ["ReadOnlyAccess"], principals: ["111111111111"] };
        deepStrictEqual(faultsOf(role(machine, "x-session")), []);
        for (const name of ["DevOps", "sessions", "oaar2", "ci-preview", "bb-ci-preview"])
            deepStrictEqual(faultsOf(role({ policies: ["ReadOnlyAccess"] }, name)), [], name);
        deepStrictEqual(ciPreviewRoleName("ac"), ownRoles("ac").ciPreview);
    });

    it("two roles share no profile, though `=` and `,` are different to IAM", () => {
        const each = { accounts: ["apps-prd"], policies: ["ReadOnlyAccess"] };
        holds(faultsOf({ accounts, access: { "a=b": each, "a,b": each } }), 'access["a,b"]', "ac-apps-prd-a-b");
        holds(faultsOf({ accounts, access: { DevOps: each, DEVOPS: each } }), "access.DEVOPS", "letter case");
    });

    it("the role by which accounts are entered is none of the program's other roles", () => {
        const management = { id: "111111111111", roleName: "AC-ci-deploy" };
        holds(faultsOf({ management }), "management.roleName", "makes for itself");
        const own = { security: { unit: "security", roleName: "ac-ci-preview" } };
        holds(faultsOf({ accounts: own }), "accounts.security.roleName", "makes for itself");
    });

    it("each pattern must match something", () => {
        const faults = faultsOf(role({ accounts: ["app-*", "apps-prod", "gone", "a.ps-prd", "*"] }));
        deepStrictEqual(
            faults.map(({ path }) => path),
            [0, 1, 2, 3].map((index) => `access.Auditor.accounts[${index}]`),
        );
        holds(faults, "access.Auditor.accounts[1]", "did you mean apps-prd?");
        holds(faults, "access.Auditor.accounts[2]", "closed");
        deepStrictEqual(pathsOf(role({ accounts: [] })), ["access.Auditor.accounts"]);
    });

    it("the original's roles have its defaults, with MFA for everybody", () => {
        const { access } = valueOf({
            access: Object.fromEntries(
                ["DevOps", "Auditor", "DeployMaster", "FinOps"].map((name) => [name, { accounts: ["*"] }]),
            ),
        });
        deepStrictEqual(
            access.map(({ role: name, mfa, mfaAge, session }) => [name, mfa, mfaAge, session]),
            [
                ["DevOps", true, 43_200, 3600],
                ["Auditor", true, 43_200, 3600],
                ["DeployMaster", true, 43_200, 10_800],
                ["FinOps", true, 43_200, 3600],
            ],
        );
        deepStrictEqual(access[3]?.managedPolicies, [
            "arn:aws:iam::aws:policy/job-function/Billing",
            "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
        ]);
    });

    it("managed policies are named or given by ARN, in the region's partition", () => {
        const policies = ["ReadOnlyAccess", "arn:aws-us-gov:iam::aws:policy/SecurityAudit", "ReadOnlyAccess"];
        deepStrictEqual(valueOf(role({ policies }), { region: "us-gov-west-1" }).access[0]?.managedPolicies, [
            "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess",
            policies[1],
        ]);
        match(warningsOf(role({ policies: ["ReadOnlyAcess"] }))[0]!.cure, /did you mean ReadOnlyAccess/);
        deepStrictEqual(pathsOf(role({ policies: ["arn:aws:iam::x:policy/Y"] })), ["access.Auditor.policies[0]"]);
    });

    it("durations are within IAM's bounds", () => {
        for (const [setting, value] of [
            ["mfaAge", "12"],
            ["mfaAge", "37h"],
            ["mfaAge", 12],
            ["mfaAge", "half a day"],
            ["session", "59m"],
            ["session", "12h1s"],
            ["session", "PT1H"],
        ] as const) {
            deepStrictEqual(pathsOf(role({ [setting]: value })), [`access.Auditor.${setting}`], `${setting} ${value}`);
        }
        const [access] = valueOf(role({ mfaAge: "1h30m", session: 7200 })).access;
        deepStrictEqual([access?.mfaAge, access?.session], [5400, 7200]);
        for (const seconds of [45, 5400, 43_200, 129_600]) strictEqual(secondsOf(durationText(seconds)), seconds);
    });

    it("names that AWS or the management layer keeps are refused", () => {
        for (const name of [
            "AWSServiceRoleForX",
            "awsreservedsso_Admin",
            "OrganizationAccountAccessRole",
            "organizationaccountaccessrole",
            "a b",
            "x".repeat(65),
        ]) {
            strictEqual(faultsOf(role({ policies: ["ReadOnlyAccess"] }, name)).length, 1, name);
        }
        deepStrictEqual(
            pathsOf({
                access: { DevOps: { accounts: ["*"] }, devops: { accounts: ["*"], policies: ["ReadOnlyAccess"] } },
            }).slice(0, 1),
            ["access.devops"],
        );
    });

    it("a role that may do nothing is refused", () => {
        holds(faultsOf(role({}, "Own")), "access.Own", "may do nothing");
        const inline = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] };
        deepStrictEqual(valueOf(role({ inline }, "Own")).access[0]?.inline, inline);
    });

    it("people must prove MFA; third parties must send an external id; nothing may mean everybody", () => {
        deepStrictEqual(pathsOf(role({ mfa: false })), ["access.Auditor.mfa"]);
        deepStrictEqual(pathsOf(role({ principals: ["999988887777"] })), ["access.Auditor.principals[0]"]);
        deepStrictEqual(valueOf(role({ principals: ["999988887777"], externalId: "acme-7f3d" })).access[0]?.mfa, false);
        deepStrictEqual(faultsOf(role({ principals: ["arn:aws:iam::111111111111:role/Deploy"] })), []);
        for (const principal of ["*", "arn:aws:iam::*:root", "arn:aws:iam::999988887777:user/*", "somebody"])
            deepStrictEqual(pathsOf(role({ principals: [principal], externalId: "x1" })), [
                "access.Auditor.principals[0]",
            ]);
    });

    it("roles for people need the account that their users are in, wherever the roles are", () => {
        const { accounts: all } = role({});
        const { security: gone, ...others } = all as Record<string, object>;
        const named = { accounts: others, access: { Auditor: { accounts: ["management"] } } };
        strictEqual(faultsOf(named).length, 1);
        holds(faultsOf(named), "accounts.security", "is missing", "Auditor", "security: { unit: … }");
        // Roles in a member's stack wait, because an organization may begin without people.
        for (const where of ["*", "apps-dev"]) {
            const elsewhere = { accounts: others, access: { Auditor: { accounts: [where] } } };
            deepStrictEqual(faultsOf(elsewhere), []);
            holds(warningsOf(elsewhere), "accounts.security", "Auditor, which wait for it");
        }
        const closed = { ...others, security: { ...gone, state: "closed" } };
        holds(
            faultsOf({ accounts: closed, access: { Auditor: { accounts: ["management"] } } }),
            "accounts.security.state",
            "Auditor",
        );
        // A wrong account, or one under another key, has only its own fault.
        const renamed = { ...others, audit: { ...gone, formerly: "security" } };
        deepStrictEqual(pathsOf({ ...role({}), accounts: renamed }), ["accounts.audit.formerly"]);
        deepStrictEqual(pathsOf({ ...role({}), accounts: { ...others, security: 7 } }), ["accounts.security"]);
    });

    it("roles of machines, and those of Identity Center, need none", () => {
        const others = accountsIn(["apps-dev"]);
        const machine = { accounts: ["management"], policies: ["ReadOnlyAccess"], principals: ["111111111111"] };
        deepStrictEqual(faultsOf({ accounts: others, access: { Scanner: machine } }), []);
        const people = { accounts: others, access: { Auditor: { accounts: ["management"] } } };
        deepStrictEqual(faultsOf({ ...people, identity: ["identity-center"] }), []);
    });

    it("an identity provider is no principal: a role could not say which of its subjects it means", () => {
        for (const kind of ["oidc-provider/token.example", "saml-provider/Okta"]) {
            const faults = faultsOf(role({ principals: [`arn:aws:iam::111111111111:${kind}`], externalId: "x1" }));
            deepStrictEqual(
                faults.map(({ path }) => path),
                ["access.Auditor.principals[0]"],
            );
        }
        holds(
            faultsOf(role({ principals: ["arn:aws:iam::111111111111:oidc-provider/token.example"] })),
            "access.Auditor.principals[0]",
            "is an identity provider",
        );
    });

    it("Identity Center takes 32 characters of a permission set's name, one of its own in the management account", () => {
        const policies = ["ReadOnlyAccess"];
        const named = (name: string, more: RawConfig = {}): RawConfig => ({
            access: { [name]: { accounts: ["*"], policies, ...more } },
            identity: ["identity-center"],
        });
        const long = "a".repeat(33);
        holds(faultsOf(named(long)), `access.${long}`, "is 33 characters");
        deepStrictEqual(faultsOf({ ...named(long), identity: ["users"] }), []);
        deepStrictEqual(faultsOf(named(long, { principals: ["111111111111"] })), []);
        const shorter = "a".repeat(22);
        deepStrictEqual(faultsOf(named(shorter)), []);
        holds(faultsOf(named(shorter, { accounts: ["management"] })), `access.${shorter}`, `${shorter}-management`);
        holds(faultsOf(named("x", { description: "d".repeat(701) })), "access.x.description", "takes 700");
        const access = {
            Auditor: { accounts: ["management"], policies },
            "Auditor-management": { accounts: ["*"], policies },
        };
        holds(faultsOf({ access, identity: ["identity-center"] }), "access.Auditor-management", "access.Auditor");
    });

    it("two pairs of account and role never share a profile", () => {
        const access = {
            "x-y": { accounts: ["a"], policies: ["ReadOnlyAccess"] },
            y: { accounts: ["a-x"], policies: ["ReadOnlyAccess"] },
        };
        holds(faultsOf({ accounts: accountsIn(["a", "a-x"]), access }), "access.y", "ac-a-x-y");
    });
});

describe("people", () => {
    it("admins are a list or a map with keys", () => {
        deepStrictEqual(valueOf({ admins: { "ada.lovelace": { pgpKey: "keybase:ada" }, "alan.turing": {} } }).admins, [
            { name: "ada.lovelace", formerly: [], pgpKey: "keybase:ada" },
            { name: "alan.turing", formerly: [] },
        ]);
    });

    it("names are IAM's, each once without regard to case, and the bootstrap's user is none of them", () => {
        deepStrictEqual(pathsOf({ admins: ["ada lovelace", "ada", "ADA", "mgmt-org-admin"] }), [
            "admins[0]",
            "admins[2]",
            "admins[3]",
        ]);
        deepStrictEqual(pathsOf({ admins: { "ada lovelace": {} } }), ['admins["ada lovelace"]']);
    });

    it("a user for emergencies is no admin, and somebody administers", () => {
        deepStrictEqual(pathsOf({ breakGlass: ["sealed-1", "Ada.Lovelace"] }), ["breakGlass[1]"]);
        deepStrictEqual(pathsOf({ identity: [] }), ["identity"]);
        deepStrictEqual(pathsOf({ identity: ["sso"] }), ["identity[0]"]);
        strictEqual(warningsOf({ admins: [] })[0]?.path, "admins");
        deepStrictEqual(warningsOf({ admins: [], identity: ["identity-center"] }), []);
    });
});

describe("security and member layers", () => {
    const faults = (raw: Readonly<Record<string, unknown>>, context = {}): readonly Fault[] => {
        const parsed = parseSecurity(raw, context);
        return parsed.ok ? [] : parsed.faults;
    };

    it("an empty config has every default", () => {
        deepStrictEqual(parseSecurity({}), {
            ok: true,
            warnings: [],
            value: {
                baseline: { deleteDefaultVpc: false },
                users: [],
                groups: [],
                audit: { trail: true, retentionDays: 400, analyzer: true, accessLogs: false },
            },
        });
        deepStrictEqual(parseMember({}), { ok: true, warnings: [], value: { baseline: { deleteDefaultVpc: false } } });
        ok(!parseMember({ baselines: {} }).ok);
    });

    it("users are in groups that are there, groups have roles that are there", () => {
        const reported = faults(
            { groups: { devops: { roles: ["DevOp"] } }, users: { ada: { groups: ["devop"] } } },
            { accessRoles: ["DevOps"] },
        );
        holds(reported, "groups.devops.roles[0]", "did you mean DevOps?");
        holds(reported, "users.ada.groups[0]", "did you mean devops?");
    });

    it("the trail is kept for a year or more", () => {
        holds(faults({ audit: { retentionDays: 120 } }), "audit.retentionDays", "365");
    });

    it("what the trail needs besides is judged whole, and refused without a trail", () => {
        const audit = {
            accessLogs: true,
            objectLock: { mode: "governance", days: 400 },
            dataEvents: { "AWS::S3::Object": "write", "AWS::Lambda::Function": "all" },
        };
        const parsed = parseSecurity({ audit });
        deepStrictEqual(parsed.ok && parsed.value.audit, { trail: true, retentionDays: 400, analyzer: true, ...audit });
        deepStrictEqual(
            faults({ audit: { trail: false, ...audit } }).map(({ path }) => path),
            ["audit.accessLogs", "audit.objectLock", "audit.dataEvents"],
        );
        deepStrictEqual(faults({ audit: { trail: false, accessLogs: false, dataEvents: {} } }), []);
        holds(faults({ audit: { objectLock: { mode: "governance", days: 401 } } }), "audit.objectLock.days", "400");
        holds(faults({ audit: { objectLock: { days: 30 } } }), "audit.objectLock.mode", "governance, compliance");
        const named = (type: string): readonly Fault[] => {
            const judged = parseSecurity({ audit: { dataEvents: { [type]: "all" } } });
            return judged.ok ? judged.warnings : judged.faults;
        };
        holds(named("s3"), "audit.dataEvents.s3", "AWS::S3::Object");
        holds(named("AWS::S3::object"), "audit.dataEvents.AWS::S3::object", "did you mean AWS::S3::Object?");
        deepStrictEqual(named("AWS::S3Outposts::Object"), []);
    });

    it("alarms go to a group, from a trail that is on", () => {
        holds(faults({ audit: { alarms: { email: "ada@gmail.com" } } }), "audit.alarms.email", "personal");
        holds(
            faults({ users: { ada: {} }, audit: { alarms: { email: "ada@acme.example" } } }),
            "audit.alarms.email",
            "ada",
        );
        holds(
            faults({ audit: { trail: false, alarms: { email: "security@acme.example" } } }),
            "audit.alarms",
            "switched off",
        );
    });

    it("what only a service's administrator can make is reported, with the line that delegates the service", () => {
        const warnings = (raw: RawConfig, services: readonly string[], identityCenter = false): readonly Fault[] =>
            parseSecurity(raw, { delegated: { services, mayBeMore: true, identityCenter } }).warnings;
        const reported = warnings({}, ["config.amazonaws.com"], true);
        const all = "config.amazonaws.com, access-analyzer.amazonaws.com, cloudtrail.amazonaws.com, sso.amazonaws.com";
        for (const path of ["audit.analyzer", "audit.trail", "identity"])
            holds(reported, path, `delegatedAdministrators: { security: [${all}] }`);
        deepStrictEqual(warnings({}, ["access-analyzer.amazonaws.com", "cloudtrail.amazonaws.com"]), []);
        deepStrictEqual(warnings({ audit: { trail: false, analyzer: false } }, []), []);
        // If the program created the organization, AWS has no delegations beside the config's.
        const made = parseSecurity({}, { delegated: { services: [], mayBeMore: false, identityCenter: false } });
        deepStrictEqual(!made.ok && made.faults.map(({ path }) => path), ["audit.analyzer", "audit.trail"]);
        // Without the account in the management config nothing is judged; a preview asks AWS.
        deepStrictEqual(parseSecurity({}).warnings, []);
    });

    it("no user has the group's mailbox", () => {
        holds(
            faults({ users: { "ada.lovelace": {} } }, { groupEmail: "ada.lovelace+aws@acme.example" }),
            'users["ada.lovelace"]',
            "group's",
        );
    });
});
