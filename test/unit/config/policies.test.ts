import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachmentFaults } from "../../../config";
import { limitsWith } from "../../../config/aws-facts/limits";
import { faultsOf, holds, pathsOf, valueOf, warningsOf, without } from "./base";

const version = "2012-10-17";
const statement = { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };
const scp = (changes: object = {}, more: object = { Version: version }): object => ({
    targets: ["root"],
    document: { ...more, Statement: [{ ...statement, ...changes }] },
});

/** `count` policies, all with one target. */
const many = (count: number, target: string, changes: object = {}): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
            `p${index}`,
            { targets: [target], document: { Version: version, Statement: [statement] }, ...changes },
        ]),
    );

describe("policies: protect-access-roles", () => {
    const config = (changes: object = {}, values?: object): Readonly<Record<string, unknown>> => ({
        access: {
            DevOps: { accounts: ["apps-prd"] },
            Scanner: { accounts: ["*"], policies: ["SecurityAudit"], principals: ["111111111111"] },
        },
        policies: { "protect-access-roles": { targets: ["root"], ...(values !== undefined && { with: values }) } },
        ...changes,
    });
    const protectedBy = (changes: Readonly<Record<string, unknown>>): readonly [string[], string[]] => {
        const { document } = valueOf(changes).policies[0]!;
        const [{ Resource, Condition }] = document["Statement"] as readonly [
            { Resource: string[]; Condition: { ArnNotLike: { "aws:PrincipalArn": string[] } } },
        ];
        const names = (arns: readonly string[]): string[] => arns.map((arn) => arn.replace("arn:*:iam::*:role/", ""));
        return [names(Resource), names([Condition.ArnNotLike["aws:PrincipalArn"]].flat())];
    };
    const oaar = "OrganizationAccountAccessRole";

    it("protects every role that the config makes in members, without a word", () => {
        deepStrictEqual(protectedBy(config()), [[oaar, "DevOps", "Scanner", "ac-cloudtrail-logs"], [oaar]]);
        const ci = { repository: "acme/organization" };
        deepStrictEqual(protectedBy(config({ ci }))[0], [
            oaar,
            "DevOps",
            "Scanner",
            "ac-ci-preview",
            "ac-cloudtrail-logs",
        ]);
        // Identity Center creates its roles itself, and nobody else can change them.
        const center = protectedBy(
            config({
                identity: ["identity-center"],
                organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["sso.amazonaws.com"] },
            }),
        );
        deepStrictEqual(center[0], [oaar, "Scanner", "ac-cloudtrail-logs"]);
    });

    it("spares and protects the role by which an account of another role is entered", () => {
        const accounts = {
            security: { unit: "security" },
            "apps-prd": { unit: "workloads/prd", roleName: "AcmeAdmin" },
        };
        const [roles, spared] = protectedBy(config({ accounts }, { exempt: ["arn:*:iam::*:role/BreakGlass"] }));
        ok(roles.includes("AcmeAdmin"));
        deepStrictEqual(spared, [oaar, "BreakGlass", "AcmeAdmin"]);
    });

    it("protects it where the list is given too, and every shipped policy that has exceptions spares it", () => {
        const accounts = {
            security: { unit: "security", roleName: "AcmeAdmin" },
            "apps-prd": { unit: "workloads/prd" },
        };
        const given = protectedBy(config({ accounts }, { roles: ["DevOps"] }));
        deepStrictEqual(given, [
            [oaar, "DevOps", "AcmeAdmin"],
            [oaar, "AcmeAdmin"],
        ]);
        const policies = {
            "protect-audit": { targets: ["account:security"] },
            "protect-security-services": { targets: ["root"] },
            "deny-everything": { targets: ["security"] },
            "only-our-regions": {
                targets: ["root"],
                with: { regions: ["us-east-1"], exempt: ["arn:*:iam::*:role/Mine"] },
            },
        };
        const organization = { policyTypes: ["SERVICE_CONTROL_POLICY"] };
        for (const { name, minified } of valueOf({ accounts, policies, organization }).policies)
            match(minified, /arn:\*:iam::\*:role\/AcmeAdmin/u, name);
    });

    it("uses a given list instead", () => {
        deepStrictEqual(protectedBy(config({}, { roles: ["Auditor"] }))[0], [oaar, "Auditor"]);
        deepStrictEqual(pathsOf(config({}, { exempt: "x" })), ["policies.protect-access-roles.with.exempt"]);
    });
});

