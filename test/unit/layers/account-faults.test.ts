import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { oddPath, unitsOf } from "../../../aws/units";
import { judgeAccount, judgeCaller } from "../../../cli/doctor/checks/credentials";
import { accountFaults, activationWarnings } from "../../../aws/preflight/account-faults";
import { asAwsHas } from "../../../aws/preflight/as-aws-has";
import { preflightFaults } from "../../../aws/preflight/preflight";
import type { AwsAccount } from "../../../aws/snapshot";
import { noPrevious, type Previous, type PreviousAccount } from "../../../aws/preflight/previous";
import { organizationArgs } from "../../../layers/management/build";
import { stillOn, unmanaged } from "../../../layers/management/unmanaged";
import { parse } from "yaml";
import { acme, brandNew, managementConfig, snapshotWith } from "../../support/company";

const nothing = noPrevious;

function account(key: string, changes: Partial<AwsAccount> = {}): AwsAccount {
    return { id: "222222222222", name: `acme-${key}`, email: `aws+${key}@acme.example`, state: "ACTIVE", ...changes };
}

function before(key: string, changes: Partial<PreviousAccount> = {}): Previous {
    const { id, name, email } = account(key);
    return {
        ...noPrevious,
        accounts: { [key]: { id, name, email, unit: "workloads/prd", state: "active", ...changes } },
    };
}

function paths(faults: readonly { readonly path: string }[]): string[] {
    return faults.map(({ path }) => path);
}

/** Callers that cannot be used, with what preview and doctor report of each. */
describe("preview and doctor judge a caller alike", () => {
    const { management, company } = managementConfig();
    const environment = { keys: false, profile: undefined };
    const user = {
        accountId: "999999999999",
        arn: "arn:aws:iam::999999999999:user/x",
        kind: "user",
        name: "x",
    } as const;
    const root = {
        accountId: management.id,
        arn: `arn:aws-cn:iam::${management.id}:root`,
        kind: "root user",
        name: "root",
    } as const;
    const session = {
        accountId: "999999999999",
        arn: "arn:aws:sts::999999999999:assumed-role/r/root",
        kind: "role session",
        name: "r",
    } as const;
    for (const found of [user, root, session, { ...session, accountId: management.id }])
        it(found.arn, () => {
            const caller = { ...found, source: "AWS_PROFILE=x" };
            const preview = preflightFaults(managementConfig(), { ...brandNew, caller }, nothing);
            const facts = { caller, source: caller.source, environment, short: company.short };
            const doctor = [...judgeAccount({ ...facts, expected: management.id }), ...judgeCaller(facts)].filter(
                ({ status }) => status === "fault",
            );
            deepStrictEqual(
                doctor.map(({ message }) => message),
                preview.map(({ message }) => message),
            );
        });
});

describe("a run is refused", () => {
    it("with another account's credentials, and says only that", () => {
        const world = {
            ...snapshotWith({ featureSet: "CONSOLIDATED_BILLING" }),
            caller: { accountId: "999999999999", arn: "arn:aws:iam::999999999999:user/x" },
        };
        deepStrictEqual(paths(preflightFaults(managementConfig(), world, nothing)), ["management.id"]);
    });

    it("with the root user's credentials", () => {
        const world = { ...brandNew, caller: { accountId: "111111111111", arn: "arn:aws:iam::111111111111:root" } };
        deepStrictEqual(paths(preflightFaults(managementConfig(), world, nothing)), ["credentials"]);
    });

    it("by an organization of consolidated billing only", () => {
        const faults = preflightFaults(
            managementConfig(),
            snapshotWith({ featureSet: "CONSOLIDATED_BILLING" }),
            nothing,
        );
        deepStrictEqual(paths(faults), ["organization"]);
        match(faults[0]!.cure, /all features/);
    });

    it("by another organization than the one that the config adopts", () => {
        const config = managementConfig({ organization: { id: "o-otherotherot" } });
        deepStrictEqual(paths(preflightFaults(config, snapshotWith(), nothing)), ["organization.id"]);
    });

    it("in a member of somebody else's organization", () => {
        const faults = preflightFaults(
            managementConfig(),
            snapshotWith({ managementAccountId: "999999999999" }),
            nothing,
        );
        deepStrictEqual(paths(faults), ["management.id"]);
    });
});

