/** The emulator's MFA: what a code proves, for whom, and for how long. */
import { deepStrictEqual, doesNotMatch, match, rejects, strictEqual } from "node:assert/strict";
import {
    CreateVirtualMFADeviceCommand,
    EnableMFADeviceCommand,
    GenerateCredentialReportCommand,
    GetCredentialReportCommand,
    ReportFormatType,
    ReportStateType,
    type GetCredentialReportCommandOutput,
} from "@aws-sdk/client-iam";
import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { readReport } from "../../aws/credential-report";
import { byRoot, denied, EmulatedIam, keysOf, type EmulatedUser } from "../support/emulated-iam";
import { enrolDevice, type MfaDevice } from "../support/mfa-device";
import type { Keys } from "../support/test-client";
import { TestEmulator } from "../support/test-emulator";
import { totp } from "../support/totp";
import { until } from "../support/until";

describe("the emulator's MFA", () => {
    let aws: TestEmulator;
    let iam: EmulatedIam;

    before(async () => {
        aws = await TestEmulator.open();
        iam = new EmulatedIam(aws);
    });
    after(() => aws.close());

    const withMfa = {
        ...byRoot,
        Condition: {
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
        },
    };

    const userWithDevice = async (): Promise<EmulatedUser & MfaDevice> => {
        const made = await iam.user({ mayAssume: true });
        return { ...made, ...(await enrolDevice(aws.iam(), made.name)) };
    };

    const session = async (keys: Keys, serial?: string, code?: string): Promise<Keys> => {
        const mfa = serial === undefined ? {} : { SerialNumber: serial, TokenCode: code };
        return keysOf((await aws.sts(keys).send(new GetSessionTokenCommand(mfa))).Credentials!);
    };

    it("is not proved by plain keys, nor by a session without a code", async () => {
        const { keys } = await iam.user({ mayAssume: true });
        const arn = await iam.role(withMfa);
        await rejects(iam.assume(keys, arn), denied);
        await rejects(iam.assume(await session(keys), arn), denied);
        // Requests with plain keys have no such key at all, which IfExists treats as proven.
        const lax = await iam.role({
            ...byRoot,
            Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
        });
        await iam.assume(keys, lax);
        await rejects(iam.assume(await session(keys), lax), denied);
    });

    it("is shown by a session of GetSessionToken with the device's code, which is good once", async () => {
        const { keys, serial, seed } = await userWithDevice();
        const arn = await iam.role(withMfa, 7200);
        const code = totp(seed);
        const proven = await session(keys, serial, code);
        await iam.assume(proven, arn, { DurationSeconds: 3600 });
        // A role that is assumed by a session is chained, whatever the role allows (IAM user guide, "Roles terms and concepts": role
        // chaining).
        const chained = { name: "ValidationError", message: /1 hour session limit for roles assumed by role chaining/ };
        await rejects(iam.assume(proven, arn, { DurationSeconds: 3601 }), chained);
        const wrong = { name: "AccessDenied", message: /invalid MFA one time pass code/ };
        await rejects(session(keys, serial, code), wrong);
        await rejects(session(keys, serial, totp(seed, 20)), wrong);
        await session(keys, serial, totp(seed, 1));
        const enrolled = await userWithDevice();
        await rejects(session(enrolled.keys, enrolled.serial, enrolled.spent), wrong, "spent on enabling the device");
    });

    it("grows old", async () => {
        const { keys, serial, seed } = await userWithDevice();
        const fresh = { NumericLessThan: { "aws:MultiFactorAuthAge": "1" } };
        const proven = await session(keys, serial, totp(seed));
        const role = await iam.role({ ...byRoot, Condition: fresh });
        const isRefused = (): Promise<boolean> =>
            iam.assume(proven, role).then(
                () => false,
                (error: unknown) => (error as Error).name === denied.name,
            );
        await until(isRefused);
        await iam.assume(proven, await iam.role(withMfa));
    });

    it("is shown to AssumeRole itself by a code, and is not carried on by the role's session", async () => {
        const { keys, serial, seed } = await userWithDevice();
        const first = await iam.role(withMfa);
        const hop = await iam.assume(keys, first, { SerialNumber: serial, TokenCode: totp(seed) });
        await rejects(iam.assume(hop, await iam.role(withMfa)), denied);
    });

    it("needs a device of the user's own, enabled by two codes that follow each other", async () => {
        const ada = await userWithDevice();
        const alan = await iam.user();
        await rejects(session(alan.keys, ada.serial, totp(ada.seed)), { message: /verify your MFA serial number/ });
        const device = await aws.iam().send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "other" }));
        const enable = new EnableMFADeviceCommand({
            UserName: alan.name,
            SerialNumber: device.VirtualMFADevice!.SerialNumber,
            AuthenticationCode1: "123456",
            AuthenticationCode2: "123456",
        });
        await rejects(aws.iam().send(enable), { name: "InvalidAuthenticationCodeException" });
    });

    it("is what a key's session needs for any device: IAM refuses it without, whatever policies allow", async () => {
        const { keys } = await userWithDevice();
        const thief = aws.iam(await session(keys));
        const refused = { name: "InvalidClientTokenId" };
        await rejects(thief.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "second" })), refused);
        const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "654321" };
        const enable = { UserName: "ada", SerialNumber: "arn:aws:iam::111111111111:mfa/second", ...codes };
        await rejects(thief.send(new EnableMFADeviceCommand(enable)), refused);
    });

    it("is not required twice: a session cannot get another one", async () => {
        const { keys } = await iam.user();
        await rejects(session(await session(keys)), { message: /with session credentials/ });
    });

    it("is in the credential report, which IAM makes once in four hours", async () => {
        const iamClient = aws.iam();
        const get = (): Promise<GetCredentialReportCommandOutput> => iamClient.send(new GetCredentialReportCommand());
        const generate = async (): Promise<string> =>
            (await iamClient.send(new GenerateCredentialReportCommand())).State!;
        await rejects(get(), { name: "CredentialReportNotPresentException" });
        const { name } = await userWithDevice();
        strictEqual(await generate(), ReportStateType.STARTED);
        await rejects(get(), { name: "CredentialReportNotReadyException" });
        strictEqual(await generate(), ReportStateType.COMPLETE);
        const { Content: content, ReportFormat: format, GeneratedTime: made } = await get();
        strictEqual(format, ReportFormatType.text_csv);
        const text = Buffer.from(content!).toString("utf8");
        match(text, /^user,arn,[^\n]*\n<root_account>,arn:aws:iam::111111111111:root,/u);
        const found = readReport(text).find((each) => each.name === name)!;
        deepStrictEqual([found.hasMfa, found.keys.length, found.password], [true, 1, undefined]);
        const later = await userWithDevice();
        strictEqual(await generate(), ReportStateType.COMPLETE);
        const second = await get();
        deepStrictEqual(second.GeneratedTime, made);
        doesNotMatch(Buffer.from(second.Content!).toString("utf8"), new RegExp(later.name, "u"));
    });
});
