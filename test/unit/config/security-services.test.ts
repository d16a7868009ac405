import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { parseManagement, parseSecurity, type RawConfig } from "../../../config";
import { knownRegions, optInRegions, standardArn } from "../../../config/aws-facts";
import { inspectorRegion, membersOf } from "../../../layers/security/members-of-services";
import { ownStack } from "../../../layers/shared/own-stack";
import type { InspectorThere } from "../../../aws/inspector";
import { managementOutputs } from "../../support/management-outputs";
import { hubFaults, linkingOf } from "../../../layers/security/security-hub";
import { droppedServiceFaults } from "../../../aws/preflight/dropped-service-faults";
import { acme, managementConfig } from "../../support/company";

/** Path, message and cure of each fault, each fault on one line. */
function faultsOf(changes: RawConfig, region = "us-east-1"): readonly string[] {
    const parsed = parseManagement({ ...acme, ...changes }, { region });
    return (parsed.ok ? [] : parsed.faults)
        .filter(({ severity }) => severity === "fault")
        .map(({ path, message, cure }) => `${path}: ${message} → ${cure}`);
}

/** Asserts that there is one fault, with these parts. */
function refused(changes: RawConfig, ...parts: readonly string[]): void {
    const faults = faultsOf(changes);
    strictEqual(faults.length, 1, faults.join("\n"));
    for (const part of parts) ok(faults[0]!.includes(part), `${faults[0]!}\nlacks: ${part}`);
}

