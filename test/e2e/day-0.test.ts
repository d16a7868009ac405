/**
 * The pages of docs/ as a reader follows them, typed line by line at a terminal. They lead from `pulumi new` and a new account with the
 * bootstrap user's keys to an admin with MFA, state in the encrypted bucket, the other layers, and no bootstrap user. Then come the later
 * tasks: accounts and people that are added, changed and removed, a lost state, an upgrade. Engine, provider code and the AWS CLI are real;
 * AWS is the emulator, which judges keys, codes and trusts. Each test continues from the one before it.
 */
import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { shellQuote } from "../../sandbox/project";
import { enrolDevice } from "../support/mfa-device";
import { ownFiles } from "../support/own-files";
import { fromPyPI } from "../support/pypi";
import { ShellSession } from "../support/shell-session";
import { StateProject } from "../support/state-project";
import type { Typed } from "../support/terminal";
import type { Keys } from "../support/test-client";
import { totp } from "../support/totp";
import { TypedPages } from "../support/typed-pages";

const root = path.resolve(__dirname, "../..");
/** Ctrl-U: deletes the text that a prompt suggests. */
const clear = "\u0015";
const yes: Typed = { at: /Do this\?/u, text: "y" };
const update: Typed = { at: /perform this update\?[^]*\n> no\n/u, text: "yes" };
/** The same question for the next stack, after the previous update has ended. */
const nextUpdate: Typed = { ...update, after: /\bDuration: /u };

/** Pages of which every command is typed here. Those of other pages are tested where test/support/docs-run-by.ts says. */
const pages = [
    "new-project.md",
    "day-0.md",
    "add-account.md",
    "move-account.md",
    "change-policies.md",
    "people.md",
    "break-glass.md",
    "rename.md",
    "close-account.md",
    "state.md",
    "mfa.md",
    "ci.md",
    "fleet.md",
    "audit-account.md",
    "troubleshooting.md",
    "upgrade.md",
];

