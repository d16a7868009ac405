import { CliError, exitCodes } from "../common/ui";

/** The kind of an MFA device: one that shows codes, a security key, or a user's ARN written in place of a device's. */
export type DeviceKind = "codes" | "security key" | "user" | "unknown";

/**
 * The kind of an MFA device by its ARN, or by the serial number of a hardware token. Source: IAM API Reference, MFADevice, SerialNumber.
 */
export function deviceKind(serial: string): DeviceKind {
    if (/^arn:[^:]+:iam::\d{12}:mfa\/.+$/u.test(serial)) return "codes";
    if (/^arn:[^:]+:iam::\d{12}:(?:u2f|fido2?|passkey)\/.+$/u.test(serial)) return "security key";
    if (/^arn:[^:]+:iam::\d{12}:user\/.+$/u.test(serial)) return "user";
    if (/^[\w-]{9,256}$/u.test(serial)) return "codes";
    return "unknown";
}

/**
 * Checks that a named device can show codes.
 *
 * @param where for the message: "mfa_serial of profile x", "--serial"
 * @throws CliError with the line to write
 */
export function checkDevice(serial: string, where: string): void {
    const kind = deviceKind(serial);
    if (kind === "user")
        throw new CliError(
            `${where} is ${serial}: that is a user, not a device`,
            `the device's ARN is likely ${likelyDevice(serial)}; without mfa_serial, ./org mfa finds it`,
        );
    if (kind === "security key")
        throw new CliError(
            `${where} is ${serial}: that is a security key, and AWS takes only six-digit codes here`,
            `name a device that shows codes, or leave mfa_serial out: ./org mfa finds it`,
        );
    if (kind === "unknown")
        throw new CliError(
            `${where} is ${serial}: that is no MFA device`,
            "write the device's ARN, arn:aws:iam::<account id>:mfa/<device>, or leave it out: ./org mfa finds it",
        );
}

/**
 * Checks that a device is of the user's account.
 *
 * @throws CliError
 */
export function checkOwner(serial: string, where: string, userArn: string): void {
    const account = /^arn:[^:]+:iam::(\d{12}):/u.exec(serial)?.[1];
    const own = userArn.split(":")[4];
    if (account !== undefined && account !== own)
        throw new CliError(
            `${where} is ${serial}, and the keys are those of ${userArn}: the device is of another account`,
            `write a device of that user, or leave it out: ./org mfa finds it`,
        );
}

/** The last part of a device's or a user's ARN. */
export function deviceName(serial: string): string {
    return serial.slice(serial.lastIndexOf("/") + 1);
}

/**
 * The devices of a user that show codes.
 *
 * @throws CliError where there is none, with how to add one
 */
export function codeDevices(serials: readonly string[], userArn: string): readonly string[] {
    const found = serials.filter((serial) => deviceKind(serial) === "codes");
    if (found.length > 0) return found;
    const user = deviceName(userArn);
    throw serials.length > 0
        ? new CliError(
              `user ${user} has only a security key (${serials.join(", ")}), and AWS takes only six-digit codes here`,
              `add an authenticator app beside it: in the console, IAM → Users → ${user} → Security credentials → Assign MFA device`,
          )
        : new CliError(
              `user ${user} has no MFA device`,
              `add an authenticator app: in the console, IAM → Users → ${user} → Security credentials → Assign MFA device`,
          );
}

/** The error for a user with several devices where no person can be asked. */
export function severalDevices(serials: readonly string[], userArn: string): CliError {
    return new CliError(
        `user ${deviceName(userArn)} has ${serials.length} devices that show codes: ${serials.join(", ")}`,
        "name one: --serial <device>, or mfa_serial in the profile",
        exitCodes.usage,
    );
}

function likelyDevice(userArn: string): string {
    const [prefix = ""] = userArn.split(":user/");
    return `${prefix}:mfa/${deviceName(userArn)}`;
}
