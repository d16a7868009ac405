import * as aws from "@pulumi/aws";
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { absentAccounts, type AbsentAccount } from "../../../aws/absent-accounts";
import type { Invitation } from "../../../aws/invitations";
import type { AwsAccount } from "../../../aws/snapshot";
import { withoutAbsent } from "../../../layers/management/absent";
import { accountFaults } from "../../../aws/preflight/account-faults";
import { noPrevious, type Previous } from "../../../aws/preflight/previous";
import { buildManagement } from "../../../layers/management/build";
import { ownStack } from "../../../layers/shared/own-stack";
import { record } from "../../support/recording";
import { acme, snapshotWith, managementConfig } from "../../support/company";

const id = "222233334444";
const email = "billing@old.example";
const old = { unit: "suspended", id, email, joined: "invited" };

function invitation(state: string, changes: Partial<Invitation> = {}): Invitation {
    const [sent, expires] = [new Date("2026-11-01T10:00:00Z"), new Date("2026-11-16T10:00:00Z")];
    return { id: "h-1", invitee: id, state, sent, expires, ...changes };
}

function member(changes: Partial<AwsAccount>): AwsAccount {
    return { id, name: "billing", email, state: "ACTIVE", ...changes };
}

function absent(
    {
        invitations = [],
        accounts = [],
        previous = noPrevious,
    }: { invitations?: Invitation[]; accounts?: AwsAccount[]; previous?: Previous },
    account: object = old,
): readonly AbsentAccount[] {
    const config = managementConfig({ accounts: { ...acme.accounts, "billing-old": account } });
    return absentAccounts(config, { accounts, invitations, previous });
}

describe("an account that the organization does not have", () => {
    for (const [what, invitations, message, cure] of [
        ["was never invited", [], /AWS remembers no invitation/u, /check the id, then: \.\/org invite 222233334444$/u],
        [
            "has an open invitation",
            [invitation("OPEN")],
            /has not accepted; the invitation expires on 2026-11-16/u,
            /org invite 222233334444 --owner --profile <profile>; then \.\/org invite 222233334444/u,
        ],
        [
            "has one by its email",
            [invitation("REQUESTED", { invitee: "Billing@old.example" })],
            /has not accepted/u,
            /org invite 222233334444 --owner/u,
        ],
        ["let it expire", [invitation("EXPIRED")], /expired on 2026-11-16/u, /invite it again: \.\/org invite/u],
        ["declined it", [invitation("DECLINED")], /declined/u, /ask its owner, then invite it again/u],
        ["was not to have it", [invitation("CANCELED")], /cancelled/u, /invite it again/u],
        ["accepted and left", [invitation("ACCEPTED")], /in the organization no more/u, /take it out of the config/u],
        [
            "declined and was invited again",
            [invitation("OPEN", { id: "h-2", sent: new Date("2026-11-20T10:00:00Z") }), invitation("DECLINED")],
            /has not accepted/u,
            /org invite 222233334444 --owner/u,
        ],
        [
            "is another than the one that was invited",
            [invitation("OPEN", { invitee: "222233334445" })],
            /it is 222233334445 that was invited/u,
            /write: id: "222233334445"/u,
        ],
        [
            "is none of those that were invited",
            [invitation("OPEN", { invitee: "999988887777" })],
            /no invitation/u,
            /check the id/u,
        ],
    ] as const) {
        it(`${what}: it is left out, with its next step`, () => {
            const [found, ...more] = absent({ invitations: [...invitations] });
            deepStrictEqual(more, []);
            strictEqual(found!.key, "billing-old");
            match(found!.message, message);
            match(found!.cure, cure);
            strictEqual(found!.keptAs, undefined);
        });
    }

    it("has a mistyped id, where AWS has the email or nearly the id", () => {
        const [byEmail] = absent({ accounts: [member({ id: "999999999999" })] });
        match(byEmail!.cure, /write: id: "999999999999"/u);
        const [byId] = absent({ accounts: [member({ id: "222233334454", email: "x@old.example" })] });
        match(byId!.cure, /write: id: "222233334454"/u);
    });

    it("was not to be invited, and has an id that AWS does not know: it is shown how to come in", () => {
        const [found] = absent({}, { unit: "suspended", id, email });
        match(found!.cure, /joined: invited/u);
    });

    it("is none that has joined, is closed, has no id, or is in this stack", () => {
        deepStrictEqual(absent({ accounts: [member({})] }), []);
        deepStrictEqual(absent({}, { ...old, state: "closed" }), []);
        deepStrictEqual(absent({}, { unit: "suspended" }), []);
        const before = { name: "billing", email, unit: "suspended", state: "active" };
        deepStrictEqual(absent({ previous: { ...noPrevious, accounts: { "billing-old": { ...before, id } } } }), []);
    });

    it("keeps what this stack has of it, where only the id in the config is wrong", () => {
        const before = { id: "333333333333", name: "billing", email, unit: "suspended", state: "active" };
        const previous = { ...noPrevious, accounts: { "billing-old": before } };
        const accounts = [member({ id: before.id })];
        const found = absent({ accounts, previous });
        strictEqual(found[0]!.keptAs, before.id);
        const config = withoutAbsent(managementConfig({ accounts: { ...acme.accounts, "billing-old": old } }), found);
        strictEqual(config.accounts.find(({ key }) => key === "billing-old")!.id, before.id);
        deepStrictEqual(accountFaults(config, snapshotWith({ accounts }), previous), []);
    });
});

