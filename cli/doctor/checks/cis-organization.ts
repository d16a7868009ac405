/**
 * CIS AWS Foundations 7.0, 2.1.1 to 2.1.6. Titles are in our own words; the controls' texts were read in Prowler's compliance file for that
 * version (prowler-cloud/prowler, prowler/compliance/aws/cis_7.0_aws.json, 2026-11-25). CIS marks all six as manual: each check says what a
 * program cannot see.
 */
import type { AwsPolicy } from "../../../aws/snapshot";
import type { PolicyConfig } from "../../../config";
import { services } from "../../../config/aws-facts";
import { check } from "../check";
import { about } from "../cis";
import type { DoctorContext } from "../context";
import { fault, ok, skipped, some, warning, type Finding } from "../line";
import {
    activeMembers,
    delegations,
    policies,
    root,
    trustedServices,
    units,
    type MemberFacts,
} from "../organization-facts";
import { accountsByParent } from "../placement";
import { delegatedPrincipals } from "../delegation-policy";
import { judgeUnitNames } from "../unit-names";
import { readRootFeatures, type RootFeature } from "../../../aws/root-access";

export const rootAccess = check<{ readonly features: readonly string[] }>(
    about("2.1.1", {
        proves: "root access of member accounts is central: their root credentials are managed from the management account",
        cure: "`organization: { rootAccess: true }`, then `pulumi up --stack management`",
        asks: ["iam:ListOrganizationsFeatures"],
    }),
    async (context) => {
        await context.organization();
        const { IAMClient } = await import("@aws-sdk/client-iam");
        return { features: await readRootFeatures(context.client(IAMClient)) };
    },
    judgeRootAccess,
);

export function judgeRootAccess({ features }: { readonly features: readonly string[] }): readonly Finding[] {
    if (!features.includes("RootCredentialsManagement" satisfies RootFeature))
        return [
            fault(
                "root credentials of member accounts are not managed centrally",
                "write: organization: { rootAccess: true }, then pulumi up --stack management",
            ),
        ];
    return [
        ok(
            `central root access: ${features.join(", ")}; whether old root credentials of members are deleted is not judged`,
            features,
        ),
    ];
}

export interface GuardrailFacts {
    readonly rootId: string;
    readonly policies: readonly AwsPolicy[];
    readonly members: readonly { readonly name: string; readonly id: string; readonly above: readonly string[] }[];
}

export const guardrails = check<GuardrailFacts>(
    about("2.1.2", {
        proves: "every active member has, on itself or above it, a service or resource control policy of the organization's own",
        cure: "attach one to the root: `policies: { deny-leaving-organization: { targets: [root] } }`",
        asks: [
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy",
            "organizations:ListAccountsForParent",
        ],
    }),
    guardrailFacts,
    judgeGuardrails,
);

async function guardrailFacts(context: DoctorContext): Promise<GuardrailFacts> {
    const { Id: rootId = "" } = await root(context);
    const { all } = await units(context);
    const placed = await accountsByParent(context);
    const above = new Map(all.map((unit) => [unit.id, [rootId, ...unit.above, unit.id]]));
    const members = (await activeMembers(context)).map(({ id, name }) => {
        const parent = placed.get(id) ?? rootId;
        return { id, name, above: [id, ...(above.get(parent) ?? [rootId])] };
    });
    return { rootId, policies: await policies(context), members };
}

export function judgeGuardrails({ policies: found, members, rootId }: GuardrailFacts): readonly Finding[] {
    const guards = found.filter(({ type }) => type === "SERVICE_CONTROL_POLICY" || type === "RESOURCE_CONTROL_POLICY");
    const guarded = new Set(guards.flatMap(({ targets }) => targets));
    const bare = members.filter(({ above }) => !above.some((id) => guarded.has(id)));
    if (members.length === 0) return [skipped("there is no member account")];
    if (bare.length > 0)
        return [
            fault(
                `no control policy of the organization's own reaches ${some(bare.map(({ name, id }) => `${name} (${id})`))}`,
                "write: policies: { deny-leaving-organization: { targets: [root] } }, then pulumi up --stack management",
                bare.map(({ id }) => id),
            ),
        ];
    const onRoot = guards.filter(({ targets }) => targets.includes(rootId)).map(({ name }) => name);
    return [
        ok(
            `a control policy reaches all ${members.length} members${onRoot.length === 0 ? "" : `; on the root: ${some(onRoot)}`}; whether they say what your baseline needs is not judged`,
            onRoot,
        ),
    ];
}

export interface ImdsFacts extends GuardrailFacts {
    /** Names of the config's policies that deny instances without IMDSv2. */
    readonly refusing: readonly string[];
}

export const imdsv2 = check<ImdsFacts>(
    about("6.7", {
        proves: "every active member has, on itself or above it, a service control policy of the config that refuses to launch an instance without IMDSv2. Instances from before are not seen, and a declarative policy sets defaults alone",
        cure: "`policies: { require-imdsv2: { targets: [workloads] } }`",
        asks: [
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy",
            "organizations:ListAccountsForParent",
        ],
    }),
    async (context) => {
        const facts = await guardrailFacts(context);
        return { ...facts, refusing: refusingImdsv1(context.config().policies) };
    },
    judgeImds,
);

/** Names of policies that deny RunInstances by IMDSv2's condition key, as the shipped one does. */
export function refusingImdsv1(
    policies: readonly Pick<PolicyConfig, "name" | "type" | "minified">[],
): readonly string[] {
    return policies
        .filter(({ type, minified }) => type === "SERVICE_CONTROL_POLICY" && /ec2:MetadataHttpTokens/iu.test(minified))
        .map(({ name }) => name);
}

