import type { FaultList } from "../faults/fault-list";
import type { ManagementConfig } from "../model/management-config";
import type { Draft } from "../model/draft";
import type { ManagementInput } from "../schema/management";
import { valueAt } from "../faults/path";

type Ci = NonNullable<ManagementConfig["ci"]>;

/** The config of GitHub Actions. Without the repository's ids there is a warning, because AWS would refuse newer repositories. */
export function resolveCi(draft: Draft<ManagementInput["ci"]> | undefined, faults: FaultList): Ci | undefined {
    if (draft === undefined) return undefined;
    const { repository = "", ownerId, repositoryId, subjects = "ids" } = draft;
    const command = `gh api repos/${repository === "" ? "<owner>/<name>" : repository} --jq '.owner.id, .id'`;
    // Something that is wrong has its own fault.
    const isMissing = (key: string): boolean => valueAt(faults.config, ["ci", key]) === undefined;
    const ids = ownerId === undefined || repositoryId === undefined ? undefined : { ownerId, repositoryId };
    const missing = ["ownerId", "repositoryId"].filter(isMissing);
    if (missing.length === 1)
        faults.fault(["ci", missing[0]!], {
            message: "is missing, though the other id is there",
            cure: `write both: ${command}`,
        });
    else if (missing.length === 2 && subjects !== "ids")
        faults.fault(["ci", "subjects"], {
            message: "says which form of the ids is trusted, and the ids are missing",
            cure: `write ownerId and repositoryId: ${command}`,
        });
    else if (missing.length === 2 && draft.repository !== undefined)
        faults.warn(["ci", "repository"], {
            message:
                "has no ids beside it: AWS refuses the tokens of repositories that were made, renamed or transferred since 2026-07-15, for GitHub puts the ids into them",
            cure: `write ci.ownerId and ci.repositoryId: ${command}`,
        });
    const { environment = "production", previewEnvironment = "preview" } = draft;
    // GitHub ignores case in names of environments.
    if (environment.toLowerCase() === previewEnvironment.toLowerCase())
        faults.fault(["ci", draft.previewEnvironment === undefined ? "environment" : "previewEnvironment"], {
            message: `is the environment of the ${draft.previewEnvironment === undefined ? "previews" : "deployments"} too: each preview would need its reviewers, or no deployment would`,
            cure: "name two environments: production with reviewers, preview with none",
        });
    return {
        repository,
        ...(ids !== undefined && { ids }),
        subjects: ids === undefined ? "names" : subjects,
        branch: draft.branch ?? "main",
        environment,
        previewEnvironment,
    };
}
