import { deepStrictEqual, match } from "node:assert/strict";
import { listed, table } from "../../../cli/accounts/list";
import type { Invitation } from "../../../aws/invitations";
import { readMembership, type Member } from "../../../aws/members";
import { unitsOf } from "../../../aws/units";
import { accountStates, withoutStateField } from "../../support/account-states";
import { acme, managementConfig } from "../../support/company";

const member = (id: string, name: string, more: Partial<Member> = {}): Member => ({
    id,
    name,
    email: `aws+${name}@acme.example`,
    state: "ACTIVE",
    joined: "CREATED",
    joinedAt: new Date("2026-01-02T03:04:05Z"),
    parentId: "r-1",
    unit: "root",
    ...more,
});
const invitation = (invitee: string, state = "OPEN"): Invitation => ({
    id: "h-1",
    invitee,
    state,
    sent: new Date("2026-11-20T00:00:00Z"),
    expires: new Date("2026-12-05T00:00:00Z"),
});
const old = { unit: "security", id: "222233334444", email: "billing@acme.example", joined: "invited" };

function listOf(
    members: readonly Member[],
    {
        accounts = {},
        invitations = [],
        closings = new Map<string, Date>(),
    }: { accounts?: object; invitations?: readonly Invitation[]; closings?: ReadonlyMap<string, Date> } = {},
): ReturnType<typeof listed> {
    const config = managementConfig({ accounts: { ...acme.accounts, ...accounts } });
    const membership = { rootId: "r-1", units: unitsOf([]), members };
    return listed({ config, membership, previous: { accounts: {} } }, invitations, closings);
}

describe("org accounts list", () => {
    const lines = (list: ReturnType<typeof listed>): readonly string[] =>
        list.map(({ key, id, state, managed }) => [key ?? "-", id ?? "-", state, managed].join(" "));

    it("finds accounts by email, and lists those that do not exist yet last", () => {
        deepStrictEqual(
            lines(
                listOf([
                    member("111111111111", "management"),
                    member("333333333333", "security", { unit: "security" }),
                ]),
            ),
            ["management 111111111111 ACTIVE true", "security 333333333333 ACTIVE true", "apps-prd - NOT THERE true"],
        );
    });

    it("has open invitations, of the config's accounts and of others, and no other invitation", () => {
        const accounts = { "billing-old": old };
        const invitations = ["222233334444", "999999999999", "someone@else.example"].map((each) => invitation(each));
        const list = listOf([], { accounts, invitations: [...invitations, invitation("888888888888", "DECLINED")] });
        deepStrictEqual(lines(list).slice(2), [
            "billing-old 222233334444 INVITED true",
            "- 999999999999 INVITED false",
            "- - INVITED false",
        ]);
        match(table(list), /billing-old[^\n]*INVITED until 2026-12-05/u);
        deepStrictEqual(
            lines(listOf([], { accounts, invitations: [invitation("222233334444", "EXPIRED")] })).at(-1),
            "billing-old 222233334444 NOT THERE true",
        );
    });

    it("has the two dates of a closed account where AWS remembers them", () => {
        const members = [member("444444444444", "apps-prd", { state: "CLOSED", unit: "suspended" })];
        const closings = new Map([["444444444444", new Date("2026-11-01T00:00:00Z")]]);
        match(table(listOf(members, { closings })), /apps-prd[^\n]*CLOSED 2026-11-01, gone 2027-01-30/u);
        match(table(listOf(members)), /apps-prd[^\n]*CLOSED +created 2026-01-02/u);
    });

    it("keeps columns in line whatever letters a name has", () => {
        const text = table(listOf([member("555555555555", "Größe & Söhne"), member("666666666666", "日本")]));
        const places = text.split("\n").map((line) => line.indexOf("root"));
        deepStrictEqual(new Set(places.filter((place) => place > 0)).size, 1);
    });

    for (const field of ["State", "Status"] as const)
        it(`shows each state by its own name where AWS leaves out ${field}, and follows an empty page`, async () => {
            const { members } = await readMembership(withoutStateField(field));
            deepStrictEqual(
                listOf(members)
                    .filter(({ id }) => id !== null)
                    .map(({ state }) => state)
                    .sort(),
                [...accountStates].sort(),
            );
        });
});
