/** Names of an organization's profiles. */
export const profileNames = {
    bootstrap: (short: string) => `${short}-bootstrap`,
    /** The admin's user in the management account. */
    management: (short: string) => `${short}-management`,
    /** The person's user in the security account. */
    security: (short: string) => `${short}-security`,
    rootOaar: (short: string) => `${short}-root-oaar`,
    oaar: (short: string, account: string) => `${short}-${account}-oaar`,
    /** IAM allows `=` and `,` in a role's name, AWS's SDKs do not in a profile's. */
    role: (short: string, account: string, role: string) =>
        `${short}-${account}-${role.toLowerCase().replace(/[=,]/gu, "-")}`,
    session: (profile: string) => `${profile}-session`,
} as const;
