import { deepStrictEqual } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { askDelegations, missingDelegations } from "../../../aws/own-delegations";

const [account, other] = ["222222222222", "333333333333"];
/** What the service returns in each region: its administrators, or an error. */
const regions: Readonly<Record<string, readonly [status: number, code: string | undefined, body: object]>> = {
    "us-east-1": [200, undefined, { adminAccounts: [{ accountId: account, status: "ENABLED" }] }],
    "us-east-2": [200, undefined, { adminAccounts: [{ accountId: other, status: "ENABLED" }] }],
    "us-west-1": [404, "ResourceNotFoundException", { message: "nothing" }],
    "us-west-2": [403, "AccessDeniedException", { message: "Macie is not enabled" }],
    "ap-east-1": [
        403,
        "UnrecognizedClientException",
        { message: "The security token included in the request is invalid." },
    ],
};

describe("who administers a service, by its own API", () => {
    let server: http.Server;
    before(async () => {
        server = http.createServer((request, response) => {
            const region = request.headers.authorization?.split("/")[2] ?? "";
            const [status, code, body] = regions[region]!;
            const headers = { "content-type": "application/json", ...(code && { "x-amzn-errortype": code }) };
            response.writeHead(status, headers).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    it("is there, missing, or unknown where it cannot be asked", async () => {
        const place = `${account}/macie.amazonaws.com`;
        const places = [
            place,
            ...Object.keys(regions).map((region) => `${place}@${region}`),
            `${account}/fms.amazonaws.com`,
        ];
        const options = {
            region: "us-east-1",
            endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
        };
        const { missing, unknown } = await askDelegations(places, options);
        deepStrictEqual([...missing].sort(), [`${place}@us-east-2`, `${place}@us-west-1`]);
        deepStrictEqual([...unknown].sort(), [`${place}@ap-east-1`, `${place}@us-west-2`]);
        deepStrictEqual(await missingDelegations(places, options), missing);
    });
});
