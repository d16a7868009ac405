import { deepStrictEqual } from "node:assert/strict";
import {
    alarmOf,
    judgeAlarms,
    judgeAnalyzers,
    judgeObjectEvents,
    judgeTrailOfAll,
} from "../../../cli/doctor/checks/cis-audit";
import { judgeContactDetails, judgeSecurityContact } from "../../../cli/doctor/checks/cis-contacts";
import { judgeLeft } from "../../../cli/doctor/checks/cis-left";
import {
    judgeAdministrators,
    judgeGroupsAlone,
    judgePasswords,
    judgeRootHardware,
    judgeSupport,
} from "../../../cli/doctor/checks/cis-management";
import {
    judgeDelegationPolicy,
    judgeGuardrails,
    judgeRootAccess,
    judgeServices,
    judgeUnits,
} from "../../../cli/doctor/checks/cis-organization";
import { judgeVolumes } from "../../../cli/doctor/checks/cis-settings";
import { isOfWorkload, judgeWorkloads } from "../../../cli/doctor/checks/cis-workloads";
import { checks } from "../../../cli/doctor/checks";
import { controls } from "../../../cli/doctor/cis-controls";
import { recordedEvents } from "../../../components/audit/event-selectors";
import { alarmPatterns } from "../../../components/audit/alarm-patterns";
import { delegatedPrincipals } from "../../../cli/doctor/delegation-policy";
import { managementConfig } from "../../support/company";
import { assertFindings } from "../../support/findings";

const policy = (more: object = {}): { id: string; name: string; type: string; targets: readonly string[] } => ({
    id: "p-1",
    name: "guard",
    type: "SERVICE_CONTROL_POLICY",
    targets: ["r-1"],
    ...more,
});

