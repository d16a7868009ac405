import { AccountClient } from "@aws-sdk/client-account";
import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { ended } from "../../aws/account-states";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import type { Member } from "../../aws/members";
import { emailCode, primaryEmail } from "../../aws/primary-email";
import type { AccountConfig, ConfigEdit } from "../../config";
import { mustPulumi } from "../common/engine";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { findProject } from "../common/project";
import { CliError, exitCodes } from "../common/ui";
import { clearEnginesHalfFiles } from "../state/clear-half-files";
import { editConfig, mustStayValid } from "./edit-config";
import { codeSteps, isSame, type EmailChange } from "./email-code";
import { lockSteps } from "./left-locks";
import { memberAccount, readOrganizationFacts, type OrganizationFacts } from "./organization";
import { mustHaveNoChanges, stateResources } from "./own-resource";
import { waitUntil } from "./wait";

/** Options of `org accounts email`. */
export interface EmailOptions extends ActOptions {
    readonly dir: string;
    readonly key: string;
    /** The new address. */
    readonly to: string;
    /** A code that AWS sent in an earlier run. Absent: AWS sends one, and the person is asked for it. */
    readonly code?: string;
}

/** Service principal of Account Management, which the organization must trust. */
const service = "account.amazonaws.com";

/** Changes an account's root email at AWS, in the config and in the state. Returns the exit code. */
export async function changeEmail({ dir, key, to, code, ...options }: EmailOptions): Promise<number> {
    if (code !== undefined && !emailCode.test(code))
        throw new CliError(
            `${code} is no code of AWS's`,
            "it has six letters or digits: --code 123456",
            exitCodes.usage,
        );
    const stopped = await clearEnginesHalfFiles(findProject(dir), options);
    if (stopped !== undefined) return stopped;
    const facts = await readOrganizationFacts(dir, options);
    mustNotBeManagement(key, facts);
    const { account, member } = memberAccount(key, facts);
    const edits = editsFor(account, member, to);
    mustStayValid(facts.project, edits, `with ${to} as the email of ${account.key}`, "give another address by --to");
    mustBeOpen(account, member);
    mustBeFree(to, member, facts);
    const client = awsClient(AccountClient, { region: facts.region });
    const now = await currentEmail(client, member, facts);
    const isChanged = isSame(now, to);
    const change = { client, region: facts.region, account, member, to, isChanged };
    return carryOut(
        {
            title: `Change the root email of account ${account.key} (${member.name}, ${member.id}) from ${member.email} to ${to}`,
            steps: [...codeSteps(change, code), ...(await ownSteps(change, facts, edits))],
            warnings: isChanged
                ? []
                : [
                      `Who reads ${to} can reset the root user's password from then on; password and MFA devices stay as they are.`,
                      `${member.email} gets no more of this account's mail then.`,
                  ],
            nothing: `Account ${account.key} (${member.id}) has the email ${to} already, at AWS, in the config and in the state.`,
        },
        options,
    );
}

