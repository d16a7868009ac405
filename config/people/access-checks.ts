import type { AccessContext, AccessDraft } from "./access-context";
import type { CheckContext } from "../check/context";
import type { Limits } from "../aws-facts/limits";
import { partitionOf, partitionWith } from "../aws-facts/partitions";
import { commonManagedPolicies } from "../aws-facts/managed-policies";
import { nearest } from "../faults/nearest";
import { checkDocument } from "../organization/policy-content";
import type { PolicyDocument } from "../model/policy-document";

export function checkPolicies(
    path: readonly string[],
    names: readonly string[],
    draft: AccessDraft,
    limits: Limits,
    judge: CheckContext,
): void {
    const { faults } = judge;
    if (names.length > limits.managedPoliciesPerRole) {
        faults.fault([...path, "policies"], {
            message: `names ${names.length} policies; AWS takes ${limits.managedPoliciesPerRole} on a role`,
            cure: "join some into an inline policy",
        });
    }
    // A policy that has a fault is a policy nevertheless.
    if (names.length === 0 && (draft.policies ?? []).length === 0 && draft.inline === undefined) {
        faults.fault(
            path,
            {
                message: "may do nothing: it has neither policies nor inline",
                cure: "write policies: [ReadOnlyAccess], or an inline policy",
            },
            JSON.stringify(path.at(-1)),
        );
    }
    checkPartition([...path, "boundary"], draft.boundary, judge);
    (draft.policies ?? []).forEach((name, index) => {
        checkPartition([...path, "policies", index], name, judge);
        if (name === undefined || name.startsWith("arn:") || commonManagedPolicies.includes(name)) return;
        const near = nearest(name, commonManagedPolicies);
        const check = "check the name: aws iam list-policies --scope AWS";
        const complaint = {
            message: "is not a managed policy that this program knows",
            cure: near === undefined ? check : `did you mean ${near}? Else ${check}`,
        };
        faults.warn([...path, "policies", index], complaint);
    });
}

/** IAM accepts only ARNs of its own partition, also for AWS managed policies. Returns whether there was a fault. */
function checkPartition(
    path: readonly (string | number)[],
    arn: string | undefined,
    { faults, region }: CheckContext,
): boolean {
    const partition = /^arn:(aws[\w-]*):/u.exec(arn ?? "")?.[1];
    // A home region of no known partition is reported elsewhere.
    if (partition === undefined || partitionWith(region) === undefined || partition === partitionOf(region))
        return false;
    faults.fault(path, {
        message: `is of the partition ${partition}; IAM in ${region} takes ARNs of ${partitionOf(region)} alone`,
        cure: `write ${arn!.replace(`arn:${partition}:`, `arn:${partitionOf(region)}:`)}`,
    });
    return true;
}

export function checkInline(
    document: PolicyDocument,
    path: readonly string[],
    limits: Limits,
    judge: CheckContext,
): void {
    checkDocument(document as unknown as Readonly<Record<string, unknown>>, "identity", path, judge);
    const size = JSON.stringify(document).length;
    if (size > limits.inlinePolicySize)
        judge.faults.fault(path, {
            message: `is ${size} characters; AWS takes ${limits.inlinePolicySize}`,
            cure: "join actions by wildcards",
        });
}

/** People must prove MFA, a third party must send an external id, and nothing may mean everybody. */
export function checkPrincipals(
    path: readonly string[],
    draft: AccessDraft,
    { ids }: AccessContext,
    judge: CheckContext,
): void {
    const { faults } = judge;
    if (draft.principals === undefined) {
        if (draft.mfa === false)
            faults.fault([...path, "mfa"], {
                message: "lets people in without a code",
                cure: "take the line out; only roles of machines and third parties (principals) may do without",
            });
        return;
    }
    if (draft.principals.length === 0)
        faults.fault([...path, "principals"], {
            message: "is empty: nobody could take the role on",
            cure: "name an ARN or an account id, or take the line out",
        });
    draft.principals.forEach((principal, index) => {
        if (principal === undefined) return;
        const at = [...path, "principals", index];
        const id =
            /^(?:arn:aws[\w-]*:(?:iam|sts)::(\d{12}):(?:root|(?:user|role|assumed-role|federated-user)\/.+)|(\d{12}))$/u.exec(
                principal,
            );
        if (principal === "*" || principal.includes("*"))
            faults.fault(at, {
                message: "opens the role to more than one can see",
                cure: "name ARNs or account ids without *",
            });
        else if (/:(?:oidc|saml)-provider\//u.test(principal))
            faults.fault(at, {
                message: "is an identity provider, and the role could not say which of its subjects it means",
                cure: "name a role that they assume first (as ci makes for GitHub)",
            });
        else if (id === null)
            faults.fault(at, {
                message: "is neither the ARN of a principal nor an account id",
                cure: 'write it as in arn:aws:iam::111122223333:role/Scanner or "111122223333"',
            });
        else if (checkPartition(at, principal, judge)) return;
        else if (draft.externalId === undefined && !ids.includes(id[1] ?? id[2] ?? "")) {
            faults.fault(at, {
                message: "is outside of this organization, and the role asks for no external id",
                cure: "write the id that the third party gave: externalId: …",
            });
        }
    });
}
