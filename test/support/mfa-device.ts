import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, type IAMClient } from "@aws-sdk/client-iam";
import { totp } from "./totp";

/** A virtual device in use. */
export interface MfaDevice {
    /** ARN of the device. */
    readonly serial: string;
    /** Base32 seed, for `totp`. */
    readonly seed: string;
    /** The last code used to enable it, which cannot be used again. */
    readonly spent: string;
}

/** Gives a user a virtual device with two past codes, so that the next codes are still unused. */
export async function enrolDevice(iam: IAMClient, user: string, device = user): Promise<MfaDevice> {
    const made = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: device }));
    const seed = Buffer.from(made.VirtualMFADevice!.Base32StringSeed!).toString("utf8");
    const serial = made.VirtualMFADevice!.SerialNumber!;
    const now = Date.now();
    const codes = { AuthenticationCode1: totp(seed, -2, now), AuthenticationCode2: totp(seed, -1, now) };
    await iam.send(new EnableMFADeviceCommand({ UserName: user, SerialNumber: serial, ...codes }));
    return { serial, seed, spent: codes.AuthenticationCode2 };
}
