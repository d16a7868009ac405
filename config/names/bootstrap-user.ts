/** Name of the temporary administrator that docs/day-0.md creates: it does the bootstrap and is removed afterwards. */
export const bootstrapUser = "mgmt-org-admin";
