/** The temporary administrator that docs/day-0.md has one make: does the bootstrap and is removed after it. */
export const bootstrapUser = "mgmt-org-admin";
