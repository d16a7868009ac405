/** When accounts were closed: AWS says it in the management account's event history alone. */
import { CloudTrailClient, paginateLookupEvents, type Event } from "@aws-sdk/client-cloudtrail";
import { awsClient, type ClientOptions } from "./clients";

const day = 86_400_000; // milliseconds

/** AWS keeps a closed account so long; its Support can open it again meanwhile. Account Management guide, Close an account. */
export const keptDays = 90;

/** CloudTrail keeps its events as long. */
const rememberedDays = 90;

/** Accounts that may be closed in 30 days: Organizations User Guide, Quotas; read 2026-11-30. */
const windowDays = 30;
const closing = { least: 250, share: 0.2, most: 1000 } as const;

/** Where Organizations' events are. */
const region = "us-east-1";

/** Times of closing by account, of the last 90 days and of those that somebody of the management account closed. */
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

/** The account that an event closed; undefined where AWS refused, or the event is another. */
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

/** How many more accounts may be closed now, and when the next one may where none may. */
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

/** When an account that was closed is gone for good. */
export function goneOn(closed: Date): Date {
    return after(closed, keptDays);
}

/** When the next account may be closed, after the oldest closing in the window. */
export function nextClosing(closings: ReadonlyMap<string, Date>, now: Date): Date | undefined {
    const recent = [...closings.values()].filter((at) => now.getTime() - at.getTime() < windowDays * day);
    const oldest = recent.sort((one, other) => one.getTime() - other.getTime())[0];
    return oldest && after(oldest, windowDays);
}

function after(date: Date, days: number): Date {
    return new Date(date.getTime() + days * day);
}
