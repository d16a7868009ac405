import { Unknown, type Answer } from "./answer";

/**
 * Services whose resources resource control policies bind, by their action prefix (Organizations User Guide, "List of AWS services that
 * support RCPs"; AWS adds to it).
 */
const services = new Set(["aoss", "ecr", "kms", "s3", "secretsmanager", "sqs", "sts"]);

/** Whether resource control policies bind an action. */
export function resourceControlled(action: string): Answer {
    const service = action.slice(0, action.indexOf(":")).toLowerCase();
    return services.has(service) || new Unknown(`whether resource control policies bind ${service} is not known here`);
}