describe("an account is not made twice", () => {
    it("when a run that died made it with another email: the one that AWS has is named", () => {
        const orphan = account("apps-prd", { email: "wrong+apps-prd@acme.example" });
        const faults = accountFaults(managementConfig(), snapshotWith({ accounts: [orphan] }), nothing);
        deepStrictEqual(paths(faults), ["accounts.apps-prd.email"]);
        match(faults[0]!.message, /acme-apps-prd already, 222222222222 with wrong\+apps-prd@acme\.example/);
        match(faults[0]!.cure, /id: "222222222222".*\.\/org accounts email 222222222222 --to .*name: …/);
    });

    it("and is made where the other one of its name is closed, or is another account of the config", () => {
        const closed = account("apps-prd", { email: "old@acme.example", state: "CLOSED" });
        deepStrictEqual(accountFaults(managementConfig(), snapshotWith({ accounts: [closed] }), nothing), []);
        const accounts = {
            ...acme.accounts,
            other: { unit: "security", name: "acme-apps-prd", email: "other@acme.example", id: "222222222222" },
        };
        const other = account("apps-prd", { email: "other@acme.example" });
        deepStrictEqual(
            accountFaults(managementConfig({ accounts }), snapshotWith({ accounts: [other] }), nothing),
            [],
        );
    });
});

