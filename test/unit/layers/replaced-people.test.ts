import { deepStrictEqual, match, rejects } from "node:assert/strict";
import { type Maps, replacedFaultsOf } from "../../support/replaced-users";

const ops = { groups: ["ops"] };
const alan = { "alan.turing": ops };

describe("a user who goes while one like it comes", () => {
    const cases: readonly {
        readonly what: string;
        readonly before: Maps;
        readonly now: Maps;
        /** Groups of the config, by their earlier names. */
        readonly renamed?: Readonly<Record<string, string>>;
        readonly directory?: readonly string[];
        readonly atAws?: readonly string[];
        /** Path of the fault and the earlier names in it. */
        readonly refused?: readonly string[];
    }[] = [
        {
            what: "the same key",
            before: { users: { grace: { ...ops, key: "k1" } } },
            now: { users: { amazing: { groups: [], key: "k1" } } },
            refused: ["users.amazing grace"],
        },
        {
            what: "another family name",
            before: { admins: { "ada.byron": {}, "alan.turing": {} } },
            now: { admins: { "ada.lovelace": {}, "alan.turing": {} } },
            refused: ['admins["ada.lovelace"] ada.byron'],
        },
        {
            what: "another family name, and a first key",
            before: { users: { "grace.murray": ops, ...alan } },
            now: { users: { "grace.hopper": { ...ops, key: "k1" }, ...alan } },
            refused: ['users["grace.hopper"] grace.murray'],
        },
        {
            what: "another family name, and another name of the group in the same run",
            before: { users: { "ada.byron": { groups: ["devs"] } } },
            now: { users: { "ada.lovelace": { groups: ["eng"] } } },
            renamed: { devs: "eng" },
            refused: ['users["ada.lovelace"] ada.byron'],
        },
        {
            what: "another family name, and another name of one of the groups, in another letter case",
            before: { users: { "ada.byron": { groups: ["Devs", "ops"] } } },
            now: { users: { "ada.lovelace": { groups: ["ops", "eng"] } } },
            renamed: { devs: "eng" },
            refused: ['users["ada.lovelace"] ada.byron'],
        },
        {
            what: "another family name, and a group that goes",
            before: { users: { "ada.byron": { groups: ["devs", "ops"] } } },
            now: { users: { "ada.lovelace": ops } },
            refused: ['users["ada.lovelace"] ada.byron'],
        },
        {
            what: "another family name, and a group that goes while another one comes",
            before: { users: { "ada.byron": { groups: ["devs"] } } },
            now: { users: { "ada.lovelace": { groups: ["eng"] } } },
            refused: ['users["ada.lovelace"] ada.byron'],
        },
        {
            what: "a slip put right",
            before: { users: { lovelase: ops } },
            now: { users: { lovelace: ops } },
            refused: ["users.lovelace lovelase"],
        },
        {
            what: "other signs between",
            before: { users: { "ada-lovelace": ops } },
            now: { users: { "ada.lovelace": ops } },
            refused: ['users["ada.lovelace"] ada-lovelace'],
        },
        {
            what: "the domain of an email",
            before: { users: { "ada@acme.io": ops } },
            now: { users: { "ada@acme-holdings.io": ops } },
            refused: ['users["ada@acme-holdings.io"] ada@acme.io'],
        },
        {
            what: "a former name with a slip",
            before: { admins: { "ada.byron": {} } },
            now: { admins: { "ada.lovelace": { formerly: ["ada.biron"] } } },
            refused: ['admins["ada.lovelace"] [ada.biron, ada.byron]'],
        },
        {
            what: "a user for emergencies",
            before: { breakGlass: { "seal-1": {}, "seal-2": {} } },
            now: { breakGlass: { "vault-1": {}, "seal-2": {} } },
            refused: ["breakGlass.vault-1 seal-1"],
        },
        {
            what: "two users for emergencies with keys",
            before: { breakGlass: { "seal-1": { key: "k1" }, "seal-2": { key: "k2" } } },
            now: { breakGlass: { "vault-1": { key: "k2" }, "vault-2": { key: "k1" } } },
            refused: ["breakGlass.vault-2 seal-1", "breakGlass.vault-1 seal-2"],
        },
        {
            what: "a user of Identity Center alone",
            before: {},
            now: { users: { "grace.hopper": ops } },
            directory: ["grace.murray"],
            refused: ['users["grace.hopper"] name both, grace.murray and grace.hopper'],
        },
        {
            what: "an admin who is in Identity Center too",
            before: { admins: { "ada.byron": {} } },
            now: { admins: { "ada.lovelace": {} } },
            directory: ["ada.byron"],
            refused: ['admins["ada.lovelace"] name both, ada.byron and ada.lovelace'],
        },
        {
            what: "the former name",
            before: { users: { "grace.murray": ops } },
            now: { users: { "grace.hopper": { ...ops, formerly: ["grace.murray"] } } },
        },
        {
            what: "both",
            before: { users: { "grace.murray": ops } },
            now: { users: { "grace.murray": ops, "grace.hopper": ops } },
        },
        { what: "nobody", before: { users: { "grace.murray": ops } }, now: { users: {} } },
        {
            what: "another person in the same groups",
            before: { users: { "grace.hopper": ops, ...alan } },
            now: { users: { "mary.jackson": ops, ...alan } },
        },
        {
            what: "another person with a key",
            before: { users: { "ada.byron": { ...ops, key: "k1" } } },
            now: { users: { "ada.smith": { ...ops, key: "k2" } } },
        },
        {
            what: "a namesake in other groups",
            before: { users: { "john.smith": ops, "alan.turing": { groups: ["audit"] } } },
            now: { users: { "john.doe": { groups: ["audit"] }, "alan.turing": { groups: ["audit", "ops"] } } },
        },
        {
            what: "a part that others have too",
            before: { admins: { "acme.ada": {}, "acme.alan": {} } },
            now: { admins: { "acme.robert": {}, "acme.alan": {} } },
        },
        {
            what: "a domain that others have too",
            before: { users: { "ada@acme.io": ops } },
            now: { users: { "robert@acme.io": ops } },
        },
        { what: "another number", before: { users: { "seat-1": ops } }, now: { users: { "seat-2": ops } } },
        {
            what: "two namesakes, of whom either may be the one",
            before: { users: { "ada.byron": ops } },
            now: { users: { "ada.king": ops, "ada.lovelace": ops } },
            refused: ['users["ada.king"] ada.byron, ada.byron'],
        },
        {
            what: "two namesakes, of whom one has other signs alone",
            before: { users: { "ada-lovelace": ops } },
            now: { users: { "ada.king": ops, "ada.lovelace": ops } },
            refused: ['users["ada.lovelace"] ada-lovelace'],
        },
        {
            what: "two who go, of whom one has other signs alone",
            before: { users: { "ada.byron": ops, "ada-lovelace": ops } },
            now: { users: { "ada.lovelace": ops } },
            refused: ['users["ada.lovelace"] ada-lovelace'],
        },
        {
            what: "two with other signs alone",
            before: { users: { "ada-lovelace": ops } },
            now: { users: { ada_lovelace: ops, "ada.king": ops, "ada.lovelace": ops } },
            refused: ["users.ada_lovelace ada-lovelace, ada-lovelace"],
        },
        {
            what: "users for emergencies of whom one has other signs alone",
            before: { breakGlass: { "seal-1": {} } },
            now: { breakGlass: { "vault-1": {}, seal1: {} } },
            refused: ["breakGlass.seal1 seal-1"],
        },
        {
            what: "users for emergencies of whom more come than go",
            before: { breakGlass: { "seal-1": {}, "seal-2": {} } },
            now: { breakGlass: { "vault-1": {}, "vault-2": {}, "seal-2": {} } },
            refused: ["breakGlass.vault-1 seal-1, seal-1"],
        },
        {
            what: "users for emergencies of whom more go than come",
            before: { breakGlass: { "seal-1": {}, "seal-2": {} } },
            now: { breakGlass: { "vault-1": {} } },
            refused: ["breakGlass.vault-1 seal-1", "breakGlass.vault-1 seal-2"],
        },
        {
            what: "a user for emergencies without a key for one with a key",
            before: { breakGlass: { "seal-1": { key: "k1" } } },
            now: { breakGlass: { "vault-1": {} } },
            refused: ["breakGlass.vault-1 seal-1"],
        },
        {
            what: "a user for emergencies with a first key",
            before: { breakGlass: { "seal-1": {} } },
            now: { breakGlass: { "vault-1": { key: "k1" } } },
            refused: ["breakGlass.vault-1 seal-1"],
        },
        {
            what: "users for emergencies with the same key",
            before: { breakGlass: { "seal-1": { key: "k1" }, "seal-2": { key: "k1" } } },
            now: { breakGlass: { "vault-1": { key: "k1" }, "seal-2": { key: "k1" } } },
            refused: ["breakGlass.vault-1 seal-1"],
        },
        {
            what: "a user for emergencies with another key",
            before: { breakGlass: { "seal-1": { key: "k1" } } },
            now: { breakGlass: { "vault-1": { key: "k2" } } },
        },
        {
            what: "another person with a key that others have too",
            before: { users: { grace: { ...ops, key: "k1" }, alan: { ...ops, key: "k1" } } },
            now: { users: { mary: { ...ops, key: "k1" }, alan: { ...ops, key: "k1" } } },
        },
        {
            what: "two other people with the key of the one who goes",
            before: { users: { grace: { ...ops, key: "k1" } } },
            now: { users: { mary: { ...ops, key: "k1" }, robert: { ...ops, key: "k1" } } },
        },
        {
            what: "another family name, with a key that others have too",
            before: { users: { "grace.murray": { ...ops, key: "k1" }, alan: { ...ops, key: "k1" } } },
            now: { users: { "grace.hopper": { ...ops, key: "k1" }, alan: { ...ops, key: "k1" } } },
            refused: ['users["grace.hopper"] grace.murray'],
        },
        {
            what: "another family name, with a key in place of the one that others have too",
            before: { users: { "grace.murray": { ...ops, key: "k1" }, alan: { ...ops, key: "k1" } } },
            now: { users: { "grace.hopper": { ...ops, key: "k2" }, alan: { ...ops, key: "k1" } } },
            refused: ['users["grace.hopper"] grace.murray'],
        },
        {
            what: "a part that is a group's",
            before: { users: { "ops-john": ops } },
            now: { users: { "ops-mary": ops } },
        },
        {
            what: "the same name in another map",
            before: { admins: { "alan.turing": { key: "k1" } } },
            now: { admins: {}, breakGlass: { "alan.turing": { key: "k1" } } },
        },
        {
            what: "a namesake in another map",
            before: { admins: { "ada.byron": {} } },
            now: { admins: {}, breakGlass: { "ada.lovelace": {} } },
        },
        {
            what: "another letter case, which IAM takes for the same",
            before: { users: { "Ada.Lovelace": ops } },
            now: { users: { "ada.lovelace": ops } },
        },
        {
            what: "a user that AWS has no more",
            before: { users: { "ada.byron": ops } },
            now: { users: { "ada.lovelace": ops } },
            atAws: [],
        },
        { what: "the first run", before: {}, now: { users: { "ada.lovelace": ops } } },
    ];
    for (const { what, before, now, renamed, directory, atAws, refused = [] } of cases)
        it(`${what}: ${refused.length === 0 ? "accepted" : "refused"}`, async () => {
            const faults = await replacedFaultsOf(before, now, {
                ...(renamed === undefined ? {} : { renamed }),
                ...(directory === undefined ? {} : { directory }),
                ...(atAws === undefined ? {} : { listed: () => Promise.resolve(atAws) }),
            });
            deepStrictEqual(
                faults.map(({ path, cure }) => {
                    const former = [...cure.matchAll(/formerly: (\[[^\]]+\]|[^\s;]+)/gu)].map(([, name]) => name);
                    return `${path} ${former.length === 0 ? /name both, .* and [^,]+/u.exec(cure)![0] : former.join(", ")}`;
                }),
                refused,
            );
        });

    it("is shown what would be lost, and both ways out", async () => {
        const [fault] = await replacedFaultsOf({ admins: { "ada.byron": {} } }, { admins: { "ada.lovelace": {} } });
        match(fault!.message, /ada\.byron, .* would be deleted with password, devices and keys/u);
        match(
            fault!.cure,
            /^if it is another user: take ada\.byron out in this run, and add ada\.lovelace in the next; if it has a new name: formerly: ada\.byron$/u,
        );
    });

    const renamed = [{ users: { "ada.byron": ops } }, { users: { "ada.lovelace": ops } }] as const;
    const failing = (name: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(name), { name }));

    it("is refused where AWS's list may not be read", async () => {
        const faults = await replacedFaultsOf(...renamed, { listed: failing("AccessDeniedException") });
        deepStrictEqual(
            faults.map(({ path }) => path),
            ['users["ada.lovelace"]'],
        );
    });

    it("is shown AWS's other errors", async () => {
        await rejects(replacedFaultsOf(...renamed, { listed: failing("ExpiredToken") }), /→ the session has ended/u);
    });
});