describe("org doctor --cis", () => {
    it("2.1.1: root credentials of members are managed centrally", () => {
        assertFindings(judgeRootAccess({ features: ["RootCredentialsManagement"] }), ["ok", /central root access/u]);
        assertFindings(judgeRootAccess({ features: ["RootSessions"] }), [
            "fault",
            /not managed centrally/u,
            /rootAccess: true/u,
        ]);
    });

    it("2.1.2: a control policy reaches each member, from above or on itself", () => {
        const members = [
            { id: "1", name: "a", above: ["1", "r-1", "ou-1"] },
            { id: "2", name: "b", above: ["2", "r-1"] },
        ];
        const judge = (...policies: ReturnType<typeof policy>[]): ReturnType<typeof judgeGuardrails> =>
            judgeGuardrails({ rootId: "r-1", policies, members });
        assertFindings(judge(policy()), ["ok", /all 2 members; on the root: guard/u]);
        assertFindings(
            judge(policy({ targets: ["ou-1"] }), policy({ targets: ["2"], type: "RESOURCE_CONTROL_POLICY" })),
            ["ok", /all 2/u],
        );
        assertFindings(judge(policy({ targets: ["ou-1"] })), ["fault", /reaches b \(2\)/u]);
        assertFindings(judge(policy({ type: "TAG_POLICY" })), ["fault", /a \(1\), b \(2\)/u]);
        assertFindings(judgeGuardrails({ rootId: "r-1", policies: [], members: [] }), ["skipped", /no member/u]);
    });

    it("2.1.3: signs of a workload are reported; without one nothing is claimed", () => {
        assertFindings(judgeWorkloads({ workloadRoles: [], buckets: [] }), ["skipped", /no sign .* not judged/u]);
        assertFindings(judgeWorkloads({ workloadRoles: ["web"], buckets: ["photos"] }), [
            "warning",
            /web; buckets: photos/u,
        ]);
        const trust = (service: string): string =>
            encodeURIComponent(JSON.stringify({ Statement: [{ Principal: { Service: service } }] }));
        deepStrictEqual(
            ["lambda.amazonaws.com", "ec2.amazonaws.com", "cloudtrail.amazonaws.com", "backup.amazonaws.com"].map(
                (each) => isOfWorkload(trust(each)),
            ),
            [true, true, false, false],
        );
    });

    it("2.1.4: every member is in a unit named after an environment or a sensitivity", () => {
        assertFindings(judgeUnits({ paths: ["security", "workloads/prd", "team/sandbox"], atRoot: [] }), [
            "ok",
            /environment and sensitivity/u,
        ]);
        assertFindings(judgeUnits({ paths: ["security", "marketing"], atRoot: [] }), [
            "warning",
            /sensitivity: marketing/u,
        ]);
        assertFindings(judgeUnits({ paths: ["security"], atRoot: ["x (1)"] }), ["fault", /in no unit: x/u]);
        assertFindings(judgeUnits({ paths: [], atRoot: [] }), ["fault", /no units/u]);
    });

    it("2.1.5: the delegation policy lets an active member manage policies", () => {
        const statement = (principal: unknown, action: unknown, effect = "Allow"): string =>
            JSON.stringify({ Statement: [{ Effect: effect, Principal: principal, Action: action }] });
        const root = { AWS: "arn:aws:iam::222222222222:root" };
        for (const [text, accounts] of [
            [statement(root, "organizations:AttachPolicy"), ["222222222222"]],
            [
                statement({ AWS: ["222222222222", "arn:aws:iam::333333333333:role/x"] }, ["organizations:*"]),
                ["222222222222", "333333333333"],
            ],
            [statement(root, "organizations:ListPolicies"), []],
            [statement(root, "organizations:*", "Deny"), []],
            [statement("*", "organizations:*"), []],
            ["{", []],
        ] as const)
            deepStrictEqual(delegatedPrincipals(text), accounts, text);
        const members = [{ id: "222222222222", name: "acme-security" }];
        assertFindings(judgeDelegationPolicy({ policy: undefined, members }), [
            "fault",
            /no delegation policy/u,
            /resourcePolicy/u,
        ]);
        assertFindings(judgeDelegationPolicy({ policy: statement(root, "organizations:*"), members }), [
            "ok",
            /acme-security/u,
        ]);
        assertFindings(
            judgeDelegationPolicy({ policy: statement({ AWS: "999999999999" }, "organizations:*"), members }),
            ["fault", /no active member/u],
        );
    });

    it("2.1.6: trusted services have a delegated administrator", () => {
        const trusted = ["cloudtrail.amazonaws.com", "config.amazonaws.com", "ram.amazonaws.com"];
        const judge = (...found: string[]): ReturnType<typeof judgeServices> =>
            judgeServices({ trusted, delegations: new Set(found) });
        assertFindings(judge(), ["fault", /no trusted service/u]);
        assertFindings(judge("2/cloudtrail.amazonaws.com"), ["warning", /config\.amazonaws\.com/u]);
        // Resource Access Manager has none.
        assertFindings(judge("2/cloudtrail.amazonaws.com", "2/config.amazonaws.com"), ["ok", /all 2/u]);
        assertFindings(judgeServices({ trusted: ["ram.amazonaws.com"], delegations: new Set() }), [
            "skipped",
            /no trusted/u,
        ]);
    });

    it("2.2 and 2.3: every account has contact details and a security contact", () => {
        const contact = (account: string, value?: string): { account: string; readable: true; value?: string } => ({
            account,
            readable: true,
            ...(value === undefined ? {} : { value }),
        });
        assertFindings(judgeContactDetails({ contacts: [contact("a", "Acme, +1"), contact("b", "Acme, +1")] }), [
            "ok",
            /all 2 accounts/u,
        ]);
        assertFindings(judgeContactDetails({ contacts: [contact("a"), contact("b", "x")] }), [
            "fault",
            /no contact details for a/u,
        ]);
        assertFindings(
            judgeContactDetails({ contacts: [contact("a", "x"), { account: "b", readable: "no trusted access" }] }),
            ["warning", /does not tell of b: no trusted access/u],
        );
        const wanted = managementConfig({
            organization: { services: ["account.amazonaws.com"] },
            contacts: { security: { name: "S", title: "S", email: "security@acme.example", phone: "+1 555 0100" } },
        }).contacts.security;
        assertFindings(judgeSecurityContact({ wanted, contacts: [contact("a", "security@acme.example")] }), [
            "ok",
            /all 1/u,
        ]);
        assertFindings(judgeSecurityContact({ wanted, contacts: [contact("a", "ada@mail.example")] }), [
            "warning",
            /ada@mail\.example/u,
        ]);
        assertFindings(judgeSecurityContact({ wanted: undefined, contacts: [contact("a")] }), [
            "fault",
            /no security contact for a/u,
        ]);
    });
});

