import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { UserCredentials } from "../../../aws/user-credentials";
import type { Fault } from "../../../config/faults";
import {
    type KnownAdmin,
    otherKindFaults,
    replacedAdminFaults,
    usersAtStake,
    type OtherWaysIn,
} from "../../../layers/management/replaced-admins";
import { managementConfig } from "../../support/company";
import { testPgpKey } from "../../support/pgp-key";

const nothing: UserCredentials = { hasKey: false, hasPassword: false, hasSignedIn: false };
const password: UserCredentials = { hasKey: false, hasPassword: true, hasSignedIn: true };
const unused: UserCredentials = { ...password, hasSignedIn: false };
const key: UserCredentials = { ...nothing, hasKey: true };

const ada: KnownAdmin = { name: "ada", map: "admins" };
const sealed: KnownAdmin = { ...ada, password: "sealed" };
const lost: KnownAdmin = { ...ada, password: "lost" };
const seal: KnownAdmin = { name: "seal-1", map: "breakGlass" };
const alan: KnownAdmin = { name: "alan", map: "admins" };

interface Case {
    readonly admins: unknown;
    readonly breakGlass?: unknown;
    readonly known: readonly KnownAdmin[];
    readonly at: Readonly<Record<string, UserCredentials>>;
    readonly others?: Partial<OtherWaysIn>;
    /** Message of the refusal; undefined if the run may continue. */
    readonly refused?: RegExp;
}

function faultsOf({ admins, breakGlass = [], known, at, others }: Case): readonly Fault[] {
    const config = managementConfig({ admins, breakGlass });
    const ways = { bootstrap: false, center: false, centerBefore: false, ...others };
    if (usersAtStake(config, known, ways).length === 0) return [];
    return replacedAdminFaults(config, known, new Map(Object.entries(at)), ways);
}

