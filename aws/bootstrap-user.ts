import { GetLoginProfileCommand, IAMClient, paginateListAccessKeys } from "@aws-sdk/client-iam";
import { bootstrapUser } from "../config/names";
import { awsClient } from "./clients";
import { isAwsError } from "./error-codes";
import { collect } from "./snapshot";

/** Whether the bootstrap user can still come in: it has a key that works, or a password. */
export async function bootstrapUserComesIn(region: string): Promise<boolean> {
    const client = awsClient(IAMClient, { region });
    try {
        const pages = paginateListAccessKeys({ client }, { UserName: bootstrapUser });
        const keys = await collect(pages, (page) => page.AccessKeyMetadata);
        if (keys.some(({ Status }) => Status === "Active")) return true;
        await client.send(new GetLoginProfileCommand({ UserName: bootstrapUser }));
        return true;
    } catch (error) {
        if (isAwsError(error, "NoSuchEntity")) return false;
        throw error;
    }
}
