import { GuardDutyClient, ListOrganizationAdminAccountsCommand } from "@aws-sdk/client-guardduty";
import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, GetKeyRotationStatusCommand, KMSClient } from "@aws-sdk/client-kms";
import { awsClient } from "../../aws/clients";
import { readDelegations, readPolicies, readRoot, readServices } from "../../aws/snapshot";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { clientsOf } from "./aws";
import { budgetCall } from "./budgets";
import type { TestProject } from "./project";
import { byHand } from "./services-by-hand";

/** Settings of an organization, read from AWS, without ids. */
export interface Switches {
    readonly types: readonly string[];
    readonly services: readonly string[];
    /** Number of targets by policy name. */
    readonly attachments: Readonly<Record<string, number>>;
    readonly delegations: number;
    /** Number of GuardDuty's administrator accounts, from its own API, by region. */
    readonly guardDuty: Readonly<Record<string, number>>;
    /** Budgets, each with its amount and its number of notifications. */
    readonly budgets: readonly string[];
    readonly features: readonly string[];
    /** Whether the state's key rotates. */
    readonly rotates: boolean | undefined;
}

export async function switches(project: TestProject): Promise<Switches> {
    const { organizations: client, iam } = clientsOf(project.sandbox);
    const { policyTypes } = await readRoot(client);
    const policies = await readPolicies(client, policyTypes);
    const { kms, id } = await stateKey(project);
    const { KeyRotationEnabled: rotates } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
    const guardDuty: Record<string, number> = {};
    for (const region of ["us-east-1", "us-east-2"]) {
        const there = byHand(project.sandbox).at(GuardDutyClient, region);
        const { AdminAccounts = [] } = await there.send(new ListOrganizationAdminAccountsCommand({}));
        guardDuty[region] = AdminAccounts.length;
    }
    const { EnabledFeatures: features = [] } = await iam.send(new ListOrganizationsFeaturesCommand({}));
    return {
        types: [...policyTypes].sort(),
        services: [...(await readServices(client))].sort(),
        attachments: Object.fromEntries(policies.map(({ name, targets }) => [name, targets.length])),
        delegations: (await readDelegations(client)).size,
        guardDuty,
        budgets: await budgetsOf(project.sandbox),
        features: [...features].sort(),
        rotates,
    };
}

async function budgetsOf(sandbox: TestProject["sandbox"]): Promise<readonly string[]> {
    const { Budgets = [] } = await budgetCall(sandbox, "DescribeBudgets", {});
    const budgets = Budgets as readonly {
        readonly BudgetName: string;
        readonly BudgetLimit: { readonly Amount: string };
    }[];
    return Promise.all(
        budgets.map(async ({ BudgetName, BudgetLimit }) => {
            const answer = await budgetCall(sandbox, "DescribeNotificationsForBudget", { BudgetName });
            const { length } = answer["Notifications"] as readonly object[];
            return `${BudgetName}: ${Number(BudgetLimit.Amount)}, warns ${length} times`;
        }),
    );
}

/** The KMS key for secrets in the state of a company whose short name is `ac`. */
export async function stateKey({ sandbox }: TestProject): Promise<{ readonly kms: KMSClient; readonly id: string }> {
    const kms = awsClient(KMSClient, {
        region: "us-east-1",
        endpoint: endpoint(sandbox.emulator),
        credentials: bootstrapKeys,
    });
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/ac-pulumi-state" }));
    return { kms, id: key!.KeyId! };
}
