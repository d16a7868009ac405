/** The guide's temporary administrator (guide row 4): does the bootstrap and is removed after it. */
export const bootstrapUser = "mgmt-org-admin";
