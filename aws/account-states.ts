import type { Account } from "@aws-sdk/client-organizations";

/** States of accounts that AWS has closed, suspended or is closing. */
export const ended: ReadonlySet<string> = new Set(["SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);

/**
 * State of an account whose sign-up was begun and not completed: it is unusable, so no role lets anybody in (Organizations user guide,
 * "Monitor the state of your AWS accounts").
 */
export const notActivated = "PENDING_ACTIVATION";

/** What to do about such an account. */
export function activationCure(email: string): string {
    return `sign in as its root user (${email}) and complete the sign-up: payment method, phone number; AWS then activates it`;
}

/**
 * An account's state by AWS's name, such as ACTIVE. AWS removed `Status` on 9 September 2026; older emulators have only that
 * (hashicorp/terraform-provider-aws#44294).
 */
export function stateAtAws({ State: state, Status: status }: Pick<Account, "State" | "Status">): string {
    return state ?? status ?? "ACTIVE";
}
