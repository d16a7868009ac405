/**
 * CIS AWS Foundations 7.0, sections 2.18, 4 and 5: trail, analyzers and alarms. What is in the security account is read from its stack's
 * state.
 */
import type { AdvancedEventSelector, EventSelector } from "@aws-sdk/client-cloudtrail";
import type { DeployedResource } from "../../state/deployment";
import { check, type Check } from "../check";
import { about } from "../cis";
import type { DoctorContext } from "../context";
import { fault, notYet, ok, some, warning, type Finding } from "../line";
import { stateResource, stateResources } from "../state-resource";
import { recordersOn } from "./cis-services";

const up = "pulumi up --stack security";

export interface CisTrail {
    readonly name: string;
    readonly isLogging: boolean;
    readonly allRegions: boolean;
    readonly validated: boolean;
    readonly key: string | undefined;
    readonly selectors: readonly EventSelector[];
    readonly advanced: readonly AdvancedEventSelector[];
}

/** The organization's trail at AWS; undefined where the security stack has none. */
async function trail(context: DoctorContext): Promise<CisTrail | undefined> {
    await context.organization();
    return context.once("cis trail", async () => {
        const arn = (await stateResource(context, "security", "aws:cloudtrail/trail:Trail"))?.id;
        if (arn === undefined) return undefined;
        const sdk = await import("@aws-sdk/client-cloudtrail");
        const client = context.client(sdk.CloudTrailClient, { region: arn.split(":")[3]! });
        const { trailList = [] } = await client.send(new sdk.DescribeTrailsCommand({ trailNameList: [arn] }));
        const [found] = trailList;
        if (found === undefined) return undefined;
        const [{ IsLogging }, selectors] = await Promise.all([
            client.send(new sdk.GetTrailStatusCommand({ Name: arn })),
            client.send(new sdk.GetEventSelectorsCommand({ TrailName: arn })),
        ]);
        return {
            name: found.Name!,
            isLogging: IsLogging === true,
            allRegions: found.IsMultiRegionTrail === true,
            validated: found.LogFileValidationEnabled === true,
            key: found.KmsKeyId,
            selectors: selectors.EventSelectors ?? [],
            advanced: selectors.AdvancedEventSelectors ?? [],
        };
    });
}

function onTrail(
    control: string,
    proves: string,
    cure: string,
    asks: readonly string[],
    judge: (found: CisTrail) => readonly Finding[],
): Check {
    return check<CisTrail | undefined>(about(control, { proves, cure, asks }), trail, (found) =>
        found === undefined
            ? [
                  notYet(
                      "AWS has no trail of the organization that the security stack made",
                      `${up}, unless audit: { trail: false }`,
                  ),
              ]
            : judge(found),
    );
}

const asksForTrail = ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"];

const trailChecks = [
    onTrail(
        "4.1",
        "the organization's trail is on, in all regions, with all management events",
        `\`${up}\``,
        asksForTrail,
        judgeTrailOfAll,
    ),
    onTrail("4.2", "the trail's files can be validated", `\`${up}\``, asksForTrail, ({ name, validated }) => [
        validated
            ? ok(`files of ${name} can be validated`)
            : fault(`files of ${name} cannot be validated`, `${up} --refresh`),
    ]),
    onTrail("4.5", "the trail is encrypted by a key of the customer's", `\`${up}\``, asksForTrail, ({ name, key }) => [
        key
            ? ok(`${name} is encrypted by ${key}`, key)
            : fault(`${name} is encrypted by no key of its own`, `${up} --refresh`),
    ]),
    onTrail(
        "4.8",
        "the trail records who writes objects of S3",
        "`audit: { dataEvents: { AWS::S3::Object: write } }`",
        asksForTrail,
        (found) => judgeObjectEvents(found, "writes"),
    ),
    onTrail(
        "4.9",
        "the trail records who reads objects of S3",
        "`audit: { dataEvents: { AWS::S3::Object: all } }`",
        asksForTrail,
        (found) => judgeObjectEvents(found, "reads"),
    ),
] as const;

export function judgeTrailOfAll({ name, isLogging, allRegions, selectors, advanced }: CisTrail): readonly Finding[] {
    const management =
        selectors.some(
            ({ ReadWriteType, IncludeManagementEvents }) =>
                ReadWriteType === "All" && IncludeManagementEvents !== false,
        ) ||
        advanced.some(
            ({ FieldSelectors: fields = [] }) => fields.length === 1 && fields[0]?.Equals?.[0] === "Management",
        );
    const missing = [
        ...(isLogging ? [] : ["is off"]),
        ...(allRegions ? [] : ["is of one region"]),
        ...(management ? [] : ["leaves management events out"]),
    ];
    return [
        missing.length === 0
            ? ok(`the trail ${name} records management events of all regions`)
            : fault(`the trail ${name} ${missing.join(", ")}`, `${up} --refresh`, missing),
    ];
}

