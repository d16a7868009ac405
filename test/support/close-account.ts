import { CloseAccountCommand, DescribeAccountCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { until } from "./until";

/** Closes an account and waits until its state is CLOSED; it is PENDING_CLOSURE for a while. */
export async function closeAccount(client: OrganizationsClient, id: string): Promise<void> {
    const account = { AccountId: id };
    await client.send(new CloseAccountCommand(account));
    await until(async () => (await client.send(new DescribeAccountCommand(account))).Account!.State === "CLOSED");
}
