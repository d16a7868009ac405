import * as pulumi from "@pulumi/pulumi";
import { outputsFault, type ManagementOutputs } from "../config/management-outputs";
import { refuse } from "./stack-config";

/** What each later layer starts from. Read as a StackReference would: only this way a stack that is not there can be told of. */
export async function readManagementOutputs(): Promise<ManagementOutputs> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/management`;
    const outputs = await readOutputs(name);
    const fault = outputsFault(outputs, name);
    return fault === undefined ? (outputs as unknown as ManagementOutputs) : refuse([fault]);
}

async function readOutputs(name: string): Promise<Readonly<Record<string, unknown>>> {
    try {
        const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name })) as {
            readonly outputs?: Readonly<Record<string, unknown>>;
        };
        return answer.outputs ?? {};
    } catch (error) {
        if (/unknown stack/iu.test(String(error))) return {};
        throw error;
    }
}
