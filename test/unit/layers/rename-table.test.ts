/**
 * What happens to each named thing of the config that gets another name without `formerly`: it is refused before the first write, changed
 * in place, or unaffected. No resource is ever deleted and created. A key of the config without a row here does not compile.
 */
import * as aws from "@pulumi/aws";
import { deepStrictEqual, ok } from "node:assert/strict";
import { asAwsHas } from "../../../aws/preflight/as-aws-has";
import { preflightFaults } from "../../../aws/preflight/preflight";
import { Directory } from "../../../components/identity-center/directory";
import { parseManagement, type ManagementConfig, type RawConfig, type SecurityConfig } from "../../../config";
import { policyTypes } from "../../../config/aws-facts/policy-types";
import { buildManagement } from "../../../layers/management/build";
import { previousOf } from "../../../layers/management/previous";
import { replacedGroupFaults } from "../../../layers/security/replaced-groups";
import { ownStack, type OwnStack } from "../../../layers/shared/own-stack";
import { changedAccessRoleFaults } from "../../../layers/shared/access-role";
import { replacedUserFaults } from "../../../layers/shared/replaced-people";
import { acme, managementConfig, snapshotWith } from "../../support/company";
import { testPgpKey } from "../../support/pgp-key";
import { record, type Recording } from "../../support/recording";

type Verdict = `refused at ${string}` | "in place" | "harmless";
type Row = readonly [what: string, before: RawConfig, after: RawConfig, verdict: Verdict];

const { security: audit, "apps-prd": apps } = acme.accounts;
const id = acme.management.id;
const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "a:B", Resource: "*" }] };
const guard = { document, targets: ["root"] };
const role = { accounts: ["apps-*"], policies: ["ReadOnlyAccess"] };
const contact = { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555 0100" };
const organization = { services: ["account.amazonaws.com"] };
const lived = { id: "222222222222", email: "aws+apps@acme.example" };
const repository = "acme/organization";
const options = { region: "us-east-1" };

/** Rows, or why the key has no name that the company chooses, or where its name is. */
const management: Readonly<Record<keyof ManagementConfig, readonly Row[] | string>> = {
    company: [
        ["its name", {}, { company: { name: "acme-holdings", short: "ac" } }, "harmless"],
        ["its short name", {}, { company: { name: "acme", short: "am" } }, "refused at company.short"],
    ],
    email: [["the group's address", {}, { email: "cloud@acme.example" }, "refused at accounts.security.email"]],
    ownedDomains: "domains",
    management: [
        ["its name", {}, { management: { id, name: "acme-root" } }, "refused at management.name"],
        ["its email", {}, { management: { id, email: "root@acme.example" } }, "refused at management.email"],
        ["the administrators' role", {}, { management: { id, roleName: "Admins" } }, "refused at management.roleName"],
    ],
    overwriteAccessRole: "a word",
    organization: "names of AWS's",
    scope: "words",
    regions: "names of AWS's",
    units: [
        ["a unit", {}, { units: [...acme.units.slice(0, 2), "closed"] }, "refused at units"],
        [
            "a unit with accounts",
            {},
            {
                units: ["security", "workloads/live", "suspended"],
                accounts: { security: audit, "apps-prd": { unit: "workloads/live" } },
            },
            "refused at units",
        ],
    ],
    accounts: [
        ["its key", {}, { accounts: { security: audit, "apps-live": apps } }, "refused at accounts.apps-prd"],
        [
            "its name",
            { organization },
            {
                organization,
                accounts: { security: audit, "apps-prd": { ...apps, name: "acme-live" } },
            },
            "in place",
        ],
        [
            "its email",
            { accounts: { security: audit, "apps-prd": { ...apps, ...lived } } },
            { accounts: { security: audit, "apps-prd": { ...apps, ...lived, email: "aws+live@acme.example" } } },
            "refused at accounts.apps-prd.email",
        ],
        [
            "the role that its own stack has, and enters by",
            {},
            { accounts: { security: audit, "apps-prd": { ...apps, roleName: "Admins" } } },
            "refused at accounts.apps-prd.roleName",
        ],
    ],
    policies: [["a policy", { policies: { guard } }, { policies: { fence: guard } }, "refused at policies.fence"]],
    delegatedAdministrators: "keys of accounts",
    audit: "words",
    access: [["a role", { access: { DevOps: role } }, { access: { Engineers: role } }, "refused at access.Engineers"]],
    identity: "words",
    identityCenter: "words",
    admins: [
        [
            "an admin",
            { admins: ["ada.byron", "alan.turing"] },
            { admins: ["ada.lovelace", "alan.turing"] },
            'refused at admins["ada.lovelace"]',
        ],
    ],
    breakGlass: [
        [
            "a user for emergencies",
            { breakGlass: ["seal-1", "seal-2"] },
            { breakGlass: ["vault-1", "seal-2"] },
            "refused at breakGlass.vault-1",
        ],
    ],
    contacts: [
        [
            "a contact",
            { organization, contacts: { security: contact } },
            { organization, contacts: { security: { ...contact, name: "Security office" } } },
            "in place",
        ],
    ],
    overwriteContacts: "words",
    ci: [
        ["the repository", { ci: { repository } }, { ci: { repository: "acme/aws" } }, "in place"],
        ["its environment", { ci: { repository } }, { ci: { repository, environment: "live" } }, "in place"],
    ],
    state: [
        ["the bucket", {}, { state: { bucket: "acme-state" } }, "refused at state.bucket"],
        ["the key's alias", {}, { state: { alias: "alias/acme" } }, "refused at state.alias"],
    ],
    budget: [
        [
            "an address",
            { budget: { monthly: 500, notify: ["finops@acme.example"] } },
            { budget: { monthly: 500, notify: ["finance@acme.example"] } },
            "in place",
        ],
        [
            "what anomalies cost",
            { budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: true } },
            { budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: { from: 20 } } },
            "in place",
        ],
    ],
    accountQuota: "a number",
    limits: "numbers",
};

