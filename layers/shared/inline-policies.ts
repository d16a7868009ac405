import type { ClientOptions } from "../../aws/clients";
import { awsFault } from "../../aws/faults";
import { permissionSetPolicies, rolePolicy } from "../../aws/inline-policies";
import { inlineFaults, type InlineThere } from "../../aws/preflight/inline-faults";
import { permissionSetName, type AccessConfig } from "../../config";
import type { Fault } from "../../config/faults";
import { nameOf, type OwnStack } from "./own-stack";

type Resources = Pick<OwnStack, "resources">;

/**
 * Roles whose inline policy at AWS, made by hand, would lose statements that `access` lacks. Asks AWS only about roles that are not in the
 * state.
 */
export async function roleInlineFaults(
    account: string,
    roles: readonly AccessConfig[],
    options: ClientOptions,
    { resources }: Resources,
): Promise<readonly Fault[]> {
    const ours = new Set(
        resources
            .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
            .map(({ outputs }) => `${String(outputs["role"])} ${String(outputs["name"])}`),
    );
    const asked = overwriting(roles).filter(({ role }) => !ours.has(`${role} ${role}`));
    return faultsOf(asked, async ({ role }) => ({
        what: `role ${role} in account ${account}`,
        document: await rolePolicy(options, role, role),
    }));
}

/** The same for permission sets. Those of the management account have separate names. */
export async function setInlineFaults(
    account: "management" | "members",
    roles: readonly AccessConfig[],
    instanceArn: string,
    options: ClientOptions,
    { resources }: Resources,
): Promise<readonly Fault[]> {
    const ours = new Set(
        resources
            .filter(({ type }) => type === "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy")
            .map(({ urn }) => nameOf(urn)),
    );
    const policyOf = permissionSetPolicies(options, instanceArn);
    const asked = overwriting(roles).filter(({ role }) => !ours.has(`permission-set-${role}-inline`));
    return faultsOf(asked, async ({ role }) => {
        const name = permissionSetName(role, account);
        return { what: `permission set ${name} of Identity Center`, document: await policyOf(name) };
    });
}

function overwriting(roles: readonly AccessConfig[]): readonly AccessConfig[] {
    return roles.filter(({ inline, overwrite }) => inline !== undefined && overwrite !== true);
}

async function faultsOf(
    asked: readonly AccessConfig[],
    ask: (access: AccessConfig) => Promise<{ readonly what: string; readonly document: string | undefined }>,
): Promise<readonly Fault[]> {
    try {
        const found: InlineThere[] = [];
        for (const access of asked) {
            const { what, document } = await ask(access);
            if (document !== undefined) found.push({ access, what, document });
        }
        return inlineFaults(found);
    } catch (error) {
        return [awsFault(error)];
    }
}