describe("policies: attachments", () => {
    it("ten service control policies are eleven with FullAWSAccess, over the limit of ten", () => {
        const faults = faultsOf({ units: ["workloads", "security"], accounts: {}, policies: many(10, "workloads") });
        strictEqual(faults.length, 1);
        match(faults[0]!.message, /11 with FullAWSAccess, limit 10/);
        match(faults[0]!.value!, /workloads/);
        for (const count of [9, 6])
            deepStrictEqual(faultsOf({ units: ["workloads"], accounts: {}, policies: many(count, "workloads") }), []);
    });

    it("policies attached by hand count, once AWS could be asked", () => {
        const policies = Array.from({ length: 8 }, (_, index) => ({
            name: `p${index}`,
            type: "SERVICE_CONTROL_POLICY",
            targets: ["workloads"],
        }));
        const byHand = ["a", "b"].map((name) => ({ name, type: "SERVICE_CONTROL_POLICY", target: "workloads" }));
        deepStrictEqual(attachmentFaults(policies.slice(0, 6), limitsWith(), byHand), []);
        const [fault] = attachmentFaults(policies, limitsWith(), byHand);
        match(fault!.message, /11 with FullAWSAccess, limit 10 \(a, attached already; b, attached already; p0/);
        deepStrictEqual(attachmentFaults([], { ...limitsWith(), serviceControlPoliciesPerTarget: 2 }, byHand), []);
    });

    it("the limit may be the old one, and each type has its own", () => {
        strictEqual(faultsOf({ policies: many(5, "root"), limits: { serviceControlPoliciesPerTarget: 5 } }).length, 1);
        const rcp = {
            type: "RESOURCE_CONTROL_POLICY",
            document: { Version: version, Statement: [{ ...statement, Action: "s3:*", Principal: "*" }] },
        };
        const organization = { policyTypes: ["RESOURCE_CONTROL_POLICY"] };
        match(
            faultsOf({ organization, policies: many(5, "root", rcp) })[0]!.message,
            /6 with RCPFullAWSAccess, limit 5/,
        );
        deepStrictEqual(faultsOf({ organization, policies: many(4, "root", rcp) }), []);
    });

    it("targets are root, units and accounts; the management account is none, and a slip gets the nearest", () => {
        const policies = {
            "deny-leaving-organization": { targets: ["management"] },
            "deny-root-user": { targets: ["workload/prd"] },
            "require-imdsv2": { targets: ["root", "workloads/prd"] },
            "protect-access-roles": { targets: ["apps-prd", "apps-prd"] },
        };
        const faults = faultsOf({ policies });
        strictEqual(faults.length, 2);
        holds(faults, "policies.deny-leaving-organization.targets[0]", "management account", "never bind");
        holds(faults, "policies.deny-root-user.targets[0]", "did you mean workloads/prd?");
        deepStrictEqual(
            valueOf({ policies: { "protect-access-roles": policies["protect-access-roles"] } }).policies[0]?.targets,
            ["apps-prd"],
        );
    });

    it("a word that is a unit and an account is the unit, and account: says the account", () => {
        const targets = (...words: readonly string[]): readonly string[] | undefined =>
            valueOf({ policies: { "deny-root-user": { targets: words } } }).policies[0]?.targets;
        deepStrictEqual(targets("security", "security/"), ["security"]);
        deepStrictEqual(targets("account:security", "account:apps-prd", "apps-prd"), ["account:security", "apps-prd"]);
        deepStrictEqual(pathsOf({ policies: { "deny-root-user": { targets: ["account:workloads"] } } }), [
            "policies.deny-root-user.targets[0]",
        ]);
    });

    it("a policy that binds the management account may have it as a target", () => {
        deepStrictEqual(
            valueOf({
                organization: { policyTypes: ["TAG_POLICY"] },
                policies: { tags: { type: "TAG_POLICY", targets: ["management"], document: { tags: {} } } },
            }).policies[0]?.targets,
            ["management"],
        );
    });

    it("a closed account is no target, no targets at all are a warning", () => {
        const accounts = { gone: { unit: "security", state: "closed" } };
        holds(
            faultsOf({ accounts, policies: { "deny-root-user": { targets: ["gone"] } } }),
            "policies.deny-root-user.targets[0]",
            "closed",
        );
        strictEqual(warningsOf({ policies: { "deny-root-user": { targets: [] } } }).length, 1);
    });
});

describe("policies: documents", () => {
    it("the whole IAM language is taken, and what AWS refuses is reported with the element", () => {
        const condition = {
            StringEquals: { "aws:RequestedRegion": "us-east-1" },
            "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a"] },
        };
        const bare = without(without(statement, "Action"), "Resource");
        const policies = {
            wide: {
                targets: ["root"],
                document: {
                    Version: version,
                    Statement: {
                        ...bare,
                        Effect: "Allow",
                        Action: "ec2:*Instances",
                        NotResource: "arn:aws:ec2:*:*:instance/i-1",
                        Condition: condition,
                    },
                },
            },
            not: {
                targets: ["root"],
                document: {
                    Version: version,
                    Statement: [{ ...bare, Effect: "Allow", NotAction: ["iam:*", "s3:Get*Object?"], Resource: "*" }],
                },
            },
            principal: scp({ Principal: "*" }),
            version: scp({}, {}),
            effect: scp({ Effect: "deny" }),
        };
        const faults = faultsOf({ policies });
        strictEqual(faults.length, 3);
        ok(faults.every(({ path }) => /^policies\.(principal|version|effect)\b/.test(path)));
        const text = (name: string): string =>
            JSON.stringify(faults.filter(({ path }) => path.startsWith(`policies.${name}`)));
        match(text("principal"), /Principal is refused in a service control policy/);
        match(text("version"), /no Version/);
        match(text("effect"), /Effect.*Allow and Deny/);
    });

    const wrong: readonly (readonly [string, object, RegExp])[] = [
        ["an old Version", scp({}, { Version: "2008-10-17" }), /2008-10-17/],
        ["a misspelt element", scp({ Acton: "*" }), /Acton.*/],
        ["NotPrincipal", scp({ NotPrincipal: { AWS: "x" } }), /NotPrincipal/],
        ["both Action and NotAction", scp({ NotAction: "*" }), /both/],
        ["no Resource", scp({ Resource: undefined }), /neither Resource nor NotResource/],
        ["an empty Action", scp({ Action: [] }), /Action is empty/],
        ["an action without a service", scp({ Action: "RunInstances" }), /not an action/],
        [
            "a wrong operator",
            scp({ Condition: { StringEqual: { a: "b" } } }),
            /StringEqual is not a condition operator/,
        ],
        [
            "Null, if it exists",
            scp({ Condition: { NullIfExists: { a: "true" } } }),
            /NullIfExists is not a condition operator/,
        ],
        ["a condition without a key", scp({ Condition: { Bool: {} } }), /names no key/],
        ["a Sid with a blank", scp({ Sid: "a b" }), /Sid/],
        ["no Statement", { targets: ["root"], document: { Version: version } }, /no Statement/],
        ["an empty Statement", { targets: ["root"], document: { Version: version, Statement: [] } }, /empty/],
        [
            "a Sid twice",
            {
                targets: ["root"],
                document: {
                    Version: version,
                    Statement: [
                        { ...statement, Sid: "A" },
                        { ...statement, Sid: "A" },
                    ],
                },
            },
            /twice/,
        ],
        ["a curly quote", scp({ Resource: "“*”" }), /IAM refuses/],
        [
            "JSON text with a comma too many",
            { targets: ["root"], document: '{\n"Version": "2012-10-17",\n}' },
            /line 3/,
        ],
    ];
    for (const [operator, cure] of [
        ["StringEqual", "did you mean StringEquals?"],
        ["ForEachValue:StringEquals", "did you mean ForAnyValue:StringEquals?"],
        ["ForAllValue:StringLikeIfExist", "did you mean ForAllValues:StringLikeIfExists?"],
        ["forallvalues:stringlikeIfExists", "did you mean ForAllValues:StringLikeIfExists?"],
        ["ForAnyValue:Matches", "use an operator of IAM, as in StringEquals"],
    ] as const)
        it(`the operator ${operator} has the nearest as its cure`, () => {
            const policy = scp({ Condition: { [operator]: { a: "b" } } });
            strictEqual(faultsOf({ policies: { own: policy } })[0]?.cure, cure);
        });

    for (const [name, policy, reason] of wrong) {
        it(`${name} is one fault`, () => {
            const faults = faultsOf({ policies: { own: JSON.parse(JSON.stringify(policy)) as unknown } });
            strictEqual(faults.length, 1, JSON.stringify(faults));
            match(faults[0]!.message, reason);
        });
    }

    it("a resource control policy takes Principal * and Deny only", () => {
        const rcp = (changes: object): ReturnType<typeof faultsOf> =>
            faultsOf({
                organization: { policyTypes: ["RESOURCE_CONTROL_POLICY"] },
                policies: {
                    own: { ...scp({ Action: "s3:*", Principal: "*", ...changes }), type: "RESOURCE_CONTROL_POLICY" },
                },
            });
        deepStrictEqual(rcp({}), []);
        match(rcp({ Effect: "Allow" })[0]!.message, /Deny only/);
        match(rcp({ Principal: { AWS: "arn:aws:iam::222233334444:root" } })[0]!.message, /"\*" only/);
        deepStrictEqual(rcp({ Principal: { AWS: "*" } }), []);
    });

    it("the minified text is measured, in characters", () => {
        const sized = (length: number): object => {
            const bare = JSON.stringify({ Version: version, Statement: [{ ...statement, Resource: "" }] }).length;
            return {
                targets: ["root"],
                document: { Version: version, Statement: [{ ...statement, Resource: "ü".repeat(length - bare) }] },
            };
        };
        deepStrictEqual(faultsOf({ policies: { own: sized(10_240) } }), []);
        match(faultsOf({ policies: { own: sized(10_241) } })[0]!.message, /10,241 characters.*10,240/);
        deepStrictEqual(
            faultsOf({ policies: { own: sized(10_241) }, limits: { serviceControlPolicySize: 11_000 } }),
            [],
        );
    });

    it("a description is at most 512 characters", () => {
        deepStrictEqual(
            pathsOf({ policies: { "deny-root-user": { targets: ["root"], description: "x".repeat(513) } } }),
            ["policies.deny-root-user.description"],
        );
    });
});

