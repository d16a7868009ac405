/** What keys say of themselves; a key has no name by which it could be found. */
export const stateKeyDescription = "Pulumi state of the organization, and the secrets in it";
export const auditKeyDescription = "Audit logs of the organization";