describe("an account's name", () => {
    const odd = account("apps-prd", { name: "R&D" });
    const named = (name: string): readonly { path: string; message: string; cure: string }[] => {
        const accounts = { "apps-prd": { unit: "workloads/prd", id: odd.id, name } };
        const services = ["account.amazonaws.com"];
        return accountFaults(managementConfig({ accounts }), snapshotWith({ accounts: [odd], services }), nothing);
    };

    it("is AWS's, whatever it is, and may become any that a new account may have", () => {
        deepStrictEqual(named("R&D"), []);
        deepStrictEqual(named("Research"), []);
    });

    it("is refused where it is another one than AWS's and no new account may have it", () => {
        const [fault] = named("R&D2");
        strictEqual(fault!.path, "accounts.apps-prd.name");
        match(fault!.message, /R&D, and holds the forbidden sign & \(this program's own rule/);
        match(fault!.cure, /name: "R&D"/);
    });

    it("is refused where it is another one and the organization does not trust what changes it", () => {
        const world = snapshotWith({ accounts: [odd] });
        const accounts = (name: string): object => ({ "apps-prd": { unit: "workloads/prd", id: odd.id, name } });
        const [fault] = accountFaults(managementConfig({ accounts: accounts("Research") }), world, nothing);
        strictEqual(fault!.path, "accounts.apps-prd.name");
        match(fault!.cure, /add account\.amazonaws\.com to organization\.services/);
        deepStrictEqual(accountFaults(managementConfig({ accounts: accounts("R&D") }), world, nothing), []);
        const trusting = { accounts: accounts("Research"), organization: { services: ["account.amazonaws.com"] } };
        deepStrictEqual(accountFaults(managementConfig(trusting), world, nothing), []);
    });

    it("of the management account is judged so too", () => {
        const config = managementConfig({ management: { id: "111111111111", name: "A&B" } });
        const is = (name: string): string[] => {
            const management = { id: "111111111111", name, email: "aws@acme.example", state: "ACTIVE" };
            return paths(accountFaults(config, snapshotWith({ accounts: [management] }), nothing));
        };
        deepStrictEqual(is("A&B"), []);
        deepStrictEqual(is("acme"), ["management.name"]);
    });
});

describe("an account is not lost", () => {
    it("when the config drops it: the run is refused with the ways to go on", () => {
        const faults = accountFaults(managementConfig(), snapshotWith({ accounts: [account("gone")] }), before("gone"));
        deepStrictEqual(paths(faults), ["accounts.gone"]);
        match(faults[0]!.cure, /put it back.*accounts release gone.*accounts close gone/);
    });

    for (const [what, accounts] of [
        ["left the organization", []],
        ["was closed", [account("gone", { state: "CLOSED" })]],
    ] as const) {
        it(`when it ${what} before the config drops it: there is nothing to refuse`, () => {
            deepStrictEqual(accountFaults(managementConfig(), snapshotWith({ accounts }), before("gone")), []);
        });
    }

    it("when its key changes: the refusal shows the line that keeps it", () => {
        const accounts = { security: { unit: "security" }, "apps-production": { unit: "workloads/prd" } };
        const faults = accountFaults(
            managementConfig({ accounts }),
            snapshotWith({ accounts: [account("apps-prd")] }),
            {
                ...noPrevious,
                accounts: { ...before("security", { id: "333333333333" }).accounts, ...before("apps-prd").accounts },
            },
        );
        deepStrictEqual(paths(faults), ["accounts.apps-prd"]);
        match(faults[0]!.cure, /apps-production: \{ unit: workloads\/prd, formerly: apps-prd \}/);
    });

    it("when its key changes and its id does not: the one line that is missing", () => {
        const { id, name, email } = account("apps-prd");
        const accounts = { live: { unit: "workloads/prd", id, name, email } };
        const faults = accountFaults(
            managementConfig({ accounts }),
            snapshotWith({ accounts: [account("apps-prd")] }),
            before("apps-prd"),
        );
        deepStrictEqual(
            faults.map(({ path, cure }) => [path, cure]),
            [["accounts.apps-prd", "say that it is the same account: live: { …, formerly: apps-prd }"]],
        );
    });

    it("when it is the security layer's and gets another key: the key stays, and nothing is said of a rename or an end", () => {
        const { id, name, email } = account("security");
        const world = snapshotWith({ accounts: [account("security")] });
        const unit = "security";
        const tags = { Owner: "audit" };
        for (const audit of [{ unit }, { unit, id, name, email, tags, joined: "invited" }]) {
            const faults = accountFaults(managementConfig({ accounts: { audit } }), world, before("security"));
            deepStrictEqual(paths(faults), ["accounts.security"]);
            match(faults[0]!.cure, /security layer[\s\S]*keep the key, write: security: \{ /);
            const line = /write: (security: .*\}); AWS/u.exec(faults[0]!.cure)![1]!;
            const { security: settings } = parse(line) as { security: object };
            const role = { roleName: "OrganizationAccountAccessRole" };
            deepStrictEqual(settings, {
                unit,
                id,
                name,
                email,
                ...role,
                ...("id" in audit && { tags, joined: "invited" }),
            });
            deepStrictEqual(
                accountFaults(managementConfig({ accounts: { security: settings } }), world, before("security")),
                [],
            );
            doesNotMatch(faults[0]!.cure, /formerly|accounts close|accounts release/);
        }
    });

    it("when its key changed in an earlier run and the config forgets what it was: AWS's email stays", () => {
        const accounts = { live: { unit: "workloads/prd" } };
        const world = snapshotWith({ accounts: [account("apps-prd")] });
        const was = { ...noPrevious, accounts: { live: before("apps-prd").accounts["apps-prd"]! } };
        const config = managementConfig({ accounts });
        deepStrictEqual(accountFaults(config, world, was), []);
        const [kept] = asAwsHas(config, world, was).accounts;
        deepStrictEqual([kept!.name, kept!.email], ["acme-apps-prd", "aws+apps-prd@acme.example"]);
        const given = managementConfig({
            accounts: { live: { unit: "workloads/prd", email: "aws+live@acme.example" } },
        });
        deepStrictEqual(paths(accountFaults(given, world, was)), ["accounts.live.email"]);
    });

    it("when its former key is another account of the state: that one is dropped, and so refused", () => {
        const world = snapshotWith({ accounts: [account("apps-prd"), account("live", { id: "333333333333" })] });
        const accounts = { live: { unit: "workloads/prd", formerly: "apps-prd" } };
        const was = {
            ...noPrevious,
            accounts: { ...before("apps-prd").accounts, ...before("live", { id: "333333333333" }).accounts },
        };
        const faults = accountFaults(managementConfig({ accounts }), world, was);
        match(faults.map(({ message }) => message).join("\n"), /acme-apps-prd \(222222222222\) is no longer/);
    });

    it("when its key changes and says what it was", () => {
        const accounts = {
            security: { unit: "security" },
            "apps-production": { unit: "workloads/prd", formerly: "apps-prd" },
        };
        const world = snapshotWith({ accounts: [account("apps-prd")] });
        deepStrictEqual(accountFaults(managementConfig({ accounts }), world, before("apps-prd")), []);
    });

    it("when the group's address changes: each account is refused with both addresses", () => {
        const config = managementConfig({ email: "cloud@acme.example" });
        const world = snapshotWith({ accounts: [account("apps-prd"), account("security", { id: "333333333333" })] });
        const was = {
            ...noPrevious,
            accounts: { ...before("apps-prd").accounts, ...before("security", { id: "333333333333" }).accounts },
        };
        const faults = accountFaults(config, world, was);
        deepStrictEqual(paths(faults), ["accounts.security.email", "accounts.apps-prd.email"]);
        match(faults[1]!.message, /aws\+apps-prd@acme\.example/);
        strictEqual(faults[1]!.value, "cloud+apps-prd@acme.example");
    });

    it("by letter case of its email", () => {
        const world = snapshotWith({ accounts: [account("apps-prd", { email: "AWS+Apps-Prd@Acme.Example" })] });
        deepStrictEqual(accountFaults(managementConfig(), world, before("apps-prd")), []);
    });

    for (const state of ["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]) {
        it(`when AWS says ${state}: it is not made again`, () => {
            const world = snapshotWith({ accounts: [account("apps-prd", { state })] });
            deepStrictEqual(paths(accountFaults(managementConfig(), world, nothing)), ["accounts.apps-prd.state"]);
        });
    }

    it("while AWS is still activating it", () => {
        const world = snapshotWith({ accounts: [account("apps-prd", { state: "PENDING_ACTIVATION" })] });
        deepStrictEqual(accountFaults(managementConfig(), world, nothing), []);
        const warned = activationWarnings(managementConfig(), world.organization!.accounts, nothing);
        deepStrictEqual(
            warned.map(({ severity, path, cure }) => `${severity} ${path} ${/\(.*?\)/u.exec(cure)?.[0] ?? cure}`),
            ["warning accounts.apps-prd (aws+apps-prd@acme.example)"],
        );
        deepStrictEqual(activationWarnings(managementConfig(), [account("apps-prd")], nothing), []);
    });

    it("when the config calls it closed and AWS does not", () => {
        const accounts = { ...acme.accounts, "apps-prd": { unit: "suspended", state: "closed" } };
        const world = snapshotWith({ accounts: [account("apps-prd")] });
        deepStrictEqual(paths(accountFaults(managementConfig({ accounts }), world, nothing)), [
            "accounts.apps-prd.state",
        ]);
    });

    it("when the management account's email is another one", () => {
        const world = snapshotWith({
            accounts: [{ id: "111111111111", name: "x", email: "old@acme.example", state: "ACTIVE" }],
        });
        deepStrictEqual(paths(accountFaults(managementConfig(), world, nothing)), ["management.email"]);
    });
});

describe("the quota of accounts", () => {
    it("counts those that the config does not know", () => {
        const accounts = [
            account("stranger", { id: "444444444444" }),
            account("old", { id: "555555555555", state: "CLOSED" }),
        ];
        const faults = accountFaults(managementConfig({ accountQuota: 3 }), snapshotWith({ accounts }), noPrevious);
        deepStrictEqual(paths(faults), ["accountQuota"]);
        match(faults[0]!.message, /^2 accounts \(1 of them closed\), and the config adds 2: 4, and the quota is 3$/u);
    });
});

describe("names and spellings of accounts", () => {
    const found = [
        account("apps-prd", { name: "Apps (Production)", email: "AWS+Apps-Prd@Acme.example" }),
        { id: "111111111111", name: "Acme Inc.", email: "Aws@acme.example", state: "ACTIVE" },
    ];

    it("are AWS's where the config does not say others, and the alias is made from them", () => {
        const { management, accounts } = asAwsHas(managementConfig(), snapshotWith({ accounts: found }), nothing);
        deepStrictEqual(
            [management, ...accounts].map(({ name, email, alias }) => [name, email, alias?.name]),
            [
                ["Acme Inc.", "Aws@acme.example", "acme-inc"],
                ["acme-security", "aws+security@acme.example", "acme-security"],
                ["Apps (Production)", "AWS+Apps-Prd@Acme.example", "apps-production"],
            ],
        );
    });

    it("are the config's where it says a name or an alias, and in an account that is not there", () => {
        const named = { unit: "workloads/prd", name: "apps", alias: "the-apps" };
        const config = managementConfig({ accounts: { "apps-prd": named } });
        const [apps] = asAwsHas(config, snapshotWith({ accounts: found }), nothing).accounts;
        deepStrictEqual([apps!.name, apps!.alias], ["apps", { name: "the-apps", given: true }]);
        deepStrictEqual(asAwsHas(config, brandNew, nothing), config);
    });
});

describe("a unit whose name no path can have", () => {
    const odd = (...names: string[]) => ({ id: "ou-odd", names, above: [] });

    it("is refused where a path reads like it, and nowhere else", () => {
        const world = snapshotWith({ oddUnits: [odd("workloads/prd")] });
        const [fault, ...others] = preflightFaults(managementConfig(), world, nothing);
        deepStrictEqual([fault!.path, fault!.value, others], ["units", "workloads/prd", []]);
        match(fault!.cure, /--organizational-unit-id ou-odd --name "workloads-prd"/);
        deepStrictEqual(preflightFaults(managementConfig(), snapshotWith({ oddUnits: [odd("a/b")] }), nothing), []);
        const both = snapshotWith({ oddUnits: [odd("workloads/prd")], units: new Map([["workloads/prd", "ou-prd"]]) });
        deepStrictEqual(preflightFaults(managementConfig(), both, nothing), []);
    });

    it("is kept apart from those that a path can name, with all that is in it", () => {
        const unit = (...names: string[]) => ({ id: names.join(), names, above: [] });
        const all = [
            unit("a"),
            unit("a", "b/c"),
            unit("a", "b/c", "d"),
            unit("Root"),
            unit("x "),
            unit("R&D"),
            unit("a", "root"),
        ];
        const { paths, odd: without } = unitsOf(all);
        deepStrictEqual([...paths.keys()], ["a", "R&D", "a/root"]);
        deepStrictEqual(without.map(oddPath), ['a/"b/c"', 'a/"b/c"/d', "Root", '"x "']);
    });
});

describe("what AWS has and the config lacks", () => {
    it("is said: accounts, units and policies", () => {
        const world = snapshotWith({
            accounts: [account("apps-prd"), account("stranger", { id: "444444444444" })],
            units: new Map([
                ["security", "ou-a"],
                ["sandbox", "ou-b"],
            ]),
            oddUnits: [{ id: "ou-c", names: ["sandbox", "a/b"], above: ["ou-b"] }],
            policies: [{ id: "p-1", name: "by-hand", type: "SERVICE_CONTROL_POLICY", targets: [] }],
        });
        deepStrictEqual(unmanaged(managementConfig(), world, nothing), [
            "account acme-stranger (444444444444, aws+stranger@acme.example, ACTIVE)",
            "unit sandbox (ou-b)",
            'unit sandbox/"a/b" (ou-c), which no path can name: rename it at AWS to manage it',
            "policy by-hand (p-1, SERVICE_CONTROL_POLICY)",
        ]);
    });

    it("is not what the state has, which the engine shows", () => {
        const policies = [{ id: "p-1", name: "dropped", type: "SERVICE_CONTROL_POLICY", targets: [] }];
        const world = snapshotWith({ units: new Map([["dropped", "ou-b"]]), policies });
        deepStrictEqual(unmanaged(managementConfig(), world, { ...noPrevious, ids: new Set(["p-1", "ou-b"]) }), []);
    });

    const audit = account("audit", { id: "444444444444" });
    const delegating = managementConfig({
        organization: {
            services: ["config.amazonaws.com"],
            disable: ["guardduty.amazonaws.com", "macie.amazonaws.com"],
        },
        delegatedAdministrators: { "apps-prd": ["config.amazonaws.com"] },
    });
    const delegated = snapshotWith({
        accounts: [account("apps-prd"), audit],
        services: ["guardduty.amazonaws.com", "macie.amazonaws.com"],
        delegations: new Set([
            "222222222222/config.amazonaws.com",
            "444444444444/guardduty.amazonaws.com",
            "222222222222/macie.amazonaws.com",
        ]),
    });

    it("is said of delegations too, but not of those that this run takes back", () => {
        const state = { ...noPrevious, delegations: new Set(["222222222222/macie.amazonaws.com"]) };
        const lines = unmanaged(delegating, delegated, state).filter((line) => line.startsWith("delegation"));
        deepStrictEqual(lines, ["delegation of guardduty.amazonaws.com to account 444444444444"]);
    });

    it("keeps a service on that has a delegation: ours is removed first, one made by hand is removed by hand", () => {
        const state = { ...noPrevious, delegations: new Set(["222222222222/macie.amazonaws.com"]) };
        const [byHand, ours] = stillOn(delegating, delegated, state, "us-east-1");
        match(
            byHand!,
            /^guardduty.* stays on[^]*aws guardduty disable-organization-admin-account[^]*deregister-delegated-administrator --account-id 444444444444 --service-principal guardduty\.amazonaws\.com$/u,
        );
        match(ours!, /^macie.* stays on .*; when that is gone, run pulumi up once more$/u);
        // The service itself has removed them in each region, and Organizations still lists them.
        const [left] = stillOn(
            delegating,
            {
                ...delegated,
                organization: {
                    ...delegated.organization!,
                    delegationsElsewhere: new Set([
                        "444444444444/guardduty.amazonaws.com",
                        "444444444444/guardduty.amazonaws.com@us-east-2",
                    ]),
                },
            },
            state,
            "us-east-1",
        );
        match(left!, /pulumi up once more:\n {2}aws organizations deregister-delegated-administrator/u);
        const { services } = organizationArgs(delegating, delegated);
        ok(["guardduty.amazonaws.com", "macie.amazonaws.com"].every((service) => services.includes(service)));
    });

    it("is nothing in a brand-new account", () => {
        deepStrictEqual(unmanaged(managementConfig(), brandNew, nothing), []);
    });
});
