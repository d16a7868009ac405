/** When accounts were closed, which AWS shows only in the management account's event history. */
import { CloudTrailClient, paginateLookupEvents, type Event } from "@aws-sdk/client-cloudtrail";
import { awsClient, type ClientOptions } from "./clients";

const day = 86_400_000; // milliseconds

/** Days that AWS keeps a closed account, in which AWS Support can reopen it. Account Management guide, Close an account. */
export const keptDays = 90;

/** Days that CloudTrail keeps its events. */
const rememberedDays = 90;

/** Quota for closing accounts within 30 days: Organizations User Guide, Quotas; read 2026-11-30. */
const windowDays = 30;
const closing = { least: 250, share: 0.2, most: 1000 } as const;

/** The region with the events of Organizations. */
const region = "us-east-1";

/** Times of closing by account id: in the last 90 days, and only if the management account closed it. */
export async function readClosings(
    now: Date,
    options: Omit<ClientOptions, "region"> = {},
): Promise<ReadonlyMap<string, Date>> {
    const client = awsClient(CloudTrailClient, { ...options, region });
    const pages = paginateLookupEvents(
        { client },
        {
            LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "CloseAccount" }],
            StartTime: new Date(now.getTime() - rememberedDays * day),
        },
    );
    const found = new Map<string, Date>();
    for await (const page of pages)
        for (const event of page.Events ?? []) {
            const closed = closingOf(event);
            if (closed !== undefined && !found.has(closed.account)) found.set(closed.account, closed.at);
        }
    return found;
}

/** The account that an event closed; undefined if AWS refused, or it is another event. */
export function closingOf({
    CloudTrailEvent: text,
    EventTime: at,
}: Pick<Event, "CloudTrailEvent" | "EventTime">): { readonly account: string; readonly at: Date } | undefined {
    if (text === undefined || at === undefined) return undefined;
    const { errorCode, requestParameters } = JSON.parse(text) as {
        readonly errorCode?: string;
        readonly requestParameters?: { readonly accountId?: string } | null;
    };
    const account = requestParameters?.accountId;
    return errorCode === undefined && account !== undefined ? { account, at } : undefined;
}

/** How many more accounts may be closed now; if none, when the next one may. */
export function closingRoom(
    members: number,
    closings: ReadonlyMap<string, Date>,
    now: Date,
): { readonly quota: number; readonly used: number; readonly opens: Date | undefined } {
    const quota = Math.min(closing.most, Math.max(closing.least, Math.floor(members * closing.share)));
    const recent = [...closings.values()]
        .filter((at) => now.getTime() - at.getTime() < windowDays * day)
        .sort((one, other) => one.getTime() - other.getTime());
    const last = recent[recent.length - quota];
    return { quota, used: recent.length, opens: last && after(last, windowDays) };
}

/** When a closed account is deleted for good. */
export function goneOn(closed: Date): Date {
    return after(closed, keptDays);
}

/** When the next account may be closed: after the oldest closing leaves the 30 days. */
export function nextClosing(closings: ReadonlyMap<string, Date>, now: Date): Date | undefined {
    const recent = [...closings.values()].filter((at) => now.getTime() - at.getTime() < windowDays * day);
    const oldest = recent.sort((one, other) => one.getTime() - other.getTime())[0];
    return oldest && after(oldest, windowDays);
}

function after(date: Date, days: number): Date {
    return new Date(date.getTime() + days * day);
}