export function judgeImds({ refusing, policies: found, members }: ImdsFacts): readonly Finding[] {
    if (members.length === 0) return [skipped("there is no member account")];
    const targets = found.filter(({ name }) => refusing.includes(name)).flatMap((policy) => policy.targets);
    const bare = members.filter(({ above }) => !above.some((id) => targets.includes(id)));
    if (bare.length === 0) return [ok(`${some(refusing)} reaches all ${members.length} members`, refusing)];
    return [
        warning(
            `no policy of the config refuses instances without IMDSv2 in ${some(bare.map(({ name, id }) => `${name} (${id})`))}`,
            "write policies: { require-imdsv2: { targets: [workloads] } }, for the units in which instances run, then pulumi up --stack management",
            bare.map(({ id }) => id),
        ),
    ];
}

export interface UnitFacts {
    readonly paths: readonly string[];
    /** Active members directly below the root. */
    readonly atRoot: readonly string[];
}

export const unitStructure = check<UnitFacts>(
    about("2.1.4", {
        proves: "every active member is in a unit, and the units' names tell environment or sensitivity; what runs in them is not judged",
        cure: "name units after environment and sensitivity (`units`), and give each account its `unit`",
        asks: ["organizations:ListOrganizationalUnitsForParent", "organizations:ListAccountsForParent"],
    }),
    async (context) => {
        const placed = await accountsByParent(context);
        const { Id: rootId } = await root(context);
        const members: readonly MemberFacts[] = await activeMembers(context);
        return {
            paths: (await units(context)).all.map(({ names }) => names.join("/")).sort(),
            atRoot: members
                .filter(({ id }) => (placed.get(id) ?? rootId) === rootId)
                .map(({ name, id }) => `${name} (${id})`),
        };
    },
    judgeUnits,
);

export function judgeUnits({ paths, atRoot }: UnitFacts): readonly Finding[] {
    if (atRoot.length > 0)
        return [
            fault(
                `in no unit: ${some(atRoot)}`,
                "give each account a unit in Pulumi.management.yaml, then pulumi up --stack management",
                atRoot,
            ),
        ];
    if (paths.length === 0)
        return [fault("there are no units", "write units: [security, workloads/prd, workloads/devstg]")];
    return judgeUnitNames(paths);
}

export interface DelegationPolicyFacts {
    /** The organization's resource policy, as JSON; undefined where it has none. */
    readonly policy: string | undefined;
    readonly members: readonly { readonly id: string; readonly name: string }[];
}

export const delegationPolicy = check<DelegationPolicyFacts>(
    about("2.1.5", {
        proves: "the organization's delegation policy lets a member account manage its policies",
        cure: "write `organization.resourcePolicy`, with the security account as principal",
        asks: ["organizations:DescribeResourcePolicy"],
    }),
    async (context) => {
        await context.organization();
        const { readResourcePolicy } = await import("../../../aws/resource-policy");
        const found = await readResourcePolicy(await context.organizations());
        return { policy: found?.content, members: await activeMembers(context) };
    },
    judgeDelegationPolicy,
);

export function judgeDelegationPolicy({ policy, members }: DelegationPolicyFacts): readonly Finding[] {
    const cure =
        "write organization.resourcePolicy: it allows the security account the policy actions of Organizations (docs/configuration.md)";
    if (policy === undefined)
        return [
            fault(
                "the organization has no delegation policy: its policies are managed from the management account alone",
                cure,
            ),
        ];
    const named = delegatedPrincipals(policy);
    const known = members.filter(({ id }) => named.includes(id));
    return known.length === 0
        ? [fault("the organization's delegation policy lets no active member manage policies", cure, named)]
        : [
              ok(
                  `${some(known.map(({ name, id }) => `${name} (${id})`))} may manage policies; whether that is the least they need is not judged`,
                  known.map(({ id }) => id),
              ),
          ];
}

export interface ServiceFacts {
    readonly trusted: readonly string[];
    /** `<account id>/<service>`. */
    readonly delegations: ReadonlySet<string>;
}

export const serviceAdministrators = check<ServiceFacts>(
    about("2.1.6", {
        proves: "every trusted service that can have one has a delegated administrator",
        cure: "`delegatedAdministrators: { security: [<service>] }`",
        asks: ["organizations:ListAWSServiceAccessForOrganization", "organizations:ListDelegatedAdministrators"],
    }),
    async (context) => ({ trusted: await trustedServices(context), delegations: await delegations(context) }),
    judgeServices,
);

export function judgeServices({ trusted, delegations: found }: ServiceFacts): readonly Finding[] {
    const delegated = new Set([...found].map((each) => each.slice(each.indexOf("/") + 1)));
    const able = trusted.filter((service) => services[service] !== undefined && services[service] !== "none");
    if (able.length === 0) return [skipped("no trusted service can have a delegated administrator")];
    const without = able.filter((service) => !delegated.has(service));
    const cure = "write delegatedAdministrators: { security: [<service>] }, then pulumi up --stack management";
    if (without.length === able.length)
        return [fault("no trusted service has a delegated administrator", cure, without)];
    return without.length === 0
        ? [ok(`all ${able.length} have one`, able)]
        : [
              warning(
                  `no delegated administrator in Organizations' list for ${some(without, 10)}; it matters for those in use`,
                  cure,
                  without,
              ),
          ];
}
