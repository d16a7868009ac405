/**
 * Reads an organization with three pages of accounts and of units, behind a proxy where AWS throttles. The SDK is real; AWS is a stand-in:
 * the emulator returns ListAccountsForParent and ListOrganizationalUnitsForParent in one page. Three pages of ListAccounts of the emulator
 * are read in test/e2e/adopt.test.ts.
 */
import { deepStrictEqual } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { readMembership } from "../../../aws/members";
import { FaultProxy } from "../../support/fault-proxy";
import { testClient } from "../../support/test-client";

const throttled = {
    code: "TooManyRequestsException",
    message: "You have sent too many requests in too short a time.",
};
const ids = Array.from({ length: 50 }, (_, index) => String(100000000000 + index));
const units = Array.from({ length: 45 }, (_, index) => ({ Id: `ou-1-${index}`, Name: `unit-${index}` }));
const page = 20;

interface Asked {
    readonly ParentId?: string;
    readonly NextToken?: string;
}

/** A page of what the root has; units have nothing. */
function pageOf(key: string, all: readonly object[], { ParentId = "r-1", NextToken = "0" }: Asked): object {
    const [start, end] = [Number(NextToken), Number(NextToken) + page];
    if (ParentId !== "r-1") return { [key]: [] };
    return { [key]: all.slice(start, end), ...(end < all.length ? { NextToken: String(end) } : {}) };
}

const accounts = ids.map((Id) => ({ Id, Name: Id, Email: `${Id}@acme.example`, State: "ACTIVE" }));
const answers: Readonly<Record<string, (asked: Asked) => object>> = {
    ListRoots: () => ({ Roots: [{ Id: "r-1" }] }),
    ListOrganizationalUnitsForParent: (asked) => pageOf("OrganizationalUnits", units, asked),
    ListAccounts: (asked) => pageOf("Accounts", accounts, asked),
    ListAccountsForParent: (asked) => pageOf("Accounts", accounts, asked),
};

/** Organizations with 50 accounts and 45 units, all in the root. */
const organizations = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
            const operation = String(request.headers["x-amz-target"]).split(".")[1]!;
            response.setHeader("content-type", "application/x-amz-json-1.1");
            response.end(JSON.stringify(answers[operation]!(JSON.parse(Buffer.concat(chunks).toString()) as Asked)));
        });
});

describe("reading accounts where AWS throttles the third page of a list", () => {
    let endpoint: string;
    before(async () => {
        await new Promise<void>((resolve) => organizations.listen(0, "127.0.0.1", resolve));
        endpoint = `http://127.0.0.1:${(organizations.address() as AddressInfo).port}`;
    });
    after(() => {
        organizations.closeAllConnections();
        organizations.close();
    });

    /** Third pages asked for, and the accounts and units that were read, or the error's name. */
    const reading = async (operation: string, times: number, tries: number): Promise<readonly unknown[]> => {
        const isThird = ({ body }: { readonly body: string }): boolean => body.includes('"NextToken":"40"');
        const proxy = await FaultProxy.open(endpoint, [{ operation, when: isThird, times, fault: throttled }]);
        const keys = { accessKeyId: "AKIATEST", secretAccessKey: "secret" };
        try {
            const read = await readMembership(testClient(OrganizationsClient, proxy.endpoint, keys, tries)).then(
                (found) => [found.members.map(({ id }) => id), found.units.all.map(({ id }) => id)],
                (error: unknown) => [(error as Error).name],
            );
            return [proxy.calls.filter((call) => call.operation === operation && isThird(call)).length, ...read];
        } finally {
            await proxy.close();
        }
    };
    const lists = ["ListAccounts", "ListAccountsForParent", "ListOrganizationalUnitsForParent"];

    it("once or twice: it has all accounts and units, each once, and asks for no page again", async () => {
        const asked = lists.flatMap((operation) => [1, 2].map((times) => [operation, times] as const));
        deepStrictEqual(
            await Promise.all(asked.map(([operation, times]) => reading(operation, times, 3))),
            asked.map(([, times]) => [1 + times, ids, units.map(({ Id }) => Id)]),
        );
    });

    it("for as long as it tries: it fails with AWS's error, and has no part of them", async () => {
        deepStrictEqual(
            await Promise.all(lists.map((operation) => reading(operation, Infinity, 2))),
            lists.map(() => [2, throttled.code]),
        );
    });
});