/** The steps that bring config and state in line with AWS. */
async function ownSteps(
    { client, member, to, isChanged }: EmailChange,
    facts: OrganizationFacts,
    edits: readonly ConfigEdit[],
): Promise<readonly Step[]> {
    const { project, client: organizations } = facts;
    const isWritten = edits.length === 0;
    const resource = (await stateResources(project)).find(
        ({ type, id }) => type === "aws:organizations/account:Account" && id === member.id,
    );
    const isInState = resource === undefined || (isChanged && isSame(String(resource.outputs?.["email"]), to));
    const locks = isInState ? [] : await lockSteps(project, ["management"]);
    const target = resource === undefined ? [] : ["--target", resource.urn];
    return [
        {
            title: "wait until the organization shows it",
            done: isChanged && isSame(member.email, to),
            act: (tell) =>
                waitUntil(
                    async () => {
                        const shown = await organizations.send(new DescribeAccountCommand({ AccountId: member.id }));
                        tell(`AWS shows ${shown.Account!.Email!}`);
                        return isSame(shown.Account!.Email!, to) && isSame(await primaryEmail(client, member.id), to);
                    },
                    {
                        what: `AWS does not show the new email of account ${member.id} everywhere`,
                        cure: "it may take four hours; run it again: it goes on from there",
                    },
                ),
        },
        ...(edits.length === 0
            ? []
            : [
                  {
                      title: `write it into Pulumi.management.yaml: ${edits.map(({ path }) => path.join(".")).join(", ")}`,
                      act: () => {
                          editConfig(project, edits);
                          return Promise.resolve();
                      },
                  },
              ]),
        ...locks,
        ...(resource === undefined
            ? []
            : [
                  {
                      title: "let the state of stack management follow (pulumi refresh, of this account alone)",
                      done: isInState,
                      act: async () => {
                          await mustPulumi(
                              project,
                              ["refresh", "--yes", "--skip-preview", "--stack", "management", ...target],
                              { cure: "see its words, mend what they name, and run this again" },
                          );
                      },
                  },
                  {
                      title: "prove it: a preview of this account has no changes",
                      done: isInState && isWritten,
                      act: () => mustHaveNoChanges(project, resource.urn),
                  },
              ]),
    ];
}

/**
 * The edits of the config; none if the account gets this email anyway. An account whose email is not the alias of its key is found by its
 * id, so the id is written too.
 */
function editsFor(account: AccountConfig, { id }: Member, to: string): readonly ConfigEdit[] {
    if (!account.emailGiven && isSame(account.email, to)) return [];
    const path = ["accounts", account.key];
    return [
        ...(account.emailGiven && isSame(account.email, to) ? [] : [{ path: [...path, "email"], set: to }]),
        ...(account.id !== undefined || account.joined === "invited" ? [] : [{ path: [...path, "id"], set: id }]),
    ];
}

function mustNotBeManagement(key: string, { config, membership }: OrganizationFacts): void {
    const { id } = config.management;
    const { name, email } = membership.members.find((each) => each.id === id) ?? {};
    if (key !== "management" && key !== id && key !== name) return;
    throw new CliError(
        `management (${id}) is the management account: AWS lets nobody but its root user change its email`,
        `sign in to the console as root (${email ?? config.email}): Account → Account details → Actions → Update email address and password; type the code that AWS sends to the new address; then write it into Pulumi.management.yaml: management: { id: "${id}", email: <address> }`,
    );
}

function mustBeOpen({ key }: AccountConfig, { id, state }: Member): void {
    if (!ended.has(state)) return;
    throw new CliError(
        `account ${key} (${id}) is ${state}: the email of a closed account cannot be changed`,
        "AWS Support can reopen it within 90 days of its closing; its email stays taken for good",
    );
}

function mustBeFree(to: string, { id }: Member, { membership }: OrganizationFacts): void {
    const owner = membership.members.find((each) => each.id !== id && isSame(each.email, to));
    if (owner === undefined) return;
    throw new CliError(
        `${to} is the email of account ${owner.name} (${owner.id}, ${owner.state}) already`,
        "AWS takes an address once, closed accounts included: choose another",
    );
}

/**
 * The account's current email.
 *
 * @throws CliError where these credentials may not manage it
 */
async function currentEmail(client: AccountClient, { id }: Member, { config }: OrganizationFacts): Promise<string> {
    try {
        return await primaryEmail(client, id);
    } catch (error) {
        if (!isAwsError(error, "AccessDenied")) throw error;
        throw new CliError(
            `AWS does not let these credentials manage the email of account ${id}: ${(error as Error).message}`,
            config.organization.services.includes(service)
                ? "it takes an admin of the management account with account:GetPrimaryEmail, StartPrimaryEmailUpdate and AcceptPrimaryEmailUpdate; and pulumi up --stack management, if the organization does not trust the service yet"
                : `the organization has to trust ${service}: add it to organization.services and run pulumi up --stack management`,
        );
    }
}
