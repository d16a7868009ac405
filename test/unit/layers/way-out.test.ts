/** The cures for a user who looks renamed work: each leads to a config that neither this check nor the one of the last way in refuses. */
import { deepStrictEqual, match, ok } from "node:assert/strict";
import type { UserCredentials } from "../../../aws/user-credentials";
import type { ManagementConfig } from "../../../config";
import type { Fault } from "../../../config/faults";
import { comesInWithout } from "../../../layers/management/way-in";
import { ownStack } from "../../../layers/shared/own-stack";
import { replacedUserFaults } from "../../../layers/shared/replaced-people";
import { managementConfig, snapshotWith } from "../../support/company";
import { testPgpKey } from "../../support/pgp-key";
import { stateOf } from "../../support/replaced-users";

type Users = Readonly<Record<string, { readonly pgpKey?: string; readonly formerly?: string }>>;
interface People {
    readonly admins: Users;
    readonly breakGlass?: Users;
}
interface World {
    readonly before: People;
    readonly now: People;
    /** Credentials of IAM users, by name; others have none. */
    readonly at: Readonly<Record<string, UserCredentials>>;
    /** The config that names the renamed user by `formerly`; undefined if both are named for a while. */
    readonly renamed?: People;
    readonly identity?: readonly string[];
    /** The way out for a different person. */
    readonly another: RegExp;
}

const nothing: UserCredentials = { hasKey: false, hasPassword: false, hasSignedIn: false };
const password: UserCredentials = { ...nothing, hasPassword: true, hasSignedIn: true };
const outFirst = /take \S+ out in this run, and add/u;
const outLast = /leave it beside/u;
const [byron, lovelace, sealed] = [{ "ada.byron": {} }, { "ada.lovelace": {} }, { pgpKey: testPgpKey }];

const only: World = {
    before: { admins: byron },
    now: { admins: lovelace },
    at: { "ada.byron": password },
    renamed: { admins: { "ada.lovelace": { formerly: "ada.byron" } } },
    another: outLast,
};
const beside: World = {
    ...only,
    before: { admins: { ...byron, alan: {} } },
    now: { admins: { ...lovelace, alan: {} } },
    renamed: { admins: { "ada.lovelace": { formerly: "ada.byron" }, alan: {} } },
};
function inCenter({ before, now, at, another }: World): World {
    return { before, now, at, another, identity: ["users", "identity-center"] };
}

const worlds: Readonly<Record<string, World>> = {
    "the only admin": only,
    "the only admin, whose password a key has sealed": {
        ...only,
        before: { admins: { "ada.byron": sealed } },
        renamed: { admins: { "ada.lovelace": { formerly: "ada.byron", ...sealed } } },
    },
    "the only admin, beside the bootstrap user": { ...only, at: { "mgmt-org-admin": password }, another: outFirst },
    "the only admin who has a password": beside,
    "an admin beside one who can come in": {
        ...beside,
        at: { "ada.byron": password, alan: password },
        another: outFirst,
    },
    "the only admin, with Identity Center": { ...inCenter(only), another: outLast },
    "an admin beside others of Identity Center": { ...inCenter(beside), another: outFirst },
    "the user for emergencies who alone can come in": {
        before: { admins: { alan: {} }, breakGlass: { "seal-1": {} } },
        now: { admins: { alan: {} }, breakGlass: { "vault-1": {} } },
        renamed: { admins: { alan: {} }, breakGlass: { "vault-1": { formerly: "seal-1" } } },
        at: { "seal-1": password },
        another: outLast,
    },
    "a user for emergencies beside an admin who can come in": {
        before: { admins: { alan: {} }, breakGlass: { "seal-1": {} } },
        now: { admins: { alan: {} }, breakGlass: { "vault-1": {} } },
        renamed: { admins: { alan: {} }, breakGlass: { "vault-1": { formerly: "seal-1" } } },
        at: { alan: password },
        another: outFirst,
    },
};

describe("the ways out for a user who looks renamed", () => {
    for (const [what, { before, now, at, renamed, identity = ["users"], another }] of Object.entries(worlds))
        it(`${what}: each is accepted`, async () => {
            const config = (people: People): ManagementConfig => managementConfig({ identity, ...people });
            const keyed = (users: Users = {}) =>
                Object.fromEntries(Object.entries(users).map(([name, { pgpKey: key }]) => [name, key ? { key } : {}]));
            const resources = stateOf({ admins: keyed(before.admins), breakGlass: keyed(before.breakGlass) });
            const own = ownStack({}, Object.fromEntries(resources.map((each) => [each.urn, each])));
            const arn = "arn:aws:iam::111111111111:user/ada.byron";
            const snapshot = { ...snapshotWith(), caller: { accountId: "111111111111", arn } };
            const there = Object.keys({ ...before.admins, ...before.breakGlass });
            const judged = async ({ admins, breakGlass, ...more }: ManagementConfig): Promise<readonly Fault[]> =>
                replacedUserFaults(
                    {
                        maps: [
                            { map: "admins", users: admins },
                            { map: "breakGlass", users: breakGlass },
                        ],
                        groups: [],
                        company: more.company,
                        makesDirectoryUsers: more.identity.includes("identity-center"),
                        comesInWithout: (come) => comesIn({ admins, breakGlass, ...more }, come),
                    },
                    { region: "us-east-1" },
                    own,
                    () => Promise.resolve(there),
                );
            const comesIn = (of: ManagementConfig, come: readonly string[]): Promise<boolean> =>
                comesInWithout(of, snapshot, own, "us-east-1", come, (name) => Promise.resolve(at[name] ?? nothing));
            const accepted = async (people: People): Promise<void> => {
                deepStrictEqual(await judged(config(people)), []);
                ok(await comesIn(config(people), []), JSON.stringify(people));
            };

            const [fault, ...more] = await judged(config(now));
            deepStrictEqual(more, []);
            match(fault!.cure, another);
            const staying = (users: Users = {}): Users =>
                Object.fromEntries(Object.entries(users).filter(([name]) => there.includes(name)));
            const both = {
                admins: { ...before.admins, ...now.admins },
                breakGlass: { ...before.breakGlass, ...now.breakGlass },
            };
            const without = { admins: staying(now.admins), breakGlass: staying(now.breakGlass) };
            await accepted(another === outFirst ? without : both);
            if (renamed === undefined) {
                match(fault!.cure, /name both, ada\.byron and ada\.lovelace/u);
                await accepted(both);
            } else {
                match(fault!.cure, /if it has a new name: formerly: \S+/u);
                await accepted(renamed);
                if (JSON.stringify(renamed).includes("pgpKey")) match(fault!.cure, /keep the pgpKey of ada\.byron/u);
            }
        });
});
