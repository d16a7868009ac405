import { readSharedFiles } from "../../aws/shared-config/files";

/** Profiles of this machine's AWS files that hold the user's keys, or are named for the bootstrap user. */
export function profilesOfUser(keyIds: readonly string[], bootstrapProfile: string): readonly string[] {
    return Object.entries(readSharedFiles().profiles)
        .filter(([name, { aws_access_key_id: id }]) => name === bootstrapProfile || keyIds.includes(id ?? ""))
        .map(([name]) => name)
        .sort();
}
