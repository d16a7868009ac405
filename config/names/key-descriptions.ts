/** Descriptions of KMS keys. A key has no name, so it is found by its description. */
export const stateKeyDescription = "Pulumi state of the organization, and the secrets in it";
export const auditKeyDescription = "Audit logs of the organization";
