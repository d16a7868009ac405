import * as z from "zod";
import { limitTable } from "../aws-facts/limits";
import { accessSchema } from "./access";
import { accountAlias, accountEmail, accountId, accountRegionsSchema, accountSchema, roleName } from "./account";
import { contactsSchema } from "./contacts";
import { organizationSchema } from "./organization";
import { adminsSchema, breakGlassSchema } from "./people";
import { policySchema } from "./policy";
import { principalSchema } from "./principal";
import { securityServicesSchema } from "./security-services";
import { accountNameRule, bucketRule, regionRule, shortNameRule } from "./rules";
import { flag, listOf, mapOf, oneOf, shape, service, wholeNumber } from "./structure";
import { tagsSchema } from "./tags";
import { matching, text } from "./text";
import { unitSchema } from "./unit";

const keyPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

/** Name of a GitHub environment, as the subject of its tokens has it. */
function environmentSchema(description: string, example: string) {
    return text(
        { description, example, maxLength: 255 },
        // A colon is encoded as %3A in a subject, which nobody would recognize in a trust policy.
        matching(
            /^(?!\s)[^:*?\u0000-\u001f]+(?<!\s)$/u,
            "is a name that its token's subject cannot carry as it is",
            "name the environment without : * and ?, and without blanks around it",
        ),
    ).optional();
}

