/**
 * Delegated administrators, which are registered after their service's trusted access and deregistered before it; and the budget. In the
 * organization of in-force.test.ts.
 */
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListAccountsCommand,
    ListDelegatedAdministratorsCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { readResourcePolicy } from "../../../aws/resource-policy";
import { judgeDelegationPolicy } from "../../../cli/doctor/checks/cis-organization";
import { clientsOf } from "../../support/aws";
import { budgetCall } from "../../support/budgets";
import type { TestProject } from "../../support/project";

/** The part of the organization's config that these tests read. */
interface Config {
    readonly organization: { readonly services: readonly string[] };
    readonly delegatedAdministrators: { readonly security: readonly string[] };
}

/** The part of the API's response that these tests read. */
interface Budget {
    readonly BudgetType: string;
    readonly TimeUnit: string;
    readonly BudgetLimit: { readonly Amount: string };
}

const ofBudget = { BudgetName: "ac-monthly" };

/**
 * Deletes the budget's notifications, as somebody may do by hand. When none is left, a refresh does not notice: the provider keeps those of
 * the state.
 */
export async function deleteNotices({ sandbox }: TestProject): Promise<void> {
    const { Notifications } = await budgetCall(sandbox, "DescribeNotificationsForBudget", ofBudget);
    for (const Notification of Notifications as readonly object[])
        await budgetCall(sandbox, "DeleteNotification", { ...ofBudget, Notification });
}

/** Defines the tests. `options` are engine options that name the management stack. */
export function testDelegation(world: () => TestProject, config: Config, options: readonly string[]): void {
    const organizations = (): ReturnType<typeof clientsOf>["organizations"] => clientsOf(world().sandbox).organizations;
    const delegated = async (ServicePrincipal: string): Promise<readonly string[]> => {
        const input = { ServicePrincipal };
        const { DelegatedAdministrators: found } = await organizations().send(
            new ListDelegatedAdministratorsCommand(input),
        );
        return (found ?? []).map(({ Name }) => Name!);
    };
    const trusted = async (): Promise<readonly string[]> => {
        const answer = await organizations().send(new ListAWSServiceAccessForOrganizationCommand({}));
        return (answer.EnabledServicePrincipals ?? []).map(({ ServicePrincipal }) => ServicePrincipal!);
    };
    const going = "config.amazonaws.com";
    const without = (services: readonly string[]): readonly string[] => services.filter((each) => each !== going);

    it("are there by Organizations' registration, or by the API of a service that has one", async () => {
        deepStrictEqual(await delegated(going), ["acme-security"]);
        const types = (await world().state("management")).map(({ type }) => type);
        ok(types.includes("aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"));
    });

    it("a budget warns its groups at 80 and 100 percent, and of a forecast above it", async () => {
        const { sandbox } = world();
        const { Budget: made } = await budgetCall(sandbox, "DescribeBudget", ofBudget);
        const { BudgetType, TimeUnit, BudgetLimit } = made as Budget;
        deepStrictEqual([BudgetType, TimeUnit, Number(BudgetLimit.Amount)], ["COST", "MONTHLY", 500]);
        const { Notifications } = await budgetCall(sandbox, "DescribeNotificationsForBudget", ofBudget);
        const notices = Notifications as readonly { readonly NotificationType: string; readonly Threshold: number }[];
        deepStrictEqual(notices.map((each) => `${each.NotificationType} ${each.Threshold}`).sort(), [
            "ACTUAL 100",
            "ACTUAL 80",
            "FORECASTED 100",
        ]);
        for (const Notification of notices) {
            const input = { ...ofBudget, Notification };
            const { Subscribers } = await budgetCall(sandbox, "DescribeSubscribersForNotification", input);
            deepStrictEqual(Subscribers, [{ SubscriptionType: "EMAIL", Address: "finops@acme.example" }]);
        }
    });

    it("take in the role that a service has in the management account already, and leave it there", async () => {
        const roles = (await world().state("management")).filter(
            ({ type }) => type.includes("ServiceLinkedRole") && type.startsWith("aws:"),
        );
        const role = roles.find(({ outputs }) => outputs?.["name"] === "AWSServiceRoleForAccessAnalyzer");
        strictEqual(role?.retainOnDelete, true);
    });

    it("go with their service in one change: deregistered first, and the service at the next run, which is said", async () => {
        const project = world();
        // All in one run: the delegation policy of the docs, another amount, and a budget that is missing in the state and is found by its
        // name.
        const budget = (await project.state("management")).find(({ type }) => type === "aws:budgets/budget:Budget");
        await project.must("state", "delete", budget!.urn, "--yes", "--stack", "management");
        const { Accounts } = await organizations().send(new ListAccountsCommand({}));
        const id = Accounts!.find(({ Name }) => Name === "acme-security")!.Id!;
        const others = without(config.organization.services);
        project.writeStack("management", {
            ...config,
            budget: { monthly: 600, notify: ["billing@acme.example"] },
            organization: {
                ...config.organization,
                services: others,
                disable: [going],
                resourcePolicy: documentedPolicy(id),
            },
            delegatedAdministrators: { security: without(config.delegatedAdministrators.security) },
        });
        const first = await project.pulumi("up", "--yes", "--skip-preview", ...options);
        strictEqual(first.exitCode, 0, first.text);
        match(first.text, /config\.amazonaws\.com stays on while it has a delegated administrator/);
        deepStrictEqual(await delegated(going), []);
        ok((await trusted()).includes(going));
        await project.must("up", "--yes", "--skip-preview", ...options);
        ok(!(await trusted()).includes(going));
        for (const other of others) ok((await trusted()).includes(other));
        const policy = await readResourcePolicy(organizations());
        const [finding] = judgeDelegationPolicy({ policy: policy?.content, members: [{ id, name: "acme-security" }] });
        strictEqual(finding?.status, "ok", finding?.message);
        const { Budget: changed } = await budgetCall(project.sandbox, "DescribeBudget", ofBudget);
        strictEqual(Number((changed as Budget).BudgetLimit.Amount), 600);
        await project.must("preview", "--expect-no-changes", ...options);
    });
}

/** The example of docs/audit-account.md, with an account's id. */
function documentedPolicy(id: string): object {
    const page = fs.readFileSync(path.resolve(__dirname, "../../../docs/audit-account.md"), "utf8");
    const [, block = ""] = /```yaml\n([^]*?)```/u.exec(page) ?? [];
    const { organization } = parse(block.replaceAll("222222222222", id)) as {
        organization: { resourcePolicy: object };
    };
    return organization.resourcePolicy;
}
