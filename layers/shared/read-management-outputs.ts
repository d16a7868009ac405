import { readOutputs, type ManagementOutputs } from "../../config";
import { refuse } from "./stack-config";
import { fullName, readStackOutputs } from "./stack-outputs";

/** What each later layer starts from. */
export async function readManagementOutputs(): Promise<ManagementOutputs> {
    const read = readOutputs(await readStackOutputs("management"), fullName("management"));
    return read.ok ? read.value : refuse([read.fault]);
}
