/** The example company in each partition of AWS: AWS refuses names of another partition, wherever they are. */
import * as aws from "@pulumi/aws";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { guideSteps } from "../../../cli/bootstrap-user/guide";
import { ofOutputs } from "../../../cli/profiles/organization";
import { profilesOf } from "../../../cli/profiles/profiles";
import { parseManagement, parseSecurity, readStackFiles, type RawConfig } from "../../../config";
import type { ManagementOutputs } from "../../../config/model/management-outputs";
import { partitions } from "../../../config/aws-facts";
import { formatFaults, type Parsed } from "../../../config/faults";
import { buildManagement } from "../../../layers/management/build";
import { memberTrust } from "../../../layers/member/access-role";
import { buildMember } from "../../../layers/member/build";
import { buildAudit } from "../../../layers/security/audit";
import { buildPeople } from "../../../layers/security/people";
import { ownStack } from "../../../layers/shared/own-stack";
import { asWritten } from "../../../layers/shared/spelling";
import { projectRoot } from "../../../sandbox/locations";
import { snapshotWith } from "../../support/company";
import { managementOutputs } from "../../support/management-outputs";
import { record, type Recording } from "../../support/recording";

const files = readStackFiles(projectRoot, "aws-organization", ["management", "security"]);

function valueOf<T>(parsed: Parsed<T>): T {
    if (!parsed.ok) throw new Error(formatFaults(parsed.faults));
    return parsed.value;
}

/** Partitions of the ARNs in a value, without those that the mocks create. */
function partitionsIn(value: unknown): readonly string[] {
    const text = JSON.stringify(value).replace(/arn:aws:(?:mock:|organizations::\d+:organization\/o-mock)/gu, "");
    return [...new Set([...text.matchAll(/arn:([\w*${}-]+):/gu)].map(([, partition]) => partition!))].sort();
}

const idOf = (key: string): string => (key === "security" ? "333333333333" : "222222222222");

const accountOf = (key: string, unit: string | null = null): ManagementOutputs["accounts"][string] => ({
    id: idOf(key),
    name: `binbash-${key}`,
    alias: { name: `binbash-${key}`, given: false },
    email: `aws+${key}@example.com`,
    unit,
    state: "active",
    roleName: "OrganizationAccountAccessRole",
});

const inputsOf = ({ resources }: Recording): object => resources.map(({ inputs }) => inputs);

describe("the example company", () => {
    for (const { name: partition, known } of partitions) {
        const region = known[0]!;
        const { policies, ...raw } = files["management"]!.raw as RawConfig & { readonly policies: object };
        const config = valueOf(
            parseManagement(
                {
                    ...raw,
                    regions: known.slice(0, 2),
                    // Not every region has account-regional namespaces.
                    state: {},
                    policies: {
                        ...policies,
                        "only-our-regions": { targets: ["workloads"], with: { regions: known.slice(0, 2) } },
                    },
                    breakGlass: ["break-glass-1"],
                },
                { region },
            ),
        );
        const outputs = managementOutputs({
            ...config,
            partition,
            region,
            accounts: Object.fromEntries(config.accounts.map(({ key, unit }) => [key, accountOf(key, unit)])),
            organization: {
                id: "o-exampleorgid",
                arn: `arn:${partition}:organizations::1:organization/o`,
                rootId: "r-abcd",
            },
            management: {
                ...config.management,
                roleArn: `arn:${partition}:iam::111111111111:role/OrganizationAccountAccessRole`,
            },
            admins: config.admins.map(({ name }) => name),
            breakGlass: ["break-glass-1"],
            ci: {
                previewRoleArn: `arn:${partition}:iam::111111111111:role/bb-ci-preview`,
                deployRoleArn: `arn:${partition}:iam::111111111111:role/bb-ci-deploy`,
            },
        });
        const accounts = config.accounts.map(({ key, name, email }) => ({
            id: idOf(key),
            name,
            email,
            state: "ACTIVE",
        }));
        const there = snapshotWith({ accounts });
        const account = {
            key: "security",
            id: "333333333333",
            name: "binbash-security",
            alias: null,
            email: "aws+security@example.com",
            roleName: "OrganizationAccountAccessRole",
            formerly: [],
        };

        it(`${partition}: the management stack has ARNs of it alone`, async () => {
            const recording = await record(() =>
                buildManagement(config, { ...there, partition }, ownStack({}, {}), new aws.Provider("management")),
            );
            const found = partitionsIn(inputsOf(recording));
            ok(found.includes(partition) && recording.resources.length > 40, String(recording.resources.length));
            deepStrictEqual(
                found.filter((each) => each !== "*" && each !== partition),
                [],
            );
        });

        it(`${partition}: the stacks of the security account and of a member have ARNs of it alone`, async () => {
            const security = valueOf(parseSecurity(files["security"]!.raw, { region }));
            const accessRoleTrust = memberTrust(outputs, [outputs.management.roleArn]);
            const own = ownStack({}, {});
            const recording = await record(() => {
                const provider = new aws.Provider("security");
                const opts = { providers: [provider] };
                const found = { analyzers: undefined, logGroup: false, keyOff: [], trailOff: [] };
                buildMember({ management: outputs, account, own, accessRoleTrust }, provider);
                buildPeople(security, outputs, account, asWritten, opts);
                buildAudit(security, outputs, account, found, opts);
            });
            const found = partitionsIn(inputsOf(recording));
            ok(found.includes(partition) && recording.resources.length > 30, String(recording.resources.length));
            deepStrictEqual(
                found.filter((each) => each !== "*" && each !== partition),
                [],
            );
        });

        it(`${partition}: profiles have its roles and region, and the guide its pages`, () => {
            const profiles = profilesOf(ofOutputs(outputs, "aws-organization"), { mfaSerials: [] });
            ok(profiles.length > 5);
            deepStrictEqual(partitionsIn(profiles), [partition]);
            for (const { settings } of profiles) strictEqual(settings["region"], region);
            const { company, management } = config;
            const steps = guideSteps({
                account: management.name,
                accountId: management.id,
                email: management.email,
                short: company.short,
                region,
                user: "mgmt-org-admin",
            });
            const hosts = [...JSON.stringify(steps).matchAll(/https:\/\/([\w.-]+)/gu)].map(([, host]) => host!);
            const domain = { aws: "aws.amazon.com", "aws-us-gov": "amazonaws-us-gov.com", "aws-cn": "amazonaws.cn" };
            const own = { ...domain, "aws-eusc": "amazonaws-eusc.eu" }[partition]!;
            ok(hosts.length > 0);
            deepStrictEqual(
                hosts.filter((host) => !host.endsWith(own)),
                [],
            );
        });
    }
});
