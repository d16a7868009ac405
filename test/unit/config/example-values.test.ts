/** Which values of a stack file are reported as the shipped example's: each of them, also alone, and none that many companies have. */
import { deepStrictEqual } from "node:assert/strict";
import { exampleConfig } from "../../../cli/init/example";
import { exampleValues, isOfTheExample } from "../../../config/names";

type Raw = Readonly<Record<string, unknown>>;

/** Another company's config, with the example's layout. */
const own: Raw = {
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: "012345678901" },
    accounts: exampleConfig("management")["accounts"],
    access: exampleConfig("management")["access"],
    admins: ["jane.doe"],
    contacts: {
        security: { name: "Security team", title: "Security", email: "sec@acme.example", phone: "+1 555 0199" },
    },
    ci: { repository: "acme/aws-organization", ownerId: 1, repositoryId: 2, branch: "main", environment: "production" },
    groups: exampleConfig("security")["groups"],
    users: { "jane.doe": { groups: ["devops", "deployers"] } },
    audit: { alarms: { email: "alarms@acme.example" } },
};
const layout = [
    ...["security", "shared", "network", "apps-devstg", "apps-prd", "data-science"].map((key) => `accounts.${key}`),
    ...["devops", "auditors", "deployers", "finops", "support"].map((key) => `groups.${key}`),
];
const contact = (change: Raw): Raw => ({
    contacts: { security: { ...(own["contacts"] as { security: Raw }).security, ...change } },
});
const ci = (change: Raw): Raw => ({ ci: { ...(own["ci"] as Raw), ...change } });

describe("values of the shipped example", () => {
    it("are all named in the shipped files", () => {
        const contacts = ["security", "billing", "operations"].flatMap((key) => [
            `contacts.${key}.email`,
            `contacts.${key}.phone`,
        ]);
        deepStrictEqual(
            [...exampleValues(exampleConfig("management"))].sort(),
            [
                ...["company.name", "company.short", "email", "management.id", "admins[0]", "admins[1]", ...contacts],
                ...["ci.repository", "ci.ownerId", "ci.repositoryId", ...layout.slice(0, 6)],
            ].sort(),
        );
        deepStrictEqual(
            [...exampleValues(exampleConfig("security"))].sort(),
            [
                ...["ada.lovelace", "alan.turing", "grace.hopper", "katherine.johnson"].map((key) => `users["${key}"]`),
                ...["audit.alarms.email", ...layout.slice(6)],
            ].sort(),
        );
    });

    it("are not what a company has that is laid out as the example", () => {
        deepStrictEqual(exampleValues(own), []);
    });

    for (const [path, change] of [
        ["company.name", { company: { name: "binbash", short: "ac" } }],
        ["email", { email: "aws@example.com" }],
        ["email", { email: "AWS+org@Example.COM" }],
        ["management.id", { management: { id: "111111111111" } }],
        ["contacts.security.email", contact({ email: "security@example.com" })],
        ["ci.repository", ci({ repository: "binbash/aws-organization" })],
        ["ci.ownerId", ci({ ownerId: 12_345_678 })],
        ["ci.repositoryId", ci({ repositoryId: 987_654_321 })],
        ["audit.alarms.email", { audit: { alarms: { email: "security@example.com" } } }],
    ] as const satisfies readonly (readonly [string, Raw])[])
        it(`${path} of ${JSON.stringify(change)} is named alone, and the layout with it: it may be the example's too`, () => {
            deepStrictEqual([...exampleValues({ ...own, ...change })].sort(), [path, ...layout].sort());
            deepStrictEqual(isOfTheExample({ ...own, ...change }), true);
        });

    for (const [path, change] of [
        ["company.short", { company: { name: "acme", short: "bb" } }],
        ["admins[1]", { admins: ["jane.doe", "alan.turing"] }],
        ['admins["ada.lovelace"]', { admins: { "ada.lovelace": {}, "jane.doe": {} } }],
        ['users["grace.hopper"]', { users: { "grace.hopper": { groups: ["ours"] } } }],
        ["contacts.security.phone", contact({ phone: "+1 555 0100" })],
    ] as const satisfies readonly (readonly [string, Raw])[])
        it(`${path} of ${JSON.stringify(change)} is named alone, and nothing with it`, () => {
            deepStrictEqual(exampleValues({ ...own, ...change }), [path]);
            deepStrictEqual(isOfTheExample({ ...own, ...change }), false);
        });

    for (const change of [
        { company: { name: "Big Blue", short: "bb" } },
        { company: { name: "bb", short: "bb" } },
        { email: "aws@example.com.acme.example" },
        { email: "aws@notexample.com" },
        { ci: { repository: "acme/binbash", ownerId: 987_654_321, repositoryId: 12_345_678 } },
        { management: { id: "111111111112" } },
        { units: ["ada.lovelace"], tags: { Owner: "ada.lovelace" } },
    ])
        it(`are not ${JSON.stringify(change)}`, () => {
            deepStrictEqual(exampleValues({ ...own, ...change }), []);
        });
});
