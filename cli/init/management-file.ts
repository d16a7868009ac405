import { deriveEmail, splitEmail } from "../../config/email";
import { blockYaml, inlineYaml, newNamespace, rootWord, unitPath } from "../../config";
import { accountSettings, type Company } from "./company";
import { hasAccount, rolesOf } from "./roles";

/** Units that every company gets beside those of its accounts, with the comment on each. */
const unitsForAll: Readonly<Record<string, string>> = {
    legacy: "joined from outside, not yet like the others",
    suspended: "on their way out",
};

const stateNote = {
    "account-regional": (short: string) =>
        `${short}-pulumi-<account>-<region>-an, a name that no other account can take`,
    global: (short: string) => `${short}-management-pulumi-state, or another name: bucket: <name>`,
} as const;

/** The text of a new Pulumi.management.yaml. The shipped file is made by this function for the example company (example.ts). */
export function managementFile(company: Company): string {
    return `# yaml-language-server: $schema=config.schema.json
# The management account's stack: the organization, its units, accounts, policies and access. Every key: docs/configuration.md.
# ${company.note[0]}
config:
  # Home region: state and audit are there.
  aws:region: ${inlineYaml(company.region)}

${[names, organization, unitsAndAccounts, policies, access, people, operations].map((part) => part(company)).join("\n\n")}
`;
}

function unitsOf(accounts: Company["accounts"]): readonly string[] {
    return accounts
        .map((account) => unitPath(accountSettings(account)["unit"] ?? rootWord))
        .filter((unit) => unit !== rootWord);
}

function names({ company, short, email, managementId }: Company): string {
    return `  # \`name\` begins the names of accounts (${company}-security), \`short\` profiles, buckets and aliases (${short}-root-oaar).
  company:${blockYaml({ name: company, short }, "    ")}

  # The group of the admins, a distribution list and never a person's mailbox. Accounts get its aliases: ${deriveEmail(email, "security")}.
  email: ${inlineYaml(email)}

  # Domains that are the company's own although a list of free mail names them: ownedDomains: [${splitEmail(email).domain}]

  # The management account, made by hand (docs/day-0.md). Ids are 12 digits in quotes, always. Every account gets an alias for its
  # sign-in page, made from its name, unless it has one; \`alias: …\` names another, \`alias: none\` none, here and in accounts.
  # Tags of accounts, units and policies are a map, tags: { Owner: platform }; those that AWS has and no map names stay.
  management:${blockYaml({ id: managementId }, "    ")}`;
}

function organization({ region, regions = [region] }: Company): string {
    return `  organization:
    # An organization that exists already is taken in by its id: id: o-exampleorgid
    # Types of policies and services to switch on. What is on in AWS stays on; to switch off takes the word: disable: […].
    policyTypes: [SERVICE_CONTROL_POLICY]
    services:
      - access-analyzer.amazonaws.com
      - account.amazonaws.com # names and contacts of members
      - backup.amazonaws.com
      - cloudtrail.amazonaws.com
      - config.amazonaws.com
      - guardduty.amazonaws.com
      - securityhub.amazonaws.com
      - sso.amazonaws.com
    # Members have no root password; the management account acts for them. Trusts iam.amazonaws.com.
    rootAccess: true

  # What this stack makes in the management account too (all), or in the organization alone, as ./org adopt begins: scope: organization.

  # Regions that are governed: where baselines are set.
  regions: ${inlineYaml(regions)}`;
}

function unitsAndAccounts({ accounts, email }: Company): string {
    const used = unitsOf(accounts);
    const units = [...new Set([...used, ...Object.keys(unitsForAll)])].map(
        (unit) => `\n    - ${inlineYaml(unit)}${Object.hasOwn(unitsForAll, unit) ? ` # ${unitsForAll[unit]}` : ""}`,
    );
    const members = Object.fromEntries(accounts.map((account) => [account.key, accountSettings(account)]));
    return `  # Units by path, five levels at most; parents are implied.
  units:${units.join("")}
    # One with tags is a map: { path: sandbox, tags: { Owner: platform } }

  # Accounts by key: the key is the account's stack, profile and email alias, and never changes (else: formerly: <old key>).
  accounts:${accounts.length === 0 ? " {}" : blockYaml(members, "    ")}
    # One that existed before is invited by its id and keeps its email (docs/day-0.md):
    # billing-old: { unit: legacy, id: "222233334444", email: billing@${splitEmail(email).domain}, joined: invited }
    # Accounts, units and policies take tags; what AWS has beside them stays: tags: { CostCenter: research }`;
}