/** Checks that events of objects in all buckets are recorded, except buckets that a selector leaves out by name. */
export function judgeObjectEvents(
    { selectors, advanced }: Pick<CisTrail, "selectors" | "advanced">,
    what: "reads" | "writes",
): readonly Finding[] {
    const plain = selectors.some(
        ({ ReadWriteType, DataResources = [] }) =>
            (ReadWriteType === "All" || ReadWriteType === (what === "reads" ? "ReadOnly" : "WriteOnly")) &&
            DataResources.some(
                ({ Type, Values = [] }) =>
                    Type === "AWS::S3::Object" && Values.some((each) => /^arn:[\w-]+:s3(?::::?)?$/u.test(each)),
            ),
    );
    const byFields = advanced.some(({ FieldSelectors: fields = [] }) => {
        const equals = (name: string): readonly string[] | undefined =>
            fields.find(({ Field }) => Field === name)?.Equals;
        const readOnly = equals("readOnly");
        return (
            equals("resources.type")?.[0] === "AWS::S3::Object" &&
            (readOnly === undefined || readOnly.includes(String(what === "reads"))) &&
            fields.every(
                ({ Field, NotStartsWith, NotEquals }) =>
                    Field !== "resources.ARN" || NotStartsWith !== undefined || NotEquals !== undefined,
            )
        );
    });
    if (plain || byFields) return [ok(`the trail records ${what} of objects in S3`)];
    const cure = `write audit: { dataEvents: { AWS::S3::Object: ${what === "reads" ? "all" : "write"} } } in Pulumi.security.yaml (AWS bills by the event), then ${up}`;
    return [warning(`the trail records no ${what} of objects in S3`, cure)];
}

/** The end of each alarm's name, by CIS control. */
export const alarmOf: Readonly<Record<string, string>> = {
    "5.1": "unauthorized-call",
    "5.2": "console-without-mfa",
    "5.3": "root-use",
    "5.4": "iam-policy-change",
    "5.5": "trail-change",
    "5.6": "console-sign-in-failure",
    "5.7": "key-disabled",
    "5.8": "bucket-policy-change",
    "5.9": "config-change",
    "5.10": "security-group-change",
    "5.11": "network-acl-change",
    "5.12": "network-gateway-change",
    "5.13": "route-table-change",
    "5.14": "vpc-change",
    "5.15": "organization-change",
};

const monitored = check<readonly DeployedResource[]>(
    about("5.1-5.15", {
        proves: "the security stack's state has an alarm for each of the controls 5.1 to 5.15; whether AWS has them as they were made, a preview tells",
        cure: "`audit: { alarms: { email: …, cis: true } }`",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        return stateResources(context, "security", "aws:cloudwatch/metricAlarm:MetricAlarm");
    },
    (found) => judgeAlarms(found.map(({ outputs }) => textOf(outputs?.["name"]))),
);

/**
 * Checks that there is an alarm for each control.
 *
 * @param names names of alarms, which begin with the company's prefix
 */
export function judgeAlarms(names: readonly string[]): readonly Finding[] {
    const missing = Object.keys(alarmOf).filter(
        (control) => !names.some((name) => name.endsWith(`-${alarmOf[control]!}`)),
    );
    if (missing.length === 0) return [ok("an alarm for each of 5.1 to 5.15")];
    const cure = `write audit: { alarms: { email: …, cis: true } } in Pulumi.security.yaml, then ${up}`;
    return [warning(`no alarm for ${missing.join(", ")}`, cure, missing)];
}

const accessLogs = check<DeployedResource | undefined>(
    about("4.4", {
        proves: "requests to the trail's bucket are logged, by the security stack's state",
        cure: "`audit: { accessLogs: true }`",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        return stateResource(context, "security", "aws:s3/bucketLogging:BucketLogging");
    },
    (found) => [
        found === undefined
            ? warning(
                  "requests to the trail's bucket are not logged",
                  `write audit: { accessLogs: true } in Pulumi.security.yaml, then ${up}`,
              )
            : ok("requests to the trail's bucket are logged"),
    ],
);

export interface AnalyzerFacts {
    readonly regions: readonly string[];
    /** Regions with an analyzer for the whole organization. */
    readonly analyzed: readonly string[];
}

export const analyzers = check<AnalyzerFacts>(
    about("2.18", {
        proves: "the security stack's state has an access analyzer of the organization in every governed region",
        cure: "`audit: { analyzer: true }`",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        const found = await stateResources(context, "security", "aws:accessanalyzer/analyzer:Analyzer");
        const whole = found.filter(({ outputs }) => outputs?.["type"] === "ORGANIZATION");
        return {
            regions: context.configIfGood()?.regions ?? [context.region],
            analyzed: whole.map(({ outputs }) => textOf(outputs?.["arn"]).split(":")[3] ?? ""),
        };
    },
    judgeAnalyzers,
);

export function judgeAnalyzers({ regions, analyzed }: AnalyzerFacts): readonly Finding[] {
    const without = regions.filter((region) => !analyzed.includes(region));
    if (without.length === 0) return [ok(`an analyzer of the organization in ${some(regions)}`, regions)];
    const cure = `write audit: { analyzer: true } in Pulumi.security.yaml, then ${up}`;
    return [fault(`no analyzer of the organization in ${some(without)}`, cure, without)];
}

const [allRegions, validated, encrypted, writes, reads] = trailChecks;

/** In the order of the controls. */
export const auditControls: readonly Check[] = [
    allRegions,
    validated,
    recordersOn,
    accessLogs,
    encrypted,
    writes,
    reads,
    monitored,
];

function textOf(output: unknown): string {
    return typeof output === "string" ? output : "";
}
