/**
 * A virtual MFA device is deleted after it was deactivated, and by then AWS tells nobody whose it was. So its serial number
 * is noted first, as a tag of the user, who is deleted last: a run that was cut short in between finds it again.
 */
import {
    paginateListUserTags,
    paginateListVirtualMFADevices,
    TagUserCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";

const prefix = "org:mfa-device-";

/** Whether a device is a virtual one: those have an ARN of type `mfa`; security keys and hardware tokens do not. */
export function isVirtual(serial: string): boolean {
    return /^arn:[^:]+:iam::\d+:mfa\//u.test(serial);
}

/** Notes devices on the user, those of earlier notes too, so that none is written over. */
export async function noteDevices(client: IAMClient, UserName: string, serials: readonly string[]): Promise<void> {
    const known = await notedDevices(client, UserName);
    if (serials.every((serial) => known.includes(serial))) return;
    const Tags = [...new Set([...known, ...serials])].map((serial, index) => ({
        Key: `${prefix}${index + 1}`,
        Value: serial.replaceAll(",", comma),
    }));
    await client.send(new TagUserCommand({ UserName, Tags }));
}

/** Devices of earlier notes that are there and that nobody uses. */
export async function idleNotedDevices(client: IAMClient, UserName: string): Promise<readonly string[]> {
    const noted = await notedDevices(client, UserName);
    if (noted.length === 0) return [];
    const idle: string[] = [];
    for await (const page of paginateListVirtualMFADevices({ client }, { AssignmentStatus: "Unassigned" }))
        idle.push(...(page.VirtualMFADevices ?? []).map(({ SerialNumber }) => SerialNumber!));
    return noted.filter((serial) => idle.includes(serial));
}

// A device's name may have a comma and a tag may not; a tag may have colons and a device's name may not.
const comma = "::";

async function notedDevices(client: IAMClient, UserName: string): Promise<readonly string[]> {
    const tags = new Map<string, string>();
    for await (const page of paginateListUserTags({ client }, { UserName }))
        for (const { Key, Value } of page.Tags ?? []) if (Key!.startsWith(prefix)) tags.set(Key!, Value!);
    return [...tags]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([, value]) => {
            // `arn:aws:iam::<account>:mfa/<name>` has two colons side by side itself.
            const name = value.indexOf("/");
            return value.slice(0, name) + value.slice(name).replaceAll(comma, ",");
        });
}
