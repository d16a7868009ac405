import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { contentLacks, delegationLacks, delegationsOf, lacksOf, lackText, policyTypesOf } from "../../../aws/in-force";
import type { AwsOrganization } from "../../../aws/snapshot";
import { judgeInForce } from "../../../cli/doctor/checks/in-force";
import { snapshotWith, managementConfig } from "../../support/company";

const scp = "SERVICE_CONTROL_POLICY";
const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "a:B", Resource: "*" }] };
const config = managementConfig({
    organization: { policyTypes: [scp], services: ["ram.amazonaws.com"], rootAccess: false },
    policies: { stay: { type: scp, document, targets: ["root", "workloads", "account:security"] } },
});
const whole: Partial<AwsOrganization> = {
    policyTypes: [scp],
    services: config.organization.services,
    units: new Map([["workloads", "ou-abcd-workload"]]),
    accounts: [{ id: "222222222222", name: "s", email: "AWS+security@acme.example", state: "ACTIVE" }],
    policies: [{ id: "p-1", name: "stay", type: scp, targets: ["r-abcd", "ou-abcd-workload", "222222222222"] }],
};

function lacks(changes: Partial<AwsOrganization>): readonly string[] {
    return lacksOf(config, snapshotWith({ ...whole, ...changes }).organization!).map(lackText);
}

describe("what the config switches on and AWS has off", () => {
    for (const [what, changes, found] of [
        ["nothing", {}, []],
        ["more is on than the config says", { services: [...config.organization.services, "sso.amazonaws.com"] }, []],
        ["a policy type", { policyTypes: [] }, [`policy type ${scp} is off: its policies bind nobody`]],
        ["a service", { services: [] }, ["trusted access of ram.amazonaws.com is off"]],
        ["a policy", { policies: [] }, [`policy stay (${scp}) is not there`]],
        [
            "a policy of that name has another type",
            { policies: [{ ...whole.policies![0]!, type: "TAG_POLICY" }] },
            [`policy stay (${scp}) is not there`],
        ],
        [
            "attachments to a unit, to an account and to the root",
            { policies: [{ ...whole.policies![0]!, targets: [] }] },
            ["root", "workloads", "account:security"].map((target) => `policy stay (p-1) is not attached to ${target}`),
        ],
        [
            "a target that AWS does not have is the engine's to make",
            { units: new Map(), policies: [{ ...whole.policies![0]!, targets: ["r-abcd", "222222222222"] }] },
            [],
        ],
    ] as const satisfies readonly (readonly [string, Partial<AwsOrganization>, readonly string[]])[])
        it(what, () => {
            deepStrictEqual(lacks(changes), found);
        });

    it("features of root access, where the config has them on and they could be read", () => {
        const on = managementConfig();
        const found = (rootFeatures?: readonly string[]): readonly string[] =>
            lacksOf(on, {
                ...snapshotWith({ ...whole, services: on.organization.services }).organization!,
                rootFeatures,
            })
                .filter(({ kind }) => kind === "root access")
                .map(lackText);
        deepStrictEqual(found(["RootSessions"]), ["central root access: RootCredentialsManagement is off"]);
        deepStrictEqual(found([]).length, 2);
        deepStrictEqual(found(undefined), []);
        deepStrictEqual(lacks({}), [], "the config has it off");
    });

    it("delegations: by Organizations' word, by the service's own where it keeps one, and never Firewall Manager's", () => {
        const services = ["access-analyzer", "guardduty", "cloudtrail", "fms"].map((name) => `${name}.amazonaws.com`);
        const delegating = managementConfig({
            organization: { services },
            regions: ["us-east-1", "us-east-2"],
            delegatedAdministrators: { security: services },
        });
        const { accounts } = whole;
        const wanted = delegationsOf(delegating, snapshotWith({ accounts: accounts! }).organization!);
        deepStrictEqual(wanted.length, 5);
        deepStrictEqual(
            delegationsOf(delegating, snapshotWith().organization!),
            [],
            "an account that AWS lacks is the engine's",
        );
        const all = services.map((service) => `222222222222/${service}`);
        const off = (registered: readonly string[], unknown: readonly string[] = []): readonly string[] =>
            delegationLacks(wanted, new Set(registered), new Set(unknown)).map(lackText);
        deepStrictEqual(off(all), []);
        deepStrictEqual(off([]), [
            "security does not administer access-analyzer.amazonaws.com",
            "security does not administer cloudtrail.amazonaws.com",
        ]);
        deepStrictEqual(off(all, [all[1]!]), ["security does not administer guardduty.amazonaws.com"]);
        deepStrictEqual(off(all, [`${all[1]!}@us-east-2`]), [
            "security does not administer guardduty.amazonaws.com in us-east-2",
        ]);
    });

    for (const [what, content, isLacking] of [
        ["the same with other layout and order", { Statement: document.Statement, Version: "2012-10-17" }, false],
        ["another statement", { ...document, Statement: [{ ...document.Statement[0], Action: "a:C" }] }, true],
        ["no statement", { ...document, Statement: [] }, true],
    ] as const)
        it(`a policy's document: ${what}`, () => {
            const { organization } = snapshotWith(whole);
            const contents = new Map([["p-1", JSON.stringify(content, undefined, 2)]]);
            deepStrictEqual(contentLacks(config, organization!, contents).length, isLacking ? 1 : 0);
            deepStrictEqual(contentLacks(config, organization!, new Map()), [], "what was not read is not judged");
        });

    it("every type that the config names is read", () => {
        const tags = managementConfig({
            organization: { policyTypes: ["TAG_POLICY"], services: [], rootAccess: false },
        });
        deepStrictEqual(policyTypesOf(tags).includes("TAG_POLICY"), true);
        deepStrictEqual(policyTypesOf(config), [scp]);
    });

    it("doctor: one fault each, with the line that repairs it", () => {
        const counts = { types: 1, services: 1, policies: 1 };
        strictEqual(judgeInForce({ lacks: [], counts })[0]!.status, "ok");
        const found = judgeInForce({
            lacks: [
                { kind: "policy type", name: scp },
                { kind: "policy", name: "stay", type: scp },
            ],
            counts,
        });
        deepStrictEqual(
            found.map(({ status }) => status),
            ["fault", "fault"],
        );
        match(found[0]!.cure!, /^pulumi up --stack management/u);
        match(found[1]!.cure!, /^pulumi up --refresh --stack management/u);
    });
});
