import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
    compilePolicy,
    decide,
    principalOf,
    RequestContext,
    type ContextKeys,
    type Decision,
    type Level,
    type Placed,
} from "../../../../policies/evaluate";

type Statement = Readonly<Record<string, unknown>>;
const policy = (name: string, ...Statement: Statement[]) => compilePolicy(name, { Version: "2012-10-17", Statement });
const full = policy("FullAWSAccess", { Effect: "Allow", Action: "*", Resource: "*" });
const member = "222222222222";
const devOps = `arn:aws:sts::${member}:assumed-role/DevOps/ada`;
const levels = (...all: Level["policies"][]): readonly Level[] =>
    all.map((policies, index) => ({ name: ["root", "workloads", "apps-prd"][index]!, policies }));
const placed = (more: Partial<Placed>): Placed => ({
    isManagement: false,
    serviceControl: levels([full], [full], [full]),
    resourceControl: levels([], [], []),
    ...more,
});

interface Asked {
    readonly principal?: string;
    readonly action?: string;
    readonly resource?: string;
    readonly keys?: ContextKeys;
    readonly identity?: readonly ReturnType<typeof policy>[];
}

function ask(place: Partial<Placed>, asked: Asked = {}, owner: Placed | undefined = placed(place)): Decision {
    const {
        principal = devOps,
        action = "s3:GetObject",
        resource = "arn:aws:s3:::acme/a",
        keys = {},
        identity,
    } = asked;
    const who = principalOf(principal);
    const context = new RequestContext({ ...who.keys, ...keys }, "unknown");
    return decide({ principal: who, action, resource, context }, placed(place), owner, identity);
}

