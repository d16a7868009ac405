/** The organization: its features, the management account, service-linked roles and delegated administrators. */
import type { Organization } from "@aws-sdk/client-organizations";
import { managementFaults } from "../../../aws/preflight/account-faults";
import { organizationFaults, unknownOrganization } from "../../../aws/preflight/organization-faults";
import { serviceLinkedRoles, type ServiceLinkedRole } from "../../../aws/service-linked-roles";
import { isUntouched } from "../../../aws/untouched";
import type { ManagementConfig } from "../../../config";
import { services } from "../../../config/aws-facts";
import { check } from "../check";
import { notYet, ofFault, ok, some, warning, type Finding } from "../line";
import { delegations, accountsOfOrganization, policies, units } from "../organization-facts";
import type { DoctorContext } from "../context";
import { bounded } from "../../../aws/bounded";

export interface OrganizationFacts {
    readonly accountId: string;
    readonly organization: Pick<Organization, "Id" | "FeatureSet" | "MasterAccountId"> | undefined;
    /** `organization.id` of the config. */
    readonly declared: string | undefined;
    /** Whether the management stack has outputs, so that it knows the organization even without `organization.id`. */
    readonly isInState: boolean;
    /** Whether the config does not know it and it has nothing but the management account. Default: false. */
    readonly isUntouched?: boolean;
    /** The command that creates it. Default: pulumi up. */
    readonly firstRun?: string;
}

export const organization = check<OrganizationFacts>(
    {
        id: "organization",
        group: "organization",
        proves: "the account is the management account of an organization with all features, the one that the config names",
        cure: "`pulumi up --stack management` makes or adopts it; all features are enabled in the console, for good",
        asks: [
            "organizations:DescribeOrganization",
            "organizations:ListAccounts",
            "organizations:ListOrganizationalUnitsForParent",
            "organizations:ListPolicies",
        ],
    },
    async (context) => {
        const declared = context.configIfGood()?.organization.id;
        const isInState = await context.outputs().then(
            () => true,
            () => false,
        );
        return {
            accountId: (await context.managementCaller()).accountId,
            organization: await context.askOrganization(),
            declared,
            isInState,
            firstRun: await context.firstRun(),
            isUntouched: declared === undefined && !isInState && (await untouched(context)),
        };
    },
    judgeOrganization,
);

export function judgeOrganization({
    accountId,
    organization: found,
    declared,
    isInState,
    isUntouched: isNew = false,
    firstRun = "pulumi up --stack management",
}: OrganizationFacts): readonly Finding[] {
    if (found === undefined && declared === undefined)
        return [notYet(`account ${accountId} has no organization`, firstRun)];
    const { Id: id = "", FeatureSet: featureSet = "", MasterAccountId: managementAccountId = "" } = found ?? {};
    const organization = found === undefined ? undefined : { id, managementAccountId, featureSet };
    const findings = organizationFaults(accountId, declared, organization).map(ofFault);
    if (declared === undefined && !isInState && !isNew && managementAccountId === accountId)
        findings.push(ofFault(unknownOrganization({ id })));
    if (findings.length > 0) return findings;
    const next = isNew ? "; it has nothing in it, and the first pulumi up takes it in" : "";
    return [ok(`organization ${id}, all features${next}`, id)];
}

/** Whether the organization has nothing but the management account. Only that account may read it. */
async function untouched(context: DoctorContext): Promise<boolean> {
    const { accountId } = await context.managementCaller();
    const found = await context.askOrganization();
    if (found?.MasterAccountId !== accountId || found.FeatureSet !== "ALL") return false;
    return isUntouched({
        accounts: await accountsOfOrganization(context),
        units: new Set((await units(context)).all),
        policies: await policies(context),
        delegations: await delegations(context),
    });
}

export interface ManagementAccountFacts {
    readonly found: { readonly name: string; readonly email: string };
    readonly wanted: ManagementConfig["management"];
    /** The group's email address. */
    readonly group: string;
}

export const managementAccount = check<ManagementAccountFacts>(
    {
        id: "management-account",
        group: "organization",
        proves: "the management account is named `<company>-management` and its root email is the group's address",
        cure: "change it as its root user in the console (Account → Edit)",
        asks: ["organizations:ListAccounts"],
    },
    async (context) => {
        const { management, email } = context.config();
        const { MasterAccountId } = await context.organization();
        const { name, email: found } = (await accountsOfOrganization(context)).find(
            ({ id }) => id === MasterAccountId,
        )!;
        return { found: { name, email: found }, wanted: management, group: email };
    },
    judgeManagementAccount,
);

export function judgeManagementAccount({ found, wanted, group }: ManagementAccountFacts): readonly Finding[] {
    const findings = managementFaults({ management: wanted }, [{ ...found, id: wanted.id, state: "ACTIVE" }]).map(
        ofFault,
    );
    const where = "as its root user in the console: Account → Edit";
    if (findings.length === 0 && found.email.toLowerCase() !== group.toLowerCase())
        findings.push(
            warning(
                `the management account's email is ${found.email}, not the group's address ${group}`,
                `let the group get its mail: change it ${where}`,
                found.email,
            ),
        );
    if (!wanted.nameGiven && found.name !== wanted.name)
        findings.push(
            warning(
                `the management account is named ${found.name}; the config says ${wanted.name}`,
                `rename it ${where}; or write: management: { id: "${wanted.id}", name: ${found.name} }`,
                found.name,
            ),
        );
    return findings.length > 0 ? findings : [ok(`the management account is ${found.name}, ${found.email}`)];
}

