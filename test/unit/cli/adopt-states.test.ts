/** Accounts in every state, where AWS has left out one of the two fields: from reading them to adoption, the fleet, profiles and the checks of `up`. */
import { deepStrictEqual, ok } from "node:assert/strict";
import { accountFaults } from "../../../aws/preflight/account-faults";
import { noPrevious } from "../../../aws/preflight/previous";
import { readMembership } from "../../../aws/members";
import { fitted } from "../../../cli/adopt/fit";
import { proposalOf } from "../../../cli/adopt/proposal";
import { planFleet, stacksOf } from "../../../cli/fleet/plan";
import { ofOutputs } from "../../../cli/profiles/organization";
import type { ManagementConfig, ManagementOutputs } from "../../../config";
import { withoutStateField } from "../../support/account-states";
import { snapshotWith } from "../../support/company";
import { livingFacts } from "../../support/living-facts";
import { managementOutputs } from "../../support/management-outputs";

/** What `org adopt` writes of these accounts. */
async function adopted(field: "State" | "Status"): Promise<ManagementConfig> {
    const { members } = await readMembership(withoutStateField(field));
    // The first one is the management account of the organization that is adopted.
    const living = livingFacts({ members: members.slice(1) });
    const said = { scope: "organization", company: { name: "acme", short: "ac" }, email: "aws@acme.example" };
    const found = fitted(proposalOf(living, { management: said, security: {} }), living, {
        project: "aws-organization",
        baseDir: "/nowhere",
        region: "us-east-1",
        before: { management: {}, security: {} },
    });
    ok(found.ok);
    return found.config;
}

/** The stack's outputs after `up` of that config. */
function outputsOf(config: ManagementConfig): ManagementOutputs {
    const accounts = config.accounts.map(({ key, id = null, name, email, unit = null, state, roleName, formerly }) => [
        key,
        { id, name, alias: null, email, unit, state, roleName, formerly },
    ]);
    return managementOutputs({ accounts: Object.fromEntries(accounts) as ManagementOutputs["accounts"] });
}

describe("accounts in every state", () => {
    for (const field of ["State", "Status"] as const) {
        const open = ["account-2", "account-3", "account-4"];
        const ended = ["account-5", "account-6"];

        it(`are adopted where AWS leaves out ${field}: closing and suspended ones as closed`, async () => {
            const { accounts } = await adopted(field);
            deepStrictEqual(
                accounts.map(({ key, state }) => `${key} ${state}`),
                [...open.map((key) => `${key} active`), ...ended.map((key) => `${key} closed`)],
            );
        });

        it(`have stacks in the fleet, and profiles, where AWS leaves out ${field}, if they are open`, async () => {
            const outputs = outputsOf(await adopted(field));
            const plan = planFleet(outputs);
            deepStrictEqual(
                stacksOf(plan).map(({ stack }) => stack),
                ["management", ...open],
            );
            deepStrictEqual(
                plan.leftOut.map(({ stack, why }) => `${stack} ${why}`),
                ended.map((key) => `${key} closed`),
            );
            deepStrictEqual(
                ofOutputs(outputs, "aws-organization").accounts.map(({ key }) => key),
                open,
            );
        });

        it(`are judged by up where AWS leaves out ${field}: each that has ended is named with its state`, async () => {
            const config = await adopted(field);
            const { members } = await readMembership(withoutStateField(field));
            const opened = config.accounts.map((account) => ({ ...account, state: "active" as const }));
            const snapshot = snapshotWith({ accounts: members.slice(1) });
            const faults = accountFaults({ ...config, accounts: opened }, snapshot, noPrevious);
            deepStrictEqual(
                faults.map(
                    ({ path, message }) => `${path} ${/SUSPENDED|PENDING_\w+|CLOSED/u.exec(message)?.[0] ?? message}`,
                ),
                ["accounts.account-5.state SUSPENDED", "accounts.account-6.state PENDING_CLOSURE"],
            );
        });
    }
});