/** The stack of an account, with the role with which it is entered. */
const memberStack = ownStack(
    {},
    {
        "urn:pulumi:apps-prd::aws-organization::aws:iam/role:Role::access-role": {
            type: "aws:iam/role:Role",
            outputs: { name: "OrganizationAccountAccessRole" },
        },
    },
);

/** AWS after a run of this config. */
function worldOf({ accounts, units, policies, management: own }: ManagementConfig): ReturnType<typeof snapshotWith> {
    return snapshotWith({
        accounts: [
            ...accounts.map(({ key, name, email, id: there = `account-${key}-account-id` }) => ({
                id: there,
                name,
                email,
                state: "ACTIVE",
            })),
            { id: own.id, name: own.name, email: own.email, state: "ACTIVE" },
        ],
        units: new Map(units.map(({ path }) => [path, `units-${path}-id`])),
        policies: policies.map(({ name, type }) => ({ id: `policy-${name}-policy-id`, name, type, targets: [] })),
    });
}

/** The stack after that run. */
function stackOf(config: ManagementConfig, { resources }: Recording): OwnStack {
    const state = resources.map(({ type, name, inputs, importId }) => [
        `urn:pulumi:management::aws-organization::${type}::${name}`,
        { type, outputs: { ...inputs, id: importId ?? `${name}-id` } },
    ]);
    const { access, company, management: own, state: place } = config;
    const accounts = Object.fromEntries(
        config.accounts.map(({ key, roleName }) => [key, { id: `account-${key}-account-id`, roleName }]),
    );
    const outputs = {
        accounts,
        access,
        company,
        management: own,
        state: { bucket: place.bucket, keyAlias: place.alias },
    };
    return ownStack(
        JSON.parse(JSON.stringify(outputs)) as OwnStack["outputs"],
        Object.fromEntries(state) as Parameters<typeof ownStack>[1],
    );
}

const named = ({ resources }: Recording): readonly string[] =>
    resources.map(({ type, name }) => `${type} ${name}`).sort();

/** Whether the second run changes what the first one created, and nothing else. */
function compared(before: Recording, after: Recording): Verdict {
    deepStrictEqual(named(after), named(before), "nothing goes, and nothing comes");
    const inputs = (recording: Recording): string =>
        JSON.stringify(recording.resources.map(({ name, inputs: each }) => [name, each]).sort());
    return inputs(before) === inputs(after) ? "harmless" : "in place";
}

