import { deepStrictEqual, match } from "node:assert/strict";
import { foundFaults } from "../../../aws/preflight/account-faults";
import { organizationFaults } from "../../../aws/preflight/organization-faults";
import { preflightFaults } from "../../../aws/preflight/preflight";
import { noPrevious } from "../../../aws/preflight/previous";
import { judgeAccounts } from "../../../cli/doctor/checks/accounts";
import { ofFault } from "../../../cli/doctor/line";
import { judgeOrganization } from "../../../cli/doctor/checks/organization";
import { brandNew, snapshotWith, managementConfig } from "../../support/company";

describe("what a preview refuses and what the doctor reports is one judgement", () => {
    const declared = managementConfig({ organization: { id: "o-declared00" } });

    it("an organization that the config names and AWS does not have", () => {
        const faults = preflightFaults(declared, brandNew, noPrevious);
        deepStrictEqual(
            faults.map(({ path, message }) => `${path}: ${message}`),
            ["organization.id: account 111111111111 has no organization"],
        );
        deepStrictEqual(
            judgeOrganization({
                accountId: "111111111111",
                organization: undefined,
                declared: "o-declared00",
                isInState: false,
            }),
            faults.map(ofFault),
        );
    });

    it("another organization, another management account, no features", () => {
        for (const [Id, MasterAccountId, FeatureSet] of [
            ["o-another000", "111111111111", "ALL"],
            ["o-declared00", "222222222222", "ALL"],
            ["o-declared00", "111111111111", "CONSOLIDATED_BILLING"],
            ["o-another000", "111111111111", "CONSOLIDATED_BILLING"],
        ] as const) {
            const found = { id: Id, managementAccountId: MasterAccountId, featureSet: FeatureSet };
            const faults = organizationFaults("111111111111", "o-declared00", found);
            match(faults[0]!.cure, /./u);
            deepStrictEqual(
                judgeOrganization({
                    accountId: "111111111111",
                    organization: { Id, MasterAccountId, FeatureSet },
                    declared: "o-declared00",
                    isInState: true,
                }),
                faults.map(ofFault),
            );
            const refused = preflightFaults(declared, snapshotWith({ ...found }), noPrevious);
            deepStrictEqual(refused.slice(0, faults.length), faults);
        }
    });

    it("an account's state and email", () => {
        const config = managementConfig();
        const account = config.accounts.find(({ key }) => key === "apps-prd")!;
        for (const changed of [{ state: "CLOSED" }, { state: "PENDING_CLOSURE" }, { email: "other@acme.example" }]) {
            const found = { id: "333333333333", name: account.name, email: account.email, state: "ACTIVE", ...changed };
            const faults = foundFaults(account, found, config.email);
            const known = { accounts: { "apps-prd": { id: found.id } } };
            deepStrictEqual(
                judgeAccounts({ config: { accounts: [account], email: config.email }, found: [found], known }),
                faults.map(ofFault),
            );
        }
    });
});
