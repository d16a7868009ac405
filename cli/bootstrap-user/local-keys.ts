import { loadSharedConfigFiles } from "@smithy/core/config";

/** Profiles of this machine's AWS files that hold the user's keys, or are named for the bootstrap user. */
export async function profilesOfUser(keyIds: readonly string[], bootstrapProfile: string): Promise<readonly string[]> {
    const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
    const profiles = Object.entries({ ...configFile, ...credentialsFile });
    return profiles
        .filter(([name, { aws_access_key_id: id }]) => name === bootstrapProfile || keyIds.includes(id ?? ""))
        .map(([name]) => name)
        .sort();
}
