import { splitEmail } from "../../config/email";
import { blockYaml, inlineYaml } from "../../config";
import type { Company } from "./company";
import { rolesOf } from "./roles";

/** The text of a new Pulumi.security.yaml. The shipped file is made by this function for the example company (example.ts). */
export function securityFile(company: Company): string {
    const { region, email, alarms, users, note } = company;
    const offered = Object.fromEntries(rolesOf(company).map(({ role, group }) => [group, role]));
    const groups = Object.fromEntries(
        Object.entries(company.groups ?? offered).map(([group, role]) => [group, { roles: [role] }]),
    );
    const people = Object.fromEntries(Object.entries(users ?? {}).map(([name, list]) => [name, { groups: list }]));
    const [mark, everybody] =
        Object.keys(people).length === 0 ? ["# ", { "jane.doe": { groups: ["auditors"] } }] : ["", people];
    const alarmsMark = alarms === undefined ? "# " : "";
    const group = { email: alarms ?? `security@${splitEmail(email).domain}` };
    const keys = "People: IAM users of the security account. With a PGP key one gets a first password:";
    return `# yaml-language-server: $schema=config.schema.json
# The security account's stack: people, groups and audit. Every key: docs/configuration.md. Accounts, roles and regions come from the
# management stack's outputs.${note[1]}
config:
  aws:region: ${inlineYaml(region)}

  # Groups, and the roles of \`access\` (Pulumi.management.yaml) that their people take on in every account that has them.
  groups:${Object.keys(groups).length === 0 ? " {}" : blockYaml(groups, "    ")}

  # ${keys} { groups: […], pgpKey: keybase:jane }.
  ${mark}users:${blockYaml(everybody, `  ${mark}  `)}

  audit:
    # The trail of the whole organization, and the days that it is kept: a year or more.
    trail: true
    retentionDays: 400
    # The organization's access analyzer.
    analyzer: true
    # More, off by default (docs/access.md): accessLogs: true, objectLock: { mode: governance, days: 365 }, dataEvents: { AWS::S3::Object: all }
    # Alarms on the trail (root sign-in, access without MFA, …) go to a group; cis: true adds CIS 5.1 and 5.4 to 5.14.
    ${alarmsMark}alarms:${blockYaml(group, `    ${alarmsMark}  `)}

  # What the security account gets besides, as every member: baseline: { deleteDefaultVpc: true }
`;
}
