/** `org init` by flags, where nobody can be asked: the real program, in a folder of its own. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument, stringify, type YAMLMap } from "yaml";
import { exampleFiles } from "../../../cli/init/example";
import { readStackFile } from "../../../config/stack-file/read";
import { acmeFlags, companyFlags, OrgProject } from "../../support/org-project";

const root = join(__dirname, "..", "..", "..");
const shipped = (stack: string): string => readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");

describe("org init", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
    });
    afterEach(() => {
        project.close();
    });

    it("the shipped files are what init writes for the example: change cli/init/*-file.ts with them", () => {
        deepStrictEqual(exampleFiles(), { management: shipped("management"), security: shipped("security") });
    });

    it("writes both files for the company, which org validate takes, under any project's name", async () => {
        const { code, out, err } = await project.here("init", ...acmeFlags, "--yes");
        strictEqual(code, 0, err);
        strictEqual(out, "");
        match(err, /Next:[^]*\.\/org profiles bootstrap .*mgmt-org-admin\n[^]*org doctor[^]*docs\/day-0\.md/);
        const { raw, region } = readStackFile(project.read("management")!, "acme-org");
        strictEqual(region, "eu-west-1");
        deepStrictEqual(raw["company"], { name: "acme", short: "ac" });
        deepStrictEqual(raw["management"], { id: "012345678901" });
        deepStrictEqual(raw["accounts"], {
            security: { unit: "security" },
            shared: { unit: "shared" },
            "apps-prd": { unit: "workloads/prd" },
        });
        deepStrictEqual(raw["units"], ["security", "shared", "workloads/prd", "legacy", "suspended"]);
        deepStrictEqual(raw["admins"], ["ada.lovelace"]);
        const text = project.read("management")! + project.read("security")!;
        ok(!/binbash|example\.com|111111111111|us-east-1/u.test(text), text);
        ok(!text.includes("acme-org:"));
        const verdict = await project.here("validate");
        strictEqual(verdict.code, 0, verdict.out);
    });

    it("every key of the files that it writes is below a comment", async () => {
        await project.here("init", ...acmeFlags, "--yes");
        for (const stack of ["management", "security"]) {
            for (const paragraph of project.read(stack)!.split("\n\n"))
                match(paragraph, /#/, `${stack}: no comment in\n${paragraph}`);
        }
    });

    for (const accounts of [["network"], ["security"], ["crm=crm"], ["apps-a=root", "shared"]]) {
        it(`what it writes for the accounts [${accounts.join(", ")}] has no fault`, async () => {
            const scalars = companyFlags;
            const answers = accounts.flatMap((account) => ["--account", account]);
            const { code, err } = await project.here(
                "init",
                ...scalars,
                ...(answers.length > 0 ? answers : ["--account", "none"]),
                "--admin",
                "ada.lovelace",
                "--yes",
            );
            strictEqual(code, 0, err);
            strictEqual((await project.here("validate")).code, 0);
        });
    }

    it("without a terminal it asks nothing, and names every missing flag at once, with those that were given", async () => {
        const { code, err } = await project.here("init", "--company", "acme", "--yes");
        strictEqual(code, 2);
        match(err, /missing.*--short, --email, --region, --management-id, --account, --admin/);
        match(err, /→ give them: \.\/org init --company acme --short ac --email .* --admin jane\.doe --yes$/mu);
        strictEqual(project.read("management"), undefined);
    });

    it("the command that it shows is run as it is, from where the first one was run", async () => {
        const below = join(project.dir, "a folder");
        mkdirSync(below);
        const given = ["-C", below, "init", "--company", "ac me", "--admin", "none", "--account", "x=y", "--dry-run"];
        const { err } = await project.here(...given);
        const shown = /give them: \.\/org (.*)$/mu.exec(err)![1]!;
        match(shown, /--company 'ac me' --account x=y --admin none --short/u);
        const again = project.run(["sh", "-c", `${project.command} ${shown}`]);
        strictEqual(again.code, 0, again.err);
        match(again.err, /^\+ {4}name: ac me$/mu);
        match(again.err, /this is a dry run/u);
        const refused = await project.here("-C", below, "init", ...acmeFlags);
        strictEqual(refused.code, 2);
        match(refused.err, /another time: \.\/org -C '.*a folder' init --company acme/u);
    });

    it("names nobody of the example, in what it asks for and in a file without admins and people", async () => {
        const people = /ada\.|alan\.|grace|katherine/u;
        doesNotMatch((await project.here("init")).err + (await project.here("init", "--help")).out, people);
        await project.here("init", ...acmeFlags.map((flag) => (flag === "ada.lovelace" ? "none" : flag)), "--yes");
        doesNotMatch(project.read("management")! + project.read("security")!, people);
    });

    it("without --yes and a terminal it shows what it would write, and writes nothing", async () => {
        const { code, err } = await project.here("init", ...acmeFlags);
        strictEqual(code, 2);
        match(err, /Pulumi\.management\.yaml \(new\)/);
        strictEqual(project.read("management"), undefined);
    });

    it("--dry-run shows the whole difference and writes nothing; --json is data on stdout", async () => {
        const { code, out, err } = await project.here("init", ...acmeFlags, "--dry-run", "--json");
        strictEqual(code, 0);
        match(err, /^\+ {2}management:\n\+ {4}id: "012345678901"$/mu);
        const plan = JSON.parse(out) as { steps: { title: string; status: string }[] };
        deepStrictEqual(
            plan.steps.map(({ status }) => status),
            ["planned"],
        );
        strictEqual(project.read("management"), undefined);
        strictEqual(project.read("security"), undefined);
    });

    it("--region: one that AWS may have added since is a warning here as in the file, one that cannot be is refused", async () => {
        const among = (region: string): string[] => acmeFlags.map((flag) => (flag === "eu-west-1" ? region : flag));
        for (const region of ["us-est-1", "eu_west_1", "us-iso-east-1", "EU-WEST-1", ""]) {
            const { code, err } = await project.here("init", ...among(region), "--yes");
            strictEqual(code, 1, region);
            match(err, new RegExp(`--region: "${region}"`, "u"));
            ok(!err.includes("regions[0]"), err);
        }
        strictEqual(project.read("management"), undefined);
        const { code, err } = await project.here("init", ...among("ap-southeast-9"), "--yes");
        strictEqual(code, 0, err);
        const warning = /"ap-southeast-9"[^]*not a region that this program knows[^]*did you mean ap-southeast-\d\?/;
        match(err, warning);
        match((await project.here("validate")).out, warning);
    });

    it("what config/ refuses in flags is reported all at once with config/'s cures, and nothing is written", async () => {
        const { code, err } = await project.here(
            ...["init", "--company", "ac<me", "--short", "A", "--email", "ada@gmail.com", "--region", "nowhere"],
            ...["--management-id", "12345", "--account", "Bad Key=x", "--account", "old=legacy:8900", "--admin", "x y"],
            "--yes",
        );
        strictEqual(code, 1);
        for (const part of [
            /company\.name: "ac<me"/,
            /company\.short: "A"/,
            /email: "ada@gmail\.com"[^]*personal mailbox/,
            /--region: "nowhere"/,
            /management\.id: "12345"[^]*5 digits/,
            /accounts\["Bad Key"\][^]*bad-key/,
            /accounts\.old\.id: "8900"/,
            /admins: "x y"/,
        ])
            match(err, part);
        strictEqual(project.read("management"), undefined);
    });

    it("a group's address that is an admin's mailbox by its looks gets a warning", async () => {
        const among = (email: string): string[] =>
            acmeFlags.map((flag) => (flag === "aws@acme.example" ? email : flag));
        const warning = /looks like one person's mailbox/;
        for (const email of ["alovelace@acme.example", "jane-doe@acme.example"])
            match((await project.here("init", ...among(email), "--dry-run")).err, warning);
        ok(!warning.test((await project.here("init", ...among("cloud.platform@acme.example"), "--dry-run")).err));
    });

    it("one account twice in the flags is refused", async () => {
        const { code, err } = await project.here("init", ...acmeFlags, "--account", "shared=security", "--yes");
        strictEqual(code, 1);
        match(err, /accounts\.shared[^]*is twice/);
    });

    it("ids with leading zeros are the same 12 digits for a YAML 1.1 reader", async () => {
        const { code, err } = await project.here(
            ...["init", ...acmeFlags, "--account", "old=legacy:089000000001", "--account", "older=legacy:020222070707"],
            "--yes",
        );
        strictEqual(code, 0, err);
        for (const version of ["1.1", "1.2"] as const) {
            const { config } = parse(project.read("management")!, { version }) as {
                config: { management: { id: string }; accounts: Record<string, { id?: string }> };
            };
            deepStrictEqual(
                [config.management.id, config.accounts["old"]?.id, config.accounts["older"]?.id],
                ["012345678901", "089000000001", "020222070707"],
            );
        }
    });

    it("the shipped example is replaced, and said so; the engine's lines stay, wherever they are", async () => {
        const salt = "encryptionsalt: v1:abc=:v1:def:ghi==";
        project.write("management", `${salt}\n${shipped("management")}`);
        project.write("security", `${shipped("security")}secretsprovider: awskms://alias/bb\nencryptedkey: AAAA\n`);
        const { code, err } = await project.here("init", ...acmeFlags, "--yes");
        strictEqual(code, 0, err);
        match(err, /Pulumi\.management\.yaml is the example[^]*Pulumi\.security\.yaml is the example/);
        match(err, /^-.*binbash[^]*^\+.*acme/mu);
        const { management, security } = {
            management: project.read("management")!,
            security: project.read("security")!,
        };
        ok(!management.includes("binbash"));
        match(management, new RegExp(`^${salt.replaceAll(/[.+]/gu, "\\$&")}$`, "mu"));
        match(security, /^secretsprovider: awskms:\/\/alias\/bb\nencryptedkey: AAAA$/mu);
        strictEqual((await project.here("validate")).code, 0);
    });

    it("an example that the engine rewrote without its comments is the example still", async () => {
        const bare = shipped("management")
            .split("\n")
            .map((line) => line.replace(/(^|\s)#.*$/u, ""))
            .filter((line) => line.trim() !== "")
            .join("\n");
        project.write("management", `${bare}\nencryptionsalt: v1:a:v1:b\n`);
        match((await project.here("init", ...acmeFlags, "--dry-run")).err, /Pulumi\.management\.yaml is the example/);
    });

    it("the example is known by its values: under another project's name, in block style, with another region", async () => {
        const { contents } = parseDocument(shipped("management"));
        const { config } = (contents as YAMLMap).toJSON() as { config: Record<string, unknown> };
        const renamed = Object.fromEntries(
            Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `acme-org:${key}`, value]),
        );
        const head = shipped("management").split("\n").slice(0, 3).join("\n");
        project.write("management", `${head}\n${stringify({ config: { ...renamed, "aws:region": "eu-central-1" } })}`);
        const run = await project.here("init", ...acmeFlags, "--dry-run");
        match(run.err, /Pulumi\.management\.yaml is the example/);
        ok(!/still/u.test(run.err), run.err);
    });

    const warned = async (): Promise<readonly string[]> => {
        const { code, out } = await project.here("validate", "--json");
        strictEqual(code, 0, out);
        const { files } = JSON.parse(out) as { files: { warnings: { path: string; message: string }[] }[] };
        return files.flatMap(({ warnings }) =>
            warnings.filter(({ path }) => path === "the example").map(({ message }) => message),
        );
    };

    it("validate names every value of the example that is left", async () => {
        project.write("management", shipped("management").replace("binbash\n    short: bb", "acme\n    short: ac"));
        project.write("security", shipped("security").replace("    grace.hopper:\n      groups: [auditors]\n", ""));
        const contacts = ["security", "billing", "operations"].map(
            (key) => `contacts.${key}.email, contacts.${key}.phone`,
        );
        const accounts = ["security", "shared", "network", "apps-devstg", "apps-prd", "data-science"];
        const groups = ["devops", "auditors", "deployers", "finops", "support"];
        deepStrictEqual(await warned(), [
            `its values are here still: email, management.id, ${accounts.map((key) => `accounts.${key}`).join(", ")}, admins[0], admins[1], ${contacts.join(", ")}, ci.repository, ci.ownerId, ci.repositoryId`,
            `its values are here still: ${groups.map((key) => `groups.${key}`).join(", ")}, users["ada.lovelace"], users["alan.turing"], users["katherine.johnson"], audit.alarms.email`,
        ]);
    });
});