async function verdictOf(before: ManagementConfig, after: ManagementConfig): Promise<Verdict> {
    const world = worldOf(before);
    const build = (config: ManagementConfig): Promise<Recording> =>
        record(() => buildManagement(config, world, ownStack({}, {}), new aws.Provider("management")));
    const first = await build(before);
    const own = stackOf(before, first);
    const previous = previousOf(own);
    const people = [
        { map: "admins", users: after.admins },
        { map: "breakGlass", users: after.breakGlass },
    ] as const;
    const everybody = [...before.admins, ...before.breakGlass].map(({ name }) => name);
    const faults = [
        ...preflightFaults(after, world, previous),
        ...(await changedAccessRoleFaults(after.accounts, previous.accounts, () => Promise.resolve(memberStack))),
        ...(await replacedUserFaults(
            { maps: people, groups: [], company: after.company, makesDirectoryUsers: false },
            options,
            own,
            () => Promise.resolve(everybody),
        )),
    ];
    if (faults.length > 0) return `refused at ${faults[0]!.path}`;
    return compared(first, await build(asAwsHas(after, world, previous)));
}

describe("a name that changes without a word", () => {
    for (const [key, rows] of Object.entries(management)) {
        if (typeof rows === "string") continue;
        for (const [what, before, after, verdict] of rows)
            it(`${key}: ${what}: ${verdict}`, async () => {
                const parsed = parseManagement({ ...acme, ...after }, { region: "us-east-1" });
                ok(parsed.ok, "validate accepts it: it does not know what was before");
                deepStrictEqual(await verdictOf(managementConfig(before), parsed.value), verdict);
            });
    }

    for (const type of Object.keys(policyTypes))
        it(`policies: one of type ${type}: refused`, async () => {
            const of = (name: string): ManagementConfig => {
                const config = managementConfig({ policies: { [name]: guard } });
                return { ...config, policies: config.policies.map((policy) => ({ ...policy, type })) };
            };
            deepStrictEqual(await verdictOf(of("guard"), of("fence")), "refused at policies.fence");
        });

    const none = { formerly: [], directoryNameGiven: false };
    const group = (name: string, directoryName = name): SecurityConfig["groups"][number] => ({
        ...none,
        name,
        directoryName,
        roles: ["DevOps"],
    });
    const directory = (groups: SecurityConfig["groups"]): Promise<Recording> =>
        record(() => {
            new Directory("directory", {
                identityStoreId: "d-1",
                groups,
                users: [],
                known: { groups: {}, users: {} },
            });
        });
    const people: Readonly<Record<keyof SecurityConfig, (() => Promise<Verdict>) | string>> = {
        baseline: "words",
        audit: "numbers, words and an address",
        users: async () => {
            const type = "aws:iam/userLoginProfile:UserLoginProfile";
            const [user, login] = ["user-grace-user", "user-grace-login"];
            const urn = (of: string, name: string): string => `urn:pulumi:security::aws-organization::${of}::${name}`;
            const own = ownStack(
                {},
                {
                    [urn("aws:iam/user:User", user)]: { type: "aws:iam/user:User", outputs: { name: "grace" } },
                    [urn(type, login)]: { type, outputs: { user: "grace", pgpKey: testPgpKey } },
                },
            );
            const users = [{ name: "hopper", formerly: [], groups: [], pgpKey: testPgpKey }];
            const listed = (): Promise<readonly string[]> => Promise.resolve(["grace"]);
            const maps = [{ map: "users" as const, users }];
            const faults = await replacedUserFaults(
                { maps, groups: [], company: acme.company, makesDirectoryUsers: false },
                options,
                own,
                listed,
            );
            return `refused at ${faults[0]!.path}`;
        },
        groups: async () => {
            const own = ownStack({ groups: { devops: ["DevOps"] } }, {});
            const listed = (): Promise<readonly string[]> => Promise.resolve(["devops"]);
            const faults = await replacedGroupFaults(
                { groups: [group("operations")] },
                {
                    identity: ["users"],
                    access: managementConfig({ access: { DevOps: role } }).access,
                    accounts: {},
                    management: { ...managementConfig().management, roleArn: "" },
                },
                options,
                own,
                listed,
            );
            return `refused at ${faults[0]!.path}`;
        },
    };
    const verdicts: Readonly<Record<string, Verdict>> = {
        users: "refused at users.hopper",
        groups: "refused at groups.operations",
    };
    for (const [key, judge] of Object.entries(people)) {
        if (typeof judge === "string") continue;
        it(`${key} of the security stack: ${verdicts[key]!}`, async () => {
            deepStrictEqual(await judge(), verdicts[key]);
        });
    }

    it("directoryName of a group: in place", async () => {
        const [before, after] = [await directory([group("ops")]), await directory([group("ops", "AWS Operations")])];
        deepStrictEqual(compared(before, after), "in place");
    });
});
