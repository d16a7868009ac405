import { deepStrictEqual, rejects } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { ClientOptions } from "../../../aws/clients";
import { askDelegations, missingDelegations } from "../../../aws/own-delegations";

const [account, other] = ["222222222222", "333333333333"];
/** Response of the service by region: its administrators, or an error. */
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

/** Responses that say nothing about the administrator. */
const silent: Readonly<Record<string, readonly [status: number, code: string, body: object]>> = {
    "eu-west-1": [429, "ThrottlingException", { message: "slower" }],
    "eu-west-2": [403, "ExpiredTokenException", { message: "The security token included in the request is expired" }],
    "eu-west-3": [500, "InternalServerException", { message: "AWS failed" }],
    "eu-north-1": [403, "SignatureDoesNotMatch", { message: "another key" }],
};

describe("who administers a service, by its own API", () => {
    let server: http.Server;
    before(async () => {
        server = http.createServer((request, response) => {
            const region = request.headers.authorization?.split("/")[2] ?? "";
            const [status, code, body] = regions[region] ?? silent[region] ?? [400, region, { message: "no" }];
            const headers = { "content-type": "application/json", ...(code && { "x-amzn-errortype": code }) };
            response.writeHead(status, headers).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    after(() => new Promise((resolve) => server.close(resolve)));
    const { AWS_MAX_ATTEMPTS: attempts } = process.env;
    afterEach(() => {
        if (attempts === undefined) Reflect.deleteProperty(process.env, "AWS_MAX_ATTEMPTS");
        else process.env["AWS_MAX_ATTEMPTS"] = attempts;
    });

    const options = (): ClientOptions => ({
        region: "us-east-1",
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
    });

    it("is there, missing, or unknown where it cannot be asked", async () => {
        const place = `${account}/macie.amazonaws.com`;
        const places = [
            place,
            ...Object.keys(regions).map((region) => `${place}@${region}`),
            `${account}/fms.amazonaws.com`,
        ];
        const { missing, unknown } = await askDelegations(places, options());
        deepStrictEqual([...missing].sort(), [`${place}@us-east-2`, `${place}@us-west-1`]);
        deepStrictEqual([...unknown].sort(), [`${place}@ap-east-1`, `${place}@us-west-2`]);
        deepStrictEqual(await missingDelegations(places, options()), missing);
    });

    it("is a fault where the service says nothing of it", async () => {
        process.env["AWS_MAX_ATTEMPTS"] = "1";
        const places = (region: string): readonly string[] => [`${account}/macie.amazonaws.com@${region}`];
        for (const region of Object.keys(silent))
            for (const ask of [askDelegations, missingDelegations])
                await rejects(ask(places(region), options()), { name: silent[region]![1] }, region);
        // In the home region this means invalid credentials.
        const home = { ...options(), region: "ap-east-1" };
        await rejects(askDelegations(places("ap-east-1"), home), { name: "UnrecognizedClientException" });
        // Nothing listens there.
        const nowhere = { ...options(), endpoint: "http://127.0.0.1:1" };
        await rejects(askDelegations(places("us-east-1"), nowhere), { code: "ECONNREFUSED" });
    });

    for (const [service, code] of [
        ["guardduty", "BadRequestException"],
        ["securityhub", "InvalidAccessException"],
        ["detective", "ValidationException"],
        ["inspector2", "AccessDeniedException"],
        ["auditmanager", "AccessDeniedException"],
        ["macie", "SubscriptionRequiredException"],
    ] as const)
        it(`is unknown where ${service} refuses by ${code}`, async () => {
            const place = `${account}/${service}.amazonaws.com@${code}`;
            const { missing, unknown } = await askDelegations([place], options());
            deepStrictEqual([[...missing], [...unknown]], [[], [place]]);
        });
});
