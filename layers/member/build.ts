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

/** What the stack of a member account is built from. */
export interface MemberPlan {
    readonly management: ManagementOutputs;
    readonly account: MemberAccount;
    /** Its stack, as the last run left it. */
    readonly own: Pick<OwnStack, "resources">;
    /** The account's alias, if it gets one. */
    readonly alias?: AliasArgs | undefined;
    /** Password rules for its users. Default: this program's. */
    readonly passwordPolicy?: PasswordPolicyArgs;
    /**
     * Resource options for everything in all governed regions: it waits until the account has opted into them. Default: no region needs
     * opting in.
     */
    readonly opted?: pulumi.ComponentResourceOptions;
    /** Trust policy of its access role. */
    readonly accessRoleTrust: aws.iam.PolicyDocument;
}

/** Registers what every member account has, including the security account, and returns the stack's outputs. */
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

/** Trust policies that a member's stack writes, except its access role's (layers/member/access-role). */
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
