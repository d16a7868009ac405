import { readSharedFiles } from "../../aws/shared-config/files";

/** Names of the profiles in this machine's AWS files that have one of the user's keys, and the bootstrap profile. */
export function profilesOfUser(keyIds: readonly string[], bootstrapProfile: string): readonly string[] {
    return Object.entries(readSharedFiles().profiles)
        .filter(([name, { aws_access_key_id: id }]) => name === bootstrapProfile || keyIds.includes(id ?? ""))
        .map(([name]) => name)
        .sort();
}