/** The config of the management layer, as the user writes it. */
export const managementSchema = z.strictObject({
    company: shape("The company's names.", "{ name: binbash, short: bb }", {
        name: text(
            { description: "Begins the names of accounts: `<name>-<key>`.", example: "binbash", maxLength: 39 },
            accountNameRule(39),
        ),
        short: text(
            {
                description: "Begins profiles, buckets and aliases: lower-case letters, digits and hyphens.",
                example: "bb",
                pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            },
            shortNameRule,
        ),
    }),
    email: accountEmail(
        "The group (a distribution list, never a person's mailbox) that owns every account; accounts get its aliases `aws+<key>@…`.",
    ),
    ownedDomains: listOf(
        "Domains that are the company's own, though a list of free or throw-away mail names them, or though the group is on another. Default: none.",
        "[acme.com]",
        text(
            { description: "A domain.", example: "acme.com" },
            matching(
                /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/iu,
                "is not a domain",
                "write it without @ and without https://, as in acme.com",
            ),
        ),
    ).optional(),
    management: shape("The management account: made by hand, and imported.", '{ id: "111111111111" }', {
        id: accountId("Its id, 12 digits in quotes."),
        name: text({
            description: "AWS's name of it, whatever that is. Default: `<company.name>-management`.",
            example: "binbash-management",
            maxLength: 50,
        }).optional(),
        alias: accountAlias.optional(),
        unit: text({
            description: "Path of the unit to move it to, or `root`. Default: where AWS has it.",
            example: "workloads/prd",
        }).optional(),
        email: accountEmail("Its email, when it is not the group itself. Default: `email`.").optional(),
        roleName: roleName(
            "The administrators' role, here and in new accounts. Default: OrganizationAccountAccessRole.",
        ).optional(),
        overwrite: flag(
            "Whether people whom the administrators' role, where it was made by hand, lets in and `admins` does not name may lose this way in, in the run that takes the role in. Default: false; such a run is refused.",
            false,
        ).optional(),
        regions: accountRegionsSchema.optional(),
        tags: tagsSchema("account").optional(),
    }),
    organization: organizationSchema.optional(),
    scope: oneOf(
        "What this stack makes. `organization`: what is in the organization alone (units, accounts, policies, services, delegations, contacts), as `./org adopt` leaves it; nothing of the management account itself. `all`: the state's bucket and key, the administrators and their role, password rules and the roles of `access` there, too; it cannot go back. Default: all.",
        ["all", "organization"],
    ).optional(),
    regions: listOf(
        "Governed regions: where baselines are set. Default: [aws:region].",
        "[us-east-1, us-east-2]",
        text({ description: "A region.", example: "us-east-1" }, regionRule),
    ).optional(),
    units: listOf(
        "Organizational units by path, at most five levels; parents are implied. Default: none.",
        "[security, workloads/prd]",
        unitSchema,
    ).optional(),
    accounts: mapOf(
        "Member accounts by key: lower-case letters, digits and hyphens. Default: none.",
        "{ security: { unit: security } }",
        accountSchema,
        keyPattern,
    ).optional(),
    policies: mapOf(
        "Organization policies by name: shipped ones (docs/policies.md) or custom ones. Default: none.",
        "{ deny-leaving-organization: { targets: [root] } }",
        policySchema,
    ).optional(),
    delegatedAdministrators: mapOf(
        "Account → services that it administers for the organization; each must be in `organization.services`. One that keeps its administrator by region (GuardDuty, Inspector, Macie, Detective, Audit Manager, Security Hub) gets it in each of `regions` that has the service. Default: none.",
        "{ security: [cloudtrail.amazonaws.com] }",
        listOf("Service principals.", "[cloudtrail.amazonaws.com]", principalSchema),
    ).optional(),
    audit: securityServicesSchema.optional(),
    access: mapOf(
        "Role → where it exists and what it may do; the security layer says who takes it on. Default: none.",
        '{ Auditor: { accounts: ["*"] } }',
        accessSchema,
    ).optional(),
    identity: listOf(
        "Where people come from: IAM users, Identity Center, or both. Default: [users].",
        "[users]",
        oneOf("", ["users", "identity-center"]),
    ).optional(),
    identityCenter: shape("How Identity Center gets its people, where it is used.", "{ synced: true }", {
        synced: flag(
            "Groups and users come from the company's identity provider (SCIM) and are found by name; else they are made from `groups`, `users` and `admins`.",
            false,
        ).optional(),
    }).optional(),
    admins: adminsSchema.optional(),
    breakGlass: breakGlassSchema.optional(),
    contacts: contactsSchema.optional(),
    ci: shape(
        "Continuous integration: roles for GitHub Actions, without keys.",
        "{ repository: acme/aws-organization }",
        {
            repository: text(
                { description: "`owner/name`.", example: "acme/aws-organization" },
                matching(
                    /^[A-Za-z\d](?:[\w-]*[A-Za-z\d])?\/(?!\.{1,2}$)(?!.*\.[gG][iI][tT]$)[\w.-]{1,100}$/u,
                    "is not a repository",
                    "write it as owner/name, without .git and without https://, in the letter case that GitHub shows",
                ),
            ),
            ownerId: wholeNumber(
                "Id of the repository's owner, a number: GitHub's tokens carry it. Default: none; needed for repositories made, renamed or transferred since 2026-07-15.",
                12345678,
                1,
                Number.MAX_SAFE_INTEGER,
            ).optional(),
            repositoryId: wholeNumber(
                "Id of the repository, a number. Default: none.",
                987654321,
                1,
                Number.MAX_SAFE_INTEGER,
            ).optional(),
            subjects: oneOf(
                "Which subjects of GitHub's tokens are trusted: those with ids, or both forms while a repository moves to them. Default: ids.",
                ["ids", "both"],
            ).optional(),
            branch: text(
                { description: "The branch that deploys. Default: main.", example: "main" },
                // git-check-ref-format(1).
                matching(
                    /^(?!refs\/)(?![-/.])(?!@$)(?!.*(?:\/\.|\.\.|\/\/|@\{|\.lock(?:\/|$)))[^\u0000- \u007f~^:?*[\\]+(?<![/.])$/u,
                    "is no branch that git can have",
                    "write its name alone, as in main or release/2026, without refs/heads/",
                ),
            ).optional(),
            environment: environmentSchema(
                "The GitHub environment that deploys, in its letter case. Default: production.",
                "production",
            ),
            previewEnvironment: environmentSchema(
                "The GitHub environment that previews, in its letter case. It needs no reviewer. Default: preview.",
                "preview",
            ),
        },
    ).optional(),
    state: shape("Where Pulumi's state is kept.", "{ noncurrentDays: 90 }", {
        bucket: text(
            {
                description:
                    "The bucket. Default: `<company.short>-management-pulumi-state`; with `namespace: account-regional`, `<company.short>-pulumi-<account id>-<region>-an`.",
                example: "bb-pulumi-111111111111-us-east-1-an",
                maxLength: 63,
            },
            bucketRule,
        ).optional(),
        namespace: oneOf(
            "Whether the bucket's name is the account's own, which nobody else can take, or one of the names that all accounts share. `org init` writes account-regional for a new organization. S3 sets it when the bucket is made. Default: global.",
            ["account-regional", "global"],
        ).optional(),
        alias: text(
            {
                description: "Alias of the key. Default: `alias/<company.short>-pulumi-state`.",
                example: "alias/bb-pulumi-state",
            },
            matching(
                /^alias\/(?!aws\/)[\w/-]{1,250}$/u,
                "is not an alias of a key that you made",
                "write alias/<name>; alias/aws/ is AWS's",
            ),
        ).optional(),
        noncurrentDays: wholeNumber(
            "Days that old versions of the state are kept. Default: 90.",
            90,
            1,
            3650,
        ).optional(),
    }).optional(),
    budget: shape(
        "What the whole organization may cost a month: a budget of the management account. It warns and stops nothing. In AWS's commercial regions alone. Default: none.",
        "{ monthly: 500, notify: [finops@example.com] }",
        {
            monthly: wholeNumber("US dollars a month, of all accounts together.", 500, 1, 1_000_000_000),
            notify: listOf(
                "Groups that get the notices, 10 at most: when 80 and 100 percent are spent, and when more than 100 are forecast.",
                "[finops@example.com]",
                text({ description: "An address.", example: "finops@example.com" }),
            ),
            anomalies: service(
                "Cost Anomaly Detection: once a day, the same groups are notified of what the organization spends unexpectedly, by AWS service. It needs Cost Explorer, which somebody has opened once in the console.",
                "{ from: 50 }",
                {
                    from: wholeNumber(
                        "US dollars: nobody is notified of an anomaly that has cost less. Default: 100.",
                        50,
                        1,
                        1_000_000_000,
                    ).optional(),
                },
            ).optional(),
        },
    ).optional(),
    accountQuota: wholeNumber(
        "How many accounts AWS allows this organization: a config with more is refused before the first call. Default: not checked.",
        50,
        1,
        50_000,
    ).optional(),
    limits: z
        .strictObject(
            Object.fromEntries(
                Object.entries(limitTable).map(([name, limit]) => [
                    name,
                    wholeNumber(
                        `${limit.meaning}, in ${limit.unit}. Default: ${limit.value} (${limit.source}; ${limit.checked}).`,
                        limit.value,
                        1,
                        1_000_000,
                    ).optional(),
                ]),
            ) as Record<keyof typeof limitTable, z.ZodOptional<z.ZodNumber>>,
        )
        .meta({
            description: "Limits of AWS that are other than usual for this organization. Default: none.",
            examples: ["{ serviceControlPoliciesPerTarget: 5 }"],
        })
        .optional(),
});

/** The management layer's config in the right shape, before it is judged further. */
export type ManagementInput = z.infer<typeof managementSchema>;