describe("policies: where they come from", () => {
    it("a policy has tags, which follow AWS's rule", () => {
        const policies = (tags: object) => ({
            policies: { "deny-leaving-organization": { targets: ["root"], tags } },
        });
        deepStrictEqual(valueOf(policies({ Owner: "platform" })).policies[0]?.tags, { Owner: "platform" });
        const faults = faultsOf(policies({ "aws:x": "y", "a*": "y" }));
        deepStrictEqual(
            faults.map(({ path }) => path),
            ["policies.deny-leaving-organization.tags.aws:x", 'policies.deny-leaving-organization.tags["a*"]'],
        );
    });

    let dir: string;
    before(() => {
        dir = mkdtempSync(join(tmpdir(), "policies-"));
        writeFileSync(
            join(dir, "good.json"),
            JSON.stringify({ Version: version, Statement: [statement] }, undefined, 4),
        );
        writeFileSync(
            join(dir, "twice.json"),
            '{\n  "Version": "2012-10-17",\n  "Statement": [],\n  "Statement": []\n}',
        );
        writeFileSync(join(dir, "broken.json"), '{\n  "Version": "2012-10-17"\n  "Statement": []\n}');
    });
    after(() => {
        rmSync(dir, { recursive: true });
    });
    const file = (name: string): ReturnType<typeof faultsOf> =>
        faultsOf({ policies: { own: { targets: ["root"], file: name } } }, { baseDir: dir });

    it("a file is read, judged and minified", () => {
        const [policy] = valueOf(
            { policies: { own: { targets: ["root"], file: "good.json" } } },
            { baseDir: dir },
        ).policies;
        strictEqual(policy?.minified, JSON.stringify({ Version: version, Statement: [statement] }));
        strictEqual(policy.type, "SERVICE_CONTROL_POLICY");
    });

    it("a file that is not there, is no JSON or has a key twice is reported with its line", () => {
        holds(file("gone.json"), "policies.own.file", "gone.json", "is not there");
        holds(file("broken.json"), "policies.own.file", "line 3");
        holds(file("twice.json"), "policies.own.file", "line 4", "twice");
    });

    it("a shipped policy is filled with its parameters; a slip in its name or parameters gets the nearest", () => {
        const [policy] = valueOf({
            policies: { "only-our-regions": { targets: ["root"], with: { regions: ["us-east-1"] } } },
        }).policies;
        match(policy!.minified, /us-east-1/);
        holds(
            faultsOf({ policies: { "only-our-region": { targets: ["root"] } } }),
            "policies.only-our-region",
            "did you mean only-our-regions?",
            "file: policies/only-our-region.json",
        );
        deepStrictEqual(
            pathsOf({ policies: { "only-our-regions": { targets: ["root"], with: { regoins: ["us-east-1"] } } } }),
            ["policies.only-our-regions.with.regions", "policies.only-our-regions.with.regoins"],
        );
        deepStrictEqual(
            pathsOf({ policies: { "only-our-regions": { targets: ["root"], with: { regions: ["us-east"] } } } }),
            ["policies.only-our-regions.with.regions[0]"],
        );
    });

    it("shipped policies spare the access role of the config's own name", () => {
        const [policy] = valueOf({
            management: { id: "111111111111", roleName: "AcmeAdmin" },
            policies: { "deny-everything": { targets: ["security"] } },
        }).policies;
        match(policy!.minified, /role\/AcmeAdmin/);
        ok(!policy!.minified.includes("OrganizationAccountAccessRole"));
    });

    it("a policy has one source, and a type that is on", () => {
        deepStrictEqual(pathsOf({ policies: { own: { ...scp(), file: "x.json" } } }, { baseDir: "/nowhere" }), [
            "policies.own.document",
            "policies.own.file",
        ]);
        holds(
            faultsOf({ policies: { "ai-services-opt-out": { targets: ["root"] } } }),
            "policies.ai-services-opt-out",
            "policyTypes: [SERVICE_CONTROL_POLICY, AISERVICES_OPT_OUT_POLICY]",
        );
        holds(
            faultsOf({ policies: { own: { ...scp(), type: "SERVICE_CONTROL" } } }),
            "policies.own.type",
            "did you mean SERVICE_CONTROL_POLICY?",
        );
    });
});

