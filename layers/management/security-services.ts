import type * as pulumi from "@pulumi/pulumi";
import { GuardDutyDetectors } from "../../components/security-services/guardduty";
import { SecurityHubAccounts } from "../../components/security-services/securityhub";
import type { ManagementConfig } from "../../config";

/** Registers what the management account has of the services itself: an administrator takes it in only then. */
export function buildOwnServices(
    { audit: { guardduty, securityHub } }: Pick<ManagementConfig, "audit">,
    opts: pulumi.ComponentResourceOptions,
): void {
    // GuardDuty User Guide, "Adding members to the organization".
    if (guardduty !== undefined) new GuardDutyDetectors("guardduty", { regions: guardduty.regions }, opts);
    // Security Hub User Guide, "Managing Security Hub for multiple accounts": nobody else can switch it on here.
    if (securityHub !== undefined) new SecurityHubAccounts("security-hub", { regions: securityHub.regions }, opts);
}
