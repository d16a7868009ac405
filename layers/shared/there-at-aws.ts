import { isAwsError } from "../../aws/error-codes";
import { awsFault } from "../../aws/faults";
import { isNamed } from "./known-users";
import { refuse } from "./stack-config";

/**
 * What AWS has, by name: one that it has no more cannot be lost. Who may not list them gets a yes for each. Any other error refuses the run.
 *
 * @param listed names that AWS has
 */
export async function thereAtAws(listed: () => Promise<readonly string[]>): Promise<(name: string) => boolean> {
    const atAws = await listed().catch((error: unknown) =>
        isAwsError(error, "AccessDenied") ? undefined : refuse([awsFault(error)]),
    );
    return (name) => atAws === undefined || atAws.some((each) => isNamed(each, name));
}
