import type { Account } from "@aws-sdk/client-organizations";

/** States of accounts that AWS has closed, suspended or is closing. */
export const ended: ReadonlySet<string> = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);

/**
 * An account's state by AWS's name, such as ACTIVE. AWS removed `Status` on 9 September 2026; older emulators have only that
 * (hashicorp/terraform-provider-aws#44294).
 */
export function stateAtAws({ State: state, Status: status }: Pick<Account, "State" | "Status">): string {
    return state ?? status ?? "ACTIVE";
}
