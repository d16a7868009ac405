import { resolveAccess } from "./people/access";
import { defaultAccessRole } from "./names/own-roles";
import { checkEntryRoles } from "./people/access-names";
import { resolveOptedRegions } from "./organization/opted-regions";
import { resolveBudget } from "./organization/budget";
import { resolveAliases } from "./organization/account-alias";
import { checkUnit, resolveAccounts } from "./organization/accounts";
import { checkShape } from "./schema/check-shape";
import type { CheckContext, ParseContext } from "./check/context";
import { resolveContacts } from "./people/contacts";
import { resolveDelegation } from "./organization/delegation";
import type { Draft } from "./model/draft";
import { refuseRenamedUsers } from "./organization/formerly";
import type { Person } from "./email/personal";
import type { Parsed } from "./faults/fault";
import { resolveCi } from "./organization/ci";
import { checkGroupEmail, warnOfProviders } from "./organization/group-email";
import { checkContextOf, verdict } from "./check/judge";
import { limitsWith, type LimitName } from "./aws-facts/limits";
import type { ManagementConfig } from "./model/management-config";
import type { Tags } from "./model/tags";
import { checkTags } from "./organization/tags";
import { withoutInvalid, resolveOrganization } from "./organization/organization";
import { resolvePeople } from "./people/people";
import { checkSecurityAccount } from "./people/security-account";
import {
    administeredFor,
    checkNotDisabled,
    resolveSecurityServices,
    trustedFor,
} from "./organization/security-services";
import { checkLockOuts } from "./organization/lock-outs";
import { resolvePolicies } from "./organization/policies";
import { resolveState } from "./organization/state";
import { valueAt } from "./faults/path";
import type { RawConfig } from "./stack-file/raw-config";
import { partitionOf, partitionWith } from "./aws-facts/partitions";
import type { Path } from "./faults/path";
import { managementSchema, type ManagementInput } from "./schema/management";
import { resolveUnits, unitPath } from "./organization/units";
import { newRegionRule } from "./schema/rules";

/** Judges the management layer's config. Returns the typed value with every default filled in, or every fault. */
export function parseManagement(raw: RawConfig, context: ParseContext = {}): Parsed<ManagementConfig> {
    const judge = checkContextOf(raw, context);
    const { faults } = judge;
    const draft = checkShape<ManagementInput>(managementSchema, raw, faults, judge.project);
    const limits = limitsWith(numbers(draft.limits));
    const company = { name: draft.company?.name ?? "", short: draft.company?.short ?? "" };
    const { admins, breakGlass } = resolvePeople(draft, judge);
    const people: readonly Person[] = [
        ...admins.map(({ name }) => ({ name, where: "admins" })),
        ...breakGlass.map(({ name }) => ({ name, where: "breakGlass" })),
        ...(context.people ?? []),
    ];
    const ownedDomains = withoutInvalid(draft.ownedDomains);
    checkGroupEmail(draft, { limits, people, ownedDomains }, faults);
    warnOfProviders(draft, faults);
    const management = managementOf(draft, company.name, judge);
    checkManagementName(draft, management.name, limits.accountName, judge);
    const organization = resolveOrganization(draft, limits, judge);
    checkEntryRoles(draft, company.short, judge);
    const units = resolveUnits(draft.units, limits, faults);
    checkTags(["management", "tags"], draft.management?.tags, limits, faults);
    checkUnit(["management", "unit"], draft.management?.unit, units, faults);
    const accounts = resolveAccounts({ draft, units, limits, people, management, home: judge.region }, faults);
    const aliased = resolveAliases(draft, company, management, accounts, faults);
    // A reference to an account that has a fault is not another fault.
    const keys = new Set(Object.keys((raw["accounts"] as object | undefined) ?? {}));
    const closed = new Set(accounts.filter(({ state }) => state === "closed").map(({ key }) => key));
    const unitPaths = new Set([...units.nodes.map(({ path }) => path), ...units.written]);
    const active = accounts.filter(({ state }) => state === "active");
    const identity = identityOf(draft, judge);
    const synced = draft.identityCenter?.synced ?? false;
    if (identity.includes("identity-center") && !synced)
        refuseRenamedUsers(
            "admins",
            admins.map((admin) => [admin.name, admin]),
            faults,
        );
    const ci = resolveCi(draft.ci, faults);
    const otherRoleNames = accounts.flatMap(({ roleName }) => (roleName === management.roleName ? [] : [roleName]));
    const regions = regionsOf(draft, judge);
    const audit = resolveSecurityServices(draft.audit, { accounts: keys, closed, regions }, faults);
    const services = [...new Set([...organization.services, ...trustedFor(audit)])];
    checkNotDisabled(audit, organization.disable, faults);
    const config: ManagementConfig = {
        company,
        email: draft.email ?? "",
        ownedDomains,
        management: aliased.management,
        overwriteAccessRole: draft.management?.overwrite ?? false,
        organization: { ...organization, services },
        scope: draft.scope ?? "all",
        regions,
        units: units.nodes,
        accounts: aliased.accounts,
        policies: resolvePolicies(
            draft.policies,
            {
                limits,
                policyTypes: organization.policyTypes,
                targets: { units: unitPaths, accounts: keys, closed, complete: units.complete },
                known: {
                    roleName: management.roleName,
                    otherRoleNames,
                    accessRoles: Object.entries(draft.access ?? {}).flatMap(([role, written]) =>
                        identity.includes("users") || written?.principals !== undefined ? [role] : [],
                    ),
                    ci: draft.ci !== undefined,
                    short: company.short,
                    organizationId: organization.id,
                },
            },
            judge,
        ),
        delegatedAdministrators: resolveDelegation(
            draft.delegatedAdministrators,
            {
                accounts: keys,
                closed,
                services,
                declared: withoutInvalid(draft.organization?.services),
                audit: administeredFor(audit),
                regions,
                home: judge.region,
            },
            faults,
        ),
        audit,
        access: resolveAccess(
            draft.access,
            {
                limits,
                accounts: active.map(({ key }) => key),
                closed,
                roleName: management.roleName,
                roleNames: accounts
                    .filter(({ roleName }) => roleName !== management.roleName)
                    .map(({ key, roleName }) => ({ name: roleName, where: `accounts.${key}` })),
                ids: [management.id, ...accounts.flatMap(({ id }) => (id === undefined ? [] : [id]))],
                short: company.short,
                identity,
            },
            judge,
        ),
        identity,
        identityCenter: { synced },
        admins,
        breakGlass,
        ...resolveContacts(draft.contacts, { people, ownedDomains }, limits, faults),
        ...(ci !== undefined && { ci }),
        state: resolveState(draft.state, { short: company.short, accountId: management.id }, judge),
        ...resolveBudget(draft.budget, { people, ownedDomains }, judge),
        ...(draft.accountQuota !== undefined && { accountQuota: draft.accountQuota }),
        limits,
    };
    checkSecurityAccount(config, faults);
    checkLockOuts(config, judge);
    return verdict(config, faults);
}

