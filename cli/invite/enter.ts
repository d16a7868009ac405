import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { whoAmI } from "../../aws/caller";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import type { AccountConfig } from "../../config";
import { shellWord } from "../../config/faults";
import type { OrganizationFacts } from "../accounts/organization";
import type { Step } from "../common/plan";
import { CliError } from "../common/ui";

/** The step that proves that the management account can enter the account, which the account's own stack needs. */
export async function enterStep(
    { region }: Pick<OrganizationFacts, "region">,
    { key, id, roleName }: AccountConfig & { readonly id: string },
    hasJoined: boolean,
): Promise<Step> {
    return {
        title: `prove it: enter it by role ${roleName}`,
        done: hasJoined && (await canEnter(region, id, roleName)),
        act: async () => {
            if (await canEnter(region, id, roleName)) return;
            throw new CliError(
                `account ${key} (${id}) has joined, and its role ${roleName} does not let the management account in`,
                `make it as the account's own administrator: ./org invite ${shellWord(key)} --owner --profile <profile>; then run this again`,
            );
        },
    };
}

/** Whether these credentials can assume the role. */
export async function canEnter(region: string, id: string, roleName: string): Promise<boolean> {
    const { arn } = await whoAmI({ region });
    const role = {
        RoleArn: `arn:${arn.split(":")[1]!}:iam::${id}:role/${roleName}`,
        RoleSessionName: "org-invite",
        DurationSeconds: 900,
    };
    return awsClient(STSClient, { region })
        .send(new AssumeRoleCommand(role))
        .then(
            () => true,
            (error: unknown) => {
                if (isAwsError(error, "AccessDenied")) return false;
                throw error;
            },
        );
}
