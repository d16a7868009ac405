import { type ManagementOutputs, outputsFault } from "../../config";
import { refuse } from "./stack-config";
import { fullName, readStackOutputs } from "./stack-outputs";

/** What each later layer starts from. */
export async function readManagementOutputs(): Promise<ManagementOutputs> {
    const outputs = await readStackOutputs("management");
    const fault = outputsFault(outputs, fullName("management"));
    return fault === undefined ? (outputs as unknown as ManagementOutputs) : refuse([fault]);
}
