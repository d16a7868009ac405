import type { CheckContext } from "../check/context";
import type { AccessContext, AccessDraft } from "./access-context";
import { checkInline, checkPolicies, checkPrincipals } from "./access-checks";
import { checkNames, checkProfiles } from "./access-names";
import { matchingAccounts } from "./account-globs";
import { canWrite } from "./write-access";
import type { Draft } from "../model/draft";
import { durationText, secondsOf } from "../aws-facts/duration";
import { managedPolicyArn } from "../aws-facts/managed-policies";
import { checkPermissionSets } from "./permission-sets";
import type { AccessConfig } from "../model/management-config";
import { withoutInvalid } from "../organization/organization";
import { inlineDocument } from "../organization/policy-content";
import type { PolicyDocument } from "../model/policy-document";
import { partitionOf } from "../aws-facts/partitions";
import { defaultsOf } from "../aws-facts/role-defaults";
import type { ManagementInput } from "../schema/management";

/** The roles of `access` with every default filled in; faults go into the list. */
export function resolveAccess(
    access: Draft<ManagementInput["access"]> | undefined,
    context: AccessContext,
    judge: CheckContext,
): readonly AccessConfig[] {
    const entries = Object.entries(access ?? {});
    const resolved = entries.map(([role, draft]) => resolveRole(role, draft ?? {}, context, judge));
    const misnamed = checkNames(resolved, context, judge);
    checkProfiles(
        resolved.filter(({ role }) => !misnamed.has(role)),
        context,
        judge,
    );
    checkPermissionSets(resolved, context, judge);
    return resolved;
}

function resolveRole(role: string, draft: AccessDraft, context: AccessContext, judge: CheckContext): AccessConfig {
    const path = ["access", role];
    const { limits } = context;
    const defaults = defaultsOf(role);
    const partition = partitionOf(judge.region);
    const principals = draft.principals === undefined ? undefined : withoutInvalid(draft.principals);
    const names = draft.policies === undefined ? defaults.policies : withoutInvalid(draft.policies);
    const inline = inlineDocument(draft.inline, [...path, "inline"], judge) as PolicyDocument | undefined;
    if (inline !== undefined) checkInline(inline, [...path, "inline"], limits, judge);
    checkPolicies(path, names, draft, limits, judge);
    checkPrincipals(path, draft, context, judge);
    const description = draft.description ?? defaults.description;
    if (!/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/u.test(description) || description.length > limits.roleDescription) {
        judge.faults.fault([...path, "description"], {
            message: `is no description of a role: AWS takes ${limits.roleDescription} Latin characters`,
            cure: "write it in plain letters",
        });
    }
    const rights = {
        managedPolicies: [...new Set(names.map((name) => managedPolicyArn(name, partition)))],
        ...(inline !== undefined && { inline }),
        ...(draft.boundary !== undefined && { boundary: managedPolicyArn(draft.boundary, partition) }),
    };
    return {
        role,
        accounts: matchingAccounts({ role, writes: canWrite(rights) }, draft.accounts, context, judge.faults),
        ...rights,
        ...(draft.overwrite === true && { overwrite: true as const }),
        mfa: draft.mfa ?? principals === undefined,
        mfaAge: duration(
            draft.mfaAge,
            [...path, "mfaAge"],
            [limits.mfaAgeMin, limits.mfaAgeMax],
            defaults.mfaAge,
            judge,
        ),
        session: duration(
            draft.session,
            [...path, "session"],
            [limits.sessionMin, limits.sessionMax],
            defaults.session,
            judge,
        ),
        ...(draft.externalId !== undefined && { externalId: draft.externalId }),
        ...(principals !== undefined && { principals }),
        description,
    };
}

function duration(
    value: string | number | undefined,
    path: readonly string[],
    [minimum, maximum]: readonly [number, number],
    fallback: number,
    { faults }: CheckContext,
): number {
    if (value === undefined) return fallback;
    const seconds = secondsOf(value);
    const bounds = `${durationText(minimum)} to ${durationText(maximum)}`;
    if (seconds === undefined)
        faults.fault(path, {
            message: "is not a duration",
            cure: `write: {key}: ${durationText(fallback)} (hours h, minutes m, seconds s; ${bounds})`,
        });
    else if (seconds < minimum || seconds > maximum) {
        const unit = typeof value === "number" ? " A number without a unit is seconds." : "";
        faults.fault(path, {
            message: `is ${durationText(seconds)}; AWS takes ${bounds}`,
            cure: `write: {key}: ${durationText(fallback)}.${unit}`,
        });
    }
    return seconds ?? fallback;
}
