import { stringify } from "yaml";

/** Configs of the layers for a company with many accounts: units in two levels, policies of several types, people in groups. */
export function largeCompany(
    count: number,
): Readonly<Record<"management" | "security", Readonly<Record<string, unknown>>>> {
    const teams = Array.from({ length: Math.max(2, Math.ceil(count / 40)) }, (_, index) => `team-${index + 1}`);
    const units = ["security", "shared", "suspended", ...teams.flatMap((team) => [`${team}/dev`, `${team}/prd`])];
    const members = Array.from({ length: count - 2 }, (_, index) => {
        const team = teams[index % teams.length]!;
        const stage = index % 3 === 0 ? "prd" : "dev";
        return [`${team}-app-${index}-${stage}`, { unit: `${team}/${stage}`, tags: { Owner: team } }] as const;
    });
    const management = {
        company: { name: "acme", short: "ac" },
        email: "aws@acme.example",
        management: { id: "111111111111" },
        organization: {
            policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY"],
            services: ["account.amazonaws.com", "cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"],
        },
        regions: ["us-east-1", "eu-west-1"],
        units,
        accounts: { security: { unit: "security" }, ...Object.fromEntries(members) },
        accountQuota: count + 10,
        policies: {
            "deny-leaving-organization": { targets: ["root"] },
            "deny-root-user": { targets: ["root"] },
            "protect-audit": { targets: ["account:security"] },
            "only-our-regions": {
                targets: teams.map((team) => `${team}/prd`),
                with: { regions: ["us-east-1", "eu-west-1"] },
            },
            "required-tags": { targets: teams, with: { tags: { Owner: [] } } },
            "deny-everything": { targets: ["suspended"] },
        },
        delegatedAdministrators: { security: ["cloudtrail.amazonaws.com", "access-analyzer.amazonaws.com"] },
        access: {
            DevOps: { accounts: ["*"] },
            Auditor: { accounts: ["*", "management"] },
            ...Object.fromEntries(
                teams.map((team) => [
                    `Developer-${team}`,
                    { accounts: [`${team}-*`], policies: ["PowerUserAccess"], mfaAge: "12h", session: "1h" },
                ]),
            ),
        },
        admins: ["ada.lovelace", "alan.turing"],
        contacts: {
            security: { name: "Security", title: "Security", email: "security@acme.example", phone: "+1 555 0100" },
        },
    };
    const security = {
        groups: {
            devops: { roles: ["DevOps"] },
            auditors: { roles: ["Auditor"] },
            ...Object.fromEntries(teams.map((team) => [`developers-${team}`, { roles: [`Developer-${team}`] }])),
        },
        users: {
            "ada.lovelace": { groups: ["devops"] },
            "grace.hopper": { groups: ["auditors"] },
            ...Object.fromEntries(
                teams.flatMap((team) =>
                    [1, 2, 3].map((person) => [`person-${person}.${team}`, { groups: [`developers-${team}`] }]),
                ),
            ),
        },
    };
    return { management, security };
}

/** The text of a stack file with such a config. */
export function stackFileText(config: Readonly<Record<string, unknown>>): string {
    return stringify({ config: { "aws:region": "us-east-1", ...config } });
}
