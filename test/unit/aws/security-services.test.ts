import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { ClientOptions } from "../../../aws/clients";
import { findMacie, macieThere } from "../../../aws/macie";
import { findHub, hubThere } from "../../../aws/securityhub";

type Answer = readonly [status: number, code: string | undefined, body: object];

const ok = (body: object): Answer => [200, undefined, body];
const denied: Answer = [403, "AccessDeniedException", { message: "User: arn:… is not authorized to perform: …" }];
const macieOff: Answer = [403, "AccessDeniedException", { message: "Macie is not enabled" }];
const hubOff: Answer = [401, "InvalidAccessException", { Message: "Account 1 is not subscribed to AWS Security Hub" }];
const noCentral: Answer = [
    403,
    "AccessDeniedException",
    { Message: "Must be a Security Hub delegated administrator with Central Configuration enabled" },
];

describe("what AWS says of its security services", () => {
    /** Responses by region, method and path, or by method and path. */
    let answers: Readonly<Record<string, Answer>> = {};
    let server: http.Server;
    before(async () => {
        server = http.createServer((request, response) => {
            const region = request.headers.authorization?.split("/")[2] ?? "";
            const call = `${request.method!} ${request.url!.split("?")[0]!}`;
            const [status, code, body] = answers[`${region} ${call}`] ?? answers[call] ?? [400, "Unexpected", { call }];
            const headers = { "content-type": "application/json", ...(code && { "x-amzn-errortype": code }) };
            response.writeHead(status, headers).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    const home = "us-east-1";
    const options = (): ClientOptions => ({
        region: home,
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
    });

    describe("Macie", () => {
        const nothing = { auto: false, members: new Set() };

        it("is off, which is different from missing permission", async () => {
            answers = { "GET /admin/configuration": macieOff, "GET /macie": macieOff };
            deepStrictEqual(await macieThere(options()), nothing);
            strictEqual(await findMacie(options(), { region: home }), undefined);
            answers = { "GET /admin/configuration": denied, "GET /macie": denied };
            await rejects(macieThere(options()), { name: "AccessDeniedException" });
            await rejects(findMacie(options(), { region: home }), { name: "AccessDeniedException" });
        });
    });

    describe("Security Hub", () => {
        const [aggregators, aggregator] = ["GET /findingAggregator/list", "GET /findingAggregator/get/arn"];
        const [configuration, members] = ["GET /organization/configuration", "GET /members"];
        const association = "POST /configurationPolicyAssociation/get";
        const type = (ConfigurationType: string): Answer =>
            ok({ AutoEnable: false, OrganizationConfiguration: { ConfigurationType } });
        const some = ok({ Members: [{ AccountId: "222222222222" }] });
        const linked = (RegionLinkingMode: string, ...Regions: readonly string[]): Record<string, Answer> => ({
            [aggregators]: ok({ FindingAggregators: [{ FindingAggregatorArn: "arn" }] }),
            [aggregator]: ok({ FindingAggregationRegion: home, RegionLinkingMode, Regions }),
        });
        const base = { [aggregators]: hubOff, [association]: noCentral, [configuration]: hubOff, [members]: hubOff };
        const there = async (
            more: Readonly<Record<string, Answer>>,
        ): Promise<readonly [local: readonly string[], selfManaged: readonly string[]]> => {
            answers = { ...base, ...more };
            const { local, selfManaged } = await hubThere(options(), home, [home, "eu-west-1"], "r-1");
            return [local, selfManaged];
        };

        it("is off, which is different from missing permission", async () => {
            deepStrictEqual(await there({}), [[], []]);
            answers = { "GET /accounts": hubOff };
            strictEqual(await findHub(options(), { region: home }), undefined);
            answers = { "GET /accounts": denied };
            await rejects(findHub(options(), { region: home }), { name: "AccessDeniedException" });
            for (const call of [aggregators, association, configuration])
                await rejects(there({ [call]: denied }), { name: "AccessDeniedException" });
            await rejects(there({ [configuration]: type("LOCAL"), [members]: denied }), {
                name: "AccessDeniedException",
            });
        });

        it("has settings of the accounts' own where they are members without a policy at the root", async () => {
            const at = (region: string, call: string): string => `${region} ${call}`;
            const local = { [at("eu-west-1", configuration)]: type("LOCAL"), [at("eu-west-1", members)]: some };
            deepStrictEqual(await there(local), [["eu-west-1"], []]);
            deepStrictEqual(await there({ [configuration]: type("CENTRAL"), [members]: some }), [
                [],
                [home, "eu-west-1"],
            ]);
            const Identifier = "11111111-2222-3333-4444-555555555555";
            const ruled = {
                [configuration]: type("CENTRAL"),
                [members]: some,
                [association]: ok({ AssociationType: "APPLIED", ConfigurationPolicyId: Identifier }),
                [`GET /configurationPolicy/get/${Identifier}`]: ok({ Name: "all" }),
            };
            deepStrictEqual(await there(ruled), [[], []]);
        });

        it("is asked in every region that sends its findings home: a policy holds there too", async () => {
            const local = { [configuration]: type("LOCAL"), [members]: some };
            deepStrictEqual(await there({ ...local, ...linked("SPECIFIED_REGIONS", "us-west-2") }), [
                [home, "eu-west-1", "us-west-2"],
                [],
            ]);
            const names = [home, "eu-west-1", "af-south-1", "us-west-2"];
            const regions = ok({ Regions: names.map((RegionName) => ({ RegionName })) });
            const all = { ...local, "POST /listRegions": regions };
            deepStrictEqual(await there({ ...all, ...linked("ALL_REGIONS") }), [
                [home, "eu-west-1", "af-south-1", "us-west-2"],
                [],
            ]);
            deepStrictEqual(await there({ ...all, ...linked("ALL_REGIONS_EXCEPT_SPECIFIED", "us-west-2") }), [
                [home, "eu-west-1", "af-south-1"],
                [],
            ]);
        });
    });
});
