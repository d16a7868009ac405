import * as fc from "fast-check";

/** An organization policy of the IAM language. */
export interface Document {
    readonly Version: string;
    readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** A request, with the policies attached from the root down to the account. */
export interface Question {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly context: Readonly<Record<string, string | string[]>>;
    readonly serviceControl: readonly (readonly Document[])[];
    readonly resourceControl: readonly (readonly Document[])[];
}

const member = "222222222222";
const from = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(each: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T | T[]> =>
    fc.oneof(each, fc.array(each, { minLength: 1, maxLength }));

const actions = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:GetBucketPolicy",
    "secretsmanager:GetSecretValue",
    "sqs:SendMessage",
];
const actionPatterns = from(
    ...[
        ...actions,
        "*",
        "s3:*",
        "S3:get*",
        "s3:*Object",
        "s3:?etObject",
        "secretsmanager:*",
        "secretsmanager:Get?ecretValue",
        "sqs:*mess*",
    ],
);
const resources = [
    "arn:aws:s3:::acme-data/reports/a.csv",
    "arn:aws:s3:::acme-data/ada.lovelace/x",
    "arn:aws:s3:::acme-data",
    `arn:aws:iam::${member}:role/DevOps`,
    `arn:aws:iam::${member}:role/devops/eu`,
    `arn:aws:secretsmanager:eu-west-1:${member}:secret:db-a1b2c3`,
    `arn:aws:sqs:us-east-1:${member}:jobs`,
    `arn:aws:sqs:us-east-1:${member}:jobs:dead`,
];
const resourcePatterns = from(
    ...[...resources, "*", "arn:aws:s3:::*", "arn:aws:s3:::acme-*", "arn:aws:s3:::acme-data/*", "arn:aws:s3:::*/*.csv"],
    ...["arn:aws:s3:::acme-data/${aws:username}/*", "arn:aws:s3:::acme-data/${aws:username, 'reports'}/*"],
    ...[
        "arn:aws:iam::*:role/DevOps",
        "arn:aws:iam::*:role/?ev*",
        "arn:*:secretsmanager:*:*:secret:*",
        "arn:aws:sqs:us-*:*:jobs",
    ],
    ...[
        "arn:aws:sqs:*:*:jobs*",
        `arn:aws:*:*:${member}:*`,
        "arn:aws:iam::2222*:role/*",
        "arn:aws:s3:::${aws:PrincipalTag/team}-data",
    ],
);

/** Values of one condition key: in requests, and in policies by kind of operator. */
interface Key {
    readonly name: string;
    readonly given: fc.Arbitrary<string | string[]>;
    readonly operators: readonly string[];
    readonly written: readonly string[];
}
const textual = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
];
const arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const numbers = [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
];
const dates = [
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
];
const callers = [
    `arn:aws:iam::${member}:role/DevOps`,
    `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
    `arn:aws:iam::${member}:user/ada.lovelace`,
    `arn:aws:iam::${member}:root`,
];
const keys: readonly Key[] = [
    {
        name: "aws:RequestedRegion",
        given: from("us-east-1", "eu-west-1", "EU-WEST-1"),
        operators: textual,
        written: ["us-east-1", "eu-west-1", "eu-*", "us-east-?", "*", "Eu-West-1"],
    },
    {
        name: "aws:PrincipalTag/team",
        given: from("data", "Data", "web", ""),
        operators: textual,
        written: ["data", "web", "d*", "${aws:username}", "${aws:RequestTag/team, 'data'}", "${*}", "?ata"],
    },
    {
        name: "aws:RequestTag/team",
        given: from("data", "web"),
        operators: textual,
        written: ["data", "${aws:PrincipalTag/team}", "w*"],
    },
    {
        name: "aws:PrincipalArn",
        given: from(...callers),
        operators: [...arns, ...textual],
        written: [
            ...callers,
            "arn:aws:iam::*:role/*",
            "arn:aws:iam::*:role/Dev*",
            `arn:*:iam::${member}:user/*`,
            "arn:aws:iam::*:root",
        ],
    },
    {
        name: "aws:SourceIp",
        given: from("203.0.113.7", "10.1.2.3"),
        operators: ["IpAddress", "NotIpAddress"],
        written: ["203.0.113.0/24", "203.0.113.7", "10.0.0.0/8"],
    },
    {
        name: "aws:MultiFactorAuthAge",
        given: from("0", "60", "3600", "3600.0"),
        operators: numbers,
        written: ["60", "3600", "100"],
    },
    {
        name: "aws:CurrentTime",
        given: from("2026-11-30T10:00:00Z", "2026-12-01T00:00:00Z"),
        operators: dates,
        written: ["2026-11-30T10:00:00Z", "2026-12-01T00:00:00Z", "2026-11-30T12:00:00+02:00", "2026-01-01"],
    },
    {
        name: "aws:MultiFactorAuthPresent",
        given: from("true", "false"),
        operators: ["Bool"],
        written: ["true", "false"],
    },
    { name: "aws:SecureTransport", given: from("true", "false"), operators: ["Bool"], written: ["true", "false"] },
];
const setKeys: readonly Key[] = [
    {
        name: "aws:TagKeys",
        given: fc.array(from("team", "cost", "Team", "owner"), { minLength: 1, maxLength: 3 }),
        operators: textual,
        written: ["team", "cost", "t*", "owner", "?eam"],
    },
    {
        name: "aws:PrincipalOrgPaths",
        given: fc.array(from("o-a/r-a/ou-1/", "o-a/r-a/ou-2/"), { minLength: 1, maxLength: 2 }),
        operators: textual,
        written: ["o-a/r-a/ou-1/", "o-a/*", "o-b/*"],
    },
];

/** One operator with one key and its values. */
const entry = fc.oneof(
    { weight: 6, arbitrary: conditionOf(keys, from("", "IfExists"), from("")) },
    { weight: 1, arbitrary: conditionOf(setKeys, from("", "IfExists"), from("ForAllValues:")) },
    { weight: 1, arbitrary: conditionOf(setKeys, from(""), from("ForAnyValue:")) },
    {
        weight: 1,
        arbitrary: fc
            .tuple(from(...[...keys, ...setKeys].map(({ name }) => name)), from("true", "false"))
            .map(([name, is]) => ({
                Null: { [name]: is },
            })),
    },
);

function conditionOf(
    of: readonly Key[],
    suffix: fc.Arbitrary<string>,
    prefix: fc.Arbitrary<string>,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
    return from(...of).chain(({ name, operators, written }) =>
        fc
            .tuple(prefix, from(...operators), suffix, some(from(...written)), from(name, name.toUpperCase()))
            .map(([before, operator, after, values, key]) => ({ [`${before}${operator}${after}`]: { [key]: values } })),
    );
}

const condition = fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    {
        weight: 3,
        arbitrary: fc
            .array(entry, { minLength: 1, maxLength: 2 })
            .map((all) => ({ Condition: Object.assign({}, ...all) as object })),
    },
);
const statement = (
    effect: fc.Arbitrary<string>,
    isResource: boolean,
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
    fc
        .tuple(
            effect,
            isResource ? from("Action") : from("Action", "Action", "NotAction"),
            some(actionPatterns),
            from("Resource", "Resource", "NotResource"),
            some(resourcePatterns, 2),
            condition,
        )
        .map(([Effect, action, named, resource, upon, more]) => ({
            Effect,
            ...(isResource ? { Principal: "*" } : {}),
            [action]: named,
            [resource]: upon,
            ...more,
        }));
const document = (effect: fc.Arbitrary<string>, isResource: boolean): fc.Arbitrary<Document> =>
    fc
        .array(statement(effect, isResource), { minLength: 1, maxLength: 2 })
        .map((Statement) => ({ Version: "2012-10-17", Statement }));

export const fullAccess: Document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
/** Most levels have what AWS attaches, as in most organizations. */
const level = fc
    .tuple(from(true, true, true, false), fc.array(document(from("Allow", "Deny"), false), { maxLength: 1 }))
    .map(([isFull, others]) => (isFull || others.length === 0 ? [fullAccess, ...others] : others));

const context = fc.tuple(
    ...[...keys, ...setKeys].map(({ name, given }) =>
        fc.option(given, { freq: 3 }).map((value) => (value === null ? {} : { [name]: value })),
    ),
);

/** Requests of a session, a user and a root user of a member account, in a unit of the organization. */
export const questions: fc.Arbitrary<Question> = fc
    .tuple(
        from(
            `arn:aws:sts::${member}:assumed-role/DevOps/ada`,
            `arn:aws:iam::${member}:user/ada.lovelace`,
            `arn:aws:iam::${member}:root`,
        ),
        from(...actions),
        from(...resources),
        context,
        fc.array(level, { minLength: 3, maxLength: 3 }),
        fc.array(fc.array(document(from("Deny"), true), { maxLength: 1 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([principal, action, resource, given, serviceControl, resourceControl]) => ({
        principal,
        action,
        resource,
        context: { ...(Object.assign({}, ...given) as Question["context"]), ...identityOf(principal) },
        serviceControl,
        resourceControl,
    }));

/** The condition keys that AWS sets for the caller in every request; generated ones would contradict the principal. */
function identityOf(principal: string): Record<string, string> {
    const session = /assumed-role\/([^/]+)\//u.exec(principal)?.[1];
    const arn = session === undefined ? principal : `arn:aws:iam::${member}:role/${session}`;
    const user = /user\/(.+)$/u.exec(principal)?.[1];
    return {
        "aws:PrincipalArn": arn,
        "aws:PrincipalAccount": member,
        ...(user === undefined ? {} : { "aws:username": user }),
    };
}
