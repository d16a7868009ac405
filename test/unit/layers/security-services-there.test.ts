import { deepStrictEqual, rejects } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { ClientOptions } from "../../../aws/clients";
import { readServices, type ServicesThere } from "../../../layers/security/security-services";
import { ownStack } from "../../../layers/shared/own-stack";
import { managementOutputs } from "../../support/management-outputs";

type Answer = readonly [status: number, code: string | undefined, body: object];

const home = "us-east-1";
const administrator = "333333333333";
const [guardduty, detectors] = ["GET /detector/d-1/admin", "GET /detector"];
/** Nothing is on in the home region, and nobody may enter the other one. */
const nothing: Readonly<Record<string, Answer>> = {
    [detectors]: [200, undefined, { detectorIds: ["d-1"] }],
    [guardduty]: [200, undefined, { features: [{ name: "S3_DATA_EVENTS", autoEnable: "NONE" }] }],
    "GET /admin/configuration": [403, "AccessDeniedException", { message: "Macie is not enabled" }],
    "POST /organizationconfiguration/describe": [200, undefined, { autoEnable: { ec2: true, ecr: false } }],
    "POST /members/list": [200, undefined, { members: [] }],
    "POST /status/batch/get": [200, undefined, { accounts: [] }],
};
const hubOff: Answer = [401, "InvalidAccessException", { Message: "Account 3 is not subscribed to AWS Security Hub" }];
const off: Answer = [403, "UnrecognizedClientException", { message: "The security token is invalid." }];

describe("what AWS has of the services that watch all accounts", () => {
    let answers = nothing;
    let asked: string[] = [];
    let server: http.Server;
    before(async () => {
        server = http.createServer((request, response) => {
            const region = request.headers.authorization?.split("/")[2] ?? "";
            asked.push(region);
            const call = `${request.method!} ${request.url!.split("?")[0]!}`;
            const [status, code, body] = region === home ? (answers[call] ?? hubOff) : off;
            const headers = { "content-type": "application/json", ...(code && { "x-amzn-errortype": code }) };
            response.writeHead(status, headers).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    after(() => new Promise((resolve) => server.close(resolve)));
    beforeEach(() => {
        answers = nothing;
        asked = [];
    });

    const regions = [home, "af-south-1"];
    const read = (
        offRegions: readonly string[],
        plans: readonly ["S3_DATA_EVENTS"] = ["S3_DATA_EVENTS"],
    ): ReturnType<typeof readServices> => {
        const options: ClientOptions = {
            region: home,
            endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
        };
        const audit = {
            guardduty: { regions, plans, agents: [] },
            inspector: { regions, scans: ["EC2" as const] },
            macie: { regions },
            securityHub: { regions, standards: [], overwrite: false },
        };
        return readServices(
            managementOutputs({ audit }),
            administrator,
            options,
            ownStack({}, {}),
            new Set(offRegions),
        );
    };

    it("is nothing in a region that this run opts into, where nobody gets in yet", async () => {
        const { plans, inspector, macie, securityHub } = (await read(["af-south-1"])) as ServicesThere;
        deepStrictEqual([...new Set(asked)], [home]);
        deepStrictEqual(plans, { [home]: ["S3_DATA_EVENTS"], "af-south-1": ["S3_DATA_EVENTS"] });
        deepStrictEqual(inspector?.[home]?.auto, undefined);
        deepStrictEqual(inspector?.["af-south-1"]?.auto, ["EC2"]);
        deepStrictEqual(Object.keys(macie ?? {}), regions);
        deepStrictEqual(securityHub?.regions, regions);
    });

    it("is a fault in a region where nobody gets in otherwise", async () => {
        const faults = (await read([])) as readonly { readonly message: string }[];
        deepStrictEqual(
            faults.map(({ message }) => message),
            ["what Inspector and Macie have on", "what Security Hub has on"].map(
                (what) =>
                    `${what} could not be read: AWS returned UnrecognizedClientException: The security token is invalid.`,
            ),
        );
    });

    it("is unknown of GuardDuty's plans where the caller may not ask, and refuses the run at any other error", async () => {
        answers = { ...nothing, [guardduty]: [403, "AccessDeniedException", { message: "not authorized" }] };
        const { plans } = (await read(["af-south-1"])) as ServicesThere;
        deepStrictEqual(plans[home], ["S3_DATA_EVENTS"]);
        answers = { ...nothing, [guardduty]: [400, "BadRequestException", { message: "the account is closed" }] };
        await rejects(read(["af-south-1"]), /which plans of GuardDuty[^]*the account is closed/u);
    });
});
