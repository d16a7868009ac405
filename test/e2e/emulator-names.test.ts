/** The emulator's names: which ones count as taken. */
import { AccountClient, PutAccountNameCommand } from "@aws-sdk/client-account";
import {
    CreateAccountAliasCommand,
    CreateGroupCommand,
    CreatePolicyCommand,
    CreateRoleCommand,
    CreateUserCommand,
    DeleteAccountAliasCommand,
    ListAccountAliasesCommand,
    UpdateGroupCommand,
    UpdateUserCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    DescribeAccountCommand,
    EnableAWSServiceAccessCommand,
    RemoveAccountFromOrganizationCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { keysOf } from "../support/emulated-iam";
import { accessRole } from "../support/sessions";
import { testClient } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";

const exists = { name: "EntityAlreadyExistsException" };

describe("the emulator's names", () => {
    let aws: TestEmulator;
    let organizations: OrganizationsClient;
    let iam: IAMClient;
    let memberIam: IAMClient;
    let memberId: string;

    before(async () => {
        aws = await TestEmulator.open();
        organizations = aws.organizations();
        iam = aws.iam();
        await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        memberId = (await createAccount("aws+a@example.com")).AccountId!;
        const session = new AssumeRoleCommand({ RoleArn: accessRole(memberId), RoleSessionName: "test" });
        memberIam = aws.iam(keysOf((await aws.sts().send(session)).Credentials!));
    });
    after(() => aws.close());

    async function createAccount(Email: string) {
        const { CreateAccountStatus: status } = await organizations.send(
            new CreateAccountCommand({ AccountName: "a", Email }),
        );
        return status!;
    }

    async function aliasOf(client: IAMClient): Promise<readonly string[]> {
        return (await client.send(new ListAccountAliasesCommand({}))).AccountAliases!;
    }

    it("give an alias to one account of all, and a new one of an account in the place of its old one", async () => {
        const create = (client: IAMClient, AccountAlias: string): Promise<unknown> =>
            client.send(new CreateAccountAliasCommand({ AccountAlias }));
        await create(memberIam, "acme");
        await rejects(create(iam, "acme"), exists);
        await create(iam, "acme-1");
        await create(iam, "acme-2");
        deepStrictEqual(await aliasOf(iam), ["acme-2"]);
        const remove = (AccountAlias: string): Promise<unknown> =>
            iam.send(new DeleteAccountAliasCommand({ AccountAlias }));
        await rejects(remove("acme-1"), { name: "NoSuchEntityException" });
        deepStrictEqual([await aliasOf(iam), await aliasOf(memberIam)], [["acme-2"], ["acme"]]);
        await remove("acme-2");
        for (const alias of ["AcmeCorp", "acme corp", "acme_corp", "acme.io", "acme--old", "-a-", "ac", "123456789012"])
            await rejects(create(iam, alias), { name: "ValidationError" }, alias);
    });

    it("are compared without case in IAM, and can be renamed to another case", async () => {
        const trust = { AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' };
        const policy = {
            PolicyDocument:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
        };
        const makers: readonly ((name: string) => Promise<unknown>)[] = [
            (name) => iam.send(new CreateUserCommand({ UserName: name })),
            (name) => iam.send(new CreateGroupCommand({ GroupName: name })),
            (name) => iam.send(new CreateRoleCommand({ RoleName: name, ...trust })),
            (name) => iam.send(new CreatePolicyCommand({ PolicyName: name, ...policy })),
        ];
        for (const make of makers) {
            await make("DevOps");
            await rejects(make("devops"), exists);
            await make("other");
        }
        const user = (UserName: string, NewUserName: string): Promise<unknown> =>
            iam.send(new UpdateUserCommand({ UserName, NewUserName }));
        const group = (GroupName: string, NewGroupName: string): Promise<unknown> =>
            iam.send(new UpdateGroupCommand({ GroupName, NewGroupName }));
        for (const rename of [user, group]) {
            await rejects(rename("other", "DEVOPS"), exists);
            await rename("DevOps", "devops");
            await rename("devops", "devops");
        }
    });

    it("keep the email of an account that was let go", async () => {
        const { AccountId } = await createAccount("aws+gone@example.com");
        await organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId: AccountId! }));
        strictEqual((await createAccount("AWS+Gone@example.com")).FailureReason, "EMAIL_ALREADY_EXISTS");
    });

    it("change an account's in place, once account management is trusted, and the management account's by itself alone", async () => {
        const account = testClient(AccountClient, aws.endpoint, bootstrapKeys);
        const put = (AccountName: string, AccountId?: string): Promise<unknown> =>
            account.send(new PutAccountNameCommand({ AccountName, ...(AccountId !== undefined && { AccountId }) }));
        const nameOf = async (AccountId: string): Promise<string | undefined> =>
            (await organizations.send(new DescribeAccountCommand({ AccountId }))).Account?.Name;
        const denied = { name: "AccessDeniedException" };
        await rejects(put("b", memberId), denied);
        await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
        await put("R&D", memberId);
        strictEqual(await nameOf(memberId), "R&D");
        await rejects(put("x", newAccount.id), denied);
        await put("Acme");
        strictEqual(await nameOf(newAccount.id), "Acme");
        await rejects(put("a<b", memberId), { name: "ValidationException" });
        ok((await nameOf(memberId)) === "R&D");
    });
});
