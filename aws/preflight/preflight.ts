import type { ManagementConfig } from "../../config";
import type { Fault } from "../../config/faults";
import { accountFaults } from "./account-faults";
import { asAwsHas } from "./as-aws-has";
import { callerFaults } from "./caller-faults";
import { delegationFaults } from "./delegation-faults";
import { droppedServiceFaults } from "./dropped-service-faults";
import type { AwsSnapshot } from "../snapshot";
import { mixedUpFaults } from "./mixed-up-faults";
import { organizationFaults } from "./organization-faults";
import { policyFaults } from "./policy-faults";
import type { Previous } from "./previous";
import { renamedFaults } from "./renamed-faults";
import { replacedFaults } from "./replaced-faults";
import { twinFaults } from "./twin-faults";
import { unitFaults } from "./unit-faults";

/** Every reason not to start this run that can be seen at AWS, all shown together before anything is registered. */
export function preflightFaults(config: ManagementConfig, snapshot: AwsSnapshot, previous: Previous): readonly Fault[] {
    const wrongCaller = callerFaults(snapshot.caller, { ...config.management, ...config.company });
    // With the wrong account's credentials, nothing else that was read belongs to this organization.
    if (wrongCaller.length > 0) return wrongCaller;
    const { organization } = snapshot;
    const wrongOrganization = organizationFaults(config.management.id, config.organization.id, organization);
    if (organization === undefined) return wrongOrganization;
    return [
        ...wrongOrganization,
        ...unitFaults(config, organization),
        ...accountFaults(config, snapshot, previous),
        ...renamedFaults(config, snapshot, previous),
        ...replacedFaults(config, snapshot, previous),
        ...twinFaults(config, snapshot, previous),
        ...mixedUpFaults(config, snapshot, previous),
        ...policyFaults(asAwsHas(config, snapshot, previous), snapshot),
        ...delegationFaults(config, snapshot, previous),
        ...droppedServiceFaults(config, previous),
    ];
}