describe("the way in of an admin does not go while another has none", () => {
    const swapped = { admins: ["bob"], known: [ada], at: { ada: password } };
    const both = { admins: ["bob", "eve"], known: [ada, alan], at: { ada: password, alan: key } };
    const cases: Readonly<Record<string, Case>> = {
        "another admin without credentials": { ...swapped, refused: /takes away ada, and bob has neither/ },
        "an admin with a key who goes": { ...swapped, at: { ada: key }, refused: /takes away ada/ },
        "all admins swapped": { ...both, refused: /takes away ada, alan, and bob, eve have neither/ },
        "a new spelling of the same name": { ...swapped, admins: ["ADA"] },
        "renamed without formerly": { ...swapped, refused: /if it is the same person: bob: \{ formerly: ada \}/ },
        "renamed without formerly and the key that sealed the password": {
            ...swapped,
            known: [sealed],
            refused: /bob: \{ formerly: ada \}, with the pgpKey of ada;/,
        },
        "renamed with formerly": { ...swapped, admins: { bob: { formerly: "ada" } } },
        "one who stays and can come in": { ...both, admins: ["alan", "bob"] },
        "one who stays and cannot come in": {
            ...both,
            admins: ["alan", "bob"],
            at: { ada: password },
            refused: /takes away ada, and alan, bob have neither/,
        },
        "a first password that is sealed for the new one": { ...swapped, admins: { bob: { pgpKey: testPgpKey } } },
        "a user of that name who has a password already": { ...swapped, at: { ada: password, bob: unused } },
        "a new one with an access key": { ...swapped, at: { ada: password, bob: key } },
        "an admin who has no credentials yet": { ...swapped, at: { ada: nothing }, refused: /takes away ada, and bob/ },
        "an admin whose first password was lost": {
            ...swapped,
            known: [lost],
            at: { ada: unused },
            refused: /takes away ada, and bob has neither/,
        },
        "a user for emergencies who never could come in": { admins: ["ada"], known: [ada, seal], at: {} },
        "one who stays, whose first password was lost": {
            admins: { ada: { pgpKey: testPgpKey } },
            known: [lost, alan],
            at: { ada: unused, alan: password },
            refused: /takes away alan, and ada has neither/,
        },
        "one who stays, whose first password was lost and another given": {
            admins: { ada: { pgpKey: testPgpKey } },
            known: [lost, alan],
            at: { ada: password, alan: password },
        },
        "one whose sealed password was deleted by hand, and is not made again": {
            admins: { ada: { pgpKey: testPgpKey } },
            known: [sealed, alan],
            at: { ada: nothing, alan: password },
            refused: /takes away alan, and ada has neither/,
        },
        "the key that sealed the only password taken out": {
            admins: ["ada"],
            known: [sealed],
            at: { ada: password },
            refused: /leave the pgpKey of ada: without it the password goes/,
        },
        "the same of a renamed one": {
            admins: { bob: { formerly: "ada" } },
            known: [sealed],
            at: { ada: password },
            refused: /leave the pgpKey of ada/,
        },
        "the key kept": { admins: { ada: { pgpKey: testPgpKey } }, known: [sealed], at: { ada: password } },
        "only a user for emergencies left, though it has credentials": {
            ...swapped,
            breakGlass: ["seal-1"],
            known: [ada, seal],
            at: { ada: password, "seal-1": password },
            refused: /takes away ada, and bob has neither/,
        },
        "an admin who becomes a user for emergencies": {
            ...swapped,
            breakGlass: ["ada"],
            refused: /takes away ada/,
        },
        "the user for emergencies who alone could come in": {
            admins: ["ada"],
            known: [ada, seal],
            at: { "seal-1": password },
            refused: /takes away seal-1, and ada has neither/,
        },
        "a user for emergencies whom another one replaces": {
            admins: ["ada"],
            breakGlass: { "seal-2": { pgpKey: testPgpKey } },
            known: [ada, seal],
            at: { "seal-1": password },
        },
        "the bootstrap user": { ...both, others: { bootstrap: true } },
        "Identity Center": { ...both, others: { center: true, centerBefore: true } },
        "Identity Center that goes, without credentials of users": {
            admins: ["ada"],
            known: [ada],
            at: {},
            others: { centerBefore: true },
            refused: /takes away Identity Center, and ada has neither.*leave identity-center in identity/,
        },
        "Identity Center that goes, with an admin who has a password": {
            admins: ["ada"],
            known: [ada],
            at: { ada: password },
            others: { centerBefore: true },
        },
    };
    for (const [what, each] of Object.entries(cases))
        it(`${what}: ${each.refused === undefined ? "goes on" : "is refused"}`, () => {
            const faults = faultsOf(each);
            strictEqual(faults.length, each.refused === undefined ? 0 : 1, JSON.stringify(faults));
            if (each.refused !== undefined) {
                strictEqual(faults[0]!.path, "admins");
                match(`${faults[0]!.message}; ${faults[0]!.cure}`, each.refused);
            }
        });

    it("asks AWS about nobody if nobody's way in goes", () => {
        const config = managementConfig({ admins: { ada: { pgpKey: testPgpKey }, bob: {} }, breakGlass: ["seal-1"] });
        const ways = { center: false, centerBefore: false };
        deepStrictEqual(usersAtStake(config, [sealed, seal], ways), []);
        deepStrictEqual(usersAtStake(config, [], ways), []);
        deepStrictEqual([...usersAtStake(config, [sealed, alan, seal], ways)].sort(), ["ada", "alan", "bob", "seal-1"]);
    });
});

describe("a user who changes from admin to user for emergencies, or back", () => {
    it("keeps its name in that run: with another one it would be deleted and made again", () => {
        const of = (people: Readonly<Record<string, unknown>>): readonly string[] =>
            otherKindFaults(managementConfig(people), [ada, seal]).map(({ path, value }) => `${path} ${value ?? ""}`);
        deepStrictEqual(of({ admins: ["bob"], breakGlass: { "seal-2": { formerly: "Ada" } } }), [
            "breakGlass.seal-2.formerly ada",
        ]);
        deepStrictEqual(of({ admins: { bob: { formerly: "seal-1" } } }), ["admins.bob.formerly seal-1"]);
        deepStrictEqual(of({ admins: { bob: { formerly: "ada" } }, breakGlass: ["seal-1"] }), []);
    });
});
