/** Delegated administrators come after their service's trusted access, and go before it. */
import { CreateServiceLinkedRoleCommand } from "@aws-sdk/client-iam";
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListAccountsCommand,
    ListDelegatedAdministratorsCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { readResourcePolicy } from "../../aws/resource-policy";
import { judgeDelegationPolicy } from "../../cli/doctor/checks/cis-organization";
import { clientsOf } from "../support/aws";
import { budgetCall } from "../support/budgets";
import { acme } from "../support/company";
import { doctorOn } from "../support/doctor";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const base = { "aws:region": "us-east-1", ...acme };
const services = ["config.amazonaws.com", "securityhub.amazonaws.com", "access-analyzer.amazonaws.com"];
// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

/** What the API says of a budget, as far as it is read here. */
interface Budget {
    readonly BudgetType: string;
    readonly TimeUnit: string;
    readonly BudgetLimit: { readonly Amount: string };
}

describe("delegated administrators", () => {
    let project: TestProject;

    before(async () => {
        const config = {
            ...base,
            budget: { monthly: 500, notify: ["finops@acme.example"] },
            organization: { services },
            delegatedAdministrators: { security: services },
        };
        project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        // Somebody has used Access Analyzer in this account before.
        await clientsOf(project.sandbox).iam.send(
            new CreateServiceLinkedRoleCommand({ AWSServiceName: "access-analyzer.amazonaws.com" }),
        );
        await project.must("stack", "init", "management");
        await project.must("up", "--yes", "--skip-preview", ...quick);
    });
    after(() => project.close());

    const delegated = async (ServicePrincipal?: string): Promise<readonly string[]> => {
        const input = ServicePrincipal === undefined ? {} : { ServicePrincipal };
        const { organizations } = clientsOf(project.sandbox);
        const { DelegatedAdministrators: found } = await organizations.send(
            new ListDelegatedAdministratorsCommand(input),
        );
        return (found ?? []).map(({ Name }) => Name!);
    };
    const trusted = async (): Promise<readonly string[]> => {
        const { organizations } = clientsOf(project.sandbox);
        const answer = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
        return (answer.EnabledServicePrincipals ?? []).map(({ ServicePrincipal }) => ServicePrincipal!);
    };

    it("are there by Organizations' registration, or by the API of a service that has one", async () => {
        deepStrictEqual(await delegated("config.amazonaws.com"), ["acme-security"]);
        const types = (await project.state("management")).map(({ type }) => type);
        ok(types.includes("aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"));
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("a budget warns its groups at 80 and 100 percent, and of a forecast above it", async () => {
        const of = { BudgetName: "ac-monthly" };
        const { Budget: made } = await budgetCall(project.sandbox, "DescribeBudget", of);
        const { BudgetType, TimeUnit, BudgetLimit } = made as Budget;
        deepStrictEqual([BudgetType, TimeUnit, Number(BudgetLimit.Amount)], ["COST", "MONTHLY", 500]);
        const { Notifications } = await budgetCall(project.sandbox, "DescribeNotificationsForBudget", of);
        const notices = Notifications as readonly { readonly NotificationType: string; readonly Threshold: number }[];
        deepStrictEqual(notices.map((each) => `${each.NotificationType} ${each.Threshold}`).sort(), [
            "ACTUAL 100",
            "ACTUAL 80",
            "FORECASTED 100",
        ]);
        for (const Notification of notices) {
            const input = { ...of, Notification };
            const { Subscribers } = await budgetCall(project.sandbox, "DescribeSubscribersForNotification", input);
            deepStrictEqual(Subscribers, [{ SubscriptionType: "EMAIL", Address: "finops@acme.example" }]);
        }
    });

    it("a budget's notices that AWS does not have any more are changes of a preview, and there again after up", async () => {
        const of = { BudgetName: "ac-monthly" };
        const notices = async (): Promise<readonly object[]> =>
            (await budgetCall(project.sandbox, "DescribeNotificationsForBudget", of))["Notifications"] as object[];
        // With none left, no refresh sees it: the provider keeps what the state has.
        for (const Notification of await notices())
            await budgetCall(project.sandbox, "DeleteNotification", { ...of, Notification });
        const preview = await project.pulumi("preview", "--expect-no-changes", ...quick);
        notStrictEqual(preview.exitCode, 0);
        match(preview.text, /budget ac-monthly does not warn of 80 % of what is spent/u);
        match(preview.text, /budget ac-monthly does not warn of 100 % of what is forecast/u);
        deepStrictEqual(await notices(), []);
        const doctor = (await doctorOn(project)).of("budget").map(({ status }) => status);
        deepStrictEqual(doctor, ["fault", "fault", "fault"]);
        // Each is tried, and all that AWS refuses is reported at once.
        const denied = { code: "AccessDeniedException", message: "not today" };
        project.proxy!.add({ operation: "CreateNotification", times: 2, fault: denied });
        const refused = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(refused.exitCode, 0, refused.text);
        strictEqual(refused.text.match(/does not warn of .*, and AWS refused to switch it on/gu)?.length, 2);
        strictEqual((await notices()).length, 1);
        match(
            await project.must("up", "--yes", "--skip-preview", ...quick),
            /switched on again: the notice of budget/u,
        );
        strictEqual((await notices()).length, 3);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("take in the role that a service has in the management account already, and leave it there", async () => {
        const role = (await project.state("management")).find(
            ({ type }) => type.includes("ServiceLinkedRole") && type.startsWith("aws:"),
        );
        strictEqual(role?.outputs?.["name"], "AWSServiceRoleForAccessAnalyzer");
        strictEqual(role.retainOnDelete, true);
    });

    it("are refused before any write without their service, and in the management account", async () => {
        const refused = { organization: { services: [] }, delegatedAdministrators: { management: [services[0]] } };
        project.writeStack("management", { ...base, ...refused });
        const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(exitCode, 0);
        match(text, /not among the services that the organization trusts/);
        match(text, /management account/);
        ok((await trusted()).includes(services[0]!), "nothing was changed");
    });

    it("go with their service in one change: deregistered first, and the service at the next run, which is said", async () => {
        const [config, ...others] = services as [string, ...string[]];
        // In the same run: the delegation policy of the docs, another amount, and a budget that the state lost is found by its name.
        const budget = (await project.state("management")).find(({ type }) => type === "aws:budgets/budget:Budget");
        await project.must("state", "delete", budget!.urn, "--yes", "--stack", "management");
        const id = (await members(project))["acme-security"]!;
        project.writeStack("management", {
            ...base,
            budget: { monthly: 600, notify: ["billing@acme.example"] },
            organization: { services: others, disable: [config], resourcePolicy: documentedPolicy(id) },
            delegatedAdministrators: { security: others },
        });
        const first = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        strictEqual(first.exitCode, 0, first.text);
        match(first.text, /config\.amazonaws\.com stays on while it has a delegated administrator/);
        deepStrictEqual(await delegated(config), []);
        ok((await trusted()).includes(config));
        await project.must("up", "--yes", "--skip-preview", ...quick);
        ok(!(await trusted()).includes(config));
        for (const other of others) ok((await trusted()).includes(other));
        const policy = await readResourcePolicy(clientsOf(project.sandbox).organizations);
        const [finding] = judgeDelegationPolicy({ policy: policy?.content, members: [{ id, name: "acme-security" }] });
        strictEqual(finding?.status, "ok", finding?.message);
        const { Budget: changed } = await budgetCall(project.sandbox, "DescribeBudget", { BudgetName: "ac-monthly" });
        strictEqual(Number((changed as Budget).BudgetLimit.Amount), 600);
        await project.must("preview", "--expect-no-changes", ...quick);
    });
});

/** Account id by name. */
async function members(project: TestProject): Promise<Readonly<Record<string, string>>> {
    const { Accounts } = await clientsOf(project.sandbox).organizations.send(new ListAccountsCommand({}));
    return Object.fromEntries((Accounts ?? []).map(({ Name, Id }) => [Name!, Id!]));
}

/** The example of docs/audit-account.md, for an account. */
function documentedPolicy(id: string): object {
    const page = fs.readFileSync(path.resolve(__dirname, "../../docs/audit-account.md"), "utf8");
    const [, block = ""] = /```yaml\n([^]*?)```/u.exec(page) ?? [];
    const { organization } = parse(block.replaceAll("222222222222", id)) as {
        organization: { resourcePolicy: object };
    };
    return organization.resourcePolicy;
}