function managementOf(
    draft: Draft<ManagementInput>,
    company: string,
    { faults, region }: CheckContext,
): ManagementConfig["management"] {
    return {
        id: draft.management?.id ?? "",
        name: draft.management?.name ?? `${company}-management`,
        nameGiven: draft.management?.name !== undefined,
        email: draft.management?.email ?? draft.email ?? "",
        ...(draft.management?.unit !== undefined && { unit: unitPath(draft.management.unit) }),
        roleName: draft.management?.roleName ?? defaultAccessRole,
        tags: (draft.management?.tags ?? {}) as Tags,
        ...resolveOptedRegions(["management"], draft.management?.regions?.optIn, region, faults),
    };
}

function checkManagementName(
    draft: Draft<ManagementInput>,
    name: string,
    longest: number,
    { faults }: CheckContext,
): void {
    if (draft.company?.name === undefined || draft.management?.name !== undefined || name.length <= longest) return;
    faults.fault(["company", "name"], {
        message: `makes ${name}, ${name.length} characters; AWS takes ${longest}`,
        cure: "shorten it",
    });
}

/** Where people have their users; at least one place is required. */
function identityOf({ identity }: Draft<ManagementInput>, { faults }: CheckContext): ManagementConfig["identity"] {
    if (identity?.length === 0) {
        faults.fault(["identity"], { message: "is empty: nobody could come in", cure: "write: {key}: [users]" });
    }
    const chosen = identity === undefined ? (["users"] as const) : [...new Set(withoutInvalid(identity))];
    const admins = valueAt(faults.config, ["admins"]);
    const nobody =
        admins === undefined || (typeof admins === "object" && admins !== null && Object.keys(admins).length === 0);
    if (nobody && chosen.includes("users")) {
        const cure = "name at least two people: admins: [jane.doe, john.roe]";
        faults.warn(["admins"], {
            message: "names nobody: once the bootstrap's user is gone, only root comes in",
            cure,
        });
    }
    return chosen;
}

function regionsOf(draft: Draft<ManagementInput>, { faults, region }: CheckContext): readonly string[] {
    const warnOfNew = (path: Path, name: string): void => {
        const complaint = newRegionRule(name);
        if (complaint !== undefined) faults.warn(path, complaint);
    };
    (draft.regions ?? []).forEach((each, index) => {
        if (each === undefined) return;
        if (partitionWith(region) !== undefined && partitionWith(each) !== partitionWith(region)) {
            faults.fault(["regions", index], {
                message: `is in another partition of AWS than the home region, ${region} (${partitionOf(region)}): no credentials are good for both`,
                cure: `write regions of ${partitionOf(region)} alone`,
            });
            return;
        }
        warnOfNew(["regions", index], each);
    });
    if (draft.regions?.includes(region) !== true && partitionWith(region) !== undefined)
        warnOfNew(["aws:region"], region);
    if (draft.regions?.length === 0)
        faults.fault(["regions"], {
            message: "is empty: no region would be governed",
            cure: `write: {key}: [${region}]`,
        });
    return draft.regions === undefined ? [region] : [...new Set(withoutInvalid(draft.regions))];
}

function numbers(limits: Draft<ManagementInput["limits"]> | undefined): Partial<Record<LimitName, number>> {
    return Object.fromEntries(Object.entries(limits ?? {}).filter(([, value]) => value !== undefined));
}
