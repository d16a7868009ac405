import {
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateUserCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import {
    CreateAccountCommand,
    RemoveAccountFromOrganizationCommand,
    type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import type { Keys } from "../../aws/keys";
import type { Sandbox } from "../../sandbox/sandbox";
import { clientsOf } from "./aws";
import { iamIn } from "./sessions";

/** Creates a user with administrator rights in its account, and access keys. */
export async function administrator(iam: IAMClient, UserName: string): Promise<Keys> {
    await iam.send(new CreateUserCommand({ UserName }));
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    return { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
}

/** An account outside the organization, with an administrator's keys. In the sandbox the only such account is one that has left. */
export async function outsider(
    sandbox: Sandbox,
    account: { readonly name: string; readonly email: string },
): Promise<{ readonly id: string; readonly organizations: OrganizationsClient }> {
    const { organizations } = clientsOf(sandbox);
    const made = await organizations.send(
        new CreateAccountCommand({ AccountName: account.name, Email: account.email }),
    );
    const AccountId = made.CreateAccountStatus!.AccountId!;
    const keys = await administrator(await iamIn(sandbox, AccountId), "owner");
    await organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
    return { id: AccountId, organizations: clientsOf(sandbox, keys).organizations };
}
