import {
    ListServiceQuotasCommand,
    paginateListRequestedServiceQuotaChangeHistoryByQuota,
    RequestServiceQuotaIncreaseCommand,
    type RequestedServiceQuotaChange,
    type ServiceQuota,
    type ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";

/** The quota of accounts in an organization, in Service Quotas. */
export const accountQuota = {
    service: "organizations",
    /**
     * Codes that the quota has had. AWS says that codes change and names do not (AWS Organizations User Guide, Quotas; read 2026-11-30).
     * Both are in use: substrate and Terraform modules have the first, newer tools the second.
     */
    codes: ["L-29A0C5DF", "L-E619E033"],
    name: /number of accounts/iu,
    /** The only region in which Service Quotas has Organizations. */
    region: "us-east-1",
    /** Initial value; new organizations may have less. AWS Organizations User Guide, Quotas; read 2026-11-25. */
    initial: 10,
    /** The most that AWS grants. Same page; read 2026-11-30. */
    most: 50_000,
} as const;

/** The quota of accounts in Service Quotas. */
export interface AccountQuota {
    /** Quota code, `L-…`. */
    readonly code: string;
    readonly value: number;
}

/** A request for more, and its state. */
export interface QuotaRequest {
    readonly id: string;
    readonly wanted: number;
    /** PENDING, CASE_OPENED, APPROVED, DENIED, CASE_CLOSED, NOT_APPROVED or INVALID_REQUEST. */
    readonly status: string;
    readonly made: Date | undefined;
    /** Id of the case at AWS Support, if there is one. */
    readonly support: string | undefined;
}

/** The quota, found by its name; undefined if Service Quotas does not have it. */
export async function readAccountQuota(client: ServiceQuotasClient): Promise<AccountQuota | undefined> {
    let token: string | undefined;
    const found: ServiceQuota[] = [];
    do {
        const page = await client.send(
            new ListServiceQuotasCommand({ ServiceCode: accountQuota.service, NextToken: token }),
        );
        found.push(...(page.Quotas ?? []));
        token = page.NextToken;
    } while (token !== undefined);
    return accountQuotaIn(found);
}

/** By name first, since a code may belong to another quota by now. */
export function accountQuotaIn(
    quotas: readonly Pick<ServiceQuota, "QuotaCode" | "QuotaName" | "Value">[],
): AccountQuota | undefined {
    const codes: readonly string[] = accountQuota.codes;
    const found =
        quotas.find(({ QuotaName = "" }) => accountQuota.name.test(QuotaName)) ??
        quotas.find(({ QuotaCode = "", QuotaName }) => QuotaName === undefined && codes.includes(QuotaCode));
    return found?.QuotaCode === undefined || found.Value === undefined
        ? undefined
        : { code: found.QuotaCode, value: found.Value };
}

/** Requests for more accounts, newest first. */
export async function readQuotaRequests(client: ServiceQuotasClient, code: string): Promise<readonly QuotaRequest[]> {
    const all: QuotaRequest[] = [];
    const pages = paginateListRequestedServiceQuotaChangeHistoryByQuota(
        { client },
        { ServiceCode: accountQuota.service, QuotaCode: code },
    );
    for await (const page of pages) all.push(...(page.RequestedQuotas ?? []).map(requestOf));
    return all.sort((one, other) => (other.made?.getTime() ?? 0) - (one.made?.getTime() ?? 0));
}

/** Requests more accounts. AWS allows one open request at a time. */
export async function requestAccounts(client: ServiceQuotasClient, code: string, wanted: number): Promise<void> {
    await client.send(
        new RequestServiceQuotaIncreaseCommand({
            ServiceCode: accountQuota.service,
            QuotaCode: code,
            DesiredValue: wanted,
        }),
    );
}

export function isOpenRequest({ status }: Pick<QuotaRequest, "status">): boolean {
    return status === "PENDING" || status === "CASE_OPENED";
}

function requestOf({ Id, DesiredValue, Status, Created, CaseId }: RequestedServiceQuotaChange): QuotaRequest {
    return {
        id: Id ?? "",
        wanted: DesiredValue ?? 0,
        status: Status ?? "PENDING",
        made: Created,
        support: CaseId,
    };
}
