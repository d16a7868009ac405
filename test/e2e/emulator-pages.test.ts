/** The emulator's lists that AWS splits into pages, its tags, and its primary contacts. */
import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import {
    AccountClient,
    GetContactInformationCommand,
    PutAlternateContactCommand,
    PutContactInformationCommand,
} from "@aws-sdk/client-account";
import {
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    EnableAWSServiceAccessCommand,
    ListAccountsCommand,
    ListChildrenCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    paginateListAccounts,
    paginateListChildren,
    paginateListTagsForResource,
    TagResourceCommand,
    UntagResourceCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { collect } from "../../aws/snapshot";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { testClient } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";

describe("the emulator pages as AWS does:", () => {
    let aws: TestEmulator;
    let client: OrganizationsClient;
    let root: string;
    let member: string;

    before(async () => {
        aws = await TestEmulator.open();
        client = aws.organizations();
        await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        root = (await client.send(new ListRootsCommand({}))).Roots![0]!.Id!;
        const made = await client.send(new CreateAccountCommand({ AccountName: "a", Email: "aws+a@example.com" }));
        member = made.CreateAccountStatus!.AccountId!;
    });
    after(() => aws.close());

    it("twenty children at most", async () => {
        for (let index = 0; index < 23; index++)
            await client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: `unit-${index}` }));
        const asked = { ParentId: root, ChildType: "ORGANIZATIONAL_UNIT" } as const;
        const first = await client.send(new ListChildrenCommand(asked));
        deepStrictEqual([first.Children?.length, first.NextToken !== undefined], [20, true]);
        const all = await collect(paginateListChildren({ client }, asked), (page) => page.Children);
        strictEqual(new Set(all.map(({ Id }) => Id)).size, 23);
        await rejects(client.send(new ListChildrenCommand({ ...asked, MaxResults: 21 })), {
            name: "InvalidInputException",
        });
    });

    it("twenty accounts at most", async () => {
        for (let index = 1; index < 24; index++)
            await client.send(
                new CreateAccountCommand({ AccountName: `a-${index}`, Email: `aws+a-${index}@example.com` }),
            );
        const first = await client.send(new ListAccountsCommand({}));
        deepStrictEqual([first.Accounts?.length, first.NextToken !== undefined], [20, true]);
        for (const MaxResults of [undefined, 7]) {
            const all = await collect(
                paginateListAccounts({ client }, MaxResults === undefined ? {} : { MaxResults }),
                (page) => page.Accounts,
            );
            deepStrictEqual([all.length, new Set(all.map(({ Id }) => Id)).size], [25, 25]);
        }
        await rejects(client.send(new ListAccountsCommand({ MaxResults: 21 })), { name: "InvalidInputException" });
    });

    it("tags, at most fifty for each resource, and none of AWS's own", async () => {
        const tag = (keys: readonly string[]): Promise<unknown> =>
            client.send(new TagResourceCommand({ ResourceId: member, Tags: keys.map((Key) => ({ Key, Value: "x" })) }));
        const fifty = Array.from({ length: 50 }, (_, index) => `key-${index}`);
        await tag(fifty);
        await tag(["key-1"]);
        await rejects(tag(["one-more"]), { name: "ConstraintViolationException" });
        await rejects(tag(["AWS:x"]), { name: "InvalidInputException" });
        await rejects(tag(["key-1", "key-1"]), { name: "InvalidInputException" });
        const asked = { ResourceId: member };
        const first = await client.send(new ListTagsForResourceCommand(asked));
        strictEqual(typeof first.NextToken, "string");
        const all = await collect(paginateListTagsForResource({ client }, asked), (page) => page.Tags);
        deepStrictEqual(all.map(({ Key }) => Key!).sort(), [...fifty].sort());
        await client.send(new UntagResourceCommand({ ...asked, TagKeys: fifty }));
        deepStrictEqual((await client.send(new ListTagsForResourceCommand(asked))).Tags, []);
    });

    it("a primary contact is replaced whole; a member's needs trusted access, and the caller's own no id", async () => {
        const account = testClient(AccountClient, aws.endpoint, bootstrapKeys);
        const required = {
            FullName: "Acme",
            AddressLine1: "1 Main Street",
            City: "Springfield",
            CountryCode: "US",
            PhoneNumber: "+1 555 0100",
            PostalCode: "01234",
        };
        const put = (contact: object, AccountId?: string): Promise<unknown> =>
            account.send(
                new PutContactInformationCommand({
                    ContactInformation: { ...required, ...contact },
                    ...(AccountId === undefined ? {} : { AccountId }),
                }),
            );
        await rejects(account.send(new GetContactInformationCommand({})), { name: "ResourceNotFoundException" });
        await put({ AddressLine2: "Floor 2", StateOrRegion: "IL" });
        await put({ AddressLine3: "Door 3" });
        const { ContactInformation: own } = await account.send(new GetContactInformationCommand({}));
        deepStrictEqual(own, { ...required, AddressLine3: "Door 3" });
        const denied = { name: "AccessDeniedException" };
        await rejects(put({}, member), denied);
        const alternate = {
            AlternateContactType: "SECURITY",
            Name: "a",
            Title: "b",
            EmailAddress: "c@example.com",
            PhoneNumber: "1",
            AccountId: member,
        } as const;
        await rejects(account.send(new PutAlternateContactCommand(alternate)), denied);
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
        await account.send(new PutAlternateContactCommand(alternate));
        await put({}, member);
        await rejects(put({}, newAccount.id), denied);
        await rejects(put({}, "999999999999"), denied);
        await rejects(put({ FullName: "x".repeat(51) }), { name: "ValidationException" });
    });
});
