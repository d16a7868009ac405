import { IAMClient, ListMFADevicesCommand } from "@aws-sdk/client-iam";
import { whoAmI } from "../../aws/caller";
import { awsClient } from "../../aws/clients";
import { sharedConfigCredentials } from "../../aws/shared-config/credentials";
import { SharedConfigFault } from "../../aws/shared-config/fault";
import { deviceKind } from "../mfa/device";

/** MFA devices that show codes, of the user whose keys the profile has. `reason` says why there is not exactly one. */
export async function devicesOf(
    profile: string,
    accountId: string,
    region: string,
): Promise<{ readonly serials: readonly string[]; readonly reason: string }> {
    try {
        const credentials = await sharedConfigCredentials(profile, region);
        const caller = await whoAmI({ region, credentials });
        if (caller.accountId !== accountId)
            return { serials: [], reason: `its keys are of account ${caller.accountId}, not ${accountId}` };
        if (caller.kind !== "user") return { serials: [], reason: `its keys are those of a ${caller.kind}` };
        const { MFADevices = [] } = await awsClient(IAMClient, { region, credentials }).send(
            new ListMFADevicesCommand({ UserName: caller.name }),
        );
        const serials = MFADevices.flatMap(({ SerialNumber: serial = "" }) =>
            deviceKind(serial) === "codes" ? [serial] : [],
        );
        if (serials.length > 1)
            return { serials, reason: `it has several (${serials.join(", ")}); choose by --mfa-serial` };
        const keys = MFADevices.length - serials.length;
        const only = keys === 0 ? "it has none" : "it has security keys only, and AWS's API takes six digits only";
        return { serials, reason: `${only}; add an authenticator app in the console` };
    } catch (error) {
        const { name, message } = error as Error;
        const hasNone =
            name === "CredentialsProviderError" || (error instanceof SharedConfigFault && error.lacks !== undefined);
        return { serials: [], reason: hasNone ? "it has no keys on this machine" : message };
    }
}
