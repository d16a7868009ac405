import { IAMClient } from "@aws-sdk/client-iam";
import {
    AssumeRoleCommand,
    AssumeRoleWithWebIdentityCommand,
    GetSessionTokenCommand,
    STSClient,
} from "@aws-sdk/client-sts";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import type { Sandbox } from "../../sandbox/sandbox";
import { keysOf } from "./emulated-iam";
import type { MfaDevice } from "./mfa-device";
import { testClient, type Keys } from "./test-client";
import { totp } from "./totp";

const stsOf = ({ emulator }: Pick<Sandbox, "emulator">, keys: Keys): STSClient =>
    testClient(STSClient, endpoint(emulator), keys);

/** Keys of a role's session, from the emulator's STS. */
export async function assume(sandbox: Pick<Sandbox, "emulator">, keys: Keys, RoleArn: string): Promise<Keys> {
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" });
    return keysOf((await stsOf(sandbox, keys).send(command)).Credentials!);
}

/** The role with which the management account enters a member. */
export function accessRole(accountId: string): string {
    return `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
}

/** A client for IAM in a member account, which bypasses a fault proxy. */
export async function iamIn(sandbox: Sandbox, accountId: string): Promise<IAMClient> {
    const keys = await assume(sandbox, bootstrapKeys, accessRole(accountId));
    return testClient(IAMClient, endpoint(sandbox.emulator), keys);
}

/** A user's session, with MFA if a device is given. */
export async function userSession(sandbox: Sandbox, keys: Keys, device?: MfaDevice): Promise<Keys> {
    const mfa = device === undefined ? {} : { SerialNumber: device.serial, TokenCode: totp(device.seed, 1) };
    return keysOf((await stsOf(sandbox, keys).send(new GetSessionTokenCommand(mfa))).Credentials!);
}

/** Keys of a GitHub Actions job, by claims of its token: `sub`, and `ref` if it matters. */
export async function githubSession(
    sandbox: Sandbox,
    RoleArn: string,
    job: { readonly sub: string; readonly ref?: string },
): Promise<Keys> {
    const claims = { iss: "https://token.actions.githubusercontent.com", aud: "sts.amazonaws.com", ...job };
    const WebIdentityToken = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.e30`;
    const command = new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "github", WebIdentityToken });
    return keysOf((await stsOf(sandbox, bootstrapKeys).send(command)).Credentials!);
}