describe("services that watch all accounts", () => {
    const regions = ["us-east-1", "eu-west-1"];

    it("are off unless the config names them", () => {
        deepStrictEqual(managementConfig().audit, {});
        deepStrictEqual(managementConfig({ audit: { guardduty: false } }).audit, {});
        deepStrictEqual(managementConfig({ audit: { guardduty: false } }).delegatedAdministrators, []);
    });

    it("are trusted, and administered by the audit account in each governed region, by one line", () => {
        const { audit, delegatedAdministrators, organization } = managementConfig({
            regions,
            audit: { guardduty: true },
        });
        deepStrictEqual(audit, { guardduty: { regions, plans: [], agents: [] } });
        deepStrictEqual(delegatedAdministrators, [
            { account: "security", service: "guardduty.amazonaws.com", regions: ["eu-west-1"] },
        ]);
        ok(organization.services.includes("guardduty.amazonaws.com"));
    });

    it("AWS Config is administered once for all regions, and records as often as the config says", () => {
        const { audit, delegatedAdministrators } = managementConfig({ regions, audit: { config: true } });
        deepStrictEqual(audit, { config: { regions } });
        deepStrictEqual(delegatedAdministrators, [
            { account: "security", service: "config.amazonaws.com", regions: [] },
        ]);
        deepStrictEqual(managementConfig({ audit: { config: { frequency: "daily" } } }).audit.config, {
            regions: ["us-east-1"],
            frequency: "daily",
        });
        refused({ audit: { config: { frequency: "hourly" } } }, "audit.config.frequency", "daily");
        const disable = ["config.amazonaws.com"];
        refused({ organization: { disable }, audit: { config: true } }, "organization.disable[0]", "what audit needs");
    });

    it("are administered once where the config delegates them too", () => {
        const guardduty = "guardduty.amazonaws.com";
        const { delegatedAdministrators, organization } = managementConfig({
            organization: { services: [guardduty] },
            delegatedAdministrators: { security: [guardduty] },
            audit: { guardduty: { plans: ["EBS_MALWARE_PROTECTION"] } },
        });
        strictEqual(delegatedAdministrators.length, 1);
        deepStrictEqual(
            organization.services.filter((each) => each.includes("guardduty")),
            [guardduty, "malware-protection.guardduty.amazonaws.com"],
        );
    });

    it("need an account security that is not closed", () => {
        refused(
            { accounts: { "apps-prd": { unit: "workloads/prd" } }, audit: { guardduty: true } },
            "audit: ",
            "has none",
        );
        refused(
            {
                accounts: { security: { unit: "suspended", state: "closed", id: "222222222222" } },
                audit: { guardduty: true },
            },
            "has it closed",
        );
    });

    it("have no other administrator, where AWS takes one", () => {
        const guardduty = "guardduty.amazonaws.com";
        refused(
            {
                organization: { services: [guardduty] },
                delegatedAdministrators: { "apps-prd": [guardduty] },
                audit: { guardduty: true },
            },
            "delegatedAdministrators.apps-prd",
            "which audit has the account security administer",
        );
    });

    it("are not disabled by the same config", () => {
        const disable = ["guardduty.amazonaws.com"];
        refused(
            { organization: { disable }, audit: { guardduty: true } },
            "organization.disable[0]",
            "what audit needs",
        );
    });

    it("take the words of AWS, and no other", () => {
        refused({ audit: { guardduty: { plans: ["S3_DATA_EVENT"] } } }, "audit.guardduty.plans[0]", "S3_DATA_EVENTS");
        refused({ audit: { guarduty: true } }, "audit.guarduty", "did you mean guardduty?");
        refused({ audit: { guardduty: "on" } }, "audit.guardduty", "boolean or map");
        refused(
            { audit: { guardduty: { agents: ["EC2_AGENT_MANAGEMENT"] } } },
            "audit.guardduty.agents",
            "plans: [RUNTIME_MONITORING]",
        );
    });

    it("are said to be another file's where they are written into the audit account's, and its keys the other way", () => {
        const parsed = parseSecurity({ audit: { guardduty: true } });
        const [fault] = parsed.ok ? [] : parsed.faults;
        strictEqual(fault?.cure, "audit.guardduty is a key of Pulumi.management.yaml: move it there");
        refused({ audit: { trail: true } }, "audit.trail is a key of Pulumi.security.yaml: move it there");
    });

    it("hold accounts against AWS's best practices, or the standards that are named", () => {
        const of = (securityHub: unknown): readonly string[] | undefined =>
            managementConfig({ audit: { securityHub } }).audit.securityHub?.standards;
        deepStrictEqual(of(true), ["aws-foundational-security-best-practices/v/1.0.0"]);
        deepStrictEqual(of({}), ["aws-foundational-security-best-practices/v/1.0.0"]);
        deepStrictEqual(of({ standards: [] }), []);
        deepStrictEqual(of({ standards: ["pci-dss/v/4.0.1", "pci-dss/v/4.0.1"] }), ["pci-dss/v/4.0.1"]);
        refused(
            { audit: { securityHub: { standards: ["CIS"] } } },
            "audit.securityHub.standards[0]",
            "pci-dss/v/4.0.1",
        );
        const parsed = parseManagement({ ...acme, audit: { securityHub: { standards: ["pci-dss/v/4.0.2"] } } });
        deepStrictEqual(
            parsed.ok && parsed.warnings.filter(({ path }) => path.startsWith("audit")).map(({ cure }) => cure),
            ["did you mean pci-dss/v/4.0.1? If not: AWS refuses the run where it knows no such standard"],
        );
        strictEqual(
            standardArn("cis-aws-foundations-benchmark/v/1.2.0", "aws", "us-east-1"),
            "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0",
        );
    });

    it("are refused if Security Hub has settings that a policy for all would remove", () => {
        const local = { local: ["us-east-1"], selfManaged: [] };
        const [fault] = hubFaults(local, "us-east-1", false);
        ok(fault?.message.includes("settings of their own in us-east-1") === true);
        ok(fault.cure.includes("overwrite: true"));
        deepStrictEqual(hubFaults(local, "us-east-1", true), []);
        const left = { local: [], selfManaged: ["us-west-2"] };
        ok(hubFaults(left, "us-east-1", false)[0]?.message.includes("settings of their own in us-west-2") === true);
        deepStrictEqual(hubFaults(left, "us-east-1", true), []);
        const aggregator = { home: "eu-west-1", mode: "SPECIFIED_REGIONS", regions: ["us-east-1"] };
        const [elsewhere] = hubFaults({ local: [], selfManaged: [], aggregator }, "us-east-1", true);
        ok(elsewhere?.message.includes("come together in eu-west-1") === true);
        deepStrictEqual(hubFaults({ local: [], selfManaged: [], aggregator }, "eu-west-1", false), []);
    });

    it("send the findings of all governed regions home, and of those that do so already", () => {
        deepStrictEqual(linkingOf(undefined, []), { mode: "NO_REGIONS", regions: [] });
        const home = "us-east-1";
        const some = { home, mode: "SPECIFIED_REGIONS", regions: ["us-west-2", "eu-west-1"] };
        deepStrictEqual(linkingOf(some, ["eu-west-1", "eu-west-3"]), {
            mode: "SPECIFIED_REGIONS",
            regions: ["eu-west-1", "eu-west-3", "us-west-2"],
        });
        const all = { home, mode: "ALL_REGIONS", regions: [] };
        deepStrictEqual(linkingOf(all, ["eu-west-1"]), { mode: "ALL_REGIONS", regions: [] });
        const except = { home, mode: "ALL_REGIONS_EXCEPT_SPECIFIED", regions: ["us-west-2", "eu-west-1"] };
        deepStrictEqual(linkingOf(except, ["eu-west-1"]), { mode: except.mode, regions: ["us-west-2"] });
        deepStrictEqual(linkingOf(except, ["eu-west-1", "us-west-2"]), { mode: "ALL_REGIONS", regions: [] });
    });

    it("scan what the config names, and that is not nothing", () => {
        const of = (inspector: unknown): readonly string[] | undefined =>
            managementConfig({ audit: { inspector } }).audit.inspector?.scans;
        deepStrictEqual(of(true), ["EC2", "ECR", "LAMBDA"]);
        deepStrictEqual(of({ scans: ["ECR"] }), ["ECR"]);
        refused({ audit: { inspector: { scans: [] } } }, "audit.inspector.scans", "nothing would be scanned");
        refused({ audit: { inspector: { scans: ["LAMBDA_CODE"] } } }, "needs LAMBDA", "[LAMBDA_CODE, LAMBDA]");
        refused({ audit: { inspector: { scans: ["ec2"] } } }, "audit.inspector.scans[0]", "EC2");
    });

    it("are in the governed regions that have them, one at least", () => {
        const { audit, delegatedAdministrators } = managementConfig({
            regions: ["us-east-1", "mx-central-1"],
            audit: { inspector: true, macie: true },
        });
        deepStrictEqual(audit.macie, { regions: ["us-east-1"] });
        deepStrictEqual(audit.inspector?.regions, ["us-east-1", "mx-central-1"]);
        deepStrictEqual(
            delegatedAdministrators.map(({ service, regions: more }) => `${service}: ${more.join(" ")}`),
            ["inspector2.amazonaws.com: mx-central-1", "macie.amazonaws.com: "],
        );
        refused(
            { regions: ["mx-central-1"], audit: { macie: true } },
            "audit.macie",
            "in none of the governed regions",
        );
    });

    describe("that AWS enables only in new accounts", () => {
        const of = {
            name: "inspector",
            region: "eu-west-1",
            scans: ["EC2", "ECR"],
            administrator: "2",
            ids: ["2", "3", "4"],
        } as const;
        const nothing: InspectorThere = { auto: [], members: new Set(), scanned: {} };

        it("include existing accounts that are not members", () => {
            deepStrictEqual(inspectorRegion(of, nothing, ownStack({}, {})), {
                auto: ["EC2", "ECR"],
                members: ["3", "4"],
                scans: { "2": ["EC2", "ECR"], "3": ["EC2", "ECR"], "4": ["EC2", "ECR"] },
            });
        });

        it("leave out who joined by himself or by hand, and end no scan", () => {
            const there: InspectorThere = {
                auto: ["EC2", "ECR", "LAMBDA"],
                members: new Set(["3", "4"]),
                scanned: { "2": ["EC2", "ECR"], "3": ["EC2", "ECR", "LAMBDA"], "4": ["ECR", "LAMBDA"] },
            };
            deepStrictEqual(inspectorRegion(of, there, ownStack({}, {})), {
                members: [],
                scans: { "4": ["EC2", "ECR", "LAMBDA"] },
            });
        });

        it("keep what the state has, whatever AWS has by now", () => {
            const urn = (name: string): string => `urn:pulumi:security::p::t::${name}`;
            const own = ownStack(
                {},
                {
                    [urn("inspector-eu-west-1")]: {
                        type: "t",
                        outputs: { autoEnable: { ec2: true, ecr: true, lambda: true, lambdaCode: false } },
                    },
                    [urn("inspector-eu-west-1-3")]: { type: "t", outputs: { resourceTypes: ["EC2", "ECR"] } },
                    [urn("inspector-eu-west-1-3-member")]: { type: "t", outputs: {} },
                },
            );
            const there: InspectorThere = {
                auto: ["EC2", "ECR", "LAMBDA"],
                members: new Set(["3", "4"]),
                scanned: { "2": ["EC2", "ECR"], "3": ["EC2", "ECR"], "4": ["EC2", "ECR"] },
            };
            deepStrictEqual(inspectorRegion(of, there, own), {
                auto: ["EC2", "ECR", "LAMBDA"],
                members: ["3"],
                scans: { "3": ["EC2", "ECR"] },
            });
        });

        it("go on with what somebody has scanned besides, and with what the state has", () => {
            const urn = (name: string): string => `urn:pulumi:security::p::t::${name}`;
            const own = ownStack(
                {},
                {
                    [urn("inspector-eu-west-1")]: { type: "t", outputs: { autoEnable: { ec2: true, ecr: true } } },
                    [urn("inspector-eu-west-1-3")]: { type: "t", outputs: { resourceTypes: ["EC2", "ECR", "LAMBDA"] } },
                },
            );
            const there: InspectorThere = {
                auto: ["EC2", "ECR", "LAMBDA"],
                members: new Set(["3", "4"]),
                scanned: { "2": ["EC2", "ECR"], "3": ["EC2", "ECR", "CODE_REPOSITORY"], "4": ["EC2", "ECR"] },
            };
            deepStrictEqual(inspectorRegion(of, there, own), {
                auto: ["EC2", "ECR", "LAMBDA"],
                members: [],
                scans: { "3": ["EC2", "ECR", "LAMBDA", "CODE_REPOSITORY"] },
            });
        });

        it("are the management account and all that are not closed, but for the administrator", () => {
            const outputs = managementOutputs();
            const members = membersOf(outputs).map(({ id }) => id);
            ok(members.includes(outputs.management.id));
            ok(!members.includes(outputs.accounts["security"]!.id!));
        });
    });

    it("are not switched off by removing a line, but by the explicit word", () => {
        const { audit } = managementConfig({ audit: { guardduty: true } });
        const [fault, ...more] = droppedServiceFaults(managementConfig(), { audit });
        deepStrictEqual(more, []);
        strictEqual(fault?.path, "audit.guardduty");
        ok(fault.cure.endsWith("disable: [guardduty.amazonaws.com] }"), fault.cure);
        const meant = managementConfig({ organization: { disable: ["guardduty.amazonaws.com"] } });
        deepStrictEqual(droppedServiceFaults(meant, { audit }), []);
        deepStrictEqual(droppedServiceFaults(managementConfig({ audit: { guardduty: true } }), { audit }), []);
        deepStrictEqual(droppedServiceFaults(managementConfig(), { audit: null }), []);
    });
});

describe("regions that an account opts into", () => {
    const optIn = ["af-south-1", "me-central-1"];

    it("are of the account that names them", () => {
        const { accounts, management } = managementConfig({
            management: { id: "111111111111", regions: { optIn: ["af-south-1"] } },
            accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd", regions: { optIn } } },
        });
        deepStrictEqual(
            accounts.map((account) => [account.key, account.optIn]),
            [
                ["security", undefined],
                ["apps-prd", optIn],
            ],
        );
        deepStrictEqual(management.optIn, ["af-south-1"]);
    });

    it("are regions of the home region's partition that are off by default", () => {
        const of = (region: string): RawConfig => ({
            accounts: { security: { unit: "security", regions: { optIn: [region] } } },
        });
        const path = "accounts.security.regions.optIn[0]";
        refused(of("us-west-2"), path, "is on in every account");
        refused(of("cn-north-1"), path, "another partition");
        refused(of("Cape Town"), path);
        refused(
            { management: { id: "111111111111", regions: { optIn: ["eu-west-1"] } } },
            "management.regions.optIn[0]",
        );
        for (const region of optInRegions) ok(knownRegions.includes(region), region);
    });
});
