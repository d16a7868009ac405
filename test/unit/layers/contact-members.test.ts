import { deepStrictEqual } from "node:assert/strict";
import { contactMembers } from "../../../layers/management/contact-members";
import { acme, managementConfig, snapshotWith } from "../../support/company";

const id = "222222222222";

function there(state: string): ReturnType<typeof snapshotWith> {
    return snapshotWith({ accounts: [{ id, name: "acme-apps-prd", email: "aws+apps-prd@acme.example", state }] });
}

function membersOf(state: string, ...withContacts: readonly string[]): readonly string[] {
    const type = "aws:account/alternativeContact:AlternativeContact";
    const resources = withContacts.map((accountId) => ({ urn: accountId, type, outputs: { accountId } }));
    return contactMembers(managementConfig(), there(state), { resources }).map(({ key }) => key);
}

describe("members with contacts", () => {
    const all = Object.keys(acme.accounts);

    it("are all that are open, made or not", () => {
        deepStrictEqual(membersOf("ACTIVE"), all);
    });

    it("are not those that AWS has not activated, as long as the stack has made none", () => {
        deepStrictEqual(
            membersOf("PENDING_ACTIVATION"),
            all.filter((key) => key !== "apps-prd"),
        );
        deepStrictEqual(membersOf("PENDING_ACTIVATION", id), all);
    });
});
