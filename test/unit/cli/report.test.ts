import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessOf } from "../../../cli/report/access";
import { buildReport } from "../../../cli/report/build";
import { readDrift } from "../../../cli/report/drift";
import { idOf } from "../../../cli/report/html";
import type { Report } from "../../../cli/report/model";
import { page } from "../../../cli/report/page";
import type { ManagementConfig } from "../../../config";
import { managementConfig } from "../../support/company";
import { largeCompany, stackFileText } from "../../support/large-company";
import { OrgProject, acmeStack } from "../../support/org-project";
import { fullReport, withEverywhere } from "../../support/report";

const config = managementConfig({
    organization: { services: ["account.amazonaws.com", "cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        old: { unit: "suspended", state: "closed", id: "333333333333" },
    },
    policies: {
        "deny-root-user": { targets: ["root"] },
        "deny-everything": { targets: ["suspended"] },
        "deny-leaving-organization": { targets: ["account:security"] },
    },
    delegatedAdministrators: { security: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
    access: {
        DevOps: { accounts: ["apps-*"] },
        Auditor: { accounts: ["*", "management"] },
        Scanner: {
            accounts: ["*"],
            policies: ["SecurityAudit"],
            principals: ["999988887777"],
            externalId: "acme-7f3d",
        },
    },
    admins: ["ada.lovelace"],
    breakGlass: ["break-glass-1"],
});
const security = {
    groups: ["devops", "auditors"].map((name) => ({
        name,
        directoryName: name,
        directoryNameGiven: false,
        roles: [name === "devops" ? "DevOps" : "Auditor"],
        formerly: [],
    })),
    users: [
        { name: "ada.lovelace", groups: ["devops"], formerly: [] },
        { name: "grace.hopper", groups: ["auditors", "devops"], formerly: [] },
    ],
};
const base = { config, security, sources: [], made: new Date("2026-11-30T09:15:00Z"), version: "0.1.0" };

/** Without the whole page in the message. */
const shows = (text: string, words: RegExp): void => {
    ok(words.test(text), `${words} is not in the ${text.length} characters`);
};
const opening = (text: string): string => page({ ...fullReport(4), company: { name: text, short: "ac" } });

describe("org report", () => {
    describe("who may reach what", () => {
        const reach = (changes: Partial<ManagementConfig> = {}): readonly unknown[] =>
            accessOf({ ...config, ...changes }, security).roles.map(({ name, accounts, people, principals }) => [
                name,
                accounts.join(" "),
                [...people, ...principals].join(" "),
            ]);

        it("each role with its accounts and its people: the map's, the administrators', that of emergencies", () => {
            deepStrictEqual(reach(), [
                ["OrganizationAccountAccessRole", "management security apps-prd", "ada.lovelace"],
                ["emergency users", "management", "break-glass-1"],
                ["DevOps", "apps-prd", "ada.lovelace grace.hopper"],
                ["Auditor", "management security apps-prd", "grace.hopper"],
                ["Scanner", "security apps-prd", "999988887777"],
            ]);
        });

        it("each person once, with groups and roles", () => {
            deepStrictEqual(
                accessOf(config, security).people.map(({ name, kinds, groups, roles }) => [name, kinds, groups, roles]),
                [
                    [
                        "ada.lovelace",
                        ["administrator", "person"],
                        ["devops"],
                        ["OrganizationAccountAccessRole", "DevOps"],
                    ],
                    ["grace.hopper", ["person"], ["auditors", "devops"], ["DevOps", "Auditor"]],
                    ["break-glass-1", ["emergency"], [], ["emergency users"]],
                ],
            );
        });

        it("without the security layer's file nobody has a role of the map, and its roles are there", () => {
            const { roles, people } = accessOf(config, undefined);
            deepStrictEqual(
                people.map(({ name }) => name),
                ["ada.lovelace", "break-glass-1"],
            );
            deepStrictEqual(roles.find(({ name }) => name === "DevOps")?.people, []);
        });
    });

    it("says what binds each unit, and each account with policies of its own; the others are bound as their unit", () => {
        const { bound, accounts } = buildReport(base);
        deepStrictEqual(
            bound.map(({ kind, key, accounts: keys, bindings, isExempt }) => [
                `${kind} ${key}`,
                keys.join(" "),
                bindings.flatMap(({ attached }) =>
                    attached.map(({ level, policies }) => `${level}: ${policies.join(" ")}`),
                ),
                isExempt,
            ]),
            [
                ["root root", "", ["root: deny-root-user"], false],
                ["unit security", "", ["root: deny-root-user"], false],
                [
                    "account security",
                    "security",
                    ["root: deny-root-user", "security: deny-leaving-organization"],
                    false,
                ],
                ["unit workloads", "", ["root: deny-root-user"], false],
                ["unit workloads/prd", "apps-prd", ["root: deny-root-user"], false],
                ["unit suspended", "old", ["root: deny-root-user", "suspended: deny-everything"], false],
                ["account management", "management", [], true],
            ],
        );
        const names = new Set(bound.map(({ kind, key }) => (kind === "root" ? "root" : `${kind} ${key}`)));
        for (const { boundBy } of accounts) ok(names.has(boundBy), boundBy);
    });

    it("with AWS: states and ids, accounts that nobody knows, and whether delegations are there", () => {
        const { accounts, unmanaged, delegations, findings } = buildReport({
            ...base,
            aws: {
                known: { accounts: { security: { id: "222222222222" } } },
                accounts: [
                    { id: "111111111111", name: "x", email: "aws@acme.example", state: "ACTIVE" },
                    { id: "222222222222", name: "audit", email: "audit@acme.example", state: "SUSPENDED" },
                    { id: "999988887777", name: "by hand", email: "hand@acme.example", state: "ACTIVE" },
                ],
                delegations: new Set(["999988887777/macie.amazonaws.com"]),
                findings: [],
            },
        });
        deepStrictEqual(
            accounts.map(({ key, name, email, id, awsState }) => [key, name, email, id, awsState]),
            [
                ["management", "x", "aws@acme.example", "111111111111", "ACTIVE"],
                ["security", "audit", "audit@acme.example", "222222222222", "SUSPENDED"],
                ["apps-prd", "acme-apps-prd", "aws+apps-prd@acme.example", undefined, null],
                ["old", "acme-old", "aws+old@acme.example", "333333333333", null],
            ],
        );
        deepStrictEqual(
            unmanaged?.map(({ name }) => name),
            ["by hand"],
        );
        deepStrictEqual(
            delegations.map(({ account, service, isDeclared, isAtAws }) => [account, service, isDeclared, isAtAws]),
            [
                ["security", "cloudtrail.amazonaws.com", true, undefined],
                ["security", "sso.amazonaws.com", true, false],
                ["999988887777", "macie.amazonaws.com", false, true],
            ],
        );
        deepStrictEqual(findings, []);
    });

    it("without AWS nothing is invented: no states, no ids but the config's, no findings, and the page says so", () => {
        const report = buildReport(base);
        deepStrictEqual(
            report.accounts.map(({ id, awsState }) => [id, awsState]),
            [
                ["111111111111", undefined],
                [undefined, undefined],
                [undefined, undefined],
                ["333333333333", undefined],
            ],
        );
        deepStrictEqual([report.findings, report.unmanaged, report.drift], [undefined, undefined, undefined]);
        const text = page(report);
        shows(text, /Not looked at: AWS was not asked/u);
        shows(text, /Not looked at: no result of a check was given/u);
    });

    describe("the page", () => {
        const report = fullReport(50);
        const text = page(report);

        it("loads nothing: no address but within itself", () => {
            for (const [, address] of text.matchAll(/(?:href|src|action|data)="([^"]*)"/gu))
                match(address!, /^(?:#[\w-]+|data:,)$/u);
            doesNotMatch(text, /@import|url\(|https?:\/\//u);
        });

        it("has one style and one script, by hashes, and neither handlers nor styles in elements", () => {
            shows(
                text,
                /content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;; script-src &#39;sha256-[\w+/=]+&#39;;/u,
            );
            strictEqual(text.match(/<script/gu)?.length, 1);
            strictEqual(text.match(/<style/gu)?.length, 1);
            doesNotMatch(text.replace(/<(script|style)>[^]*?<\/\1>/gu, ""), /<[^>]* (?:on\w+|style)=/u);
        });

        it("has each id once, and each link leads to one", () => {
            const ids = [...text.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id!);
            strictEqual(new Set(ids).size, ids.length);
            for (const [, target] of text.matchAll(/href="#([^"]+)"/gu)) ok(ids.includes(target!), target);
        });

        it("ids are the names', whatever else changes", () => {
            ok(text.includes('id="account-security"'));
            ok(page(fullReport(90)).includes('id="account-security"'));
            // Never two names with one id.
            const names = ["a/b", "a_2f_b", "a-b", "a b", "a.b", "ä", "🦄", "a", "_"];
            strictEqual(new Set(names.map((name) => idOf("unit", name))).size, names.length);
            for (const name of names) match(idOf("unit", name), /^unit-[\w-]+$/u);
        });

        for (const [name, written] of [
            ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
            [`"><img src=x onerror=alert(1)>`, "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"],
            ["' onmouseover='alert(1)", "&#39; onmouseover=&#39;alert(1)"],
            ["&lt;b&gt; &amp;", "&amp;lt;b&amp;gt; &amp;amp;"],
            ["</style></title><!--", "&lt;/style&gt;&lt;/title&gt;&lt;!--"],
            ["família 🦄", "família 🦄"],
        ] as const)
            it(`escapes ${name}`, () => {
                ok(opening(name).includes(`<h1>Organization ${written}</h1>`));
            });

        it("escapes every text of the model, wherever it is shown", () => {
            const payload = `</script></pre><img src=x onerror=pwn()>"'<!--`;
            const hostile = page(withEverywhere(report, payload));
            doesNotMatch(hostile, /<img|<!--/u);
            strictEqual(hostile.match(/<\/?script/gu)?.length, 2);
            ok(hostile.split("&lt;img src=x").length > 500);
        });
    });

    describe("drift", () => {
        const project = new OrgProject();
        after(() => {
            project.close();
        });
        const file = (name: string, text: string, time: number): string => {
            const path = join(project.dir, name);
            writeFileSync(path, text);
            utimesSync(path, time, time);
            return path;
        };
        const result = (stack: string, word: string): string =>
            JSON.stringify({
                operation: "refresh",
                exitCode: 3,
                stacks: [
                    { stack, result: word, changes: [{ kind: "drift", name: "n", type: "t", more: 1 }], seconds: 2 },
                ],
            });

        it("joins the parts of a fleet; of a stack that is in two the newer counts", () => {
            mkdirSync(join(project.dir, "drift"));
            file("drift/2-of-2.json", result("management", "same"), 2_000_000_000);
            file("drift/1-of-2.json", result("management", "changed"), 1_000_000_000);
            file("drift/management.md", "no result", 1_000_000_000);
            const other = file("other.json", result("security", "failed"), 1_500_000_000);
            deepStrictEqual(readDrift([join(project.dir, "drift"), other]), {
                files: ["1-of-2.json", "2-of-2.json", "other.json"],
                asOf: "2033-05-18T03:33:20.000Z",
                stacks: [
                    { stack: "management", result: "same", changes: [{ kind: "drift", name: "n", type: "t" }] },
                    { stack: "security", result: "failed", changes: [{ kind: "drift", name: "n", type: "t" }] },
                ],
            });
        });

        it("refuses what is none, each with the cure", async () => {
            mkdirSync(join(project.dir, "empty"));
            for (const [path, message] of [
                [join(project.dir, "none.json"), /is not there/u],
                [join(project.dir, "empty"), /no file in it ends with \.json/u],
                [file("text.json", "x", 1), /is no result/u],
                [file("list.json", "[]", 1), /is no result/u],
                [
                    file("preview.json", JSON.stringify({ operation: "preview", stacks: [] }), 1),
                    /which says nothing of drift/u,
                ],
            ] as const) {
                project.write("management", acmeStack);
                const { code, err } = await project.here("report", "--offline", "--drift", path, "--out", "never.html");
                strictEqual(code, 2, err);
                match(err, message);
                match(err, /→ name a file that \.\/org fleet refresh --json --out/u);
            }
        });
    });

    describe("the command", () => {
        let project: OrgProject;
        before(() => {
            project = new OrgProject();
            const { management, security: people } = largeCompany(7);
            const contacts = {
                security: { name: "Zoe Ops", title: "Sec", email: "sec@acme.example", phone: "+1 555 0100" },
                primary: {
                    fullName: "Zoe Main",
                    addressLine1: "Main Street 1",
                    city: "Oslo",
                    postalCode: "0150",
                    countryCode: "NO",
                    phone: "+47 555 0100",
                },
            };
            project.write("management", stackFileText({ ...management, contacts }));
            project.write("security", stackFileText(people));
        });
        after(() => {
            project.close();
        });
        const written = async (name: string, ...options: string[]): Promise<string> => {
            const file = join(project.dir, name);
            const { code, out, err } = await project.here("report", "--out", file, ...options);
            deepStrictEqual([code, out], [0, ""], err);
            match(err, /^wrote /mu);
            return readFileSync(file, "utf8");
        };

        it("writes a page without credentials, and says what was not asked", async () => {
            const text = await written("page.html");
            shows(text, /^<!doctype html>\n[^]*<\/html>\n$/u);
            shows(text, /<strong>AWS<\/strong> <span class="badge plain">not asked<\/span>\s+the credentials/u);
            shows(text, /sec@acme\.example[^]*\+1 555 0100/u);
            shows(text, /Zoe Main, Main Street 1, Oslo/u);
        });

        it("--offline asks nothing, --json writes the model", async () => {
            const report = JSON.parse(await written("report.json", "--offline", "--json")) as Report;
            deepStrictEqual(
                report.sources.map(({ name, isAsked }) => [name, isAsked]),
                [
                    ["Stack files", true],
                    ["AWS", false],
                    ["Check for drift", false],
                ],
            );
            strictEqual(report.accounts.length, 7);
        });

        it("to standard output where no file is named", async () => {
            const { code, out } = await project.here("report", "--offline", "--json");
            strictEqual(code, 0);
            strictEqual((JSON.parse(out) as Report).company.name, "acme");
        });

        it("--redact hides emails, account ids and contacts, on the page and in JSON", async () => {
            for (const text of [
                await written("r.html", "--offline", "--redact"),
                await written("r.json", "--offline", "--redact", "--json"),
            ]) {
                doesNotMatch(text, /acme\.example|(?<!\d)\d{12}(?!\d)|555 0100|Zoe|Main Street|Oslo/u);
                ok(text.includes("[account]") && text.includes("[hidden]") && text.includes("[email]"));
                // What it is for is there.
                ok(text.includes("ada.lovelace") && text.includes("team-1-app-0-prd"));
            }
        });

        it("stack files with faults are refused, each fault with its place; nothing is written", async () => {
            const broken = new OrgProject();
            broken.write("management", acmeStack);
            broken.write("security", "config:\n  aws:region: eu-west-1\n  users: { ada: { groups: [none] } }\n");
            const { code, err } = await broken.here("report", "--offline", "--out", "page.html");
            strictEqual(code, 1);
            match(err, /users\.ada\.groups\[0\][^]*Pulumi\.security\.yaml:3/u);
            broken.write("management", "config: { company: { name: acme } }\n");
            match((await broken.here("report", "--offline")).err, /Pulumi\.management\.yaml/u);
            strictEqual(broken.run(["ls"]).out.includes("page.html"), false);
            broken.close();
        });

        it("without Pulumi.security.yaml says that people are not known", async () => {
            const small = new OrgProject();
            small.write("management", acmeStack);
            match(
                (await small.here("report", "--offline")).out,
                /there is no Pulumi\.security\.yaml, so nobody knows who has which role/u,
            );
            small.close();
        });
    });
});