function policies(company: Company): string {
    const { accounts, region, regions = [region] } = company;
    const apart = new Set(["security", "shared", "network", ...Object.keys(unitsForAll)]);
    const tops = unitsOf(accounts)
        .map((unit) => unit.split("/")[0]!)
        .filter((top) => !apart.has(top));
    const [mark, targets] = tops.length === 0 ? ["# ", ["workloads"]] : (["", [...new Set(tops)]] as const);
    const everywhere = [
        "deny-leaving-organization",
        "deny-root-user",
        "protect-access-roles",
        "protect-security-services",
        "protect-encryption-defaults",
    ];
    const atRoot = Object.fromEntries(everywhere.map((name) => [name, { targets: ["root"] }]));
    const audit = hasAccount(company, "security") ? { "protect-audit": { targets: ["account:security"] } } : {};
    const below = { "only-our-regions": { targets, with: { regions } }, "require-imdsv2": { targets } };
    return `  # Organization policies: shipped ones by name (docs/policies.md), custom ones by \`file\` or \`document\`.
  # What AWS has under such a name and the document does not say is asked for before it goes: overwrite: true.
  policies:${blockYaml({ ...atRoot, ...audit }, "    ")}${blockYaml(below, `    ${mark}`)}${blockYaml({ "deny-everything": { targets: ["suspended"] } }, "    ")}`;
}

function access(company: Company): string {
    const mark = hasAccount(company, "security") ? "" : "# ";
    const roles = rolesOf(company).map(
        ({ role, accounts, policies: attached, session }) =>
            `\n    ${role}:\n      accounts: ${accounts}${blockYaml({ policies: attached, mfaAge: "12h", session }, "      ")}`,
    );
    return `  # Who administers which service for the organization; each service is in organization.services.
  ${mark}delegatedAdministrators:
  ${mark}  security: [access-analyzer.amazonaws.com, cloudtrail.amazonaws.com, config.amazonaws.com]

  # AWS's services that watch all accounts, administered by the account security: each costs money (docs/costs.md, docs/security-services.md).
  # audit:
  #   config: { frequency: daily }
  #   guardduty: { plans: [S3_DATA_EVENTS, EKS_AUDIT_LOGS] }
  #   inspector: { scans: [EC2, ECR, LAMBDA] }
  #   macie: true
  #   securityHub: { standards: [aws-foundational-security-best-practices/v/1.0.0, cis-aws-foundations-benchmark/v/5.0.0] }

  # Roles in member accounts: where they are and what they may do. Who assumes them is in Pulumi.security.yaml.
  # Every human proves MFA: mfaAge is how old the code may be, session how long the role lasts.
  # "*" is every member, but for a role that can write not the audit account: who may write there is named (docs/access.md).
  access:${roles.length === 0 ? " {}" : roles.join("")}`;
}

function people({ admins }: Company): string {
    const name = admins[0] ?? "jane.doe";
    return `  # People are IAM users; \`identity-center\` is the other way, or both.
  identity: [users]
  # Whether Identity Center gets its people from the company's identity provider: identityCenter: { synced: true }

  # Who administers the whole organization. With a PGP key one gets a first password: ${name}: { pgpKey: keybase:${name.split(".")[0]!} }.
  admins: ${inlineYaml(admins)}

  # Users for emergencies, kept sealed: breakGlass: [break-glass-1]`;
}

function operations({ email, company, short, region, contacts = false, repository, repositoryIds }: Company): string {
    const namespace = newNamespace(region);
    const { domain } = splitEmail(email);
    const unlessGiven = (isGiven: boolean): string => (isGiven ? "" : "# ");
    const mark = unlessGiven(contacts);
    const ciMark = unlessGiven(repository !== undefined);
    const name = repository ?? `${company}/aws-organization`;
    const ci = {
        repository: name,
        ...repositoryIds,
        branch: "main",
        environment: "production",
        previewEnvironment: "preview",
    };
    const groups = {
        security: { name: "Security team", title: "Security", email: `security@${domain}`, phone: "+1 555 0100" },
        billing: { name: "Finance team", title: "Finance", email: `billing@${domain}`, phone: "+1 555 0101" },
        operations: {
            name: "Operations team",
            title: "Operations",
            email: `operations@${domain}`,
            phone: "+1 555 0102",
        },
    };
    return `  # Whom AWS writes to, on every account: groups again.
  ${mark}contacts:${blockYaml(groups, `  ${mark}  `)}

  # Roles for GitHub Actions, without keys: previews from one environment of GitHub's, \`up\` from this branch and another environment.
  # GitHub's ids of its owner and of it, which its tokens carry: gh api repos/${name} --jq '.owner.id, .id'
  ${ciMark}ci:${blockYaml(ci, `  ${ciMark}  `)}

  # Pulumi's state: ${stateNote[namespace](short)}; encrypted with alias/${short}-pulumi-state.
  state:${blockYaml({ namespace, noncurrentDays: 90 }, "    ")}

  # What all accounts together may cost a month; it warns and stops nothing: budget: { monthly: 500, notify: [finops@${domain}], anomalies: true }
  # AWS allows 10 accounts until one asks for more: accountQuota: 10
  # Limits that AWS has raised or not yet raised here: limits: { serviceControlPoliciesPerTarget: 5 }`;
}
