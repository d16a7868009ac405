import { AccountClient, GetContactInformationCommand } from "@aws-sdk/client-account";
import {
    DescribeAccountCommand,
    paginateListPoliciesForTarget,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { ended } from "../../aws/account-states";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import type { Member } from "../../aws/members";
import { refusalIn } from "../../aws/refusals";
import { collect } from "../../aws/snapshot";
import type { AccountConfig, ConfigEdit } from "../../config";
import { dayOf } from "../common/day";
import { mustPulumi } from "../common/engine";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { CliError } from "../common/ui";
import { editConfig, mustStayValid } from "./edit-config";
import { mustAdministerNothing, mustNotBeSecurity } from "./hangs-on";
import { accountOf, readOrganizationFacts, type OrganizationFacts } from "./organization";
import { stateResources } from "./own-resource";

/** Options of `org accounts release`. */
export interface ReleaseOptions extends ActOptions {
    readonly dir: string;
    readonly key: string;
}

/** Days after its creation before an account may leave. The API's page says four, older pages seven. */
const leastDays = 4;
const day = 86_400_000; // milliseconds

/** Removes an account from the organization; it keeps all its resources. Returns the exit code. */
export async function releaseAccount({ dir, key, ...options }: ReleaseOptions): Promise<number> {
    const facts = await readOrganizationFacts(dir, options);
    const { account, member } = accountOf(key, facts);
    mustNotBeSecurity(account.key, "let go");
    if (member !== undefined && ended.has(member.state))
        throw new CliError(
            `account ${account.key} is ${member.state}: AWS lets no closed account leave`,
            "it goes by itself 90 days after it was closed",
        );
    const edit: ConfigEdit = { path: ["accounts", account.key], leave: () => [] };
    mustStayValid(
        facts.project,
        [edit],
        `without ${account.key}`,
        `take ${account.key} out of these lines first, and run it again`,
    );
    if (member !== undefined) {
        mustBeOldEnough(account.key, member);
        await mustAdministerNothing(facts.client, { key: account.key, id: member.id }, facts.config, "let go");
    }
    const contacts = (await stateResources(facts.project)).filter(({ urn, type }) => isContact(urn, type, account));
    const losses = member === undefined ? [] : await lossesOf(facts, member);
    return carryOut(
        {
            title: `Let account ${account.key} ${member === undefined ? "" : `(${member.name}, ${member.id}) `}leave the organization`,
            steps: [
                ...contacts.map(({ urn }): Step => ({
                    title: `let the management stack forget ${urn.slice(urn.lastIndexOf(":") + 1)}; the contact stays as it is`,
                    act: () => forget(facts, urn),
                })),
                {
                    title: `let account ${member?.id ?? account.id ?? account.key} leave`,
                    done: member === undefined,
                    act: () => leave(facts, member!),
                },
                {
                    title: `take ${account.key} out of Pulumi.management.yaml`,
                    act: () => {
                        editConfig(facts.project, [edit]);
                        return Promise.resolve();
                    },
                },
            ],
            warnings: member === undefined ? [] : warningsOf(account, member, losses, await hasContact(facts, member)),
            nothing: `Already gone: ${account.key}.`,
            next: [
                "Next, let the stacks forget it; they say `deleted` of the account: of the state, not at AWS:",
                "  pulumi up --refresh --stack management",
                "  ./org fleet up",
                `  pulumi stack rm --force --stack ${account.key}`,
                "  ./org profiles render",
            ],
        },
        options,
    );
}

function mustBeOldEnough(key: string, { joined, joinedAt }: Member): void {
    if (joined === "INVITED" || joinedAt === undefined) return;
    const may = new Date(joinedAt.getTime() + leastDays * day);
    if (may.getTime() <= Date.now()) return;
    throw new CliError(
        `AWS made account ${key} on ${dayOf(joinedAt)}, and lets it leave ${leastDays} days later at the earliest`,
        `run it again on ${dayOf(may)}`,
    );
}

/** Whether the account has a primary contact, without which AWS does not let it leave; undefined where that cannot be read. */
async function hasContact({ region }: OrganizationFacts, { id }: Member): Promise<boolean | undefined> {
    try {
        await awsClient(AccountClient, { region }).send(new GetContactInformationCommand({ AccountId: id }));
        return true;
    } catch (error) {
        return isAwsError(error, "ResourceNotFound") ? false : undefined;
    }
}

/** Names of the custom policies that apply to the account: its own and those of the units above it. */
async function lossesOf(
    { client, membership }: OrganizationFacts,
    { id, parentId }: Member,
): Promise<readonly string[]> {
    const unit = membership.units.all.find((each) => each.id === parentId);
    const targets = [membership.rootId, ...(unit === undefined ? [] : [...unit.above, unit.id]), id];
    const names: string[] = [];
    for (const TargetId of targets)
        for (const Filter of ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const) {
            const pages = paginateListPoliciesForTarget({ client }, { TargetId, Filter });
            const policies = await collect(pages, (page) => page.Policies);
            names.push(...policies.filter(({ AwsManaged }) => AwsManaged !== true).map(({ Name }) => Name!));
        }
    return [...new Set(names)];
}

function warningsOf(
    { roleName }: AccountConfig,
    { email, id }: Member,
    losses: readonly string[],
    contact: boolean | undefined,
): readonly string[] {
    return [
        `AWS lets it leave only with a payment method, a contact${contact === false ? " (it has none: it is missing)" : ""}, a verified phone number and an accepted customer agreement of its own; no API tells of them: sign in as its root user (${email}) and look at Billing first.`,
        `It loses the guard rails: ${losses.length === 0 ? "no policy binds it" : losses.join(", ")}; the organization's trail; its tags at Organizations; and what services shared with it in the organization.`,
        `Its role ${roleName} stays, and lets the management account in until its new owner deletes it: aws iam delete-role in account ${id}.`,
        `It pays its own bill from that moment on, and keeps ${email}: hand over that mailbox too, or change the email first.`,
    ];
}

function isContact(urn: string, type: string, { key, formerly }: AccountConfig): boolean {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    return (
        type.startsWith("aws:account/") &&
        [key, ...formerly].some((each) => new RegExp(`^contacts-${each}-[a-z]+$`, "u").test(name))
    );
}

/** Removes a contact from the state: once the account has left, AWS does not return its contacts, and a refresh would fail. */
async function forget({ project }: OrganizationFacts, urn: string): Promise<void> {
    await mustPulumi(project, ["state", "delete", urn, "--stack", "management", "--yes"], {
        cure: "see its words, and run it again",
    });
}

/** Removes the account. It counts as done if the response was lost and the organization does not have it any more. */
async function leave({ client }: OrganizationFacts, { id }: Member): Promise<void> {
    try {
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: id }));
    } catch (error) {
        if (isAwsError(error, "AccountNotFound") && (await isGone(client, id))) return;
        const refusal = refusalIn(error);
        throw refusal === undefined ? error : new CliError(refusal.message, refusal.cure);
    }
}

async function isGone(client: OrganizationFacts["client"], AccountId: string): Promise<boolean> {
    return client.send(new DescribeAccountCommand({ AccountId })).then(
        () => false,
        (error: unknown) => isAwsError(error, "AccountNotFound"),
    );
}