describe("a run without an absent account", () => {
    const config = managementConfig({
        organization: { services: ["config.amazonaws.com"] },
        accounts: {
            ...acme.accounts,
            "billing-old": old,
            suspended: { ...old, id: "555566667777", email: "s@old.example" },
        },
        policies: { "deny-root-user": { targets: ["workloads", "billing-old", "suspended", "account:suspended"] } },
        delegatedAdministrators: { "billing-old": ["config.amazonaws.com"], security: ["config.amazonaws.com"] },
        access: { Auditor: { accounts: ["*"], policies: ["ReadOnlyAccess"] } },
    });
    const gone = ["billing-old", "suspended"].map((key) => ({ key, message: "", cure: "" }));

    it("leaves out what hangs on it, and nothing else", () => {
        const left = withoutAbsent(config, gone);
        deepStrictEqual(
            left.accounts.map(({ key }) => key),
            ["security", "apps-prd"],
        );
        // A word that means both is the unit.
        deepStrictEqual(left.policies[0]!.targets, ["workloads", "suspended"]);
        deepStrictEqual(left.delegatedAdministrators, [
            { account: "security", service: "config.amazonaws.com", regions: [] },
        ]);
        deepStrictEqual([...left.access[0]!.accounts].sort(), ["apps-prd", "security"]);
        strictEqual(withoutAbsent(config, []), config);
    });

    it("makes all others where it is people's account that is absent: their roles in the management account wait", async () => {
        const accounts = { "apps-prd": { unit: "workloads/prd" }, security: old };
        const access = {
            Auditor: { accounts: ["management", "*"] },
            Scanner: { accounts: ["management"], policies: ["ReadOnlyAccess"], principals: ["111111111111"] },
        };
        const withRoles = managementConfig({ accounts, access, organization: { id: "o-exampleorgid" } });
        const left = withoutAbsent(withRoles, [{ key: "security", message: "", cure: "" }]);
        const recording = await record(() =>
            buildManagement(left, snapshotWith(), ownStack({}, {}), new aws.Provider("management")),
        );
        const made = recording.resources.map(({ name }) => name);
        for (const name of ["account-apps-prd-account", "admin-ada.lovelace-user", "role-Scanner-role"])
            ok(made.includes(name), name);
        ok(!made.includes("role-Auditor-role"));
    });
});
