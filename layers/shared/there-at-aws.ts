import { isAwsError } from "../../aws/error-codes";
import { awsFault } from "../../aws/faults";
import { isNamed } from "./known-users";
import { refuse } from "./stack-config";

/**
 * Whether AWS has a name, since only an existing thing can be lost. True for every name if they may not be listed. Any other error refuses
 * the run.
 *
 * @param listed returns the names at AWS
 */
export async function thereAtAws(listed: () => Promise<readonly string[]>): Promise<(name: string) => boolean> {
    const atAws = await listed().catch((error: unknown) =>
        isAwsError(error, "AccessDenied") ? undefined : refuse([awsFault(error)]),
    );
    return (name) => atAws === undefined || atAws.some((each) => isNamed(each, name));
}
