/**
 * Actions that AWS carries out for everybody who has credentials, whatever policies say (STS API Reference, GetCallerIdentity; IAM User
 * Guide, "Permissions for GetSessionToken").
 */
const unpoliced: ReadonlySet<string> = new Set(["sts:getcalleridentity", "sts:getsessiontoken"]);

/** Whether no policy can allow or deny the action. */
export function needsNoPermission(action: string): boolean {
    return unpoliced.has(action.toLowerCase());
}
