import { bootstrapUser } from "../config/names";
import { userCredentials } from "./user-credentials";

/** Whether the bootstrap user can still come in: it has a key that works, or a password. */
export async function bootstrapUserComesIn(region: string): Promise<boolean> {
    const { hasKey, hasPassword } = await userCredentials({ region }, bootstrapUser);
    return hasKey || hasPassword;
}
