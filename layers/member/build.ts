import type * as pulumi from "@pulumi/pulumi";
import { MemberAccessRole } from "../../components/access/member-access-role";
import { AccountBaseline, type AliasArgs, type PasswordPolicyArgs } from "../../components/account/account-baseline";
import type * as aws from "../../components/aws";
import type { MemberAccount } from "../shared/account-entry";
import type { LayerOutputs } from "../shared/layer-outputs";
import { type ManagementOutputs, outputsSchema } from "../../config";
import { ciPreviewRoleName } from "../../components/identity/ci-roles";
import { buildCiRole, ciRoleTrust } from "./ci-role";
import type { OwnStack } from "../shared/own-stack";
import { trustsOfCi, trustsOfMap, type RoleTrusted } from "../shared/role-trusts";
import { buildRoles, factsOf, rolesOf, rolesWithTrust } from "../shared/roles";

/** What a member account is built from. */
export interface MemberPlan {
    readonly management: ManagementOutputs;
    readonly account: MemberAccount;
    /** Its stack, as the last run left it. */
    readonly own: Pick<OwnStack, "resources">;
    /** The alias that it is to have, if any. */
    readonly alias?: AliasArgs | undefined;
    /** Rules for the passwords of its users. Default: ours. */
    readonly passwordPolicy?: PasswordPolicyArgs;
    /** Options of what is in all governed regions, which waits for those that the account opts into. Default: it opts into none. */
    readonly opted?: pulumi.ComponentResourceOptions;
    /** Trust of its access role. */
    readonly accessRoleTrust: aws.iam.PolicyDocument;
}

/** Registers what every member account has, the security account too, and returns the outputs. */
export function buildMember(
    { management, account, own, alias, passwordPolicy, opted, accessRoleTrust }: MemberPlan,
    provider: aws.Provider,
): LayerOutputs {
    const opts: pulumi.ComponentResourceOptions = { providers: [provider] };
    const access = new MemberAccessRole("access", { roleName: account.roleName, trust: accessRoleTrust }, opts);
    const rules = passwordPolicy === undefined ? {} : { passwordPolicy };
    new AccountBaseline("baseline", { alias, ...rules, regions: management.regions }, opted ?? opts);
    buildCiRole(management, opts);
    const roles = buildRoles(account.key, management, own, opts);
    return {
        schema: outputsSchema,
        account: { key: account.key, id: account.id, name: account.name, email: account.email },
        accessRole: access.roleArn,
        roles,
    };
}

/** Trusts that a member's stack gives to roles, but for its access role's (layers/member/access-role). */
export function memberTrusts(
    key: string,
    management: ManagementOutputs,
    own: Pick<OwnStack, "resources">,
): readonly RoleTrusted[] {
    const ci = ciRoleTrust(management);
    return [
        ...trustsOfMap(rolesWithTrust(rolesOf(key, management), factsOf(management), own)),
        ...(ci === undefined ? [] : trustsOfCi([{ name: ciPreviewRoleName(management.company.short), trust: ci }])),
    ];
}
