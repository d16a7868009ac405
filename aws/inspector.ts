/** What Inspector scans in the organization's accounts, in one region each, as the account that administers it hears it. */
import { awsClient, type ClientOptions } from "./clients";
import type { InspectorScan } from "../config/aws-facts";
import { collect } from "./snapshot";

export interface InspectorThere {
    /** What new accounts get by themselves. */
    readonly auto: readonly InspectorScan[];
    /** Ids of the accounts that are members. */
    readonly members: ReadonlySet<string>;
    /** What is scanned, by account; accounts that nobody may ask for are missing. */
    readonly scanned: Readonly<Record<string, readonly InspectorScan[]>>;
}

/** Inspector API, BatchGetAccountStatus. */
const atOnce = 100;

// By the member of the API's structures.
const scans = {
    ec2: "EC2",
    ecr: "ECR",
    lambda: "LAMBDA",
    lambdaCode: "LAMBDA_CODE",
    codeRepository: "CODE_REPOSITORY",
} as const satisfies Readonly<Record<string, InspectorScan>>;
const keys = Object.keys(scans) as readonly (keyof typeof scans)[];

/** Asks in the client's region. Throws AWS's error. */
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

/** What of `autoEnable` is true. */
export function scansOf(autoEnable: unknown): readonly InspectorScan[] {
    const flags = (autoEnable ?? {}) as Readonly<Record<string, unknown>>;
    return keys.filter((key) => flags[key] === true).map((key) => scans[key]);
}

function isOn(status: string | undefined): boolean {
    return status === "ENABLED" || status === "ENABLING";
}
