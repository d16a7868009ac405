import { identityOf } from "../../aws/caller";
import type { Keys } from "../../aws/keys";
import { askOne, canAsk } from "../common/prompt";
import { CliError } from "../common/ui";
import type { Base, Chain } from "./chain";
import { checkDevice, checkOwner, codeDevices, deviceName, severalDevices } from "./device";
import { isDenied, keysRefused } from "./refusals";
import type { SessionTools, Start } from "./session-tools";
import type { Identity } from "./sts-calls";
import type { Trace } from "./trace";

/** A user known from an earlier run. It can be kept: an access key never changes its user. */
interface KnownUser extends Identity {
    readonly device?: string;
}

/** Finds out whose keys the base's are, and which device shows the codes. */
export async function startOf(chain: Chain, tools: SessionTools): Promise<Start> {
    const { keys, expiresAt } = await baseKeys(chain.base, tools.trace);
    const isSession = keys.sessionToken !== undefined;
    const { cache, calls, endpoint, trace, serial: named } = tools;
    const facts = { key: keys.accessKeyId, endpoint };
    const known = isSession ? undefined : (cache.read("user", facts) as KnownUser | undefined);
    const identity =
        known ??
        (await calls.identity(keys).catch((error: unknown) => {
            throw keysRefused(error, chain.base);
        }));
    trace.log(`user: ${identity.arn}${known === undefined ? "" : " (known from an earlier run)"}`);
    if (identityOf(identity.arn).kind === "root user")
        throw new CliError(
            `the keys of profile ${chain.base.profile} are the root user's, and AWS gives the root user no such session`,
            "delete the root user's keys, and make a user of your own: ./org bootstrap-user guide",
        );
    const { arn, account } = identity;
    const start = { arn, account, keys, isSession, ...(expiresAt === undefined ? {} : { expiresAt }) };
    if (isSession) {
        trace.log(`device: none is asked for, ${chain.base.from} has made a session already`);
        return start;
    }
    const serial = await deviceOf(chain, start, known?.device, named, tools);
    if (known?.device !== serial) cache.write("user", facts, { arn, account, device: serial });
    return { ...start, serial };
}

async function deviceOf(
    chain: Chain,
    start: Start,
    known: string | undefined,
    named: string | undefined,
    { calls, cache, trace, endpoint }: SessionTools,
): Promise<string> {
    const written = named ?? chain.serial?.value;
    if (written !== undefined) {
        const where = named === undefined ? `mfa_serial of profile ${chain.serial!.profile}` : "--serial";
        checkDevice(written, where);
        checkOwner(written, where, start.arn);
        trace.log(`device: ${written} (${where})`);
        return written;
    }
    // With a kept session no code is needed, so its device is not looked up.
    const facts = { user: start.arn, account: start.account, device: known ?? "none", endpoint };
    if (known !== undefined && cache.read("session", facts) !== undefined) {
        trace.log(`device: ${known} (of the session that is kept)`);
        return known;
    }
    const serials = await calls.devices(start.keys, identityOf(start.arn).name).catch((error: unknown) => {
        if (!isDenied(error)) throw keysRefused(error, chain.base);
        throw new CliError(
            `the device of ${start.arn} is not in the profile, and this user may not list devices (iam:ListMFADevices)`,
            `name it: --serial <device>, or mfa_serial in [profile ${chain.profile}]`,
        );
    });
    const devices = codeDevices(serials, start.arn);
    trace.log(`device: found by ListMFADevices: ${serials.join(", ")}`);
    if (devices.length === 1) return devices[0]!;
    if (!canAsk()) throw severalDevices(devices, start.arn);
    const choices = devices.map((value) => ({ value, name: `${deviceName(value)} (${value})` }));
    return askOne(`Which device of ${deviceName(start.arn)}?`, choices, "name one: --serial <device>");
}

/** The keys of the base, read from a file or from their source. */
export async function baseKeys(base: Base, trace: Trace): Promise<{ readonly keys: Keys; readonly expiresAt?: Date }> {
    if (base.keys !== undefined) return { keys: base.keys };
    const { originCredentials } = await import("../../aws/shared-config/credentials");
    const begun = Date.now();
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await originCredentials(
        base.origin,
        process.env["AWS_REGION"] || process.env["AWS_DEFAULT_REGION"] || "us-east-1",
    ).catch((error: unknown) => {
        const why = trace.scrub((error as Error).message);
        trace.log(`keys: ${base.from} of profile ${base.profile}: ${why}`);
        throw noKeysGiven(base, why);
    });
    trace.hide(accessKeyId, secretAccessKey, sessionToken);
    trace.log(`keys: ${base.from} of profile ${base.profile} responded after ${Date.now() - begun} ms`);
    return {
        keys: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
        ...(expiration === undefined ? {} : { expiresAt: expiration }),
    };
}

/** The error where the source of the base's keys gave none. */
function noKeysGiven({ profile, origin, from }: Base, why: string): CliError {
    if (origin.kind === "login")
        return new CliError(
            `profile ${profile} has no keys to give: its sign-in (aws login) is not there or has ended`,
            `sign in: aws login --profile ${profile}`,
        );
    return new CliError(
        `profile ${profile} has no keys to give (${from}): ${why}`,
        origin.kind === "process"
            ? `run the command that is in [profile ${profile}] by hand`
            : `see that this works: aws sts get-caller-identity --profile ${profile}`,
    );
}
