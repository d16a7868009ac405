/** `org init` at a terminal: the real program at a pseudo terminal. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { acmeFlags, companyFlags, OrgProject } from "../../support/org-project";

/** Takes out what is in the line, as Ctrl-U does. */
const clear = "\u0015";

describe("org init, dialogue", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
    });
    afterEach(() => {
        project.close();
    });

    it("asks all, refuses at the prompt what config/ refuses, with its cure, and writes what was said in the end", async () => {
        const { code, shown } = await project.dialogue(
            [
                [/Company/, "ac<me"],
                [/forbidden sign </, `${clear}acme`],
                [/Short name/, "A C"],
                [/as in short: bb/, `${clear}ac`],
                [/Email/, "ada@gmail.com"],
                [/personal mailbox/, `${clear}aws@acme.example`],
                [/Home region/, "us-east"],
                [/did you mean us-east-1\?/, `${clear}us-east-2`],
                [/12 digits/, "1234"],
                [/it has 4 digits/, `${clear}012345678901`],
                [/Accounts/, "security, Bad Key=x"],
                [/as in bad-key/, `${clear}security, apps-prd=workloads/prd`],
                [/Admins/, "aws"],
                [/email is the mailbox of aws/, `${clear}ada.lovelace`],
                [/Do this\?/, "y"],
            ],
            "init",
        );
        strictEqual(code, 0, shown);
        match(shown, /security\.yaml: no fault/);
        const said = project.read("management");
        const flags = new OrgProject();
        try {
            flags.org(
                ...["init", "--company", "acme", "--short", "ac", "--email", "aws@acme.example"],
                ...["--region", "us-east-2", "--management-id", "012345678901", "--account", "security"],
                ...["--account", "apps-prd=workloads/prd", "--admin", "ada.lovelace", "--yes"],
            );
            strictEqual(said, flags.read("management"));
            strictEqual(project.read("security"), flags.read("security"));
        } finally {
            flags.close();
        }
    });

    it("accepts what people type: an id with hyphens, a way back, a question if a mailbox looks like a person's", async () => {
        const { code, shown } = await project.dialogue(
            [
                [/Company/, "acme"],
                [/Short name/, "<"],
                [/Company .*\(acme\)/, ""],
                [/Short name/, "ac"],
                [/Email/, "ada.lovelace@acme.example"],
                [/looks like one person's mailbox/, "n"],
                [/Email/, "aws@acme.example"],
                [/Home region/, "us-est-1"],
                [/did you mean us-east-1\?/, `${clear}us-east-9`],
                [/us-east-9 is not a region that this program knows: did you mean us-east-\d\? Take it\?/, "n"],
                [/Home region/, "us-east-1"],
                [/12 digits/, '"0123-4567-8901"'],
                [/Accounts/, "security dev"],
                [/did you mean security, dev\?/, `${clear}security, dev`],
                [/dev=workloads\/dev/, `${clear}security, dev=workloads/dev`],
                [/Admins/, "ada.lovelace alan.turing"],
                [/did you mean ada\.lovelace, alan\.turing\?/, `${clear}ada.lovelace`],
                [/Do this\?/, ""],
            ],
            "init",
        );
        strictEqual(code, 1, shown);
        strictEqual(project.read("management"), undefined);
        const again = /another time: \.\/org init (.*)$/mu.exec(shown)![1]!.trim();
        strictEqual(
            again,
            "--company acme --short ac --email aws@acme.example --region us-east-1 --management-id 012345678901 --account security --account dev=workloads/dev --admin ada.lovelace",
        );
        strictEqual(project.org("init", ...again.split(" "), "--yes").code, 0);
        match(project.read("management")!, /dev:\n {6}unit: workloads\/dev\n/);
    });

    it("offers the original's accounts, and asks only for what no flag gives", async () => {
        const { code, shown } = await project.dialogue(
            [
                [/Accounts/, ""],
                [/Do this\?/, "y"],
            ],
            ...["init", ...companyFlags, "--admin", "ada.lovelace"],
        );
        strictEqual(code, 0, shown);
        ok(!shown.includes("Company ("));
        match(
            project.read("management")!,
            /network:\n {6}unit: network\n {4}apps-devstg:\n {6}unit: workloads\/devstg\n/,
        );
    });

    it("on an existing file it offers what the file has; Return at every prompt changes nothing", async () => {
        project.org("init", ...acmeFlags, "--yes");
        const before = [project.read("management"), project.read("security")];
        const { code, shown } = await project.dialogue(
            ["Company", "Short name", "Email", "Home region", "12 digits", "Accounts", "Admins"].map(
                (question) => [new RegExp(question, "u"), ""] as const,
            ),
            "init",
        );
        strictEqual(code, 0, shown);
        match(shown, /\(aws@acme\.example\)/);
        match(shown, /nothing to change/);
        deepStrictEqual([project.read("management"), project.read("security")], before);
    });

    it("shows the difference before it asks; no leaves the files as they are", async () => {
        project.org("init", ...acmeFlags, "--yes");
        const before = project.read("management");
        const { code, shown } = await project.dialogue([[/Do this\?/, "n"]], "init", "--admin", "grace.hopper");
        strictEqual(code, 1, shown);
        ok(shown.indexOf("+  admins: [ada.lovelace, grace.hopper]") < shown.indexOf("Do this?"));
        ok(shown.includes("+  admins: [ada.lovelace, grace.hopper]"));
        strictEqual(project.read("management"), before);
    });

    it("Ctrl-C ends it with 130, and nothing is written", async () => {
        const { code, shown } = await project.dialogue([[/Company/, "\u0003"]], "init");
        strictEqual(code, 130, shown);
        match(shown, /interrupted/);
        strictEqual(project.read("management"), undefined);
    });

    it("a file with another fault is refused before the first question", async () => {
        project.org("init", ...acmeFlags, "--yes");
        project.write("management", project.read("management")!.replace("  policies:", "  polices:"));
        const { code, shown } = await project.dialogue([], "init");
        strictEqual(code, 1);
        match(shown, /did you mean policies\?/);
        ok(!shown.includes("Company ("));
    });
});
