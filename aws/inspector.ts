/** What Inspector scans in the organization's accounts, one region at a time, as seen from its administrator account. */
import { awsClient, type ClientOptions } from "./clients";
import type { InspectorScan } from "../config/aws-facts";
import { collect } from "./snapshot";

export interface InspectorThere {
    /** What new accounts get automatically. */
    readonly auto: readonly InspectorScan[];
    /** 12-digit ids of the member accounts. */
    readonly members: ReadonlySet<string>;
    /** What is scanned, by account id. Accounts that may not be read are missing. */
    readonly scanned: Readonly<Record<string, readonly InspectorScan[]>>;
}

/** Most accounts in one call (Inspector API, BatchGetAccountStatus). */
const atOnce = 100;

// By field name of the API's structures.
const scans = {
    ec2: "EC2",
    ecr: "ECR",
    lambda: "LAMBDA",
    lambdaCode: "LAMBDA_CODE",
    codeRepository: "CODE_REPOSITORY",
} as const satisfies Readonly<Record<string, InspectorScan>>;
const keys = Object.keys(scans) as readonly (keyof typeof scans)[];

/** Reads from the client's region. Throws AWS's error. */
export async function inspectorThere(options: ClientOptions, accountIds: readonly string[]): Promise<InspectorThere> {
    const sdk = await import("@aws-sdk/client-inspector2");
    const client = awsClient(sdk.Inspector2Client, options);
    const { autoEnable } = await client.send(new sdk.DescribeOrganizationConfigurationCommand({}));
    const members = await collect(sdk.paginateListMembers({ client }, {}), (page) => page.members);
    const scanned: Record<string, readonly InspectorScan[]> = {};
    for (let from = 0; from < accountIds.length; from += atOnce) {
        const asked = accountIds.slice(from, from + atOnce);
        const { accounts = [] } = await client.send(new sdk.BatchGetAccountStatusCommand({ accountIds: asked }));
        for (const { accountId, resourceState } of accounts)
            scanned[accountId!] = keys.filter((key) => isOn(resourceState?.[key]?.status)).map((key) => scans[key]);
    }
    return {
        auto: scansOf(autoEnable),
        members: new Set(members.flatMap(({ accountId }) => accountId ?? [])),
        scanned,
    };
}

/** The scan types that are true in `autoEnable`. */
export function scansOf(autoEnable: unknown): readonly InspectorScan[] {
    const flags = (autoEnable ?? {}) as Readonly<Record<string, unknown>>;
    return keys.filter((key) => flags[key] === true).map((key) => scans[key]);
}

function isOn(status: string | undefined): boolean {
    return status === "ENABLED" || status === "ENABLING";
}