describe("what organization policies let pass", () => {
    const noDeletes = policy("no-deletes", { Sid: "Deletes", Effect: "Deny", Action: "s3:Delete*", Resource: "*" });
    const deletes: Asked = { action: "s3:DeleteBucket" };

    it("is what AWS carries out for everybody, whatever policies say", () => {
        const nothing = policy("nothing", { Effect: "Deny", Action: "*", Resource: "*" });
        for (const action of ["sts:GetCallerIdentity", "STS:getsessiontoken"])
            for (const place of [{}, { serviceControl: levels([full, nothing], []) }])
                deepStrictEqual(ask(place, { action, identity: [nothing] }), { decision: "allowed", by: [] });
        strictEqual(ask({}, { action: "sts:GetAccessKeyInfo", identity: [nothing] }).decision, "denied");
    });

    it("is what each level allows and none denies, with what allows it", () => {
        const { decision, by } = ask({});
        strictEqual(decision, "allowed");
        deepStrictEqual(
            by.map(({ level, policy: name }) => `${level} ${name}`),
            ["root FullAWSAccess", "workloads FullAWSAccess", "apps-prd FullAWSAccess"],
        );
    });

    it("is denied by one statement of one level, which is named", () => {
        deepStrictEqual(ask({ serviceControl: levels([full], [full, noDeletes], [full]) }, deletes), {
            decision: "denied",
            by: [
                {
                    kind: "service control policy",
                    level: "workloads",
                    policy: "no-deletes",
                    statement: 0,
                    sid: "Deletes",
                },
            ],
        });
    });

    it("is denied by a level that allows it by nothing", () => {
        const reads = policy("reads", { Effect: "Allow", Action: "s3:Get*", Resource: "*" });
        const serviceControl = levels([full], [reads], [full]);
        strictEqual(ask({ serviceControl }).decision, "allowed");
        deepStrictEqual(ask({ serviceControl }, deletes), {
            decision: "denied",
            by: [{ kind: "service control policy", level: "workloads" }],
        });
    });

    const denyAll = policy("deny-all", { Effect: "Deny", Action: "*", Resource: "*" });
    const serviceControl = levels([full, denyAll], [full], [full]);
    for (const [who, principal, decision] of [
        ["a session", devOps, "denied"],
        ["a user", `arn:aws:iam::${member}:user/ada`, "denied"],
        ["the root user", `arn:aws:iam::${member}:root`, "denied"],
        [
            "a role of AWS's services",
            `arn:aws:iam::${member}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
            "allowed",
        ],
        ["a session of one", `arn:aws:sts::${member}:assumed-role/AWSServiceRoleForConfig/x`, "allowed"],
        ["a service", "cloudtrail.amazonaws.com", "allowed"],
        [
            "an identity of another provider",
            `arn:aws:iam::${member}:oidc-provider/token.actions.githubusercontent.com`,
            "allowed",
        ],
        ["nobody", "anonymous", "allowed"],
    ] as const)
        it(`SCPs: ${who} is ${decision}`, () => {
            strictEqual(ask({ serviceControl }, { principal }).decision, decision);
        });

    it("SCPs bind nobody in the management account, and nobody outside the organization", () => {
        strictEqual(ask({ serviceControl, isManagement: true }).decision, "allowed");
        const context = new RequestContext({}, "absent");
        const request = { principal: principalOf(devOps), action: "s3:GetObject", resource: "*", context };
        strictEqual(decide(request, undefined, undefined).decision, "allowed");
    });

    const perimeter = policy("perimeter", { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" });
    const resourceControl = levels([perimeter], [], []);
    const linked = `arn:aws:iam::${member}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
    for (const [who, asked, owner, decision] of [
        ["of the organization", {}, "member", "denied"],
        ["a service", { principal: "cloudtrail.amazonaws.com" }, "member", "denied"],
        ["nobody", { principal: "anonymous" }, "member", "denied"],
        ["a role of AWS's services", { principal: linked }, "member", "allowed"],
        ["the management account's resources", {}, "management", "allowed"],
        ["resources outside", {}, "nobody", "allowed"],
        ["a service that takes no RCPs, or takes them since", { action: "ec2:RunInstances" }, "member", "unknown"],
    ] as const)
        it(`RCPs: ${who}: ${decision}`, () => {
            const owners = {
                member: placed({ resourceControl }),
                management: placed({ resourceControl, isManagement: true }),
            };
            const place = owner === "nobody" ? undefined : owners[owner];
            const principal = principalOf("principal" in asked ? asked.principal : devOps);
            const action = "action" in asked ? asked.action : "s3:GetObject";
            const context = new RequestContext(principal.keys, "unknown");
            const request = { principal, action, resource: "arn:aws:s3:::acme/a", context };
            strictEqual(decide(request, placed({}), place).decision, decision);
        });

    it("is not known where a key decides that is not given, and says which", () => {
        const regions = policy("our-regions", {
            Effect: "Deny",
            Action: "*",
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
        });
        const place = { serviceControl: levels([full], [full], [full, regions]) };
        const { decision, by } = ask(place);
        strictEqual(decision, "unknown");
        strictEqual(by[0]!.unknown, "aws:RequestedRegion is not given");
        strictEqual(ask(place, { keys: { "aws:RequestedRegion": "eu-west-1" } }).decision, "allowed");
        strictEqual(ask(place, { keys: { "aws:RequestedRegion": "us-east-1" } }).decision, "denied");
    });

    it("asks the caller's own policies too, where they are given", () => {
        const reads = policy("reads", { Effect: "Allow", Action: "s3:Get*", Resource: "*" });
        strictEqual(ask({}, { identity: [reads] }).decision, "allowed");
        deepStrictEqual(ask({}, { identity: [reads], ...deletes }).by, [
            { kind: "identity policy", level: "the caller's own" },
        ]);
    });

    it("NotAction is about all others, in any letter case", () => {
        const others = policy("others", { Effect: "Deny", NotAction: ["S3:get*", "iam:*"], Resource: "*" });
        const place = { serviceControl: levels([full], [full], [full, others]) };
        strictEqual(ask(place).decision, "allowed");
        strictEqual(ask(place, deletes).decision, "denied");
    });

    for (const [pattern, resource, isIt] of [
        ["arn:aws:s3:::acme-*", "arn:aws:s3:::acme-data/a:b", true],
        ["arn:aws:s3:::acme*/x", "arn:aws:s3:::acme/a:b/x", true],
        ["arn:aws:sqs:us*1:222222222222:jobs", "arn:aws:sqs:us-east-1:222222222222:jobs", true],
        ["arn:aws:sqs:us*1:jobs", "arn:aws:sqs:us-east-1:222222222221:jobs", false],
        ["arn:aws:sqs:*:jobs", "arn:aws:sqs:us-east-1:222222222222:jobs", true],
        ["arn:aws:sqs:us-east-1:?:jobs", "arn:aws:sqs:us-east-1:2:jobs", true],
        ["arn:aws:iam::222222222222:role/DevOps", "arn:aws:iam::222222222222:role/devops", false],
        ["*", "arn:aws:iam::222222222222:role/devops", true],
        ["arn:aws:s3:::*", "*", false],
    ] as const)
        it(`Resource ${pattern} is ${isIt ? "" : "not "}${resource}`, () => {
            const deny = policy("deny", { Effect: "Deny", Action: "*", Resource: pattern });
            const { decision } = ask({ serviceControl: levels([full], [full], [full, deny]) }, { resource });
            strictEqual(decision, isIt ? "denied" : "allowed");
        });
});
