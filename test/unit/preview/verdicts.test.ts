import { deepStrictEqual } from "node:assert/strict";
import { knownRegions } from "../../../config/aws-facts";
import type { EngineEvent, Outputs } from "../../../cli/preview/engine-event";
import { caseVerdicts } from "../../../cli/preview/case-verdicts";
import { readPreview } from "../../../cli/preview/events";
import { sections } from "../../../cli/preview/sections";
import { verdictChanges } from "../../../cli/preview/verdicts";
import { renderShippedPolicy, shippedPolicy } from "../../../policies/shipped";

type Op = "same" | "create" | "update" | "delete" | "import";
const step = (op: Op, type: string, name: string, before?: object, after?: object): EngineEvent => ({
    resourcePreEvent: {
        metadata: {
            op,
            type,
            urn: `urn:pulumi:management::acme::${type}::${name}`,
            old: before === undefined ? null : { custom: true, inputs: before as Record<string, unknown> },
            new: after === undefined ? null : { custom: true, inputs: after as Record<string, unknown> },
        },
    },
});
const content = (name: string, parameters: object = {}): object => {
    const rendered = renderShippedPolicy(shippedPolicy(name)!, parameters as Record<string, unknown>);
    return { type: "SERVICE_CONTROL_POLICY", name, content: rendered.ok ? JSON.stringify(rendered.document) : "" };
};
const policy = (op: Op, name: string, before?: object, after?: object): EngineEvent =>
    step(op, "aws:organizations/policy:Policy", `policy-${name}-policy`, before, after);
const attachment = (op: Op, name: string, target: string): EngineEvent =>
    step(
        op,
        "aws:organizations/policyAttachment:PolicyAttachment",
        `policy-${name}:${target}`,
        op === "create" || op === "import" ? undefined : {},
        op === "delete" ? undefined : {},
    );

const outputs = (units: Readonly<Record<string, string>>): Outputs["before"] => ({
    region: "eu-west-1",
    regions: ["eu-west-1"],
    organization: { id: "o-exampleorgid" },
    units: { workloads: "ou-1", "workloads/prd": "ou-2", shared: "ou-3" },
    accounts: Object.fromEntries(
        Object.entries(units).map(([key, unit], index) => [
            key,
            { id: `${222_222_222_222 + index}`, unit, roleName: "OrganizationAccountAccessRole" },
        ]),
    ),
});
const before = outputs({ "apps-prd": "workloads/prd", shared: "shared" });
const said = (events: readonly EngineEvent[], after = before): readonly string[] =>
    verdictChanges(events, { before, after }).map(
        ({ becomes, who, what, by, accounts }) => `${becomes}: ${who}: ${what}: ${by}: ${accounts.join(" ")}`,
    );

