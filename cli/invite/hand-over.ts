import type { AccountConfig } from "../../config";
import type { OrganizationFacts } from "../accounts/organization";
import { mustHaveNoChanges, stateResources } from "../accounts/own-resource";
import { mustPulumi } from "../common/engine";
import type { Step } from "../common/plan";

/**
 * Steps by which the management stack imports the account: this account only, and nothing else of its file. None where the stack has no
 * state.
 */
export async function handOver(
    { project }: OrganizationFacts,
    { key }: Pick<AccountConfig, "key">,
): Promise<readonly Step[]> {
    const resources = await stateResources(project);
    if (resources.length === 0) return [];
    const isKnown = resources.some(({ urn }) => urn.endsWith(`::account-${key}-account`));
    const targets = [`**::account-${key}`, `**::account-${key}-account`];
    return [
        {
            title: "let the management stack take it in (pulumi up, of this account alone)",
            done: isKnown,
            act: async () => {
                await mustPulumi(
                    project,
                    [
                        ...["up", "--yes", "--skip-preview", "--stack", "management"],
                        ...targets.flatMap((target) => ["--target", target]),
                    ],
                    { cure: "see its words, mend what they name, and run this again" },
                );
            },
        },
        {
            title: "prove it: a preview of this account has no changes",
            done: isKnown,
            act: () => mustHaveNoChanges(project, ...targets),
        },
    ];
}