describe("the pages of docs/, typed", () => {
    let project: StateProject;
    let shell: ShellSession;
    let typed: TypedPages;
    /** The repository that the program comes from, beside the project. */
    let upstream: string;
    let folder: string;
    /** Words of the pages, and what replaces them here. */
    const words = new Map<string, string>();
    /** The admin's own keys, without MFA. */
    let adminKeys: Keys;

    before(async () => {
        project = await StateProject.open("us-east-1", { real: true, name: "binbash-management" });
        const above = path.dirname(project.folder);
        upstream = path.join(above, "aws-organization");
        folder = path.join(above, "acme-org");
        words.set("<address>", shellQuote(upstream));
        for (const file of ownFiles()) {
            fs.mkdirSync(path.dirname(path.join(upstream, file)), { recursive: true });
            fs.cpSync(path.join(root, file), path.join(upstream, file));
        }
        project.addCommand(
            "aws",
            `exec ${shellQuote(path.join(await fromPyPI("awscli", "1.45.11"), "python"))} -m awscli "$@"`,
        );
        const person = { NAME: "Ada", EMAIL: "ada@example.com" };
        const env = {
            ...project.environment,
            AWS_ACCESS_KEY_ID: undefined,
            AWS_SECRET_ACCESS_KEY: undefined,
            GIT_CONFIG_GLOBAL: "/dev/null",
            ...Object.fromEntries(
                ["AUTHOR", "COMMITTER"].flatMap((who) =>
                    Object.entries(person).map(([what, text]) => [`GIT_${who}_${what}`, text]),
                ),
            ),
        };
        shell = await ShellSession.open({ cwd: above, env });
        typed = new TypedPages(shell, () => folder, here, pages);
        await must(`cd ${shellQuote(upstream)}`);
        await must("git init --quiet --initial-branch=main && git add --all && git commit --quiet --message one");
        await must(`cd ${shellQuote(above)}`);
    });
    after(async () => {
        (shell as ShellSession | undefined)?.close();
        await project.close();
    });

    /** A page's command as it is typed here. Undefined if it is left out. */
    function here(line: string): string | undefined {
        if (line === "npm ci") return undefined; // this checkout has been installed
        return [...words].reduce((text, [word, ours]) => text.replaceAll(word, ours), line);
    }

    async function must(command: string, answers: readonly Typed[] = []): Promise<string> {
        const { shown, code } = await shell.run(command, answers);
        strictEqual(code, 0, `${command}\n${shown}`);
        return shown;
    }

    const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");

    describe("new-project.md", () => {
        it("a clone and `pulumi new` give the whole program, under any name, and its history is known", async () => {
            await typed.type("new-project.md", "With `git clone`");
            strictEqual(await must("git -C acme-clone remote").then((text) => /upstream/u.test(text)), true);
            await typed.type("new-project.md", "With `pulumi new`", {
                answers: {
                    "pulumi new <address> --generate-only --dir acme-org": [
                        { at: /project name/iu, text: "acme-org" },
                        { at: /project description/iu, text: "" },
                    ],
                },
            });
            match(read("Pulumi.yaml"), /^name: acme-org$/mu);
            for (const file of ownFiles().filter((each) => each !== "Pulumi.yaml"))
                ok(fs.readFileSync(path.join(root, file)).equals(fs.readFileSync(path.join(folder, file))), file);
            fs.accessSync(path.join(folder, "org"), fs.constants.X_OK);
            match(await must("git merge upstream/main"), /Already up to date/u);
        });
    });

    describe("day-0.md", () => {
        const page = "day-0.md";

        it("the stack files are written, and the bootstrap user's keys become a profile", async () => {
            const { accessKeyId, secretAccessKey } = bootstrapKeys;
            const answers = {
                "./org init": [
                    { at: /Company/u, text: "binbash" },
                    { at: /Short name/u, text: `${clear}bb` },
                    { at: /Email/u, text: "aws@example.com" },
                    { at: /Home region/u, text: `${clear}us-east-1` },
                    { at: /12 digits/u, text: "111111111111" },
                    { at: /Accounts/u, text: `${clear}security, shared, apps-prd=workloads/prd` },
                    { at: /Admins/u, text: "ada.lovelace" },
                    yes,
                ],
                "./org profiles bootstrap": [
                    { at: /Access key id/u, text: accessKeyId },
                    { at: /Secret access key/u, text: secretAccessKey },
                    yes,
                ],
            };
            const shown = await typed.type(page, "2. The machine and the stack files", { answers });
            match(shown["./org doctor"]!, /mgmt-org-admin/u);
        });

        it("one command makes the organization, the bucket and the key, and moves the state; a second one has nothing to do", async () => {
            const shown = await typed.type(page, "3. The organization", { answers: { "./org state create": [yes] } });
            match(read("Pulumi.yaml"), /url: s3:\/\/bb-pulumi-\d{12}-us-east-1-an\?region=us-east-1/u);
            match(read("Pulumi.management.yaml"), /secretsprovider: awskms:\/\/alias\/bb-pulumi-state/u);
            match(read("Pulumi.management.yaml"), /^# .*management account/mu, "comments are kept");
            match(shown["./org state migrate"]!, /already/iu);
        });

        it("an admin with a device gets in by one code, and the bootstrap user goes", async () => {
            // The admin does this in the console: creates keys, and registers a device.
            const iam = project.client(IAMClient);
            const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
            const { seed } = await enrolDevice(iam, "ada.lovelace");
            adminKeys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
            const own = await shell.run("./org bootstrap-user remove --yes");
            strictEqual(own.code, 1, "not by its own keys");
            const shown = await typed.type(page, "4. The admins", {
                answers: {
                    "./org profiles render": [yes],
                    "aws configure --profile bb-management": [
                        { at: /Access Key ID/u, text: adminKeys.accessKeyId },
                        { at: /Secret Access Key/u, text: adminKeys.secretAccessKey },
                        { at: /region name/u, text: "" },
                        { at: /output format/u, text: "" },
                    ],
                    'eval "$(./org mfa --profile bb-root-oaar)"': [{ at: /Code of/u, text: () => totp(seed) }],
                    "pulumi up --stack management": [update],
                    "./org bootstrap-user remove": [yes],
                },
            });
            match(shown["pulumi up --stack management"]!, /unchanged/u);
            match(shown["./org doctor"]!, /✓ service-linked-roles[^]*mgmt-org-admin is gone[^]*0 faults, 2 warnings,/u);
            const sts = project.client(STSClient, { credentials: bootstrapKeys });
            await rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
        });

        it("the other layers follow, as the admins' role", async () => {
            const comments = (text: string): readonly string[] => text.match(/#.*/gu) ?? [];
            const before = comments(read("Pulumi.security.yaml"));
            await typed.type(page, "5. The other layers", {
                answers: {
                    "./org state init": [yes],
                    'for stack in security shared apps-prd; do pulumi up --stack "$stack"; done': [
                        update,
                        nextUpdate,
                        nextUpdate,
                    ],
                },
            });
            deepStrictEqual(comments(read("Pulumi.security.yaml")), before);
            match((await shell.run("./org state init")).shown, /Already there: security, shared, apps-prd/u);
            for (const stack of ["security", "apps-prd"]) await passes(stack);
        });
    });

    /** Checks that the policy pack accepts the stack and has no advice. */
    async function passes(stack: string): Promise<void> {
        const pack = shellQuote(path.join(root, "policy-pack"));
        const shown = await must(`pulumi preview --stack ${stack} --policy-pack ${pack} --non-interactive`);
        match(shown, /aws-organization@/u, "the pack was loaded");
        doesNotMatch(shown, /\[(?:mandatory|advisory)\]/u);
    }

    describe("the days after", () => {
        const people = "Pulumi.security.yaml";
        const up = { "./org fleet up": [yes] };
        const render = { "./org profiles render": [yes] };
        const contact = '{ name: Security, title: Team, email: security@example.com, phone: "+1 555 0100" }';
        const newPassword: Typed = { at: /New password: $/u, text: "first-password-of-14" };

        it("what the pages write into the stack files is what they say it is, in a preview and after an up", async () => {
            for (const page of [
                "add-account.md",
                "move-account.md",
                "change-policies.md",
                "people.md",
                "break-glass.md",
            ])
                typed.edit(page);
            // Members' contacts are in the state too, and are removed with their account.
            typed.write("Pulumi.management.yaml", `contacts: { security: ${contact} }`);
            await typed.type("add-account.md", "Add an account", { answers: { ...up, ...render } });
            await typed.type("move-account.md", "Move an account to another unit");
            await typed.type("people.md", "A person comes");
            await typed.type("people.md", "An admin comes, or goes");
            await typed.type("break-glass.md", "Emergencies");
            await typed.type("change-policies.md", "Attach, change and take away an organization policy");
            const status = await must("./org fleet status");
            match(
                status,
                /prd\/\n[^\n]*apps-prd[^\n]*\n[^\n]*data-prd  \d{12}  aws\+data-prd@example\.com  [^\n]*\n[^\n]*shared  /u,
            );
            match(read("Pulumi.management.yaml"), /^# .*management account/mu, "comments are kept");
        });

        it("first passwords, and those for an emergency, which are taken away again", async () => {
            const answers = { "printf 'New password: '; read -rs password": [newPassword] };
            await typed.type("people.md", "Without a PGP key", { answers });
            match(
                await must("aws sts get-caller-identity"),
                /111111111111:assumed-role\/OrganizationAccountAccessRole/u,
            );
            await must("aws iam get-login-profile --user-name mary.jackson");
            await typed.type("break-glass.md", "When it happens", { answers }, [0, 2]);
            // An admin's session with MFA may do this; the admin's keys alone may not.
            const printed = await must("./org mfa --profile bb-root-oaar --credential-process | cat");
            const session = JSON.parse(/\{[^]*\}/u.exec(printed)![0]) as Record<string, string>;
            const credentials = {
                accessKeyId: session["AccessKeyId"]!,
                secretAccessKey: session["SecretAccessKey"]!,
                sessionToken: session["SessionToken"]!,
            };
            await enrolDevice(project.client(IAMClient, { credentials }), "break-glass-1");
            const shown = await typed.type("break-glass.md", "When it happens", {}, [2]);
            match(shown["./org doctor"]!, /break-glass-1 has no MFA device and no password/u);
        });

        it("an account gets another key, and a person leaves", async () => {
            const id = /apps-prd {2}(\d{12})/u.exec(await must("./org fleet status"))![1]!;
            typed.edit("rename.md");
            typed.takeOut(people, "users", "grace.hopper");
            const stack = "./org accounts rename apps-prd apps-production";
            const answers = { [stack]: [yes], ...up, ...render };
            const shown = await typed.type("rename.md", "An account", { answers });
            match(shown["./org fleet up"]!, /grace\.hopper is deleted/u);
            match(await must("./org fleet status"), new RegExp(`apps-production  ${id}  aws\\+apps-prd@`, "u"));
        });

        it("one account is closed, and the stacks forget it", async () => {
            await typed.type("close-account.md", "Close it", {
                answers: {
                    "./org accounts close data-prd": [yes],
                    "pulumi up --refresh --stack management": [update],
                    "pulumi stack rm --force --stack data-prd": [{ at: /typing/u, text: "data-prd" }],
                    ...up,
                    ...render,
                },
            });
            match(await must("./org fleet status"), /data-prd {2}- {2}aws\+data-prd@example\.com {2}closed/u);
            doesNotMatch(read("../project/.sandbox/aws/config"), /data-prd/u);
        });

        it("a state that was deleted is copied back from its version; one that is nowhere is made again", async () => {
            const project = { "<project>": "acme-org", "<bucket>": /s3:\/\/([^?]+)/u.exec(read("Pulumi.yaml"))![1]! };
            for (const [word, text] of Object.entries(project)) words.set(word, text);
            words.set("/apps-prd.json", "/apps-production.json").set("apps-prd", "apps-production");
            const key = ".pulumi/stacks/acme-org/apps-production.json";
            const remove = `aws s3api delete-object --bucket ${project["<bucket>"]} --key ${key}`;
            await must(remove);
            const heading = "A state that was spoilt or deleted";
            const [list] = Object.values(await typed.type("state.md", heading, {}, [0, 1]));
            // AWS lists the newest version first.
            words.set("<version>", /\n(\S+)\t\d{4}-/u.exec(list!)![1]!);
            const shown = await typed.type("state.md", heading, {}, [1]);
            match(shown["./org fleet refresh --only apps-prd"]!, /1 stack: 1 without changes/u);
            await must(remove);
            typed.forget();
            const made = await typed.type("state.md", "A state that is nowhere any more", { answers: up });
            match(made["./org fleet up"]!, /imported/u);
            match(await must("./org fleet preview --only apps-production"), /1 without changes/u);
            await typed.type("state.md", "Later stacks");
        });

        it("commands of other pages, at hand in such a project", async () => {
            const code = { "pulumi up --stack management": [update] };
            await typed.type("mfa.md", "`./org mfa`: one code, one session, all profiles", { answers: code });
            await typed.type("ci.md", "The comment");
            await typed.type("fleet.md", "A member stack by hand");
            await typed.type("audit-account.md", "What the password policy does not ask");
            await must('eval "$(./org mfa --profile bb-root-oaar)"');
            await typed.type("troubleshooting.md", "Troubleshooting");
        });

        it("a newer version is merged, and one's stack files stay", async () => {
            const theirs = path.join(upstream, "Pulumi.management.yaml");
            fs.writeFileSync(
                theirs,
                fs.readFileSync(theirs, "utf8").replace("    name: binbash\n", "    name: binbash2\n"),
            );
            const theirPeople = path.join(upstream, "Pulumi.security.yaml");
            fs.writeFileSync(
                theirPeople,
                fs.readFileSync(theirPeople, "utf8").replace("    grace.hopper:", "    margaret.hamilton:"),
            );
            fs.appendFileSync(path.join(upstream, "CHANGELOG.md"), "\nA newer version.\n");
            await must(`git -C ${shellQuote(upstream)} commit --quiet --all --message two`);
            await must("git add --all && git commit --quiet --message mine");
            const mine = read("Pulumi.management.yaml");
            await typed.type("upgrade.md", "The program", {
                answers: up,
                codes: { "git merge --no-ff --no-commit upstream/main": 1 },
            });
            strictEqual(read("Pulumi.management.yaml"), mine);
            match(read("CHANGELOG.md"), /A newer version/u);
        });

        it("nothing of these pages was left untyped", () => {
            deepStrictEqual(typed.untyped(), []);
        });
    });
});
