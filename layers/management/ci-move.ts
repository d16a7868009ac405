import * as pulumi from "@pulumi/pulumi";
import type { ManagementConfig } from "../../config";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import type { OwnStack } from "../shared/own-stack";

/**
 * Reports, once, what to set up in GitHub before the preview role accepts jobs of an environment only, and no longer those of any pull
 * request.
 */
export function reportCiMove(config: ManagementConfig, own: OwnStack): void {
    const line = ciMove(config, own);
    if (line !== undefined) void pulumi.log.warn(line);
}

/** The same line, where the last run left a role that trusts pull requests. */
export function ciMove({ ci, company }: ManagementConfig, { resources }: OwnStack): string | undefined {
    if (ci === undefined) return undefined;
    const roleName = ciPreviewRoleName(company.short);
    const trust = resources.find(({ type, outputs }) => type === "aws:iam/role:Role" && outputs["name"] === roleName)
        ?.outputs["assumeRolePolicy"];
    if (typeof trust !== "string" || !trust.includes(":pull_request")) return undefined;
    return [
        `role ${roleName} trusts every pull request's job; this up lets in jobs of the environment ${ci.previewEnvironment} instead.`,
        `GitHub refuses the previews of workflows without it: make the environment ${ci.previewEnvironment} in ${ci.repository} (no reviewer), and take`,
        "the shipped preview.yml and drift.yml, whose jobs name it. docs/ci.md, Moving from an earlier version.",
    ].join("\n");
}