describe("org doctor --cis, beyond organizations", () => {
    it("2.6: a virtual device is no hardware", () => {
        assertFindings(judgeRootHardware({ mfa: false, virtual: [] }), ["fault", /no MFA/u]);
        assertFindings(judgeRootHardware({ mfa: true, virtual: ["arn:aws:iam::111111111111:mfa/ada"] }), [
            "ok",
            /no virtual/u,
        ]);
        const virtual = ["arn:aws:iam::111111111111:mfa/root-account-mfa-device"];
        assertFindings(judgeRootHardware({ mfa: true, virtual }), ["warning", /virtual MFA device/u, /security key/u]);
    });

    it("2.8, 2.9: the password policy, where there is one", () => {
        assertFindings(judgePasswords("characters", 14, 14), ["ok", /14 characters/u]);
        assertFindings(judgePasswords("characters", 13, 14), ["fault", /13 characters, and 14/u]);
        assertFindings(judgePasswords("characters", undefined, 14), ["fault", /no password policy/u]);
    });

    it("2.13, 2.14: nobody beside groups and roles, and the temporary administrator has a cure of its own", () => {
        assertFindings(judgeGroupsAlone([]), ["ok", /no user/u]);
        assertFindings(judgeGroupsAlone(["ada"]), ["warning", /ada/u, /group/u]);
        assertFindings(judgeGroupsAlone(["mgmt-org-admin"]), ["warning", /mgmt-org-admin/u, /bootstrap-user remove/u]);
        const roles = ["OrganizationAccountAccessRole"];
        assertFindings(judgeAdministrators({ roles, users: [], groups: [] }), ["ok", /OrganizationAccountAccessRole/u]);
        assertFindings(judgeAdministrators({ roles, users: [], groups: ["ops"] }), [
            "warning",
            /group ops/u,
            /asks for MFA/u,
        ]);
        const temporary = judgeAdministrators({ roles, users: ["mgmt-org-admin"], groups: [] });
        assertFindings(temporary, ["warning", /user mgmt-org-admin/u, /bootstrap-user remove/u]);
    });

    it("2.15: a role for cases, and no user", () => {
        assertFindings(judgeSupport({ roles: ["Support"], users: [], groups: [] }), ["ok", /Support/u]);
        assertFindings(judgeSupport({ roles: [], users: ["ada"], groups: [] }), ["warning", /no role/u, /management/u]);
    });

    it("2.18: an analyzer of the organization in each governed region", () => {
        const regions = ["us-east-1", "us-east-2"];
        assertFindings(judgeAnalyzers({ regions, analyzed: ["us-east-2", "us-east-1"] }), [
            "ok",
            /us-east-1, us-east-2/u,
        ]);
        assertFindings(judgeAnalyzers({ regions, analyzed: ["us-east-1"] }), [
            "fault",
            /in us-east-2/u,
            /analyzer: true/u,
        ]);
    });

    it("4.1: on, of all regions, with all management events, by either kind of selectors", () => {
        const trail = {
            name: "org",
            isLogging: true,
            allRegions: true,
            validated: true,
            key: "k",
            advanced: [],
            selectors: [],
        };
        const basic = { ReadWriteType: "All", IncludeManagementEvents: true } as const;
        assertFindings(judgeTrailOfAll({ ...trail, selectors: [basic] }), ["ok", /all regions/u]);
        const field = (Field: string, ...Equals: string[]): { Field: string; Equals: string[] } => ({ Field, Equals });
        const all = { FieldSelectors: [field("eventCategory", "Management")] };
        assertFindings(judgeTrailOfAll({ ...trail, advanced: [all] }), ["ok", /all regions/u]);
        const some = { FieldSelectors: [...all.FieldSelectors, field("readOnly", "false")] };
        assertFindings(judgeTrailOfAll({ ...trail, advanced: [some] }), ["fault", /leaves management events out/u]);
        const off = judgeTrailOfAll({
            ...trail,
            isLogging: false,
            allRegions: false,
            selectors: [{ ...basic, ReadWriteType: "ReadOnly" }],
        });
        assertFindings(off, ["fault", /is off, is of one region, leaves/u]);
    });

    it("4.8, 4.9: objects of all buckets, as this program records them and as others do", () => {
        const ours = (which: "all" | "read" | "write"): Parameters<typeof judgeObjectEvents>[0] => ({
            selectors: [],
            advanced: recordedEvents({ "AWS::S3::Object": which }, "aws", ["logs"]).advancedEventSelectors.map(
                (selector) => ({
                    FieldSelectors: (
                        selector.fieldSelectors as unknown as readonly Record<string, string | string[]>[]
                    ).map((field) => ({
                        Field: field["field"] as string,
                        ...(field["equals"] === undefined ? {} : { Equals: field["equals"] as string[] }),
                        ...(field["notStartsWiths"] === undefined
                            ? {}
                            : { NotStartsWith: field["notStartsWiths"] as string[] }),
                    })),
                }),
            ),
        });
        for (const what of ["reads", "writes"] as const) {
            assertFindings(judgeObjectEvents(ours("all"), what), ["ok", new RegExp(what, "u")]);
            assertFindings(judgeObjectEvents({ selectors: [], advanced: [] }, what), [
                "warning",
                /records no/u,
                /dataEvents/u,
            ]);
        }
        assertFindings(judgeObjectEvents(ours("write"), "writes"), ["ok", /writes/u]);
        assertFindings(judgeObjectEvents(ours("write"), "reads"), ["warning", /no reads/u]);
        assertFindings(judgeObjectEvents(ours("read"), "writes"), ["warning", /no writes/u]);
        const basic = (Values: string[]): Parameters<typeof judgeObjectEvents>[0] => ({
            selectors: [{ ReadWriteType: "WriteOnly", DataResources: [{ Type: "AWS::S3::Object", Values }] }],
            advanced: [],
        });
        assertFindings(judgeObjectEvents(basic(["arn:aws:s3"]), "writes"), ["ok", /writes/u]);
        assertFindings(judgeObjectEvents(basic(["arn:aws:s3:::one/"]), "writes"), ["warning", /no writes/u]);
    });

    it("5.1 to 5.15: each by the alarm that the program makes for it", () => {
        const made = Object.keys(alarmPatterns({ breakGlass: [], managementId: "111111111111", cis: true }));
        deepStrictEqual(Object.values(alarmOf).sort(), made.sort());
        assertFindings(judgeAlarms(made.map((alarm) => `ac-${alarm}`)), ["ok", /5.1 to 5.15/u]);
        const shipped = Object.keys(alarmPatterns({ breakGlass: [], managementId: "111111111111", cis: false }));
        assertFindings(judgeAlarms(shipped.map((alarm) => `ac-${alarm}`)), ["warning", /5\.1, 5\.4/u, /cis: true/u]);
    });

    it("6.1.1: in every governed region", () => {
        const found = [
            { region: "us-east-1", encrypted: true },
            { region: "us-east-2", encrypted: false },
        ];
        assertFindings(judgeVolumes(found), ["fault", /in us-east-2/u]);
        assertFindings(judgeVolumes(found.slice(0, 1)), ["ok", /us-east-1/u]);
    });
});

