import type { ManagementConfig } from "../../config";
import { administeredService } from "../../config/aws-facts";
import type { Fault } from "../../config/faults";
import type { Previous } from "./previous";

/**
 * Services that the last run had on and this config does not name: their administrator would be removed, and what they cost would remain.
 */
export function droppedServiceFaults(
    { audit, organization }: Pick<ManagementConfig, "audit" | "organization">,
    { audit: before }: Pick<Previous, "audit">,
): readonly Fault[] {
    return Object.entries(administeredService)
        .filter(([key, service]) => {
            const isDropped = Object.hasOwn(before ?? {}, key) && !Object.hasOwn(audit, key);
            return isDropped && !organization.disable.includes(service);
        })
        .map(([key, service]) => ({
            severity: "fault",
            path: `audit.${key}`,
            value: "false",
            message:
                "is on in the organization's accounts, and a word in the config does not switch it off: accounts would go on with it, and pay for it, without an administrator",
            cure: `write it back; whoever means it finds the steps in docs/security-services.md, and then writes: organization: { disable: [${[...organization.disable, service].join(", ")}] }`,
        }));
}
