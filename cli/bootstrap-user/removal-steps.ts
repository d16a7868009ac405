import {
    DeactivateMFADeviceCommand,
    DeleteAccessKeyCommand,
    DeleteLoginProfileCommand,
    DeleteServiceSpecificCredentialCommand,
    DeleteSigningCertificateCommand,
    DeleteSSHPublicKeyCommand,
    DeleteUserCommand,
    DeleteUserPermissionsBoundaryCommand,
    DeleteUserPolicyCommand,
    DeleteVirtualMFADeviceCommand,
    DetachUserPolicyCommand,
    RemoveUserFromGroupCommand,
    UpdateAccessKeyCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import pRetry from "p-retry";
import { isAwsError } from "../../aws/error-codes";
import type { Step } from "../common/plan";
import { CliError } from "../common/ui";
import type { Belongings } from "./belongings";
import { isVirtual, noteDevices } from "./device-notes";

/** Steps that make the access keys inactive, which can be undone. */
export function deactivationSteps(iam: IAMClient, UserName: string, { accessKeys }: Belongings): readonly Step[] {
    return accessKeys.map(({ id: AccessKeyId, isActive, lastUsed = "never" }) =>
        step(
            `deactivate access key ${AccessKeyId} (last used: ${lastUsed})`,
            () => iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: "Inactive" })),
            !isActive,
        ),
    );
}

/** All steps, in order: first the credentials, then groups and policies, then the keys and the user, which cannot be restored. */
export function removalSteps(iam: IAMClient, UserName: string, owned: Belongings): readonly Step[] {
    return [
        ...credentialSteps(iam, UserName, owned),
        ...membershipSteps(iam, UserName, owned),
        ...keySteps(iam, UserName, owned),
        userStep(iam, UserName),
    ];
}

/** Steps that remove each credential of the user. Access keys are only made inactive, which can be undone. */
export function credentialSteps(iam: IAMClient, UserName: string, owned: Belongings): readonly Step[] {
    const user = { UserName };
    return [
        ...deactivationSteps(iam, UserName, owned),
        ...(owned.hasPassword
            ? [step("delete the console password", () => iam.send(new DeleteLoginProfileCommand(user)))]
            : []),
        ...deviceSteps(iam, UserName, owned),
        ...owned.signingCertificates.map((CertificateId) =>
            step(`delete signing certificate ${CertificateId}`, () =>
                iam.send(new DeleteSigningCertificateCommand({ ...user, CertificateId })),
            ),
        ),
        ...owned.sshKeys.map((SSHPublicKeyId) =>
            step(`delete SSH public key ${SSHPublicKeyId}`, () =>
                iam.send(new DeleteSSHPublicKeyCommand({ ...user, SSHPublicKeyId })),
            ),
        ),
        ...owned.serviceCredentials.map(({ id, service }) =>
            step(`delete credential ${id} for ${service}`, () =>
                iam.send(new DeleteServiceSpecificCredentialCommand({ ...user, ServiceSpecificCredentialId: id })),
            ),
        ),
    ];
}

/** Steps that take away groups, policies and the permissions boundary. */
export function membershipSteps(iam: IAMClient, UserName: string, owned: Belongings): readonly Step[] {
    const user = { UserName };
    const { boundary } = owned;
    return [
        ...owned.groups.map((GroupName) =>
            step(`take the user out of group ${GroupName}`, () =>
                iam.send(new RemoveUserFromGroupCommand({ ...user, GroupName })),
            ),
        ),
        ...owned.inlinePolicies.map((PolicyName) =>
            step(`delete inline policy ${PolicyName}`, () =>
                iam.send(new DeleteUserPolicyCommand({ ...user, PolicyName })),
            ),
        ),
        ...owned.attachedPolicies.map((PolicyArn) =>
            step(`detach policy ${PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1)}`, () =>
                iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn })),
            ),
        ),
        ...(boundary === undefined
            ? []
            : [
                  step(`take off permissions boundary ${boundary.slice(boundary.lastIndexOf("/") + 1)}`, () =>
                      iam.send(new DeleteUserPermissionsBoundaryCommand(user)),
                  ),
              ]),
    ];
}

/** Steps that delete the access keys, which cannot be undone. */
export function keySteps(iam: IAMClient, UserName: string, { accessKeys }: Belongings): readonly Step[] {
    return accessKeys.map(({ id: AccessKeyId }) =>
        step(`delete access key ${AccessKeyId}`, () => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }))),
    );
}

/** The step that deletes the user. It comes last: IAM refuses it before. */
export function userStep(iam: IAMClient, UserName: string): Step {
    return step(`delete user ${UserName}`, () => iam.send(new DeleteUserCommand({ UserName })));
}

function deviceSteps(iam: IAMClient, UserName: string, { mfaDevices, idleDevices }: Belongings): readonly Step[] {
    const virtual = mfaDevices.filter(isVirtual);
    return [
        ...mfaDevices.map((SerialNumber) =>
            step(`deactivate MFA device ${SerialNumber}`, async () => {
                if (isVirtual(SerialNumber)) await noteDevices(iam, UserName, [SerialNumber]);
                await iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
            }),
        ),
        ...[...new Set([...virtual, ...idleDevices])].map((SerialNumber) =>
            step(`delete virtual MFA device ${SerialNumber}`, () =>
                iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })),
            ),
        ),
    ];
}

/** A step of a removal. NoSuchEntity counts as success, and errors that pass are tried again. */
export function step(title: string, act: () => Promise<unknown>, done = false): Step {
    return {
        title,
        done,
        act: async (tell) => {
            try {
                await pRetry(act, {
                    retries: 4,
                    shouldRetry: ({ error }) => passes(error),
                    onFailedAttempt: ({ error }) => {
                        if (passes(error)) tell(`AWS is still busy with the user: ${error.message}`);
                    },
                });
            } catch (error) {
                if (isAwsError(error, "NoSuchEntity")) return;
                if (!isAwsError(error, "DeleteConflict")) throw error;
                throw new CliError(
                    `something hangs on it that was not there before: ${(error as Error).message}`,
                    "run it again: all that depends on the user is listed again",
                );
            }
        },
    };
}

/**
 * Whether the error passes: IAM returns it while an earlier change of the same user is not in effect everywhere (IAM API Reference, errors
 * of DeleteUser).
 */
function passes(error: unknown): boolean {
    return isAwsError(error, "ConcurrentModification", "DeleteConflict", "EntityTemporarilyUnmodifiable");
}
