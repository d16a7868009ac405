import { inlineYaml, type RawConfig } from "../../config";
import { isMap } from "../../config/faults";

/** A comment for each part of a new file. */
const notes: Readonly<Record<string, string>> = {
    scope: "What is in the organization alone. Without this line the next run makes the management account's own too: the state's bucket and key,\n  # the administrators of `admins` with their role, and password rules (docs/existing-organizations.md).",
    company: "`name` begins the names of new accounts, `short` profiles, buckets and aliases.",
    email: "The group that owns new accounts, a distribution list and never a person's mailbox: they get its aliases.",
    management: "The management account. Ids are 12 digits in quotes, always.",
    organization: "What is on stays on; to switch off takes the word: disable: […].",
    units: "Units by path; parents are implied. An account in a unit that no path can name has no `unit`.",
    accounts:
        "Accounts by key: the key is the account's stack and profile, and never changes (else: formerly: <old key>).",
    policies: "Organization policies. Attachments that `targets` does not name stay.",
    delegatedAdministrators: "Who administers which service for the organization.",
    contacts: "Contacts that all accounts have in common.",
    identity: "Where people come from.",
    access: "Roles of people: permission sets of Identity Center. Who has them is in Pulumi.security.yaml.",
    groups: "Groups of the directory, and the roles that their people take on.",
};

const heads = {
    management:
        "The management account's stack: the organization as `./org adopt` found it. Every key: docs/configuration.md.",
    security:
        "The security account's stack: people and groups, as `./org adopt` found them. Every key: docs/configuration.md.",
} as const;

/** The text of a new stack file: a part for each key; accounts, units and policies one a line. */
export function newFile(stack: keyof typeof heads, region: string, raw: RawConfig): string {
    const parts = Object.entries(raw).map(([key, value]) => {
        const note = notes[key];
        return `${note === undefined ? "" : `  # ${note}\n`}  ${inlineYaml(key)}:${written(key, value)}\n`;
    });
    return `# yaml-language-server: $schema=config.schema.json
# ${heads[stack]}
config:
  aws:region: ${inlineYaml(region)}

${parts.join("\n")}`;
}

function written(key: string, value: unknown): string {
    if (key === "units" && Array.isArray(value) && value.length > 0)
        return value.map((unit) => `\n    - ${inlineYaml(unit)}`).join("");
    const entries = isMap(value) && key !== "company" ? Object.entries(value) : [];
    if (entries.length === 0) return ` ${inlineYaml(value)}`;
    return entries.map(([name, entry]) => `\n    ${inlineYaml(name)}: ${inlineYaml(entry)}`).join("");
}
