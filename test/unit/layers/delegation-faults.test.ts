import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import type { Fault } from "../../../config/faults";
import { delegationFaults } from "../../../aws/preflight/delegation-faults";
import { noPrevious } from "../../../aws/preflight/previous";
import { judgeWaysIn } from "../../../layers/management/way-in";
import { acme, brandNew, snapshotWith, managementConfig } from "../../support/company";

const ids = { security: "222222222222", "apps-prd": "333333333333", audit: "444444444444" };
const accounts = Object.entries(ids).map(([key, id]) => ({
    id,
    name: `acme-${key}`,
    email: `aws+${key}@acme.example`,
    state: "ACTIVE",
}));

function faults(service: string, delegated: readonly string[], holders: readonly string[]): readonly Fault[] {
    const config = managementConfig({
        organization: { services: [service] },
        delegatedAdministrators: Object.fromEntries(delegated.map((key) => [key, [service]])),
    });
    const delegations = new Set(holders.map((id) => `${id}/${service}`));
    return delegationFaults(config, snapshotWith({ accounts, delegations }), noPrevious);
}

describe("an administrator that AWS would refuse", () => {
    const sso = "sso.amazonaws.com";

    it("is no fault if AWS has none, has this one, or allows more", () => {
        deepStrictEqual(faults(sso, ["security"], []), []);
        deepStrictEqual(faults(sso, ["security"], [ids.security]), []);
        deepStrictEqual(faults("cloudtrail.amazonaws.com", ["security"], [ids["apps-prd"], ids.audit]), []);
        deepStrictEqual(faults("backup.amazonaws.com", ["security"], [ids["apps-prd"], ids.audit]), []);
        deepStrictEqual(faults(sso, [], [ids.audit]), []);
    });

    it("is refused with both named, and with the two runs that move it", () => {
        const [fault, ...more] = faults(sso, ["apps-prd"], [ids.security]);
        deepStrictEqual(more, []);
        strictEqual(fault!.path, "delegatedAdministrators.apps-prd");
        match(fault!.message, /sso\.amazonaws\.com, which takes one administrator .*AWS has security \(222222222222\)/);
        match(fault!.cure, /in two runs: take sso\.amazonaws\.com out .* then write it for apps-prd/);
        match(fault!.cure, /deregister-delegated-administrator --account-id 222222222222 --service-principal sso/);
    });

    it("names one that the config does not know as AWS names it, and the service's own command", () => {
        const [fault] = faults("guardduty.amazonaws.com", ["security"], [ids.audit]);
        match(fault!.message, /AWS has acme-audit \(444444444444\)/);
        match(
            fault!.cure,
            /aws guardduty disable-organization-admin-account --admin-account-id 444444444444, then aws organizations deregister-delegated-administrator --account-id 444444444444 --service-principal guardduty/,
        );
        // CloudTrail's own command removes the registration as well.
        const [trail] = faults("cloudtrail.amazonaws.com", ["security"], [ids["apps-prd"], ids.audit, "555555555555"]);
        doesNotMatch(trail!.cure, /aws organizations/);
    });

    it("is the fourth of CloudTrail, the move of one of its three among them", () => {
        const trail = "cloudtrail.amazonaws.com";
        const three = [ids["apps-prd"], ids.audit, "555555555555"];
        strictEqual(faults(trail, ["security"], three).length, 1);
        match(faults(trail, ["security", "apps-prd"], three)[0]!.message, /takes 3 administrators/);
    });

    it("is judged by the account's id, whatever its key: a renamed one has not moved", () => {
        const config = managementConfig({
            organization: { services: [sso] },
            accounts: { ...acme.accounts, people: { unit: "security", formerly: "audit" } },
            delegatedAdministrators: { people: [sso] },
        });
        const delegations = new Set([`${ids.audit}/${sso}`]);
        deepStrictEqual(delegationFaults(config, snapshotWith({ accounts, delegations }), noPrevious), []);
    });

    it("is nothing to judge before the organization is there", () => {
        const config = managementConfig({
            organization: { services: [sso] },
            delegatedAdministrators: { security: [sso] },
        });
        deepStrictEqual(delegationFaults(config, brandNew, noPrevious), []);
    });
});

describe("the last way in", () => {
    const nobody = managementConfig({ admins: [] });

    it("is an admin, a person in Identity Center's group of admins, or the bootstrap user", () => {
        deepStrictEqual(judgeWaysIn(managementConfig(), { bootstrap: false }), []);
        deepStrictEqual(judgeWaysIn(nobody, { bootstrap: true }), []);
        deepStrictEqual(judgeWaysIn(nobody, { bootstrap: false, synced: 1 }), []);
    });

    it("is never taken away", () => {
        match(judgeWaysIn(nobody, { bootstrap: false })[0]!.message, /nobody but the root user/);
        match(judgeWaysIn(nobody, { bootstrap: false, synced: 0 })[0]!.message, /has nobody in it/);
        strictEqual(
            judgeWaysIn(managementConfig({ admins: [], breakGlass: ["seal-1"] }), { bootstrap: false }).length,
            1,
        );
    });
});
