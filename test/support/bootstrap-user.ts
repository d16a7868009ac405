import {
    AddUserToGroupCommand,
    AttachUserPolicyCommand,
    CreateAccessKeyCommand,
    CreateGroupCommand,
    CreateLoginProfileCommand,
    CreateServiceSpecificCredentialCommand,
    ListAccessKeysCommand,
    PutUserPermissionsBoundaryCommand,
    PutUserPolicyCommand,
    UploadSigningCertificateCommand,
    UploadSSHPublicKeyCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";
import { policyDocument } from "./emulated-iam";
import { enrolDevice } from "./mfa-device";

/** The user in the emulator's new account. */
export const bootstrapUser = "mgmt-org-admin";

// Self-signed, valid until 2126; its private key was not kept.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIURhSDyQtugkFePF4N2gOOftJx46swCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjUwNDUxMjZaGA8yMTI2MTEwMTA0NTEy
NlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCLS
KEVLZLairWj1xQNPaXpADy9tiwG0MU5HROXle/TzMGf9YG5vqgxuj/4WF0uMUGWh
5eZ9TsLhu/Pefh6liM2jUzBRMB0GA1UdDgQWBBSIQgjcj9iAuDjFtgspAjjxgCcE
+TAfBgNVHSMEGDAWgBSIQgjcj9iAuDjFtgspAjjxgCcE+TAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCICtv8XJPEvTpfscbLo57GzFuWM35dLRJqqE1
aFBHMKfNAiEA7Gowum+cnVP0j4lX7P/cRBTjGHDDYlhoPGSO2EQetFU=
-----END CERTIFICATE-----`;

/** Gives the bootstrap user everything that a user can have. */
export async function burden(iam: IAMClient): Promise<void> {
    const user = { UserName: bootstrapUser };
    const GroupName = "operators";
    const { AccessKeyMetadata: keys } = await iam.send(new ListAccessKeysCommand(user));
    for (let held = keys!.length; held < 2; held++) await iam.send(new CreateAccessKeyCommand(user));
    await iam.send(new CreateLoginProfileCommand({ ...user, Password: "Not-a-real-one-1" }));
    await enrolDevice(iam, bootstrapUser);
    // AWS allows commas in names of devices, but not in tags.
    await enrolDevice(iam, bootstrapUser, `${bootstrapUser},spare`);
    await iam.send(new UploadSigningCertificateCommand({ ...user, CertificateBody: certificate }));
    await iam.send(new UploadSSHPublicKeyCommand({ ...user, SSHPublicKeyBody: "ssh-rsa AAAA test" }));
    const ServiceName = "codecommit.amazonaws.com";
    await iam.send(new CreateServiceSpecificCredentialCommand({ ...user, ServiceName }));
    await iam.send(new CreateGroupCommand({ GroupName })).catch((error: unknown) => {
        if ((error as Error).name !== "EntityAlreadyExistsException") throw error;
    });
    await iam.send(new AddUserToGroupCommand({ ...user, GroupName }));
    const PolicyDocument = policyDocument([{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }]);
    await iam.send(new PutUserPolicyCommand({ ...user, PolicyName: "notes", PolicyDocument }));
    const managed = "arn:aws:iam::aws:policy";
    await iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: `${managed}/AdministratorAccess` }));
    const PermissionsBoundary = `${managed}/PowerUserAccess`;
    await iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary }));
}
