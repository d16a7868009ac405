import type { LivingOrganization } from "../../aws/living/living-organization";
import type { WholePolicy } from "../../aws/living/policies";
import type { Member } from "../../aws/members";
import { unitsOf } from "../../aws/units";

const management = "111111111111";
export const root = "r-abcd";

/** A member of an existing organization; by default in the root. */
export function member(id: string, name: string, more: Partial<Member> = {}): Member {
    return {
        id,
        name,
        email: `${id}@acme.example`,
        state: "ACTIVE",
        joined: "CREATED",
        joinedAt: undefined,
        parentId: root,
        unit: "root",
        ...more,
    };
}

/** A policy that denies one action; by default not attached. */
export function policy(id: string, name: string, more: Partial<WholePolicy> = {}): WholePolicy {
    const Statement = [{ Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" }];
    return {
        id,
        name,
        type: "SERVICE_CONTROL_POLICY",
        description: "",
        content: JSON.stringify({ Version: "2012-10-17", Statement }),
        targets: [],
        ...more,
    };
}

/** An organization with only the management account, with a test's additions. */
export function livingFacts(
    more: Partial<LivingOrganization> & { readonly unitNames?: Readonly<Record<string, readonly string[]>> } = {},
): LivingOrganization {
    const { unitNames = {}, members = [], ...rest } = more;
    return {
        caller: { accountId: management, arn: `arn:aws:iam::${management}:user/mgmt-org-admin` },
        partition: "aws",
        id: "o-exampleorgid",
        featureSet: "ALL",
        managementAccountId: management,
        rootId: root,
        policyTypes: ["SERVICE_CONTROL_POLICY"],
        services: [],
        units: unitsOf(Object.entries(unitNames).map(([id, names]) => ({ id, names, above: [] }))),
        policies: [],
        delegations: new Set(),
        ownWord: { missing: new Set(), unknown: new Set() },
        tags: new Map(),
        resourcePolicy: undefined,
        rootFeatures: [],
        contacts: { common: {}, apart: {} },
        center: undefined,
        unread: [],
        ...rest,
        members: [member(management, "acme-management", { email: "aws@acme.example" }), ...members],
    };
}
