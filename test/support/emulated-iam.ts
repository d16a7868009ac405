import {
    AddUserToGroupCommand,
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateGroupCommand,
    CreateRoleCommand,
    CreateUserCommand,
    PutGroupPolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, type AssumeRoleCommandInput, type Credentials } from "@aws-sdk/client-sts";
import type { Keys } from "./test-client";
import { newAccount, TestEmulator } from "./test-emulator";

/** A user with an access key. */
export interface EmulatedUser {
    readonly name: string;
    readonly arn: string;
    readonly keys: Keys;
}

/** Trusts the whole management account. */
export const byRoot = { Principal: { AWS: `arn:aws:iam::${newAccount.id}:root` } };

/** How AssumeRole is refused. */
export const denied = { name: "AccessDenied", message: /not authorized to perform: sts:AssumeRole on resource/ };

/** Creates users and roles in the management account of an emulator. */
export class EmulatedIam {
    private made = 0;

    constructor(private readonly aws: TestEmulator) {}

    /** Creates a user. `mayAssume`: its own policy allows AssumeRole for all roles; `mayNot`: a policy of its group denies it. */
    async user(options: { readonly mayAssume?: true; readonly mayNot?: true } = {}): Promise<EmulatedUser> {
        const name = `user-${++this.made}`;
        const iam = this.aws.iam();
        const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
        if (options.mayAssume === true) {
            const PolicyArn = "arn:aws:iam::aws:policy/PowerUserAccess";
            await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
        }
        if (options.mayNot === true) {
            const group = { GroupName: `group-${name}` };
            const PolicyDocument = policyDocument([{ Effect: "Deny", Action: "sts:*", Resource: "*" }]);
            await iam.send(new CreateGroupCommand(group));
            await iam.send(new AddUserToGroupCommand({ ...group, UserName: name }));
            await iam.send(new PutGroupPolicyCommand({ ...group, PolicyName: "p", PolicyDocument }));
        }
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
        const keys = { accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! };
        return { name, arn: User!.Arn!, keys };
    }

    /** Creates a role whose trust policy has one statement, and returns its ARN. */
    async role(trust: object, MaxSessionDuration = 3600): Promise<string> {
        const AssumeRolePolicyDocument = policyDocument([{ Effect: "Allow", Action: "sts:AssumeRole", ...trust }]);
        const input = { RoleName: `role-${++this.made}`, AssumeRolePolicyDocument, MaxSessionDuration };
        const { Role } = await this.aws.iam().send(new CreateRoleCommand(input));
        return Role!.Arn!;
    }

    /** Keys of the role's session. */
    async assume(keys: Keys, RoleArn: string, input: Partial<AssumeRoleCommandInput> = {}): Promise<Keys> {
        const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test", ...input });
        return keysOf((await this.aws.sts(keys).send(command)).Credentials!);
    }
}

/** A policy document as text. */
export function policyDocument(Statement: readonly object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Keys in the form of a client's options. */
export function keysOf({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): Keys {
    return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}
