import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { emailFaults } from "../../../config/email";
import { factsOf as factsOfRun, readFacts } from "../../../policy-pack/core/facts";
import { noPersonalEmails } from "../../../policy-pack/rules/no-personal-emails";
import { judge } from "./judge";

const project = "aws-organization";
const factsOf = (config: Readonly<Record<string, unknown>>): ReturnType<typeof readFacts> =>
    readFacts({
        project,
        dryRun: true,
        config: Object.fromEntries(
            Object.entries(config).map(([key, value]) => [
                `${project}:${key}`,
                typeof value === "string" ? value : JSON.stringify(value),
            ]),
        ),
    });

describe("facts of a stack's config", () => {
    it("are the group, its domains, people, accounts, emails that existed, services and the access role", () => {
        deepStrictEqual(
            factsOf({
                email: "aws@acme.example",
                ownedDomains: ["acme.com"],
                admins: ["ada.lovelace"],
                users: { "grace.hopper": { groups: [] } },
                management: { id: "111111111111", email: "root@acme.example", roleName: "org-admin" },
                organization: { services: ["a.amazonaws.com", "b.amazonaws.com"], disable: ["b.amazonaws.com"] },
                accounts: {
                    new: { unit: "x", email: "not-taken@acme.example" },
                    old: { id: "222222222222", email: "old@acme.example" },
                    invited: { joined: "invited", email: "guest@other.example" },
                },
            }),
            {
                isPreview: true,
                group: "aws@acme.example",
                managementEmail: "root@acme.example",
                ownedDomains: ["acme.com"],
                people: [
                    { name: "ada.lovelace", where: "admins" },
                    { name: "grace.hopper", where: "users" },
                ],
                accounts: ["111111111111", "222222222222"],
                existingEmails: ["old@acme.example", "guest@other.example"],
                services: ["a.amazonaws.com"],
                accessRole: "org-admin",
                waysIn: { enteredBy: ["org-admin"] },
                place: { management: "111111111111" },
                suspending: [],
            },
        );
    });

    it("are few for a program that has no such config", () => {
        deepStrictEqual(factsOf({ email: 7, accounts: "x", organization: null }), {
            isPreview: true,
            ownedDomains: [],
            people: [],
            accounts: [],
            existingEmails: [],
            services: [],
            accessRole: "OrganizationAccountAccessRole",
            waysIn: { enteredBy: ["OrganizationAccountAccessRole"] },
            place: {},
            suspending: [],
        });
    });

    it("are CI's roles, and policies that bind suspended accounts alone", () => {
        const targets = (...words: string[]): object => ({ targets: words });
        const { waysIn, suspending } = factsOf({
            company: { short: "ac" },
            ci: { repository: "acme/organization" },
            accounts: { old: { unit: "suspended" }, web: { unit: "workloads" } },
            policies: {
                freeze: targets("suspended", "account:old"),
                nested: targets("legacy/Suspended/2026"),
                half: targets("suspended", "workloads"),
                web: targets("web"),
                none: targets(),
            },
        });
        deepStrictEqual(waysIn, {
            enteredBy: ["OrganizationAccountAccessRole", "ac-ci-deploy"],
            ciPreview: "ac-ci-preview",
        });
        deepStrictEqual(suspending, ["freeze", "nested"]);
    });

    it("take a target that is a unit's path for the unit, whatever an account is called", () => {
        const { suspending } = factsOf({
            units: ["apps", { path: "shop/web" }, "legacy/suspended"],
            accounts: {
                apps: { unit: "suspended" },
                shop: { unit: "suspended" },
                suspended: { unit: "apps" },
            },
            policies: {
                unit: { targets: ["apps"] },
                implied: { targets: ["shop"] },
                slash: { targets: ["apps/"] },
                account: { targets: ["account:apps"] },
                named: { targets: ["suspended"] },
                below: { targets: ["legacy/suspended/"] },
            },
        });
        deepStrictEqual(suspending, ["account", "below"]);
    });
});

describe("facts of a run", () => {
    it("are read once, and again in the next run", () => {
        let reads = 0;
        const runOf = (email: string): Parameters<typeof readFacts>[0] => ({
            project,
            dryRun: true,
            get config() {
                reads++;
                return { [`${project}:email`]: email };
            },
        });
        let run = runOf("aws@acme.example");
        const facts = factsOfRun(() => run);
        const first = facts();
        const once = reads;
        strictEqual(facts(), first);
        strictEqual(reads, once);
        run = runOf("cloud@acme.example");
        strictEqual(facts().group, "cloud@acme.example");
    });
});

describe("config and policy pack give one verdict", () => {
    const people = [{ name: "ada.lovelace", where: "admins" }];
    const emails = [
        "aws@acme.example",
        "cloud-team@emea.acme.co.uk",
        "aws@mailinator.com",
        "aws@gmail.com",
        "aws@empresa.com.ar",
        "ada.lovelace@acme.example",
        "ada.lovelace+aws@acme.example",
        "Ada_Lovelace@acme.example",
        "a@b",
        "ärger@acme.example",
        `${"x".repeat(60)}@acme.example`,
    ];
    for (const ownedDomains of [[], ["mailinator.com"]]) {
        for (const email of emails) {
            it(`${email}${ownedDomains.length === 0 ? "" : ", ours: mailinator.com"}`, async () => {
                const wanted = emailFaults(email, { people, ownedDomains });
                const { violations } = await judge(
                    noPersonalEmails,
                    [{ type: "aws:organizations/account:Account", props: { email } }],
                    { facts: { people, ownedDomains } },
                );
                deepStrictEqual(
                    violations.map((violation) => violation.split(" → ")[1]),
                    wanted.map(({ cure }) => cure),
                );
                wanted.forEach(({ message }, index) => {
                    deepStrictEqual(violations[index]!.includes(message), true);
                });
            });
        }
    }
});
