/** Finds existing resources of AWS's security services, most of which belong to one region, by Pulumi's resource type. */
import type { ClientOptions } from "./clients";
import { findChannel, findConfigAggregator, findRecorder } from "./config-recorders";
import { findAnomalyMonitor, findAnomalySubscription } from "./cost-anomalies";
import { findDetector } from "./guardduty";
import type { Properties } from "./identity-center-things";
import { findMacie } from "./macie";
import { regionalId } from "./regional-id";
import { findAggregator, findHub, findHubAssociation, findHubPolicy } from "./securityhub";

type Find = (options: ClientOptions, properties: Properties) => Promise<string | undefined>;

/** Functions that return import ids. Each throws AWS's error if reading is refused. */
export const securityThings = {
    "aws:cfg/configurationAggregator:ConfigurationAggregator": findConfigAggregator,
    "aws:cfg/deliveryChannel:DeliveryChannel": findChannel,
    "aws:cfg/recorder:Recorder": findRecorder,
    "aws:cfg/recorderStatus:RecorderStatus": findRecorder,
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor": findAnomalyMonitor,
    "aws:costexplorer/anomalySubscription:AnomalySubscription": findAnomalySubscription,
    "aws:guardduty/detector:Detector": findDetector,
    // It exists as long as the account is the administrator, even with everything off.
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration": (options, { detectorId, region }) =>
        Promise.resolve(regionalId(detectorId as string, region as string, options)),
    "aws:macie2/account:Account": findMacie,
    "aws:securityhub/account:Account": findHub,
    "aws:securityhub/configurationPolicy:ConfigurationPolicy": findHubPolicy,
    "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": findHubAssociation,
    "aws:securityhub/findingAggregator:FindingAggregator": findAggregator,
    // It exists as long as the account has a hub, and its id is the account's.
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration": findHub,
} satisfies Readonly<Record<string, Find>>;

export type SecurityThingType = keyof typeof securityThings;

/** Whether a resource type belongs to a security service. */
export function isSecurityThing(type: string): type is SecurityThingType {
    return Object.hasOwn(securityThings, type);
}
