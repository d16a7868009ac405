/** The invited account's part: its access role, leaving its organization, and accepting the invitation. */
import { IAMClient } from "@aws-sdk/client-iam";
import {
    AcceptHandshakeCommand,
    DescribeOrganizationCommand,
    LeaveOrganizationCommand,
    OrganizationsClient,
    paginateListHandshakesForAccount,
    type Organization,
} from "@aws-sdk/client-organizations";
import { awsClient } from "../../aws/clients";
import { whoAmI } from "../../aws/caller";
import { isAwsError, noneAt } from "../../aws/error-codes";
import { refusalIn } from "../../aws/refusals";
import { collect } from "../../aws/snapshot";
import type { AccountConfig, ManagementConfig } from "../../config";
import type { Step } from "../common/plan";
import { CliError } from "../common/ui";
import { findRole, makeRole, roleTwin, type RoleFound, type WantedRole } from "./access-role";

/** The invited account, as its own administrator sees it. */
export interface Owner {
    readonly iam: IAMClient;
    readonly organizations: OrganizationsClient;
    readonly role: WantedRole;
    readonly found: RoleFound;
    /** Its current organization; undefined: none. */
    readonly organization: Organization | undefined;
    readonly managementId: string;
}

/**
 * Reads it with credentials of the account itself.
 *
 * @param profile absent: the environment's credentials
 * @throws CliError where the credentials are another account's, or the account has the role in another letter case
 */
export async function readOwner(
    { key, id, roleName }: Pick<AccountConfig, "key" | "id" | "roleName">,
    { management }: Pick<ManagementConfig, "management">,
    region: string,
    profile: string | undefined,
): Promise<Owner> {
    const options = { region, ...(profile === undefined ? {} : { profile }) };
    const caller = await whoAmI(options);
    if (caller.accountId !== id)
        throw new CliError(
            `the credentials (${caller.source}) are of account ${caller.accountId}, and ${key} is ${id ?? "without an id"}`,
            "name a profile of that account's own administrator: --profile <name>",
        );
    const [iam, organizations] = [awsClient(IAMClient, options), awsClient(OrganizationsClient, options)];
    const role = { roleName, managementId: management.id, partition: caller.arn.split(":")[1]! };
    const [found, described] = await Promise.all([
        findRole(iam, role),
        organizations.send(new DescribeOrganizationCommand({})).catch(noneAt("AWSOrganizationsNotInUse")),
    ]);
    const twin = found.trust === undefined ? await roleTwin(iam, role) : undefined;
    if (twin !== undefined)
        throw new CliError(
            `the account has the role ${twin}: IAM takes it and ${roleName} for one, and cannot rename a role`,
            `write it so in Pulumi.management.yaml: ${key}: { roleName: ${twin} }; or delete that role first, if nobody needs it`,
        );
    return { iam, organizations, role, found, organization: described?.Organization, managementId: management.id };
}

/** Whether the account is in this organization already. */
export function isMember({ organization, managementId }: Owner): boolean {
    return organization?.MasterAccountId === managementId;
}

/**
 * Refuses an account of another organization, unless `leave` names that organization.
 *
 * @throws CliError
 */
export function mustBeFree(owner: Owner, leave: string | undefined): void {
    const { organization } = owner;
    if (organization === undefined || isMember(owner)) return;
    const { Id: id = "", MasterAccountId: master = "" } = organization;
    if (leave === id) return;
    throw new CliError(
        `the account is in organization ${id} of account ${master}, and is to leave it first`,
        [
            `with that organization's consent: --leave ${id}`,
            "before it: a payment method, a contact and the customer agreement of its own; nothing that its old organization delegates to it",
            "it loses the old organization's policies, trail, shares and Identity Center's assignments at once; roles that ask for aws:PrincipalOrgID let it in no more",
        ].join("; "),
    );
}

/** The owner's steps. */
export function ownerSteps(owner: Owner, leave: string | undefined): readonly Step[] {
    const { iam, found, role, organization } = owner;
    const joined = isMember(owner);
    const isElsewhere = organization !== undefined && !joined;
    return [
        {
            title: roleTitle(role, found),
            done: found.isTrusting && found.isAdministrator,
            act: () => makeRole(iam, role),
        },
        ...(isElsewhere && leave !== undefined
            ? [{ title: `leave organization ${leave}`, act: () => leaveOrganization(owner) }]
            : []),
        {
            title: `accept the invitation of account ${role.managementId}`,
            done: joined,
            act: () => accept(owner),
        },
    ];
}

function roleTitle({ roleName, managementId }: WantedRole, { trust, isTrusting }: RoleFound): string {
    if (trust === undefined) return `make role ${roleName}, by which account ${managementId} administers this one`;
    return isTrusting
        ? `let role ${roleName} do all (AdministratorAccess)`
        : `let account ${managementId} in by role ${roleName}; who is let in already stays so`;
}

async function leaveOrganization({ organizations }: Owner): Promise<void> {
    try {
        await organizations.send(new LeaveOrganizationCommand({}));
    } catch (error) {
        if (isAwsError(error, "AWSOrganizationsNotInUse")) return;
        throw refused(error);
    }
}

/** Accepts the invitation. It counts as accepted if the response was lost or a person has accepted it in the console meanwhile. */
async function accept({ organizations, managementId }: Owner): Promise<void> {
    const all = await collect(
        paginateListHandshakesForAccount({ client: organizations }, { Filter: { ActionType: "INVITE" } }),
        (page) => page.Handshakes,
    );
    // A handshake's ARN has the id of the account that sent it.
    const ours = all.filter(({ Arn: arn = "" }) => arn.split(":")[4] === managementId);
    const open = ours.find(({ State }) => State === "OPEN" || State === "REQUESTED");
    if (open === undefined)
        throw new CliError(
            `no invitation of account ${managementId} is open for this account`,
            "an admin of the management account sends one: ./org invite <account>; then run this again",
        );
    try {
        await organizations.send(new AcceptHandshakeCommand({ HandshakeId: open.Id }));
    } catch (error) {
        if (isAwsError(error, "HandshakeAlreadyInState")) return;
        const joined = await organizations.send(new DescribeOrganizationCommand({})).then(
            ({ Organization: found }) => found?.MasterAccountId === managementId,
            () => false,
        );
        if (!joined) throw refused(error);
    }
}

function refused(error: unknown): unknown {
    const refusal = refusalIn(error);
    return refusal === undefined ? error : new CliError(refusal.message, refusal.cure);
}
