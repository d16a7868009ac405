/**
 * Tags of the user that note its virtual MFA devices. A device is deactivated before it is deleted, and from then on AWS does not tell
 * whose it was. With the note, on a user that is deleted last, a run after one that was cut off finds it again.
 */
import {
    paginateListUserTags,
    paginateListVirtualMFADevices,
    TagUserCommand,
    type IAMClient,
} from "@aws-sdk/client-iam";

const prefix = "org:mfa-device-";

/** Whether a device is virtual: its ARN has the resource type `mfa`. Security keys and hardware tokens have another. */
export function isVirtual(serial: string): boolean {
    return /^arn:[^:]+:iam::\d+:mfa\//u.test(serial);
}

/** Notes devices as tags of the user, together with those noted before. */
export async function noteDevices(client: IAMClient, UserName: string, serials: readonly string[]): Promise<void> {
    const known = await notedDevices(client, UserName);
    if (serials.every((serial) => known.includes(serial))) return;
    const Tags = [...new Set([...known, ...serials])].map((serial, index) => ({
        Key: `${prefix}${index + 1}`,
        Value: serial.replaceAll(",", comma),
    }));
    await client.send(new TagUserCommand({ UserName, Tags }));
}

/** Noted devices that still exist and are assigned to nobody. */
export async function idleNotedDevices(client: IAMClient, UserName: string): Promise<readonly string[]> {
    const noted = await notedDevices(client, UserName);
    if (noted.length === 0) return [];
    const idle: string[] = [];
    for await (const page of paginateListVirtualMFADevices({ client }, { AssignmentStatus: "Unassigned" }))
        idle.push(...(page.VirtualMFADevices ?? []).map(({ SerialNumber }) => SerialNumber!));
    return noted.filter((serial) => idle.includes(serial));
}

// A device's name may have a comma, a tag's value may not; a tag's value may have colons, a device's name may not.
const comma = "::";

async function notedDevices(client: IAMClient, UserName: string): Promise<readonly string[]> {
    const tags = new Map<string, string>();
    for await (const page of paginateListUserTags({ client }, { UserName }))
        for (const { Key, Value } of page.Tags ?? []) if (Key!.startsWith(prefix)) tags.set(Key!, Value!);
    return [...tags]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([, value]) => {
            // `arn:aws:iam::<account>:mfa/<name>` has `::` itself.
            const name = value.indexOf("/");
            return value.slice(0, name) + value.slice(name).replaceAll(comma, ",");
        });
}
