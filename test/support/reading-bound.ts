/** Number of things in an organization that is read. */
export interface Counted {
    readonly accounts: number;
    readonly units: number;
    readonly policies: number;
    readonly delegations: number;
    readonly groups: number;
    readonly sets: number;
    readonly assignedAccounts: number;
    /** Of all resources together. */
    readonly tags: number;
}

/** Number of policy types. */
const types = 15;
/** Smallest page of tags in the emulator. */
const tagsOfAPage = 5;

/** The most calls of each operation that reading may take: one for each account only if AWS has no list. */
export function boundOf(counted: Counted, page = 20): Readonly<Record<string, number>> {
    const { accounts, units, policies, delegations, groups, sets, assignedAccounts, tags } = counted;
    const pages = (count: number): number => Math.max(1, Math.ceil(count / page));
    const things = accounts + units + policies + 1;
    const oneEach = [
        "GetCallerIdentity",
        "DescribeOrganization",
        "DescribeResourcePolicy",
        "ListOrganizationsFeatures",
        "ListInstances",
    ];
    return {
        ...Object.fromEntries(oneEach.map((operation) => [operation, 1])),
        // Reading the membership calls it once more.
        ListRoots: 2,
        ListAccounts: pages(accounts),
        ListAWSServiceAccessForOrganization: pages(30),
        ListDelegatedAdministrators: pages(delegations),
        ListDelegatedServicesForAccount: delegations,
        ListOrganizationalUnitsForParent: units + 1 + pages(units),
        ListAccountsForParent: units + 1 + pages(accounts),
        ListPolicies: types + pages(policies),
        ListTargetsForPolicy: policies + pages(policies * page),
        DescribePolicy: policies,
        // AWS does not list tags and contacts of several resources.
        ListTagsForResource: things + Math.ceil(tags / tagsOfAPage),
        "POST /getAlternateContact": 3 * (accounts + 1),
        "GET /admin": delegations,
        ListGroups: pages(groups),
        ListPermissionSets: pages(sets),
        DescribePermissionSet: sets,
        ListManagedPoliciesInPermissionSet: sets,
        ListCustomerManagedPolicyReferencesInPermissionSet: sets,
        GetInlinePolicyForPermissionSet: sets,
        GetPermissionsBoundaryForPermissionSet: sets,
        ListAccountsForProvisionedPermissionSet: sets,
        ListAccountAssignments: sets * assignedAccounts,
    };
}
