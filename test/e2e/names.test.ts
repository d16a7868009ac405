/**
 * Names and spellings as AWS has them: aliases, emails, units and IAM names of an organization that others made. Real engine, real
 * provider code; AWS is the emulator, behind a proxy that counts the calls.
 */
import { CreateAccountAliasCommand, ListAccountAliasesCommand, type IAMClient } from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    ListAccountsCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { strict as assert } from "node:assert";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import { iamIn } from "../support/sessions";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--exclude", "**state-lifecycle"];

describe("names as AWS has them", () => {
    let project: TestProject;
    let aws: OrganizationsClient;
    let base: Readonly<Record<string, unknown>>;

    before(async () => {
        project = await TestProject.open({}, account, "us-east-1", { faults: [] });
        aws = clientsOf(project.sandbox).organizations;
        const { Organization: made } = await aws.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        await createAccount("acme-stranger", "stranger@acme.example");
        await alias(await iamOf("acme-stranger"), "acme-management");
        base = { "aws:region": "us-east-1", ...acme, organization: { id: made!.Id! } };
        project.writeStack("management", base);
        project.writeStack("security", { audit: { trail: false, analyzer: false } });
        for (const stack of ["management", "security"]) await project.must("stack", "init", stack);
    });
    after(() => (project as TestProject | undefined)?.close());

    describe("the alias of an account", () => {
        it("that another customer has is one line with its cure, and nothing else of the run is lost", async () => {
            const { exitCode, text } = await up("management");
            assert.notEqual(exitCode, 0);
            assert.match(
                text,
                /the alias acme-management belongs to another AWS account[^\n]*\n\s+→ [^\n]*management in Pulumi\.management\.yaml: alias: …/,
            );
            const lost = (await project.state("management")).filter(({ type }) => type.includes("accountAlias"));
            assert.deepEqual(lost, []);
            const outputs = JSON.parse(
                await project.must("stack", "output", "--stack", "management", "--json"),
            ) as object;
            assert.ok("accounts" in outputs && "encryptedPasswords" in outputs, "the outputs are there");
        });

        it("is the config's once it names one, and that is all that the next run does", async () => {
            const calls = project.proxy!.calls.length;
            base = { ...base, management: { id: account.id, alias: "acme-root" } };
            project.writeStack("management", base);
            const { exitCode, text } = await up("management");
            assert.equal(exitCode, 0, text);
            assert.deepEqual(writes(calls), ["CreateAccountAlias"]);
            await project.must("preview", "--stack", "management", "--expect-no-changes", ...quick);
        });

        it("stays where the config names none: AWS's is taken in", async () => {
            const iam = await iamOf("acme-security");
            await alias(iam, "the-vault");
            const calls = project.proxy!.calls.length;
            await project.must("up", "--stack", "security", "--yes", "--skip-preview", ...quick);
            await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
            assert.ok(writes(calls).every((name) => !name.includes("Alias")));
            assert.deepEqual(await aliasesOf(iam), ["the-vault"]);
        });

        it("is another one by the key, and none by its word", async () => {
            const iam = await iamOf("acme-security");
            for (const [word, aliases] of [
                ["vault", ["vault"]],
                ["none", []],
            ] as const) {
                project.writeStack("management", {
                    ...base,
                    accounts: { ...acme.accounts, security: { unit: "security", alias: word } },
                });
                for (const stack of ["management", "security"])
                    await project.must("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
                assert.deepEqual(await aliasesOf(iam), aliases);
            }
            await project.must("preview", "--stack", "security", "--expect-no-changes", ...quick);
            project.writeStack("management", base);
        });
    });

    async function up(stack: string): Promise<{ exitCode: number; text: string }> {
        return project.pulumi("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
    }

    async function createAccount(AccountName: string, Email: string): Promise<void> {
        await aws.send(new CreateAccountCommand({ AccountName, Email }));
    }

    /** IAM of a member account by its name, past the proxy. */
    async function iamOf(name: string): Promise<IAMClient> {
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        return iamIn(project.sandbox, accounts!.find(({ Name }) => Name === name)!.Id!);
    }

    async function alias(iam: IAMClient, AccountAlias: string): Promise<void> {
        await iam.send(new CreateAccountAliasCommand({ AccountAlias }));
    }

    async function aliasesOf(iam: IAMClient): Promise<readonly string[]> {
        return (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases!;
    }

    /** What was written since then, in order. */
    function writes(since: number): string[] {
        return project
            .proxy!.calls.slice(since)
            .map(({ operation }) => operation)
            .filter((name) => !/^(?:Get|List|Describe|Assume|Head)|^(?:GET|HEAD) /u.test(name));
    }
});
