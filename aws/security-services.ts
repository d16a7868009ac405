/** What an account has of AWS's services that watch it, of one region each as a rule, by the type of Pulumi's resource. */
import type { ClientOptions } from "./clients";
import { findChannel, findConfigAggregator, findRecorder } from "./config-recorders";
import { findAnomalyMonitor, findAnomalySubscription } from "./cost-anomalies";
import { findDetector } from "./guardduty";
import type { Properties } from "./identity-center-things";
import { findMacie } from "./macie";
import { regionalId } from "./regional-id";
import { findAggregator, findHub, findHubAssociation, findHubPolicy } from "./securityhub";

type Find = (options: ClientOptions, properties: Properties) => Promise<string | undefined>;

/** Import ids. Each throws AWS's error where it may not look. */
export const securityThings = {
    "aws:cfg/configurationAggregator:ConfigurationAggregator": findConfigAggregator,
    "aws:cfg/deliveryChannel:DeliveryChannel": findChannel,
    "aws:cfg/recorder:Recorder": findRecorder,
    "aws:cfg/recorderStatus:RecorderStatus": findRecorder,
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor": findAnomalyMonitor,
    "aws:costexplorer/anomalySubscription:AnomalySubscription": findAnomalySubscription,
    "aws:guardduty/detector:Detector": findDetector,
    // There as long as the account is the administrator, with all off.
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration": (options, { detectorId, region }) =>
        Promise.resolve(regionalId(detectorId as string, region as string, options)),
    "aws:macie2/account:Account": findMacie,
    "aws:securityhub/account:Account": findHub,
    "aws:securityhub/configurationPolicy:ConfigurationPolicy": findHubPolicy,
    "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": findHubAssociation,
    "aws:securityhub/findingAggregator:FindingAggregator": findAggregator,
    // There as long as the account has a hub, and its id is the account's.
    "aws:securityhub/organizationConfiguration:OrganizationConfiguration": findHub,
} satisfies Readonly<Record<string, Find>>;

export type SecurityThingType = keyof typeof securityThings;

/** Whether a thing of this type is one of a security service's. */
export function isSecurityThing(type: string): type is SecurityThingType {
    return Object.hasOwn(securityThings, type);
}
