import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as pulumi from "@pulumi/pulumi";
import { awsClient } from "../../aws/clients";
import type { Fault } from "../../config/faults";
import type { ManagementOutputs } from "../../config";
import { awsFault } from "../../aws/faults";
import { callerFaults } from "../../aws/preflight/caller-faults";
import { refuse } from "./stack-config";

/** Whose credentials this run has. */
export interface Caller {
    readonly accountId: string;
    readonly arn: string;
}

/** The caller, which must be in the management account: every other account can only be entered from there. */
export async function managementCaller(management: ManagementOutputs): Promise<Caller> {
    const client = awsClient(STSClient, { region: management.region });
    const answer = await client.send(new GetCallerIdentityCommand({})).catch((error: unknown) => awsFault(error));
    if ("cure" in answer) return refuse([answer]);
    const caller = { accountId: answer.Account!, arn: answer.Arn! };
    const wrong = callerFaults(caller, { ...management.management, ...management.company });
    if (wrong.length > 0) return refuse(wrong);
    const fault = writerFault(caller, management);
    return fault === undefined ? caller : refuse([fault]);
}

/** With the preview role, AWS would refuse calls in the middle of an update. */
function writerFault(caller: Caller, { ci, ...management }: ManagementOutputs): Fault | undefined {
    if (pulumi.runtime.isDryRun() || !isCiPreview(caller, { ci })) return undefined;
    return {
        severity: "fault",
        path: "credentials",
        value: caller.arn,
        message: "this is CI's preview role, which reads and changes nothing",
        cure: `deploy with ${ci!.deployRoleArn}, or as an admin with the profile ${management.company.short}-root-oaar`,
    };
}

/** Whether this is CI's preview role, which enters member accounts by a read-only role. */
export function isCiPreview({ arn }: Caller, { ci }: Pick<ManagementOutputs, "ci">): boolean {
    return ci !== null && principalName(arn) === principalName(ci.previewRoleArn);
}

/** `role/<name>` or `user/<name>`. A session's ARN has the role's name without its path. */
export function principalName(arn: string): string {
    const session = /:assumed-role\/([^/]+)\//u.exec(arn);
    if (session !== null) return `role/${session[1]!}`;
    const [kind, ...path] = arn.split(":").at(-1)!.split("/");
    return `${kind!}/${path.at(-1)!}`;
}
