/** The emulator's Organizations: AWS's refusals and what moto lacks. */
import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { once } from "node:events";
import * as net from "node:net";
import {
    DisableOrganizationsRootSessionsCommand,
    EnableOrganizationsRootCredentialsManagementCommand,
    EnableOrganizationsRootSessionsCommand,
    GenerateOrganizationsAccessReportCommand,
    IAMClient,
    type IAMServiceException,
    ListOrganizationsFeaturesCommand,
} from "@aws-sdk/client-iam";
import {
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    DeleteOrganizationalUnitCommand,
    DeleteResourcePolicyCommand,
    DescribeAccountCommand,
    DescribeCreateAccountStatusCommand,
    DescribeResourcePolicyCommand,
    DetachPolicyCommand,
    DisablePolicyTypeCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListPoliciesCommand,
    ListRootsCommand,
    ListTargetsForPolicyCommand,
    paginateListCreateAccountStatus,
    ListTagsForResourceCommand,
    PutResourcePolicyCommand,
    TagResourceCommand,
    UpdateOrganizationalUnitCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { services } from "../../config/aws-facts";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { testClient } from "../support/test-client";
import { newAccount, TestEmulator } from "../support/test-emulator";
import { until } from "../support/until";

const fullAccess = "p-FullAWSAccess";

describe("the emulator's Organizations", () => {
    let aws: TestEmulator;
    let client: OrganizationsClient;
    let rootId: string;

    before(async () => {
        aws = await TestEmulator.open({ accountQuota: 3 });
        client = aws.organizations();
        const { Organization } = await client.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        strictEqual(Organization?.MasterAccountEmail, newAccount.email);
        rootId = (await client.send(new ListRootsCommand({}))).Roots![0]!.Id!;
    });
    after(() => aws.close());

    const createAccount = async (Email: string): Promise<{ id: string | undefined; failure: string | undefined }> => {
        const started = await client.send(new CreateAccountCommand({ AccountName: "a", Email }));
        const request = { CreateAccountRequestId: started.CreateAccountStatus!.Id! };
        const { CreateAccountStatus: status } = await client.send(new DescribeCreateAccountStatusCommand(request));
        return { id: status?.AccountId, failure: status?.FailureReason };
    };
    const stateOf = async (AccountId: string): Promise<readonly (string | undefined)[]> => {
        const { Account } = await client.send(new DescribeAccountCommand({ AccountId }));
        return [Account?.State, Account?.Status];
    };
    const createUnit = async (Name: string, ParentId: string): Promise<string> => {
        const made = await client.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
        return made.OrganizationalUnit!.Id!;
    };

    it("binds policies to their type, and detaches them when it is disabled", async () => {
        const Type = "TAG_POLICY";
        const made = await client.send(
            new CreatePolicyCommand({ Name: "tags", Type, Description: "", Content: JSON.stringify({ tags: {} }) }),
        );
        const attachment = { PolicyId: made.Policy!.PolicySummary!.Id!, TargetId: rootId };
        await rejects(client.send(new AttachPolicyCommand(attachment)), { name: "PolicyTypeNotEnabledException" });
        await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }));
        await client.send(new AttachPolicyCommand(attachment));
        await rejects(client.send(new AttachPolicyCommand(attachment)), { name: "DuplicatePolicyAttachmentException" });
        await client.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }));
        const { Policies } = await client.send(new ListPoliciesCommand({ Filter: Type }));
        deepStrictEqual(
            Policies!.map(({ Name }) => Name),
            ["tags"],
        );
        const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: attachment.PolicyId }));
        deepStrictEqual(Targets, []);
    });

    it("detaches a service control policy, but never the last one of a target", async () => {
        const Type = "SERVICE_CONTROL_POLICY";
        await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type })).catch(() => undefined);
        const Content = JSON.stringify({ Version: "2012-10-17", Statement: [] });
        const made = await client.send(new CreatePolicyCommand({ Name: "own", Type, Description: "", Content }));
        const TargetId = await createUnit("with-own", rootId);
        const [own, ofAws] = [
            { PolicyId: made.Policy!.PolicySummary!.Id!, TargetId },
            { PolicyId: fullAccess, TargetId },
        ];
        await client.send(new AttachPolicyCommand(own));
        await client.send(new DetachPolicyCommand(ofAws));
        await rejects(client.send(new DetachPolicyCommand(own)), {
            name: "ConstraintViolationException",
            Reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
        });
        await client.send(new AttachPolicyCommand(ofAws));
        await client.send(new DetachPolicyCommand(own));
        await rejects(client.send(new DetachPolicyCommand(own)), { name: "PolicyNotAttachedException" });
    });

    it("responds in one piece: AWS's SDK for Go sends a call again where the response's body comes later", async () => {
        for (let call = 0; call < 20; call++) {
            const socket = net.connect(Number(new URL(aws.endpoint).port), "127.0.0.1");
            socket.write(`GET ${call % 2 === 0 ? "/sandbox" : "/"} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
            const [first] = (await once(socket, "data")) as [Buffer];
            socket.destroy();
            const [head, body] = first.toString("latin1").split("\r\n\r\n");
            const length = /^content-length: (\d+)$/imu.exec(head!)?.[1];
            ok(Number(length) > 0 && Number(length) === body!.length, first.toString());
        }
    });

    it("makes no second account of an email, whatever its case, nor more than the quota", async () => {
        const { id } = await createAccount("aws+a@example.com");
        ok(id);
        strictEqual((await createAccount("AWS+a@Example.com")).failure, "EMAIL_ALREADY_EXISTS");
        strictEqual(
            (await createAccount("AWS@example.com")).failure,
            "EMAIL_ALREADY_EXISTS",
            "the management account's",
        );
        ok((await createAccount("aws+b@example.com")).id);
        strictEqual((await createAccount("aws+c@example.com")).failure, "ACCOUNT_LIMIT_EXCEEDED");
        await client.send(new CloseAccountCommand({ AccountId: id }));
        // It is closed soon after somebody has seen this state.
        await rejects(client.send(new CloseAccountCommand({ AccountId: id })), { name: "ConflictException" });
        deepStrictEqual(await stateOf(id), ["PENDING_CLOSURE", "PENDING_CLOSURE"]);
        await until(async () => (await stateOf(id))[0] === "CLOSED");
        deepStrictEqual(await stateOf(id), ["CLOSED", "SUSPENDED"]);
        await rejects(client.send(new CloseAccountCommand({ AccountId: id })), {
            name: "AccountAlreadyClosedException",
        });
        strictEqual(
            (await createAccount("aws+a@example.com")).failure,
            "EMAIL_ALREADY_EXISTS",
            "a closed one keeps it",
        );
    });

    it("remembers every request for an account, page by page", async () => {
        const states: (string | undefined)[] = [];
        for await (const page of paginateListCreateAccountStatus({ client, pageSize: 2 }, {}))
            states.push(...(page.CreateAccountStatuses ?? []).map((status) => status.FailureReason ?? status.State));
        deepStrictEqual(states.sort(), [
            "ACCOUNT_LIMIT_EXCEEDED",
            "EMAIL_ALREADY_EXISTS",
            "EMAIL_ALREADY_EXISTS",
            "EMAIL_ALREADY_EXISTS",
            "SUCCEEDED",
            "SUCCEEDED",
        ]);
    });

    it("keeps the names of siblings apart", async () => {
        const workloads = await createUnit("workloads", rootId);
        const duplicate = { name: "DuplicateOrganizationalUnitException" };
        await rejects(createUnit("workloads", rootId), duplicate);
        const nested = await createUnit("workloads", workloads);
        const other = await createUnit("other", rootId);
        const rename = { OrganizationalUnitId: other, Name: "workloads" };
        await rejects(client.send(new UpdateOrganizationalUnitCommand(rename)), duplicate);
        const remove = (id: string): Promise<unknown> =>
            client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: id }));
        await rejects(remove(workloads), { name: "OrganizationalUnitNotEmptyException" });
        await remove(nested);
        await remove(workloads);
    });

    it("turns central root access on and off, once IAM has access to the organization", async () => {
        const iam = aws.iam();
        const enable = new EnableOrganizationsRootCredentialsManagementCommand({});
        await rejects(iam.send(enable), { name: "ServiceAccessNotEnabledException" });
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }));
        await iam.send(enable);
        await iam.send(new EnableOrganizationsRootSessionsCommand({}));
        const features = async (): Promise<readonly string[] | undefined> =>
            (await iam.send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures;
        deepStrictEqual(await features(), ["RootCredentialsManagement", "RootSessions"]);
        await iam.send(new DisableOrganizationsRootSessionsCommand({}));
        deepStrictEqual(await features(), ["RootCredentialsManagement"]);
    });

    it("trusts every service that the config knows, and no other", async () => {
        for (const ServicePrincipal of Object.keys(services))
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        const unknown = new EnableAWSServiceAccessCommand({ ServicePrincipal: "no-such-thing.amazonaws.com" });
        await rejects(client.send(unknown), { name: "InvalidInputException" });
    });

    it("keeps one resource policy", async () => {
        const missing = { name: "ResourcePolicyNotFoundException" };
        const read = async (): Promise<string | undefined> =>
            (await client.send(new DescribeResourcePolicyCommand({}))).ResourcePolicy?.Content;
        await rejects(read(), missing);
        const put = async (Content: string): Promise<string | undefined> =>
            (await client.send(new PutResourcePolicyCommand({ Content }))).ResourcePolicy?.ResourcePolicySummary?.Arn;
        const arn = await put("{}");
        ok(arn?.startsWith(`arn:aws:organizations::${newAccount.id}:resourcepolicy/o-`));
        strictEqual(await put('{"Version":"2012-10-17"}'), arn);
        strictEqual(await read(), '{"Version":"2012-10-17"}');
        const Tags = [{ Key: "Owner", Value: "platform" }];
        await rejects(client.send(new PutResourcePolicyCommand({ Content: "{}", Tags })), {
            name: "InvalidInputException",
        });
        const ResourceId = arn!.split("/").at(-1)!;
        await client.send(new TagResourceCommand({ ResourceId, Tags }));
        deepStrictEqual((await client.send(new ListTagsForResourceCommand({ ResourceId }))).Tags, Tags);
        await client.send(new DeleteResourcePolicyCommand({}));
        await rejects(read(), missing);
    });

    describe("what it does not implement", () => {
        const refused = { name: "EmulatorNotImplemented", message: /sandbox's AWS emulator: iam GenerateOrg/ };

        it("is refused at once and by name, with an error that the SDK does not retry", async () => {
            const ask = new GenerateOrganizationsAccessReportCommand({ EntityPath: `${rootId}/x` });
            await rejects(
                testClient(IAMClient, aws.endpoint, bootstrapKeys, 3).send(ask),
                (error: IAMServiceException) => {
                    deepStrictEqual([error.name, error.$metadata.attempts], [refused.name, 1]);
                    match(error.message, refused.message);
                    return true;
                },
            );
        });

        it("is a client's error in every protocol, and so is a fault of its own: nobody tries again", async () => {
            const ask = async (service: string, path: string, init: RequestInit): Promise<unknown> => {
                const scope = `AKIASANDBOXBOOTSTRAP/20260101/us-east-1/${service}/aws4_request`;
                const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
                const response = await fetch(`${aws.endpoint}${path}`, {
                    ...init,
                    headers: { authorization, ...(init.headers as Record<string, string>) },
                });
                return [response.status, response.headers.get("x-amzn-errortype")];
            };
            const json = (target: string): RequestInit => ({
                method: "POST",
                body: "{}",
                headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
            });
            const notImplemented = [400, "EmulatorNotImplemented"];
            deepStrictEqual(
                await ask("organizations", "/", json("AWSOrganizationsV20161128.Nonsense")),
                notImplemented,
            );
            deepStrictEqual(await ask("account", "/nonsense", { method: "POST", body: "{}" }), notImplemented);
            deepStrictEqual(await ask("nonsense", "/", { method: "POST", body: "{}" }), notImplemented);
            // Without an email, moto breaks.
            deepStrictEqual(
                await ask("organizations", "/", json("AWSOrganizationsV20161128.CreateAccount")),
                notImplemented,
            );
        });
    });
});
