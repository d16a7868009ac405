/** `org init` on a file of the user's own: only what was answered changes. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { acmeFlags, OrgProject } from "../../support/org-project";

const own = `# Ours. Do not reformat.
config:
  aws:region: eu-west-1
  accounts:   # first, on purpose
    security: { unit: security }

    old:    {unit: legacy,  id: '089000000001'}   # bought in 2019
    older:
      unit: legacy
      id: "020222070707"
  units: [ security, legacy ]
  company: { name: 'acme', short: ac }
  email: "aws@acme.example"
  management: { id: "012345678901" }
  access:
    Ops: { accounts: ["*"], policies: [ReadOnlyAccess] }
  admins:
    - ada.lovelace   # since day 0
secretsprovider: awskms://alias/ac?region=eu-west-1
encryptedkey: AQICAHh==
`;

describe("org init on an existing file", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
        project.write("management", own);
    });
    afterEach(() => {
        project.close();
    });

    it("without an answer there is nothing to change but the file that is missing", async () => {
        strictEqual((await project.here("init", "--yes")).code, 0);
        strictEqual(project.read("management"), own);
        match(project.read("security")!, /^ {4}ops:\n {6}roles: \[Ops\]$/mu);
        const { code, err } = await project.here("init");
        strictEqual(code, 0);
        match(err, /nothing to change/);
    });

    it("knows a unit that is a map by its path", async () => {
        const tagged = own.replace("[ security, legacy ]", "[ security, { path: legacy, tags: { Owner: old } } ]");
        project.write("management", tagged);
        const { code, err } = await project.here("init", "--account", "oldest=legacy", "--yes");
        strictEqual(code, 0, err);
        match(project.read("management")!, /^ {2}units: \[ security, \{ path: legacy, tags: \{ Owner: old \} \} \]$/mu);
    });

    it("changes what was answered; comments, order, style, other keys and the engine's lines stay, to the letter", async () => {
        const { code, err } = await project.here(
            ...["init", "--company", "ac-me", "--region", "eu-central-1", "--account", "shared=infra/shared"],
            ...["--account", "old=security", "--admin", "grace.hopper", "--admin", "ada.lovelace", "--yes"],
        );
        strictEqual(code, 0, err);
        const expected = own
            .replace("'acme'", "'ac-me'")
            .replace("eu-west-1\n  accounts", "eu-central-1\n  accounts")
            .replace("{unit: legacy,", "{unit: security,")
            .replace('id: "020222070707"\n', 'id: "020222070707"\n    shared: { unit: infra/shared }\n')
            .replace("[ security, legacy ]", "[ security, legacy, infra/shared ]")
            .replace("# since day 0\n", "# since day 0\n    - grace.hopper\n");
        strictEqual(project.read("management"), expected);
        match(err, /^-  company: \{ name: 'acme', short: ac \}$/mu);
        match(err, /^\+  company: \{ name: 'ac-me', short: ac \}$/mu);
        match(err, /names and emails of accounts come from company.*existing-organizations/);
    });

    it("the same answers once more change nothing", async () => {
        strictEqual((await project.here("init", ...acmeFlags, "--yes")).code, 0);
        const first = [project.read("management"), project.read("security")];
        const { code, err } = await project.here("init", ...acmeFlags);
        strictEqual(code, 0);
        match(err, /nothing to change/);
        deepStrictEqual([project.read("management"), project.read("security")], first);
    });

    it("an account named again without its unit stays where it is", async () => {
        project.write("management", own.replace("security: { unit: security }", "security: { unit: legacy }"));
        await project.here("init", "--account", "security", "--yes");
        match(project.read("management")!, /security: \{ unit: legacy \}/);
    });

    it("a home region that is not among the governed ones is reported", async () => {
        project.write("management", own.replace("  units:", "  regions: [eu-west-1]\n  units:"));
        match(
            (await project.here("init", "--region", "eu-central-1", "--yes")).err,
            /regions in .* does not name eu-central-1/,
        );
    });

    it("a file with a key twice is refused with both lines before anything is written, at any flag", async () => {
        const twice = own.replace("    older:\n", "    security: { unit: legacy }\n    older:\n");
        project.write("management", twice);
        for (const flags of [[], acmeFlags, ["--dry-run"]]) {
            const { code, err } = await project.here("init", ...flags, "--yes");
            strictEqual(code, 1);
            match(err, /accounts\.security[^]*line 5 and in line 8/);
        }
        strictEqual(project.read("management"), twice);
        strictEqual(project.read("security"), undefined);
    });

    it("what is no YAML, and what config/ refuses elsewhere in the file, is refused with its line", async () => {
        for (const [text, line] of [
            [own.replace("[ security, legacy ]", "[ security, legacy"), /line \d+/],
            [own.replace("  units:", "  polices: {}\n  units:"), /polices[^]*Pulumi\.management\.yaml:11[^]*policies/],
        ] as const) {
            project.write("management", text);
            const { code, err } = await project.here("init", "--company", "other", "--yes");
            strictEqual(code, 1);
            match(err, line);
            strictEqual(project.read("management"), text);
            strictEqual(project.read("security"), undefined);
        }
    });

    it("a new admin with the group's mailbox is refused as config/ refuses it", async () => {
        const { code, err } = await project.here("init", "--admin", "aws", "--yes");
        strictEqual(code, 1);
        match(err, /email: "aws@acme\.example"[^]*is the mailbox of aws/);
        strictEqual(project.read("management"), own);
    });

    it("an id that the file has as a number is put right by its flag", async () => {
        project.write("management", own.replace('"012345678901"', "012345678901"));
        strictEqual((await project.here("init", "--company", "acme", "--yes")).code, 1);
        const { code, err } = await project.here("init", "--management-id", "012345678901", "--yes");
        strictEqual(code, 0, err);
        strictEqual(project.read("management"), own);
    });

    it("a value that cannot be changed in place is named with what to write, and nothing is written", async () => {
        const text = own.replace('"aws@acme.example"', "&group aws@acme.example");
        project.write("management", text);
        const { code, err } = await project.here("init", "--email", "org@acme.example", "--yes");
        strictEqual(code, 1);
        match(err, /email cannot be changed[^]*write org@acme\.example there by hand/);
        strictEqual(project.read("management"), text);
    });

    it("keys with the project's prefix are the same keys, and no second one is written", async () => {
        project.write(
            "management",
            own.replace('  email: "', '  acme-org:email: "').replace("  units:", "  acme-org:units:"),
        );
        const { code, err } = await project.here("init", "--email", "org@acme.example", "--account", "x=data", "--yes");
        strictEqual(code, 0, err);
        const text = project.read("management")!;
        match(text, /^ {2}acme-org:email: "org@acme\.example"$/mu);
        match(text, /^ {2}acme-org:units: \[ security, legacy, data \]$/mu);
        ok(!/^ {2}email:/mu.test(text));
    });
});
