import { recordedEvents, type EventSelectors } from "../../components/audit/event-selectors";
import type { SecurityConfig } from "../../config";
import type { OwnStack } from "../shared/own-stack";

/**
 * What the trail records, as the state has it: a config without `audit.dataEvents` leaves that as it is. Not left to the provider: where selectors go it
 * asks CloudTrail for none at all, which CloudTrail refuses (Terraform provider 6.34, setAdvancedEventSelectors; API page PutEventSelectors).
 */
function selectorsThere({ resources }: Pick<OwnStack, "resources">): EventSelectors {
    const trail = resources.find(({ type }) => type === "aws:cloudtrail/trail:Trail")?.outputs ?? {};
    const { eventSelectors, advancedEventSelectors, insightSelectors } = trail;
    return filled({ eventSelectors, advancedEventSelectors, insightSelectors }) as EventSelectors;
}

/** Without empty lists: the provider writes them and takes none. */
function filled(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(
        ([, each]) => each !== undefined && !(Array.isArray(each) && each.length === 0),
    );
    return Object.fromEntries(kept.map(([key, each]) => [key, filled(each)]));
}

/**
 * Which events the trail records: the config's. What is not in it stays as the state has it.
 *
 * @param unrecorded names of the audit's own buckets
 */
export function selectorsOf(
    { dataEvents }: SecurityConfig["audit"],
    partition: string,
    unrecorded: readonly string[],
    own: Pick<OwnStack, "resources">,
): EventSelectors {
    const there = selectorsThere(own);
    if (dataEvents === undefined) return there;
    const { insightSelectors } = there;
    return {
        ...recordedEvents(dataEvents, partition, unrecorded),
        ...(insightSelectors === undefined ? {} : { insightSelectors }),
    };
}
