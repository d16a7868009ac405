/** `org init` on files that were begun from the example: what is somebody's own, and what is on the way to AWS, stays. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import type { Answers } from "../../../cli/init/company";
import { currentFiles } from "../../../cli/init/current";
import { proposedFiles } from "../../../cli/init/proposal";
import { openQuestions } from "../../../cli/init/questions";
import { initStacks, type InitStack } from "../../../cli/init/stacks";
import { exampleWarnings } from "../../../cli/common/check-stack";
import { findProject } from "../../../cli/common/project";
import { readStackFile } from "../../../config";
import { begunAnswers, begunFlags as flags, owned, proposed, raw, replaced, shipped } from "../../support/begun-files";
import { companyFlags, OrgProject } from "../../support/org-project";

const answers = begunAnswers({ key: "security" });

/** The example with somebody's own comment. */
const touched = (text: string): string => text.replace("config:\n", "config: # ours\n");
const inRegion = (text: string, region: string): string => replaced(text, ["us-east-1", region]);

describe("org init on files in all states of being begun", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
    });
    afterEach(() => {
        project.close();
    });

    const write = (texts: Partial<Record<InitStack, string | undefined>>): void => {
        for (const stack of initStacks) if (texts[stack] !== undefined) project.write(stack, texts[stack]);
    };
    describe("the region of the security stack", () => {
        const others: Answers = { region: "eu-west-1", email: "aws@acme.example", admins: [] };
        for (const [what, management, security, given, expected] of [
            ["goes with the example's", shipped.management, touched(shipped.security), answers, "eu-west-1"],
            [
                "is the example's beside a begun file",
                touched(shipped.management),
                shipped.security,
                answers,
                "eu-west-1",
            ],
            ["is the example's, without a management file", undefined, touched(shipped.security), answers, "eu-west-1"],
            [
                "is another than the example's",
                touched(shipped.management),
                inRegion(touched(shipped.security), "us-west-2"),
                answers,
                "us-west-2",
            ],
            [
                "is another, and nothing else is changed",
                shipped.management,
                inRegion(shipped.security, "us-west-2"),
                answers,
                "us-west-2",
            ],
            [
                "is the management stack's, and goes along",
                inRegion(owned(shipped.management), "us-west-2"),
                inRegion(touched(shipped.security), "us-west-2"),
                others,
                "eu-west-1",
            ],
            [
                "is another than that of their own management stack",
                inRegion(owned(shipped.management), "eu-west-1"),
                touched(shipped.security),
                others,
                "us-east-1",
            ],
            [
                "is another, and nothing is answered of it",
                inRegion(owned(shipped.management), "eu-west-1"),
                touched(shipped.security),
                { email: "aws@acme.example", admins: [] },
                "us-east-1",
            ],
            [
                "is theirs in a file of their own",
                inRegion(owned(shipped.management), "eu-west-1"),
                "config:\n  aws:region: us-west-2\n  users: { jane.roe: {} }\n",
                others,
                "us-west-2",
            ],
        ] as const)
            it(what, () => {
                strictEqual(
                    readStackFile(proposed(project, { management, security }, given).security, "acme-org").region,
                    expected,
                );
            });

        it("that is kept is said", async () => {
            write({ management: shipped.management, security: inRegion(touched(shipped.security), "us-west-2") });
            match(
                (await project.here("init", ...flags, "--dry-run")).err,
                /! Pulumi\.security\.yaml keeps its own region, us-west-2: write aws:region: eu-west-1 there/u,
            );
            write({ security: touched(shipped.security) });
            doesNotMatch((await project.here("init", ...flags, "--dry-run")).err, /keeps its own region/u);
        });
    });

    describe("whose management account is their own", () => {
        it("accounts and all that AWS may have made stay, also under the example's address; the new address is warned of", async () => {
            write({ management: owned(shipped.management), security: touched(shipped.security) });
            const { code, err } = await project.here("init", "--email", "aws@acme.example", "--admin", "none", "--yes");
            strictEqual(code, 0, err);
            const after = raw(project.read("management")!);
            for (const key of ["accounts", "units", "policies", "access", "regions", "state"])
                deepStrictEqual(after[key], raw(shipped.management)[key], key);
            deepStrictEqual([after["email"], after["admins"]], ["aws@acme.example", []]);
            match(err, /names and emails of accounts come from email/u);
            deepStrictEqual(raw(project.read("security")!)["groups"], raw(shipped.security)["groups"]);
        });

        it("groups keep their names, whatever accounts there are", () => {
            const few = owned(shipped.management)
                .replace(/ {4}apps-devstg:\n.*\n {4}apps-prd:\n.*\n/u, "")
                .replace('["apps-*", shared]', "[shared]");
            const { security } = proposed(
                project,
                { management: few, security: touched(shipped.security) },
                { email: "aws@acme.example", admins: [] },
            );
            deepStrictEqual(raw(security)["groups"], raw(shipped.security)["groups"]);
        });

        it("a group whose role has another name now stays: AWS may have made it, and the fault is theirs to see", async () => {
            const management = replaced(owned(shipped.management), ["    DevOps:\n", "    Engineer:\n"]);
            write({ management, security: touched(shipped.security) });
            const { code, err } = await project.here("init", "--email", "aws@acme.example", "--admin", "none", "--yes");
            strictEqual(code, 1);
            match(err, /groups\.devops\.roles\[0\].*\(Pulumi\.security\.yaml:\d+\)\n.*is not a role/u);
            strictEqual(project.read("management"), management);
        });

        it("an account id without quotes is the example's all the same", () => {
            const text = shipped.management.replace('"111111111111"', "111111111111");
            const after = proposed(project, { management: text, security: shipped.security }, answers).management;
            deepStrictEqual(raw(after)["accounts"], { security: { unit: "security" } });
        });
    });

    describe("what something of theirs refers to", () => {
        it("stays with it: units that their policies are on, and that their accounts are in", () => {
            const policy = "  policies:\n    ours:\n      targets: [workloads, data]\n      file: ours.json\n";
            const management = replaced(
                shipped.management,
                ["  policies:\n", policy],
                ["      unit: network\n", "      unit: network # ours\n      tags: { Owner: net }\n"],
            );
            const after = raw(proposed(project, { management, security: shipped.security }, answers).management);
            deepStrictEqual(
                after["units"],
                ["security", "network", "workloads/devstg", "workloads/prd", "data", "legacy", "suspended"].filter(
                    (unit) => (after["units"] as string[]).includes(unit),
                ),
            );
            for (const unit of ["network", "workloads/devstg", "workloads/prd", "data"])
                ok(after["units"].includes(unit), unit);
            ok(!after["units"].includes("shared"));
        });

        it("what nobody refers to goes, without a management file too", async () => {
            write({ security: touched(shipped.security) });
            const { code, err } = await project.here(
                "init",
                ...companyFlags,
                ...["--account", "security", "--admin", "none"],
                "--yes",
            );
            strictEqual(code, 0, err);
            deepStrictEqual(raw(project.read("security")!)["groups"], {
                auditors: { roles: ["Auditor"] },
                support: { roles: ["Support"] },
            });
        });

        it("renamed groups keep their people and roles; no second group comes for such a role", () => {
            const security = replaced(
                shipped.security,
                ["    devops:\n", "    engineers:\n"],
                [
                    "    ada.lovelace:\n      groups: [devops, deployers]\n",
                    "    jane.doe:\n      groups: [engineers]\n",
                ],
            );
            const wide: Answers = { ...answers, accounts: [{ key: "security" }, { key: "shared" }] };
            const after = raw(proposed(project, { management: shipped.management, security }, wide).security);
            deepStrictEqual(after["groups"], {
                engineers: { roles: ["DevOps"] },
                auditors: { roles: ["Auditor"] },
                deployers: { roles: ["DeployMaster"] },
                finops: { roles: ["FinOps"] },
                support: { roles: ["Support"] },
            });
            deepStrictEqual(after["users"], { "jane.doe": { groups: ["engineers"] } });
        });

        for (const [what, begun] of [
            ["shipped", shipped.management],
            ["begun", touched(shipped.management)],
        ] as const)
            it(`and whose accounts are not to stay is refused once, with its line on the disk, the management file ${what}`, async () => {
                const people = "  users:\n    jane.doe:\n      groups: [finops, auditors]\n";
                const security = replaced(
                    touched(shipped.security),
                    ["  # Groups, and", "  # Of ours.\n  # Groups, and"],
                    ["  users:\n", people],
                );
                write({ management: begun, security });
                const few = [...companyFlags, "--account", "security", "--admin", "jane.roe"];
                const { code, err } = await project.here("init", ...few, "--yes");
                strictEqual(code, 1);
                const line = security.split("\n").indexOf("    finops:") + 1;
                match(
                    err,
                    new RegExp(
                        `1 fault:\n  groups\\.finops \\(Pulumi\\.security\\.yaml:${line}\\)\n.*role FinOps.*: shared\n.*--account, or take jane\\.doe out of it`,
                        "u",
                    ),
                );
                deepStrictEqual([project.read("management"), project.read("security")], [begun, security]);
                strictEqual((await project.here("init", ...few, "--account", "shared", "--yes")).code, 0);
                deepStrictEqual(raw(project.read("security")!)["users"], {
                    "jane.doe": { groups: ["finops", "auditors"] },
                });
            });
    });

    it("each account of the example is named by its key alone", async () => {
        write({ management: touched(shipped.management) });
        const keys = Object.keys(raw(shipped.management)["accounts"] as object);
        const accounts = keys.flatMap((key) => ["--account", key]);
        const { code, err } = await project.here("init", ...companyFlags, ...accounts, "--admin", "jane.roe", "--yes");
        strictEqual(code, 0, err);
        deepStrictEqual(raw(project.read("management")!)["accounts"], raw(shipped.management)["accounts"]);
    });

    it("answers are judged beside what the new file has: contacts of their own need a service that is the example's", async () => {
        const management = replaced(
            shipped.management,
            ["email: security@example.com", "email: security@acme.example"],
            ["+1 555 0100", "+1 555 0199"],
        );
        write({ management });
        const { code, err } = await project.here("init", ...flags, "--yes");
        strictEqual(code, 0, err);
        deepStrictEqual(Object.keys(raw(project.read("management")!)["contacts"] as object), ["security"]);
    });

    it("what does not let the example's part go is refused with what to do, and named where AWS may have made it", async () => {
        const accounts = `  accounts: '{"security":{"unit":"security"},"shared":{"unit":"shared"}}'\n`;
        const text = replaced(shipped.management, ['["apps-*", shared]', "[shared]"]).replace(
            /\n {2}accounts:\n(?: {4}.*\n)+/u,
            `\n${accounts}`,
        );
        write({ management: text });
        const few = [...companyFlags, "--account", "security", "--admin", "jane.roe", "--yes"];
        const { code, err } = await project.here("init", ...few);
        strictEqual(code, 1);
        match(err, /accounts\.shared cannot be changed where it is\n.*take it out by hand/u);
        strictEqual(project.read("management"), text);
        const contacts = `  contacts: '{"security":{"name":"S","title":"S","email":"security@example.com","phone":"+1 555 0199"},"billing":{"name":"B","title":"B","email":"b@acme.example","phone":"+1 555 0198"}}'\n`;
        const own = owned(shipped.management)
            .replace(/\n {2}contacts:\n(?: {4}.*\n)+/u, `\n${contacts}`)
            .replace("aws@example.com", "aws@acme.example");
        write({ management: own });
        const real = await project.here("init", "--admin", "none", "--yes");
        strictEqual(real.code, 0, real.err);
        match(real.err, /its values are here still:.* contacts\.security\.email/u);
    });

    it("lines of faults are those on the disk; what is only in the new text has none", async () => {
        const role = "  access:\n    Ours:\n      accounts: [data-science]\n      policies: [ReadOnlyAccess]\n";
        const management = replaced(shipped.management, ["  access:\n", role]);
        write({ management });
        const { code, err } = await project.here("init", ...flags, "--yes");
        strictEqual(code, 1);
        strictEqual(project.read("management"), management);
        const line = management.split("\n").indexOf("      accounts: [data-science]") + 1;
        match(
            err,
            new RegExp(
                `answers Pulumi\\.management\\.yaml would have 1 fault:\n  access\\.Ours\\.accounts\\[0\\].*\\(Pulumi\\.management\\.yaml:${line}\\)`,
                "u",
            ),
        );
    });

    describe("init is named as a cure where it does something", () => {
        const acme = (stack: InitStack): string =>
            stack === "management"
                ? 'config:\n  aws:region: eu-west-1\n  company: { name: acme, short: ac }\n  email: aws@acme.example\n  management: { id: "012345678901" }\n  organization: { services: [account.amazonaws.com] }\n'
                : "config:\n  aws:region: eu-west-1\n";
        for (const [stack, text, isNamed] of [
            ["management", "  admins: [ada.lovelace]\n", false],
            ["management", "  admins: [jane.doe, alan.turing]\n", false],
            ["management", "  admins: [ada.lovelace, alan.turing]\n", true],
            ["management", "  budget: { monthly: 5, notify: [finops@example.com] }\n", false],
            [
                "management",
                '  accounts: { old: { unit: root, id: "222233334444", email: old@example.com, joined: invited } }\n',
                false,
            ],
            [
                "management",
                "  accounts: { shared: { unit: shared } }\n  units: [shared]\n  budget: { monthly: 5, notify: [finops@example.com] }\n",
                false,
            ],
            [
                "management",
                '  contacts: { security: { name: S, title: S, email: security@example.com, phone: "+1 555 0199" } }\n',
                true,
            ],
            [
                "management",
                '  contacts: { security: { name: S, title: S, email: s@acme.example, phone: "+1 555 0100" } }\n',
                false,
            ],
            ["management", "  ci: { repository: acme/aws, ownerId: 12345678, repositoryId: 987654321 }\n", true],
            ["management", "  ci: { repository: binbash/aws }\n", true],
            ["security", "  users: { grace.hopper: {} }\n", false],
            ["security", "  users: { grace.hopper: {}, ada.lovelace: {} }\n", true],
            ["security", "  audit: { alarms: { email: security@example.com } }\n", true],
            [
                "security",
                "  audit: { alarms: { email: audit@example.com } }\n  groups: { devops: { roles: [] } }\n",
                true,
            ],
        ] as const)
            it(`${stack}: ${text.trim()}`, () => {
                const texts = {
                    management: acme("management"),
                    security: acme("security"),
                    [stack]: acme(stack) + text,
                };
                write(texts);
                const found = findProject(project.dir);
                const files = currentFiles(found);
                const given: Answers = { admins: [], accounts: [] };
                const isAsked = openQuestions({}, files.management, found).length > 0;
                const isChanged = proposedFiles(given, files, found)[stack] !== texts[stack];
                const [warning] = exampleWarnings(stack, raw(texts[stack]));
                strictEqual(warning?.cure.includes("./org init"), isNamed, warning?.message);
                strictEqual(isAsked || isChanged, isNamed);
            });
    });
});
