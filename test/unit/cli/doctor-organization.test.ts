import { judgeAccounts, judgeEntries, judgeQuota, judgeUnmanaged } from "../../../cli/doctor/checks/accounts";
import { judgeTrail } from "../../../cli/doctor/checks/audit-trail";
import { judgeBudget } from "../../../cli/doctor/checks/budget";
import { judgeInvitations, judgeVerification } from "../../../cli/doctor/checks/invitations";
import {
    judgeDelegated,
    judgeLinkedRoles,
    judgeManagementAccount,
    judgeOrganization,
} from "../../../cli/doctor/checks/organization";
import { managementConfig } from "../../support/company";
import { assertFindings, type Expected } from "../../support/findings";

describe("org doctor: organization", () => {
    const organization = { Id: "o-real", FeatureSet: "ALL" as const, MasterAccountId: "111111111111" };
    const facts = { accountId: "111111111111", organization, declared: undefined, isInState: true };

    it("none is not yet, unless the config names one", () => {
        assertFindings(judgeOrganization({ ...facts, organization: undefined }), ["skipped", /not yet/u, /pulumi up/u]);
        assertFindings(judgeOrganization({ ...facts, organization: undefined, declared: "o-x" }), [
            "fault",
            /organization\.id: o-x: account 111111111111 has no organization/u,
        ]);
    });

    it("all features, and the config's id", () => {
        assertFindings(judgeOrganization(facts), ["ok", /o-real, all features/u]);
        assertFindings(judgeOrganization({ ...facts, declared: "o-real", isInState: false }), ["ok", /o-real/u]);
        assertFindings(judgeOrganization({ ...facts, declared: "o-x" }), [
            "fault",
            /organization\.id: o-x: the account's organization is o-real/u,
            /id: o-real/u,
        ]);
        assertFindings(
            judgeOrganization({ ...facts, organization: { ...organization, FeatureSet: "CONSOLIDATED_BILLING" } }),
            ["fault", /consolidated billing/u, /enable all features/u],
        );
    });

    it("one that nobody adopted is the fault that a preview refuses, with the line to write", () => {
        assertFindings(judgeOrganization({ ...facts, isInState: false }), [
            "fault",
            /organization\.id: o-real: the account has the organization o-real already, which this stack does not know/u,
            /organization: \{ id: o-real \}/u,
        ]);
    });

    it("another account's member is a fault", () => {
        assertFindings(judgeOrganization({ ...facts, accountId: "222222222222" }), [
            "fault",
            /222222222222 is a member of organization o-real, whose management account is 111111111111/u,
        ]);
    });

    it("the management account has the config's name and the group's address", () => {
        const wanted = managementConfig().management;
        const found = { name: "acme-management", email: "AWS@acme.example" };
        const group = "aws@acme.example";
        assertFindings(judgeManagementAccount({ found, wanted, group }), ["ok", /acme-management/u]);
        assertFindings(
            judgeManagementAccount({ found: { name: "Ada", email: "ada@mail.example" }, wanted, group }),
            ["fault", /management\.email: aws@acme\.example: AWS has ada@mail\.example/u],
            ["warning", /named Ada; the config says acme-management/u],
        );
        assertFindings(
            judgeManagementAccount({
                found: { ...found, email: "root@acme.example" },
                wanted: { ...wanted, email: "root@acme.example" },
                group,
            }),
            ["warning", /not the group's address/u],
        );
    });

    it("the verified email matters when an account is to be invited, and only AWS's yes proves it", () => {
        const email = "aws@acme.example";
        assertFindings(judgeVerification({ waiting: [], invitedBefore: false, email }), ["skipped", /none is/u]);
        assertFindings(judgeVerification({ waiting: ["old"], invitedBefore: false, email }), [
            "warning",
            /old cannot be invited/u,
            /Settings/u,
        ]);
        assertFindings(judgeVerification({ waiting: ["old"], invitedBefore: true, email }), ["ok", /verified/u]);
    });

    it("service-linked roles: Organizations' own always, Access Analyzer's when a member administers it", () => {
        const role = "AWSServiceRoleForOrganizations";
        assertFindings(judgeLinkedRoles({ roles: [role], delegated: [] }), ["ok", /Organizations/u]);
        assertFindings(judgeLinkedRoles({ roles: [], delegated: [] }), [
            "warning",
            /AWSServiceRoleForOrganizations/u,
            /create-service-linked-role --aws-service-name organizations\.amazonaws\.com/u,
        ]);
        assertFindings(judgeLinkedRoles({ roles: [role], delegated: ["access-analyzer.amazonaws.com"] }), [
            "warning",
            /AccessAnalyzer/u,
        ]);
    });

    it("delegated administrators are the config's, no fewer and no more", () => {
        const facts = {
            declared: [
                { account: "security", service: "config.amazonaws.com", regions: [] },
                { account: "security", service: "guardduty.amazonaws.com", regions: ["us-east-2"] },
            ],
            ids: { security: "222222222222" },
        };
        assertFindings(judgeDelegated({ ...facts, found: new Set(["222222222222/config.amazonaws.com"]) }), [
            "ok",
            /security/u,
        ]);
        assertFindings(
            judgeDelegated({ ...facts, found: new Set(["333333333333/config.amazonaws.com"]) }),
            ["warning", /security does not administer config/u, /pulumi up/u],
            ["warning", /333333333333\/config\.amazonaws\.com/u, /deregister/u],
        );
        assertFindings(
            judgeDelegated({
                ...facts,
                found: new Set(["222222222222/config.amazonaws.com"]),
                unknown: new Set(["222222222222/guardduty.amazonaws.com@us-east-2"]),
            }),
            ["warning", /security does not administer guardduty\.amazonaws\.com in us-east-2/u, /pulumi up/u],
        );
        assertFindings(judgeDelegated({ declared: [], ids: {}, found: new Set() }), ["ok", /none/u]);
    });
});

describe("org doctor: the organization's trail", () => {
    const arn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/ac-security-cloudtrail-org";
    const logs = { isLogging: true, deliveryError: undefined, digestError: undefined, logsError: undefined };

    it("none in the state of the security stack is not yet, whoever has not made it", () => {
        assertFindings(judgeTrail({ arn: undefined, status: undefined }), [
            "skipped",
            /not yet: the security stack has no trail/u,
            /pulumi up --stack security/u,
        ]);
    });

    it("one that logs and delivers is ok", () => {
        assertFindings(judgeTrail({ arn, status: logs }), ["ok", /ac-security-cloudtrail-org logs/u]);
        assertFindings(judgeTrail({ arn, status: { ...logs, deliveryError: "" } }), ["ok", /logs/u]);
    });

    it("one that does not log is a fault, stopped by hand or never started", () => {
        assertFindings(judgeTrail({ arn, status: { ...logs, isLogging: false } }), [
            "fault",
            /ac-security-cloudtrail-org does not log: nothing is recorded/u,
            /pulumi up --stack security/u,
        ]);
    });

    it("one that is gone is a fault, and only a refresh finds it", () => {
        assertFindings(judgeTrail({ arn, status: "gone" }), [
            "fault",
            /AWS has no trail ac-security-cloudtrail-org/u,
            /pulumi up --refresh --stack security/u,
        ]);
    });

    it("one that AWS cannot deliver is a fault of its own, also where it does not log", () => {
        const denied = { ...logs, deliveryError: "AccessDenied" };
        const why: Expected = [
            "fault",
            /cannot deliver what it records: AccessDenied/u,
            /up --refresh --stack security/u,
        ];
        assertFindings(judgeTrail({ arn, status: denied }), why);
        assertFindings(judgeTrail({ arn, status: { ...denied, isLogging: false } }), ["fault", /does not log/u], why);
        assertFindings(judgeTrail({ arn, status: { ...logs, digestError: "NoSuchBucket" } }), [
            "fault",
            /cannot deliver its digests: NoSuchBucket/u,
        ]);
        assertFindings(judgeTrail({ arn, status: { ...logs, logsError: "Access denied." } }), [
            "fault",
            /cannot deliver to its log group: Access denied/u,
        ]);
    });
});

describe("org doctor: the organization's budget", () => {
    it("none, one with its notices, one that does not warn, and one that is gone", () => {
        assertFindings(judgeBudget({ name: undefined, missing: [] }), ["skipped", /has no budget/u]);
        assertFindings(judgeBudget({ name: "ac-monthly", missing: [] }), ["ok", /ac-monthly is there/u]);
        assertFindings(
            judgeBudget({ name: "ac-monthly", missing: ["80 % of what is spent", "100 % of what is forecast"] }),
            ["fault", /does not warn of 80 % of what is spent/u, /pulumi up --stack management/u],
            ["fault", /does not warn of 100 % of what is forecast/u],
        );
        assertFindings(judgeBudget({ name: "ac-monthly", missing: "gone" }), [
            "fault",
            /AWS has no budget/u,
            /up --refresh --stack management/u,
        ]);
    });

    it("a subscription to cost anomalies that is gone", () => {
        const there = { name: "ac-anomalies", isThere: true };
        const ok = ["ok", /ac-monthly is there/u] as const;
        assertFindings(judgeBudget({ name: "ac-monthly", missing: [], anomalies: there }), ok);
        assertFindings(judgeBudget({ name: "ac-monthly", missing: [], anomalies: { ...there, isThere: false } }), ok, [
            "fault",
            /no subscription ac-anomalies to cost anomalies/u,
            /up --refresh --stack management/u,
        ]);
    });
});

describe("org doctor: accounts", () => {
    const config = managementConfig();
    const atAws = (
        key: string,
        id: string,
        more: object = {},
    ): { id: string; name: string; email: string; state: string } => ({
        id,
        name: `acme-${key}`,
        email: `aws+${key}@acme.example`,
        state: "ACTIVE",
        ...more,
    });
    const none = { accounts: {} };

    it("quota: what is there, closed, invited and wanted, against who says how many", () => {
        const facts = { quota: 10, source: "Service Quotas", there: 6, closed: 2, invited: 1, wanted: 3 } as const;
        assertFindings(judgeQuota(facts), [
            "ok",
            /6 accounts \(2 of them closed\), 1 open invitation, and the config adds 3: 10 of 10/u,
        ]);
        assertFindings(judgeQuota({ ...facts, wanted: 4 }), [
            "fault",
            /11, and the quota is 10/u,
            /org accounts quota 11/u,
        ]);
        assertFindings(judgeQuota({ ...facts, wanted: 4, source: "config" }), [
            "fault",
            /accountQuota/u,
            /then write accountQuota/u,
        ]);
        assertFindings(judgeQuota({ ...facts, wanted: 4, source: "default" }), ["warning", /until one asks for more/u]);
    });

    it("accounts: missing ones are not yet; closed ones and other emails are faults", () => {
        const found = [atAws("security", "222222222222"), atAws("apps-prd", "333333333333")];
        assertFindings(judgeAccounts({ config, found, known: none }), ["ok", /2 accounts/u]);
        assertFindings(judgeAccounts({ config, found: found.slice(0, 1), known: none }), [
            "skipped",
            /not yet: apps-prd/u,
            /pulumi up/u,
        ]);
        const closed = [found[0]!, atAws("apps-prd", "333333333333", { state: "CLOSED" })];
        assertFindings(judgeAccounts({ config, found: closed, known: none }), [
            "fault",
            /accounts\.apps-prd\.state: active: AWS says CLOSED of account 333333333333/u,
            /state: closed/u,
        ]);
        const pending = [found[0]!, atAws("apps-prd", "333333333333", { state: "PENDING_ACTIVATION" })];
        assertFindings(judgeAccounts({ config, found: pending, known: none }), [
            "warning",
            /accounts\.apps-prd: AWS says PENDING_ACTIVATION of account 333333333333: .* its own stack and its contacts wait/u,
            /root user \(aws\+apps-prd@acme\.example\)/u,
        ]);
        const moved = [found[0]!, atAws("apps-prd", "333333333333", { email: "x@acme.example" })];
        const known = { accounts: { "apps-prd": { id: "333333333333" } } };
        assertFindings(judgeAccounts({ config, found: moved, known }), [
            "fault",
            /accounts\.apps-prd\.email: .*AWS has x@acme\.example for account 333333333333/u,
            /\.\/org accounts email 333333333333 --to aws\+apps-prd@/u,
        ]);
    });

    it("invitations: open ones with their end, and declared ones that were never sent", () => {
        const now = new Date("2026-11-25T12:00:00Z");
        const open = [{ account: "222222222222", expires: new Date("2026-11-30T12:00:00Z"), id: "h-1" }];
        const absent = [
            { key: "older", message: "account 333333333333 has declined the invitation", cure: "ask its owner" },
        ];
        assertFindings(
            judgeInvitations({ now, open, absent }),
            [
                "warning",
                /invitation of 222222222222 waits; it expires in 5 d/u,
                /org invite \S+ --owner --profile <profile>$/u,
            ],
            ["skipped", /older: account 333333333333 has declined the invitation/u, /ask its owner/u],
        );
        assertFindings(judgeInvitations({ now, open: [], absent: [] }), ["ok", /no invitation/u]);
    });

    it("unmanaged things are reported, and left alone", () => {
        assertFindings(judgeUnmanaged({ things: [] }), ["ok", /nothing/u]);
        assertFindings(judgeUnmanaged({ things: ["account x (1)"] }), ["warning", /left alone: account x/u]);
    });

    it("members that cannot be entered are faults with the role that is missing", () => {
        const entry = { account: "acme-apps (3)", roleArn: "arn:aws:iam::3:role/OrganizationAccountAccessRole" };
        assertFindings(judgeEntries({ entries: [entry] }), ["ok", /1 member account can be entered/u]);
        assertFindings(judgeEntries({ entries: [entry, { ...entry, refusal: "no" }] }), [
            "fault",
            /acme-apps.*OrganizationAccountAccessRole/u,
        ]);
        assertFindings(judgeEntries({ entries: [] }), ["skipped", /not yet/u]);
    });
});
