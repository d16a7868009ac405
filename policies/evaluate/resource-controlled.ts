import { Unknown, type Answer } from "./answer";

/**
 * Services that resource control policies support, by action prefix (Organizations User Guide, "List of AWS services
 * that support RCPs", in September 2026; AWS adds to it).
 */
const services: ReadonlySet<string> = new Set(
    `aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact codebuild
    codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb
    ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications
    opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support
    swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray`.split(/\s+/u),
);

/**
 * Actions of these services that RCPs do not restrict (the same page, "Resources and entities not restricted by RCPs").
 */
const exceptions: ReadonlySet<string> = new Set(["kms:retiregrant"]);

/** Whether resource control policies apply to an action. */
export function resourceControlled(action: string): Answer {
    const name = action.toLowerCase();
    if (exceptions.has(name)) return false;
    const service = name.slice(0, name.indexOf(":"));
    return services.has(service) || new Unknown(`whether resource control policies bind ${service} is not known here`);
}
