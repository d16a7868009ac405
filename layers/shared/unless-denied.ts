import * as pulumi from "@pulumi/pulumi";
import { isAwsError } from "../../aws/error-codes";
import { readFault } from "../../aws/faults";
import { refuse } from "./stack-config";

/**
 * Reads something from AWS that the run can do without. Undefined if permission is missing, which is logged. Any other error refuses the
 * run.
 *
 * @param what what is read, such as `whether trail … logs`
 * @param gone error codes that mean that the resource does not exist: then undefined too, since the engine will notice it
 */
export async function unlessDenied<T>(
    what: string,
    call: Promise<T>,
    gone: readonly string[] = [],
    say: (message: string) => void = (message) => void pulumi.log.info(message),
): Promise<T | undefined> {
    return call.catch((error: unknown) => {
        if (isAwsError(error, ...gone)) return undefined;
        if (!isAwsError(error, "AccessDenied")) return refuse([readFault(what, error)]);
        say(`not asked: ${what} (AWS returned AccessDenied)`);
        return undefined;
    });
}