export interface RoleFacts {
    /** Names of the service-linked roles in the management account. */
    readonly roles: readonly string[];
    /** Service principals that a member administers. */
    readonly delegated: readonly string[];
}

export const linkedRoles = check<RoleFacts>(
    {
        id: "service-linked-roles",
        group: "organization",
        proves: "the roles by which AWS's services act in the organization are in the management account",
        cure: "`aws iam create-service-linked-role --aws-service-name <service>`",
        asks: ["iam:GetRole", "organizations:ListDelegatedAdministrators"],
    },
    async (context) => {
        const delegated = [...(await delegations(context))].map((each) => each.slice(each.indexOf("/") + 1));
        const { GetRoleCommand, IAMClient } = await import("@aws-sdk/client-iam");
        const client = context.client(IAMClient);
        const found = await bounded(serviceLinkedRoles, 4, async ({ role }) =>
            client.send(new GetRoleCommand({ RoleName: role })).then(
                () => [role],
                (error: unknown) => {
                    if ((error as Error).name === "NoSuchEntityException") return [];
                    throw error;
                },
            ),
        );
        return { roles: found.flat(), delegated };
    },
    judgeLinkedRoles,
);

export function judgeLinkedRoles({ roles, delegated }: RoleFacts): readonly Finding[] {
    const needed = serviceLinkedRoles.filter(
        ({ needed: when, service }) => when === "always" || delegated.includes(service),
    );
    const missing = needed.filter(({ role }) => !roles.includes(role));
    if (missing.length === 0) return [ok(needed.map(({ role }) => role).join(", "))];
    return missing.map(({ role, service, why }: ServiceLinkedRole) =>
        warning(
            `the service-linked role ${role} is not in the management account: ${why}`,
            `aws iam create-service-linked-role --aws-service-name ${service}`,
            role,
        ),
    );
}

export interface DelegationFacts {
    readonly declared: ManagementConfig["delegatedAdministrators"];
    /** Ids of accounts by key. */
    readonly ids: Readonly<Record<string, string>>;
    /** `<account id>/<service>`, as AWS has it. */
    readonly found: ReadonlySet<string>;
    /** Delegations of the config that the service's own API does not have, if it was asked. Default: none. */
    readonly unknown?: ReadonlySet<string>;
}

export const delegated = check<DelegationFacts>(
    {
        id: "delegated-administrators",
        group: "organization",
        proves: "the members that administer services for the organization are those of the config",
        cure: "`pulumi up --stack management`, or write it into `delegatedAdministrators`",
        asks: ["organizations:ListDelegatedAdministrators", "organizations:ListDelegatedServicesForAccount"],
    },
    async (context) => {
        const config = context.config();
        const accounts = await accountsOfOrganization(context);
        const id = (key: string): string | undefined => {
            const account = config.accounts.find((each) => each.key === key);
            return (
                account?.id ?? accounts.find(({ email }) => email.toLowerCase() === account?.email.toLowerCase())?.id
            );
        };
        const { delegationPlace, missingDelegations } = await import("../../../aws/own-delegations");
        const ids = Object.fromEntries(
            config.accounts.flatMap(({ key }) => (id(key) === undefined ? [] : [[key, id(key)!]])),
        );
        const declared = config.delegatedAdministrators;
        // Before the first run there are no delegations.
        const asked = declared.flatMap(({ account, service, regions }) =>
            account in ids
                ? [undefined, ...regions].map((region) => delegationPlace(ids[account]!, service, region))
                : [],
        );
        return {
            declared,
            ids,
            found: await delegations(context),
            unknown: await missingDelegations(asked, { region: context.region }),
        };
    },
    judgeDelegated,
);

export function judgeDelegated({ declared, ids, found, unknown = new Set() }: DelegationFacts): readonly Finding[] {
    const wanted = declared.flatMap(({ account, service, regions }) => {
        const place = `${ids[account] ?? account}/${service}`;
        const others = regions.map((region) => ({ where: ` in ${region}`, place: `${place}@${region}` }));
        return [{ where: "", place }, ...others].map((each) => ({ ...each, service, account }));
    });
    // Organizations does not list all delegations of services that have an API of their own for it.
    const missing = wanted.filter(
        ({ place, service }) => unknown.has(place) || (!found.has(place) && services[service] === "organizations"),
    );
    const extra = [...found].filter((place) => !wanted.some((each) => each.place === place));
    const findings: Finding[] = [];
    if (missing.length > 0)
        findings.push(
            warning(
                some(missing.map(({ account, service, where }) => `${account} does not administer ${service}${where}`)),
                "pulumi up --stack management",
                missing.map(({ service, where }) => `${service}${where}`),
            ),
        );
    if (extra.length > 0)
        findings.push(
            warning(
                `AWS has delegated administrators that the config does not know: ${some(extra)}`,
                "write them into delegatedAdministrators, or deregister them",
                extra,
            ),
        );
    if (findings.length > 0) return findings;
    return wanted.length === 0
        ? [ok("none in the config, and none at AWS")]
        : [ok(declared.map(({ account, service }) => `${account}: ${service}`).join(", "))];
}
