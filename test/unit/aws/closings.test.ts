import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { closingOf, closingRoom, goneOn, nextClosing } from "../../../aws/closings";

const now = new Date("2026-11-30T12:00:00Z");
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const closed = (...days: readonly number[]): ReadonlyMap<string, Date> =>
    new Map(days.map((each, index) => [String(200000000000 + index), daysAgo(each)]));
const many = (count: number, days: number): ReadonlyMap<string, Date> =>
    closed(...Array.from({ length: count }, () => days));

describe("closings", () => {
    const table: readonly (readonly [title: string, members: number, quota: number])[] = [
        ["a small organization", 5, 250],
        ["just as many as the least", 1250, 250],
        ["a fifth of the members", 2000, 400],
        ["never more than a thousand", 9000, 1000],
    ];
    for (const [title, members, quota] of table)
        it(`has a quota: ${title}`, () => {
            strictEqual(closingRoom(members, closed(), now).quota, quota);
        });

    it("of more than 30 days ago count no more", () => {
        deepStrictEqual(closingRoom(5, closed(1, 29.9, 30.1, 80), now), { quota: 250, used: 2, opens: undefined });
    });

    it("open again when the oldest that fills the quota is 30 days old", () => {
        strictEqual(closingRoom(5, many(249, 3), now).opens, undefined);
        deepStrictEqual(closingRoom(5, many(250, 3), now).opens, daysAgo(-27));
        // Two more than the quota: there is room once the third oldest has left the window.
        const full = new Map([...closed(20, 10, 5), ...[...many(249, 1)].map(([id, at]) => [`x${id}`, at] as const)]);
        deepStrictEqual(closingRoom(5, full, now).opens, daysAgo(-25));
    });

    it("of the window: the oldest says when the next may be", () => {
        deepStrictEqual(nextClosing(closed(3, 28, 40), now), daysAgo(-2));
        strictEqual(nextClosing(closed(40), now), undefined);
    });

    it("an account is gone 90 days after", () => {
        strictEqual(goneOn(new Date("2026-11-30T00:00:00Z")).toISOString(), "2027-02-28T00:00:00.000Z");
    });

    const event = (record: object): Parameters<typeof closingOf>[0] => ({
        EventTime: now,
        CloudTrailEvent: JSON.stringify(record),
    });
    it("are read from CloudTrail's events, refused ones left out", () => {
        const requestParameters = { accountId: "222222222222" };
        deepStrictEqual(closingOf(event({ requestParameters })), { account: "222222222222", at: now });
        strictEqual(closingOf(event({ requestParameters, errorCode: "ConstraintViolationException" })), undefined);
        strictEqual(closingOf(event({ requestParameters: null })), undefined);
        strictEqual(closingOf({ EventTime: now }), undefined);
    });
});