describe("policies: who would be locked out", () => {
    const oaar = "OrganizationAccountAccessRole";
    const all = { Action: "*" };
    const own = (targets: readonly string[], statementOf: object = all): object => ({ ...scp(statementOf), targets });
    const lockedOut = (changes: Readonly<Record<string, unknown>>): readonly string[] =>
        faultsOf(changes)
            .filter(({ message }) => message.startsWith("locks out"))
            .map(({ path, message }) => `${path}: ${message}`);

    it("is said with the statement, what it denies, the accounts and one request, with what to write", () => {
        const [fault, ...others] = faultsOf({ policies: { freeze: own(["root"], { ...all, Sid: "Freeze" }) } });
        deepStrictEqual(others, []);
        strictEqual(fault?.path, "policies.freeze.document.Statement[0]");
        match(
            fault.message,
            /^locks out OrganizationAccountAccessRole: Freeze denies iam:GetRole, .*iam:PutRolePolicy/,
        );
        match(
            fault.message,
            /in security and 1 more\. Denied: iam:GetRole on role\/OrganizationAccountAccessRole by role\/OrganizationAccountAccessRole in us-east-1$/,
        );
        match(
            fault.cure,
            /"ArnNotLike": \{ "aws:PrincipalArn": "arn:\*:iam::\*:role\/OrganizationAccountAccessRole" \}/,
        );
    });

    it("is nobody where the policy is attached above no account, or above suspended ones alone", () => {
        const units = ["security", "workloads/prd", "empty", "suspended", "legacy/Suspended"];
        const accounts = {
            security: { unit: "security" },
            "apps-prd": { unit: "workloads/prd" },
            old: { unit: "suspended" },
            older: { unit: "legacy/Suspended" },
            gone: { unit: "workloads/prd", state: "closed", id: "333333333333" },
        };
        const of = (...targets: string[]): readonly string[] =>
            lockedOut({ units, accounts, policies: { freeze: own(targets) } });
        for (const targets of [[], ["empty"], ["suspended"], ["old"], ["legacy"], ["legacy", "empty"]])
            deepStrictEqual(of(...targets), [], targets.join());
        for (const targets of [["root"], ["workloads"], ["workloads/prd"], ["apps-prd"], ["empty", "apps-prd"]])
            strictEqual(of(...targets).length, 1, targets.join());
    });

    it("is asked by each account's own role, by CI's roles where there is CI, and by who enters", () => {
        const exempting = { ...all, Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:*:iam::*:role/${oaar}` } } };
        const policies = { freeze: own(["root"], exempting) };
        deepStrictEqual(lockedOut({ policies }), []);
        const accounts = {
            security: { unit: "security" },
            old: { unit: "workloads/prd", id: "333333333333", roleName: "Admin" },
        };
        match(lockedOut({ policies, accounts })[0]!, /locks out Admin: .* in old\./);
        match(lockedOut({ policies, ci: { repository: "acme/o" } })[0]!, /locks out ac-ci-preview: /);
        const rcp = { ...own(["root"], { Action: "sts:AssumeRole", Principal: "*" }), type: "RESOURCE_CONTROL_POLICY" };
        const organization = { policyTypes: ["RESOURCE_CONTROL_POLICY"] };
        match(
            lockedOut({ organization, policies: { shut: rcp } })[0]!,
            /Denied: sts:AssumeRole on role\/OrganizationAccountAccessRole by role\/OrganizationAccountAccessRole of the management account/,
        );
    });

    it("is nobody by deny-everything, whichever roles and CI there are", () => {
        const accounts = {
            security: { unit: "security" },
            old: { unit: "workloads/prd", id: "333333333333", roleName: "Admin" },
        };
        const policies = {
            "deny-everything": { targets: ["workloads"], with: { exempt: ["arn:*:iam::*:role/Mine"] } },
        };
        deepStrictEqual(faultsOf({ accounts, policies, ci: { repository: "acme/o" } }), []);
    });

    it("is not judged where a document has a fault of its own", () => {
        deepStrictEqual(lockedOut({ policies: { freeze: own(["root"], { Action: 7 }) } }), []);
        deepStrictEqual(
            lockedOut({ policies: { freeze: { targets: ["root"], document: { Statement: [null] } } } }),
            [],
        );
    });
});
