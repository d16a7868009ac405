import * as pulumi from "@pulumi/pulumi";
import { isAwsError } from "../../aws/error-codes";
import { readFault } from "../../aws/faults";
import { refuse } from "./stack-config";

/**
 * What AWS says of something that the run can go on without. Undefined where nobody may ask, which is said. Any other error refuses the run.
 *
 * @param what it is asked for, as `whether trail … logs`
 * @param gone codes by which AWS says that it is not there: undefined too, for that is the engine's to find
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