describe("the controls of CIS AWS Foundations 7.0", () => {
    it("are answered by checks that there are, or left to somebody, each once", () => {
        const ids = controls.map(({ id }) => id);
        deepStrictEqual([...new Set(ids)], ids);
        deepStrictEqual(ids.length, 70);
        const known = new Set(checks.map(({ id }) => id));
        for (const { id, checks: own, left } of controls) {
            deepStrictEqual(
                own.filter((each) => !known.has(each)),
                [],
                id,
            );
            deepStrictEqual(own.length > 0, left === undefined, id);
        }
        const named = new Set(controls.flatMap(({ checks: own }) => own));
        const unnamed = checks.filter(({ only, id }) => only === "cis" && id !== "cis-left" && !named.has(id));
        deepStrictEqual(
            unnamed.map(({ id }) => id),
            [],
        );
    });

    it("are named where they are left, by to whom", () => {
        const findings = judgeLeft(controls);
        deepStrictEqual(
            findings.map(({ status }) => status),
            ["skipped", "skipped", "skipped"],
        );
        const said = findings.flatMap(({ message }) => message.match(/\b\d\.[\d.]*\d\b/gu) ?? []);
        deepStrictEqual(
            said.sort(),
            controls
                .filter(({ left }) => left !== undefined)
                .map(({ id }) => id)
                .sort(),
        );
    });
});
