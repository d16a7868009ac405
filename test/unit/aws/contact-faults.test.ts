import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { contactFaults, contactLosses } from "../../../aws/preflight/contact-faults";

const security = { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555" };
const primary = {
    fullName: "Acme",
    addressLine1: "1 Main Street",
    city: "Springfield",
    postalCode: "01234",
    countryCode: "US",
    phone: "+1 555",
};
const contacts = { security, primary };

describe("contacts that AWS has", () => {
    for (const [what, there, losses] of [
        ["nothing", undefined, []],
        ["the same", security, []],
        ["the email in other letters", { ...security, email: "Security@Acme.example" }, []],
        ["another person", { ...security, name: "Jane", title: "Guard" }, ["name: Jane", "title: Guard"]],
    ] as const)
        it(`lose where there is ${what}: ${losses.length}`, () => {
            deepStrictEqual(contactLosses("security", contacts, there), losses);
        });

    it("keep in the primary one what the config does not name", () => {
        const there = { ...primary, city: "Shelbyville", companyName: "Acme Ltd", websiteUrl: "https://acme.example" };
        deepStrictEqual(contactLosses("primary", contacts, there), ["city: Shelbyville"]);
    });

    it("are replaced if the config names that kind; accounts that lose the same are reported together", () => {
        const replaced = [
            { kind: "security" as const, account: "management", losses: ["name: Jane"] },
            { kind: "security" as const, account: "apps-prd", losses: ["name: Jane"] },
            { kind: "primary" as const, account: "apps-prd", losses: ["city: Shelbyville"] },
        ];
        const faults = contactFaults({ contacts, overwriteContacts: ["primary"] }, replaced);
        deepStrictEqual(
            faults.map(({ path }) => path),
            ["contacts.security"],
        );
        match(faults[0]!.message, /: management, apps-prd \(name: Jane\)$/u);
        strictEqual(contactFaults({ contacts, overwriteContacts: ["primary", "security"] }, replaced).length, 0);
    });
});
