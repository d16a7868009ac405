import { readOutputs, type ManagementOutputs } from "../../config";
import { refuse } from "./stack-config";
import { fullName, readStackOutputs } from "./stack-outputs";

/** The management stack's outputs, which each later layer starts from. Refuses the run if there are none. */
export async function readManagementOutputs(): Promise<ManagementOutputs> {
    const read = readOutputs(await readStackOutputs("management"), fullName("management"));
    return read.ok ? read.value : refuse([read.fault]);
}
