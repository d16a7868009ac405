import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { awsClient } from "../../aws/clients";
import { isAwsError } from "../../aws/error-codes";
import { isOpen, readInvitations } from "../../aws/invitations";
import {
    accountQuota,
    isOpenRequest,
    readAccountQuota,
    readQuotaRequests,
    requestAccounts,
    type AccountQuota,
    type QuotaRequest,
} from "../../aws/quotas";
import { carryOut, type ActOptions } from "../common/plan";
import { CliError, exitCodes, print, printJson } from "../common/ui";
import { editConfig } from "./edit-config";
import { readOrganizationFacts, type OrganizationFacts } from "./organization";
import { waitUntil } from "./wait";

/** Options of `org accounts quota`. */
export interface QuotaOptions extends ActOptions {
    readonly dir: string;
    /** Number of accounts to ask for, as it was typed. Absent: the quota is only shown. */
    readonly wanted?: string;
    /** Wait until AWS has decided. */
    readonly wait?: boolean;
}

/** Shows how many accounts AWS allows, or asks AWS for more. Returns the exit code. */
export async function quota({ dir, wanted, wait = false, ...options }: QuotaOptions): Promise<number> {
    const number = wanted === undefined ? undefined : numberIn(wanted);
    const facts = await readOrganizationFacts(dir, options);
    const client = awsClient(ServiceQuotasClient, { region: accountQuota.region });
    const found = await readAccountQuota(client);
    if (found === undefined)
        throw new CliError(
            "Service Quotas does not tell how many accounts the organization may have",
            "ask AWS Support, case type Account and billing; until it says so, write its number: accountQuota: <number>",
        );
    const requests = await readQuotaRequests(client, found.code);
    if (number === undefined) return show(facts, found, requests, options.json === true);
    const open = requests.find(isOpenRequest);
    const isEnough = found.value >= number;
    if (!isEnough && open !== undefined && open.wanted < number)
        throw new CliError(
            `AWS decides about another request still: ${requestWords(open)}`,
            "AWS takes one request at a time; follow it: ./org accounts quota, and ask again when it has decided",
        );
    const isConfigured = facts.config.accountQuota !== undefined;
    return carryOut(
        {
            title: `Ask AWS for ${number} accounts, where it allows ${found.value} now`,
            steps: [
                {
                    title: `request ${number} accounts from Service Quotas (${found.code})`,
                    done: isEnough || open !== undefined,
                    act: () => request(client, found, number),
                },
                ...(wait
                    ? [
                          {
                              title: "wait until AWS has decided",
                              done: isEnough,
                              act: (tell: (text: string) => void) => decided(client, found, tell),
                          },
                      ]
                    : []),
                ...(isConfigured && (wait || isEnough)
                    ? [
                          {
                              title: `write accountQuota: ${number} into Pulumi.management.yaml`,
                              done: facts.config.accountQuota >= number,
                              act: () => {
                                  editConfig(facts.project, [{ path: ["accountQuota"], set: number }]);
                                  return Promise.resolve();
                              },
                          },
                      ]
                    : []),
            ],
            nothing: isEnough
                ? `AWS allows ${found.value} accounts already.`
                : `Asked for already${open === undefined ? "" : `: ${requestWords(open)}`}.`,
            warnings: [
                "AWS decides: small numbers in minutes, others in days, and a person of AWS's may ask back by mail to the management account.",
            ],
            next: ["Follow it: ./org accounts quota"],
        },
        options,
    );
}

function numberIn(text: string): number {
    const number = Number(text);
    if (/^\d+$/u.test(text) && number > 0 && number <= accountQuota.most) return number;
    throw new CliError(
        `${text} is no number of accounts`,
        `say how many there may be, 1 to ${accountQuota.most}: ./org accounts quota 50`,
        exitCodes.usage,
    );
}

async function show(
    { config, client: organizations, membership }: OrganizationFacts,
    found: AccountQuota,
    requests: readonly QuotaRequest[],
    json: boolean,
): Promise<number> {
    const invited = (await readInvitations(organizations)).filter(isOpen).length;
    const used = membership.members.length + invited;
    if (json)
        printJson({
            quota: found.value,
            used,
            accounts: membership.members.length,
            openInvitations: invited,
            configured: config.accountQuota ?? null,
            requests: requests.map(({ made, support, ...each }) => ({
                ...each,
                made: made?.toISOString() ?? null,
                supportCase: support ?? null,
            })),
        });
    else {
        print(
            `AWS allows ${found.value} accounts; ${used} are used: ${membership.members.length} accounts, closed ones included, and ${invited} open invitations.`,
        );
        for (const each of requests) print(`  ${requestWords(each)}`);
        if (config.accountQuota !== undefined && config.accountQuota !== found.value)
            print(`Pulumi.management.yaml says accountQuota: ${config.accountQuota}.`);
    }
    return exitCodes.ok;
}

function requestWords({ wanted, status, made, support }: QuotaRequest): string {
    const when = made === undefined ? "" : `, of ${made.toISOString().slice(0, 10)}`;
    return `${wanted} accounts${when}: ${status}${support === undefined ? "" : `, AWS Support's case ${support}`}`;
}

/**
 * Sends the request. It counts as sent if there is an open one for as many: the response may have been lost, or another person was faster;
 * AWS accepts one request at a time.
 */
async function request(client: ServiceQuotasClient, { code }: AccountQuota, wanted: number): Promise<void> {
    try {
        await requestAccounts(client, code, wanted);
    } catch (error) {
        if (!isAwsError(error, "ResourceAlreadyExists")) throw error;
        const open = (await readQuotaRequests(client, code)).find(isOpenRequest);
        if (open === undefined || open.wanted < wanted) throw error;
    }
}

async function decided(
    client: ServiceQuotasClient,
    { code }: AccountQuota,
    tell: (text: string) => void,
): Promise<void> {
    let last: QuotaRequest | undefined;
    await waitUntil(
        async () => {
            [last] = await readQuotaRequests(client, code);
            if (last !== undefined) tell(requestWords(last));
            return last !== undefined && !isOpenRequest(last);
        },
        { what: "AWS has not decided", cure: "follow it: ./org accounts quota" },
    );
    if (last?.status !== "APPROVED")
        throw new CliError(
            `AWS did not give more: ${requestWords(last!)}`,
            "see its mail to the management account, or ask AWS Support, case type Account and billing",
        );
}