describe("what policies newly deny and allow", () => {
    const regions = content("only-our-regions", { regions: ["eu-west-1"] });
    const leave = content("deny-leaving-organization");

    it("is nothing where nothing changes", () => {
        deepStrictEqual(said([policy("same", "regions", regions, regions), attachment("same", "regions", "root")]), []);
        deepStrictEqual(said([]), []);
    });

    it("a policy that comes, for the accounts below its target alone", () => {
        const found = said([
            policy("create", "regions", undefined, regions),
            attachment("create", "regions", "root/workloads"),
        ]);
        const elsewhere = "start instances in a region that is not governed (ec2:RunInstances)";
        deepStrictEqual(found, [
            `denied: any other role and the root user: ${elsewhere}: regions at workloads: apps-prd`,
        ]);
    });

    it("one that is detached", () => {
        const found = said([policy("same", "leave", leave, leave), attachment("delete", "leave", "root")]);
        deepStrictEqual(found, [
            "allowed: everybody: leave the organization (organizations:LeaveOrganization): leave at root: apps-prd shared",
        ]);
    });

    it("an action that a document gains, also for the access role", () => {
        const deny = (...Action: string[]): object => ({
            type: "SERVICE_CONTROL_POLICY",
            content: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action, Resource: "*" }] }),
        });
        const found = said([
            policy("update", "machines", deny("ec2:StopInstances"), deny("ec2:StopInstances", "iam:CreateRole")),
            attachment("same", "machines", "shared"),
        ]);
        deepStrictEqual(found, ["denied: everybody: make a role (iam:CreateRole): machines at shared: shared"]);
    });

    it("an account that moves; one that comes has nothing to lose", () => {
        const after = outputs({ "apps-prd": "workloads/prd", shared: "workloads", payments: "workloads" });
        const events = [policy("same", "regions", regions, regions), attachment("same", "regions", "root/workloads")];
        const [first, ...others] = said(events, after);
        deepStrictEqual(others, []);
        deepStrictEqual(first!.endsWith("regions at workloads: shared"), true);
    });

    it("the perimeter keeps strangers out, and nobody of the organization", () => {
        const rendered = renderShippedPolicy(shippedPolicy("organization-perimeter")!, {
            organizationId: "o-exampleorgid",
        });
        const perimeter = {
            type: "RESOURCE_CONTROL_POLICY",
            content: JSON.stringify(rendered.ok && rendered.document),
        };
        const events = [policy("create", "perimeter", undefined, perimeter), attachment("create", "perimeter", "root")];
        deepStrictEqual(said(events), []);
    });

    it("what depends on a key that no question has is left out", () => {
        const document = {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Deny",
                    Action: "iam:CreateRole",
                    Resource: "*",
                    Condition: { StringNotEquals: { "aws:PrincipalTag/team": "platform" } },
                },
            ],
        };
        const tagged = { type: "SERVICE_CONTROL_POLICY", content: JSON.stringify(document) };
        deepStrictEqual(said([policy("create", "x", undefined, tagged), attachment("create", "x", "root")]), []);
    });

    it("what is about certain resources alone is left out; the account's trails and access role are asked about", () => {
        const document = {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::acme-*" },
                { Effect: "Deny", Action: "cloudtrail:StopLogging", Resource: "arn:*:cloudtrail:*:*:trail/*" },
                {
                    Effect: "Deny",
                    Action: "iam:UpdateAssumeRolePolicy",
                    Resource: "arn:*:iam::*:role/OrganizationAccountAccessRole",
                },
            ],
        };
        const guard = { type: "SERVICE_CONTROL_POLICY", content: JSON.stringify(document) };
        deepStrictEqual(said([policy("create", "guard", undefined, guard), attachment("create", "guard", "shared")]), [
            "denied: everybody: change who may enter by the access role (iam:UpdateAssumeRolePolicy): guard at shared: shared",
            "denied: everybody: stop a trail (cloudtrail:StopLogging): guard at shared: shared",
        ]);
    });

    it("a region that is not governed is one, whichever are", () => {
        const governed = { ...before, regions: ["eu-west-1", "ap-southeast-2", "sa-east-1", "eu-north-1"] };
        const document = {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Deny",
                    Action: "ec2:*",
                    Resource: "*",
                    Condition: { StringEquals: { "aws:RequestedRegion": knownRegions } },
                },
            ],
        };
        const everywhere = { type: "SERVICE_CONTROL_POLICY", content: JSON.stringify(document) };
        const events = [policy("create", "x", undefined, everywhere), attachment("create", "x", "shared")];
        deepStrictEqual(said(events, governed), [
            "denied: everybody: start instances (ec2:RunInstances): x at shared: shared",
            "denied: everybody: start instances in a region that is not governed (ec2:RunInstances): x at shared: shared",
        ]);
    });

    it("a policy that AWS has already, and that is imported, changes nothing", () => {
        const events = [policy("import", "leave", undefined, leave), attachment("import", "leave", "root")];
        deepStrictEqual(said(events), []);
    });

    it("written cases are judged by the policy as it was and as it will be", () => {
        const request = (action: string) => ({
            principal: "arn:aws:sts::222222222222:assumed-role/DevOps/ada",
            action,
            resource: "*",
            context: {},
        });
        const cases = [
            { name: "nobody leaves", request: request("organizations:LeaveOrganization"), expect: "denied" },
            { name: "all may look", request: request("organizations:DescribeOrganization"), expect: "allowed" },
            { name: "nobody looks", request: request("organizations:ListAccounts"), expect: "denied" },
        ] as const;
        const own = [{ policy: "leave", type: "SERVICE_CONTROL_POLICY", cases }];
        const lines = (op: "create" | "same"): readonly string[] =>
            caseVerdicts([policy(op, "leave", op === "create" ? undefined : leave, leave)], own).map(
                ({ case: name, was, is, expected }) => `${name}: ${was} ${is} ${expected}`,
            );
        deepStrictEqual(lines("create"), [
            "nobody leaves: allowed denied denied",
            "nobody looks: allowed allowed denied",
        ]);
        deepStrictEqual(lines("same"), ["nobody looks: allowed allowed denied"]);
        deepStrictEqual(caseVerdicts([policy("delete", "leave", leave)], own), []);
        const preview = readPreview([policy("create", "leave", undefined, leave)], own);
        const { lines: shown } = sections(preview, { secrets: [] }).find(({ title }) =>
            title.startsWith("What policies"),
        )!;
        deepStrictEqual(shown, [
            "- leave: newly denied: nobody leaves (organizations:LeaveOrganization), in no account yet",
            "! leave: a case fails: nobody looks (organizations:ListAccounts): allowed, and not denied",
        ]);
    });

    describe("written cases in each account that the policy binds", () => {
        const own = (principal = "arn:aws:sts::999999999999:assumed-role/DevOps/ada") => [
            {
                policy: "leave",
                type: "SERVICE_CONTROL_POLICY",
                cases: [
                    {
                        name: "nobody leaves",
                        request: { principal, action: "organizations:LeaveOrganization", resource: "*", context: {} },
                        expect: "denied" as const,
                    },
                ],
            },
        ];
        const linesOf = (events: readonly EngineEvent[], after = before, cases = own()): readonly string[] => {
            const found = caseVerdicts(events, cases, { before, after });
            const preview = { ...readPreview([]), cases: found };
            return sections(preview, { secrets: [] }).find(({ title }) => title.startsWith("What policies"))!.lines;
        };
        const whole = "nobody leaves (organizations:LeaveOrganization), a case of leave";

        it("one that comes, for those below its target", () => {
            const there = [policy("create", "leave", undefined, leave)];
            deepStrictEqual(linesOf([...there, attachment("create", "leave", "root/workloads")]), [
                `- apps-prd: newly denied: ${whole}: leave at workloads`,
            ]);
            deepStrictEqual(linesOf([...there, attachment("create", "leave", "root")]), [
                `- apps-prd, shared: newly denied: ${whole}: leave at root`,
            ]);
        });

        it("one that is detached, or goes", () => {
            const gone = [`+ apps-prd, shared: newly allowed: ${whole}: it was denied by leave at root`];
            deepStrictEqual(
                linesOf([policy("same", "leave", leave, leave), attachment("delete", "leave", "root")]),
                gone,
            );
            deepStrictEqual(linesOf([policy("delete", "leave", leave), attachment("delete", "leave", "root")]), gone);
        });

        it("an account that moves below it", () => {
            const after = outputs({ "apps-prd": "workloads/prd", shared: "workloads" });
            deepStrictEqual(
                linesOf([policy("same", "leave", leave, leave), attachment("same", "leave", "root/workloads")], after),
                [`- shared: newly denied: ${whole}: leave at workloads`],
            );
        });

        it("what another policy denies before and after is nothing new; what it newly denies is said of it", () => {
            const [mine, other] = [
                [policy("create", "leave", undefined, leave), attachment("create", "leave", "root")],
                [policy("same", "stay", leave, leave), attachment("same", "stay", "root")],
            ];
            deepStrictEqual(linesOf([...mine, ...other]), [
                "- leave: newly denied: nobody leaves (organizations:LeaveOrganization), in no account yet",
            ]);
        });

        it("keys that another policy asks for, and the case has not, hide nothing", () => {
            deepStrictEqual(
                linesOf([
                    ...[policy("create", "leave", undefined, leave), attachment("create", "leave", "root/workloads")],
                    ...[policy("create", "regions", undefined, regions), attachment("create", "regions", "root")],
                ]),
                [`- apps-prd: newly denied: ${whole}: leave at workloads`],
            );
        });

        it("many accounts that agree are one line", () => {
            const keys = Array.from({ length: 400 }, (_, index) => [`app-${index}`, "workloads"] as const);
            const many = outputs(Object.fromEntries(keys));
            const events = [policy("create", "leave", undefined, leave), attachment("create", "leave", "root")];
            const [line, ...others] = caseVerdicts(events, own(), { before: many, after: many });
            deepStrictEqual([line!.accounts.map(({ accounts }) => accounts.length), others], [[400], []]);
        });

        it("a service, whom no service control policy binds, is asked nothing", () => {
            const events = [policy("create", "leave", undefined, leave), attachment("create", "leave", "root")];
            deepStrictEqual(linesOf(events, before, own("config.amazonaws.com")), [
                "! leave: a case fails: nobody leaves (organizations:LeaveOrganization): allowed, and not denied",
            ]);
        });

        it("resource control policies: strangers at the account's resources", () => {
            const deny = {
                Version: "2012-10-17",
                Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::acme-*" }],
            };
            const guard = { type: "RESOURCE_CONTROL_POLICY", content: JSON.stringify(deny) };
            const events = [policy("create", "guard", undefined, guard), attachment("create", "guard", "shared")];
            const request = {
                principal: "arn:aws:iam::888888888888:role/stranger",
                action: "s3:GetObject",
                resource: "arn:aws:s3:::acme-data/a",
                account: "999999999999",
                context: {},
            };
            const cases = [{ name: "no strangers", request, expect: "denied" as const }];
            const found = [{ policy: "guard", type: "RESOURCE_CONTROL_POLICY", cases }];
            deepStrictEqual(linesOf(events, before, found), [
                "- shared: newly denied: no strangers (s3:GetObject), a case of guard: guard at shared",
            ]);
        });
    });

    it("a policy whose document is not known yet says nothing", () => {
        const unknown = { type: "SERVICE_CONTROL_POLICY", content: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
        deepStrictEqual(said([policy("create", "x", undefined, unknown), attachment("create", "x", "root")]), []);
    });
});
