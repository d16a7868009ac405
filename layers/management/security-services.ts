import * as pulumi from "@pulumi/pulumi";
import type { AwsSnapshot } from "../../aws/snapshot";
import { GuardDutyDetectors } from "../../components/security-services/guardduty";
import type { AccountRecordersArgs } from "../../components/security-services/recorders";
import { SecurityHubAccounts } from "../../components/security-services/securityhub";
import type { ManagementConfig } from "../../config";
import { securityKey } from "../../config/names";
import { regionsOff } from "../shared/opted-regions";
import type { OwnStack } from "../shared/own-stack";
import { buildRecorders, deliveringAlready, keepRecording, recordersOf, waitsForBucket } from "../shared/recorders";
import { refuse } from "../shared/stack-config";

/** Registers what the management account has of the services itself: an administrator takes it in only then. */
export function buildOwnServices(
    { audit: { guardduty, securityHub } }: Pick<ManagementConfig, "audit">,
    recorders: AccountRecordersArgs | undefined,
    opts: pulumi.ComponentResourceOptions,
): void {
    // GuardDuty User Guide, "Adding members to the organization".
    if (guardduty !== undefined) new GuardDutyDetectors("guardduty", { regions: guardduty.regions }, opts);
    // Security Hub User Guide, "Managing Security Hub for multiple accounts": nobody else can switch it on here.
    if (securityHub !== undefined) new SecurityHubAccounts("security-hub", { regions: securityHub.regions }, opts);
    if (recorders !== undefined) buildRecorders(recorders, opts);
}

/** The management account's recorders, and the stacks that are to be run before the others of them can be made. */
export interface OwnRecorders {
    readonly recorders?: AccountRecordersArgs;
    /** Absent: none is waited for. */
    readonly waitsFor?: readonly string[];
}

/**
 * The management account's recorders. The bucket that they deliver to is in an account that this stack makes, so new ones follow in its
 * second run: AWS takes no delivery channel to a bucket that is not there (AWS Config API, PutDeliveryChannel: NoSuchBucketException).
 */
export async function ownRecordersOf(
    config: ManagementConfig,
    { partition }: AwsSnapshot,
    own: OwnStack,
    region: string,
): Promise<OwnRecorders> {
    if (config.audit.config === undefined) return {};
    const off = await regionsOff(config.management.optIn, { region });
    const wanted = await recordersOf({ ...config, partition }, config.management.id, { region }, own, off);
    if (wanted === undefined) return {};
    if ("cure" in wanted) return refuse([wanted]);
    const waits = await waitsForBucket(wanted, own);
    if (waits)
        void pulumi.log.info(
            "audit.config: the management account is recorded from the next run on: run `pulumi up --stack security`, then this again (./org fleet up does both)",
        );
    const waiting = waits ? { waitsFor: [securityKey] } : {};
    const recorders = waits ? { ...wanted, regions: deliveringAlready(wanted, own) } : wanted;
    if (Object.keys(recorders.regions).length === 0) return waiting;
    const offAtAws = await keepRecording(recorders, { region }, own);
    return { recorders: { ...recorders, offAtAws }, ...waiting };
}
