import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OrgHere } from "../../support/org-here";
import { OrgProject } from "../../support/org-project";

const stack = `config:
  aws:region: eu-west-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "111111111111" }
  units: [security, workloads/prd]
  accounts:
    security: { unit: security, id: "222222222222" }
    apps-prd: { unit: workloads/prd }
  admins: [ada.lovelace]
  ci: { repository: acme/organization }
  access:
    DevOps: { accounts: [apps-prd], policies: [PowerUserAccess] }
    Auditor: { accounts: [apps-prd], policies: [ReadOnlyAccess, SecurityAudit] }
    Data: { accounts: [apps-prd], policies: [ViewOnlyAccess, AmazonRedshiftFullAccess, "arn:aws:iam::333333333333:policy/own"] }
  policies:
    only-our-regions: { targets: [workloads], with: { regions: [eu-west-1] } }
    freeze:
      file: policies/freeze.json
      targets: [account:apps-prd]
    no-logs:
      targets: [root]
      document:
        Version: "2012-10-17"
        Statement:
          - { Sid: Logs, Effect: Deny, Action: "logs:Delete*", Resource: "*" }
`;
const freeze = {
    Version: "2012-10-17",
    Statement: [
        { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
        { Sid: "Frozen", Effect: "Deny", Action: "dynamodb:DeleteTable", Resource: "*" },
    ],
};
const devOps = "arn:aws:sts::222222222222:assumed-role/DevOps/ada";
const asked = (action: string, expect: string, name = action) => ({
    name,
    request: { principal: devOps, action, resource: "*", context: {} },
    expect,
});

describe("org policies", function () {
    let project: OrgProject;
    before(() => {
        project = new OrgProject();
        project.write("management", stack);
        mkdirSync(join(project.dir, "policies"));
        writeFileSync(join(project.dir, "policies", "freeze.json"), JSON.stringify(freeze, undefined, 2));
    });
    after(() => {
        project.close();
    });

    describe("validate", () => {
        it("has hints on the policies of files, of the stack file and of roles, as warnings with their places", async () => {
            const odd = new OrgProject();
            const more = `    logs:
      targets: [workloads]
      document: '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "logs:DeleteLogGruop", "Resource": "*" }] }'
    again:
      targets: [workloads/prd]
      document:
        Version: "2012-10-17"
        Statement: { Effect: Deny, Action: "logs:DeleteLogGroup", Resource: "*" }
`;
            const inline = `inline: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: ["s3:GetObjekt"], Resource: "*" }] }`;
            odd.write(
                "management",
                `${stack.replace("policies: [ReadOnlyAccess, SecurityAudit] }", `policies: [SecurityAudit], ${inline} }`)}${more}`,
            );
            mkdirSync(join(odd.dir, "policies"));
            writeFileSync(
                join(odd.dir, "policies", "freeze.json"),
                JSON.stringify(freeze).replace("s3:DeleteBucket", "s4:DeleteBucket"),
            );
            const run = await odd.here("validate", "--stack", "management", "--json");
            odd.close();
            strictEqual(run.code, 0, run.out + run.err);
            const [{ warnings }] = (
                JSON.parse(run.out) as { files: [{ warnings: { path: string; message: string; line?: number }[] }] }
            ).files;
            const found = warnings.map(
                ({ path, message, line }) => `${path} ${line === undefined ? "" : "line"}: ${message}`,
            );
            for (const expected of [
                /^policies\.freeze\.file line: Statement\[0\]\.Action: s4:DeleteBucket: AWS has no service/u,
                /^policies\.logs\.document line: Statement\[0\]\.Action: logs:DeleteLogGruop is no action that AWS has \(20\d\d-/u,
                /^policies\.again\.document\.Statement line: denies nothing more: Logs of no-logs denies it all/u,
                /^access\.Auditor\.inline\.Statement\[0\]\.Action\[0\] line: s3:GetObjekt is no action/u,
            ])
                strictEqual(
                    found.filter((each) => expected.test(each)).length,
                    1,
                    `${String(expected)}: ${found.join("\n")}`,
                );
        });
    });

    describe("explain", () => {
        const region = ["--key", "aws:RequestedRegion=eu-west-1"];
        for (const [what, account, action, more, code, ...lines] of [
            [
                "allowed",
                "apps-prd",
                "s3:ListBucket",
                [...region, "--as", "role/DevOps"],
                0,
                /^allowed/u,
                /PowerUserAccess, statement 1, its own/u,
            ],
            [
                "a statement of the stack file",
                "security",
                "logs:DeleteLogGroup",
                [],
                3,
                /no-logs, Logs, attached to root \(Pulumi\.management\.yaml:\d+\)/u,
            ],
            [
                "one of a custom file",
                "apps-prd",
                "dynamodb:DeleteTable",
                region,
                3,
                /freeze, Frozen, attached to apps-prd \(policies\/freeze\.json:\d+\)/u,
            ],
            [
                "one of a file, without a Sid",
                "apps-prd",
                "s3:DeleteBucket",
                region,
                3,
                /freeze, statement 1, attached to apps-prd \(policies\/freeze\.json:4\)/u,
            ],
            [
                "one of a shipped policy",
                "apps-prd",
                "s3:ListBucket",
                ["--key", "aws:RequestedRegion=us-west-2", "--as", "role/DevOps"],
                3,
                /only-our-regions, DenyOtherRegions, attached to workloads/u,
                /its own policies alone: allowed/u,
            ],
            [
                "no policy of the role",
                "apps-prd",
                "iam:CreateUser",
                [...region, "--as", "role/DevOps"],
                3,
                /none of its own policies allows it/u,
            ],
            [
                "a key that nobody said",
                "apps-prd",
                "s3:ListBucket",
                ["--as", "user/ada"],
                4,
                /^not known/u,
                /→ add --key aws:RequestedRegion=<value>/u,
            ],
            [
                "a key that is absent",
                "apps-prd",
                "s3:ListBucket",
                ["--without", "aws:RequestedRegion", "--as", "user/ada"],
                3,
                /only-our-regions/u,
            ],
            [
                "AWS's policies that are kept here, of their day",
                "apps-prd",
                "s3:GetObject",
                [...region, "--as", "role/Auditor"],
                0,
                /ReadOnlyAccess, ReadOnlyActionsGroup\d, its own \(v188, as of 2026-09-16\)/u,
            ],
            [
                "what none of them allows",
                "apps-prd",
                "s3:PutObject",
                [...region, "--as", "role/Auditor"],
                3,
                /none of its own policies allows it/u,
            ],
            [
                "AWS's policy that is not kept here, and one of the account's own",
                "apps-prd",
                "redshift:CreateCluster",
                [...region, "--as", "role/Data"],
                4,
                /AmazonRedshiftFullAccess, .*the document of AmazonRedshiftFullAccess is not among those of 2026-09-16/u,
                /own, .*the document of own, a policy of the account's own, is not known here/u,
                /→ give it: --policy-document AmazonRedshiftFullAccess=<file>/u,
            ],
            [
                "what another one allows, where an unknown one may deny it",
                "apps-prd",
                "ec2:DescribeVpcs",
                [...region, "--as", "role/Data"],
                4,
                /^not known/u,
            ],
            [
                "the access role",
                "apps-prd",
                "iam:CreateUser",
                [...region, "--as", "role/OrganizationAccountAccessRole"],
                0,
                /AdministratorAccess, statement 1, its own/u,
            ],
            [
                "CI's role for previews",
                "security",
                "s3:GetObject",
                ["--as", "role/ac-ci-preview"],
                3,
                /none of its own policies allows it/u,
            ],
            [
                "CI's role that deploys",
                "management",
                "s3:GetObject",
                ["--as", "role/ac-ci-deploy"],
                0,
                /AdministratorAccess/u,
            ],
            [
                "the region of the resource",
                "apps-prd",
                "sqs:SendMessage",
                ["--resource", "arn:aws:sqs:us-west-2:333333333333:jobs", "--as", "role/DevOps"],
                3,
                /only-our-regions/u,
            ],
            ["management, whom SCPs do not bind", "management", "logs:DeleteLogGroup", [], 0, /^allowed/u],
            ["a service", "apps-prd", "logs:DeleteLogGroup", ["--as", "config.amazonaws.com"], 0, /^allowed/u],
            [
                "a session of a role of the config, by its ARN",
                "apps-prd",
                "iam:CreateUser",
                [...region, "--as", "arn:aws:sts::333333333333:assumed-role/DevOps/ada"],
                3,
                /none of its own policies allows it/u,
            ],
            [
                "a key of the caller in other letter case",
                "apps-prd",
                "s3:ListBucket",
                ["--key", "AWS:requestedregion=eu-west-1", "--key", "aws:principalarn=x", "--as", "user/ada"],
                0,
                /^allowed/u,
            ],
            [
                "a key that is named as every object's parts are",
                "security",
                "logs:DeleteLogGroup",
                ["--key", "constructor=a", "--key", "__proto__=b"],
                3,
                /no-logs/u,
            ],
        ] as const)
            it(`${what}: exit ${code}`, async () => {
                const run = await project.here(
                    "policies",
                    "explain",
                    "--account",
                    account,
                    "--action",
                    action,
                    ...more,
                );
                strictEqual(run.code, code, run.out + run.err);
                for (const line of lines) match(run.out, line);
            });

        for (const [as, said] of [
            ["DevOps", /--as: [^]*is no caller[^]*role\/DevOps or user\/DevOps/u],
            ["role/", /--as: [^]*is no caller/u],
            ["group/admins", /--as: [^]*is no caller/u],
            ["ec2.example.com", /--as: [^]*is no caller/u],
            ["arn:aws:iam::1234:role/DevOps", /--as: [^]*is no caller/u],
            ["arn:aws:s3:::acme", /--as: [^]*is no caller/u],
            ["arn:aws:iam::111111111111:role/x", /--as: [^]*is not of security[^]*--account management/u],
        ] as const)
            it(`refuses ${as} as a caller`, async () => {
                const run = await project.here(
                    ...["policies", "explain", "--account", "security", "--action", "s3:ListBucket", "--as", as],
                );
                strictEqual(run.code, 2, run.out);
                match(run.err, said);
            });

        it("--json has the decision, each statement with its place, and what the role's own policies say", async () => {
            const run = await project.here(
                ...["policies", "explain", "--account", "apps-prd", "--action", "dynamodb:DeleteTable", "--json"],
                ...[...region, "--as", "role/DevOps"],
            );
            const { decision, by, role } = JSON.parse(run.out) as Record<string, unknown>;
            strictEqual(decision, "denied");
            deepStrictEqual(by, [
                {
                    kind: "service control policy",
                    level: "apps-prd",
                    policy: "freeze",
                    statement: 1,
                    sid: "Frozen",
                    file: "policies/freeze.json",
                    line: 10,
                },
            ]);
            strictEqual((role as { decision: string }).decision, "allowed");
        });

        it("takes documents that are given, as AWS's command prints them too", async () => {
            const document = (Action: string): object => ({
                Version: "2012-10-17",
                Statement: [{ Sid: "Own", Effect: "Allow", Action, Resource: "*" }],
            });
            writeFileSync(join(project.dir, "redshift.json"), JSON.stringify(document("redshift:*")));
            writeFileSync(
                join(project.dir, "own.json"),
                JSON.stringify({ PolicyVersion: { Document: document("s3:*"), VersionId: "v1" } }),
            );
            const given = ["AmazonRedshiftFullAccess=redshift.json", "own=own.json"].flatMap((each) => [
                "--policy-document",
                each.replace("=", `=${project.dir}/`),
            ]);
            const asks = (action: string): Promise<OrgHere> =>
                project.here(
                    ...["policies", "explain", "--account", "apps-prd", "--action", action, "--as", "role/Data"],
                    ...[...region, ...given],
                );
            match((await asks("redshift:CreateCluster")).out, /^allowed[^]*AmazonRedshiftFullAccess, Own, its own\n/u);
            strictEqual((await asks("s3:PutObject")).code, 0);
            strictEqual((await asks("sqs:SendMessage")).code, 3);
        });

        it("refuses all that is wrong with documents that are given", async () => {
            writeFileSync(
                join(project.dir, "bad.json"),
                '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Permit" }] }',
            );
            writeFileSync(join(project.dir, "no.json"), "{ x }");
            const run = await project.here(
                ...["policies", "explain", "--account", "apps-prd", "--action", "s3:GetObject", "--as", "role/Data"],
                ...["own=bad.json", "own=no.json", "own=missing.json"].flatMap((each) => [
                    "--policy-document",
                    each.replace("=", `=${project.dir}/`),
                ]),
                ...["--policy-document", "own"],
            );
            strictEqual(run.code, 2, run.err);
            for (const said of [
                /bad\.json: Statement\[0\].*Effect/u,
                /no\.json is no JSON: line 1/u,
                /missing\.json cannot be read \(ENOENT\)/u,
                /"own"[^]*is not a policy's name with a file/u,
            ])
                match(run.err, said);
        });

        it("takes an action in any letter case, and warns of names that AWS does not have", async () => {
            const explain = ["policies", "explain", "--account", "security", "--action"];
            const any = await project.here(...explain, "LOGS:deleteloggroup");
            deepStrictEqual([any.code, any.err], [3, ""]);
            const slips = await project.here(
                ...[
                    ...explain,
                    "logs:DeleteLogGruop",
                    "--key",
                    "aws:RequestdRegion=eu-west-1",
                    "--without",
                    "aws:SorceVpc",
                ],
            );
            strictEqual(slips.code, 3, slips.out);
            for (const said of [
                /--action\n.*logs:DeleteLogGruop is no action[^]*did you mean logs:DeleteLogGroup\?/u,
                /--key\n.*aws:RequestdRegion is no condition key[^]*did you mean aws:RequestedRegion\?/u,
                /--without\n.*aws:SorceVpc is no condition key[^]*did you mean aws:SourceVpc\?/u,
            ])
                match(slips.err, said);
        });

        it("says of an action that needs no permission that no policy decides", async () => {
            const run = await project.here(
                ...["policies", "explain", "--account", "security", "--action", "sts:GetCallerIdentity"],
            );
            deepStrictEqual([run.code, run.err], [0, ""]);
            match(run.out, /^allowed: [^\n]*\n  it needs no permission: no policy can allow or deny it\n$/u);
        });

        it("an account's id instead of its key is refused with the key", async () => {
            const run = await project.here(
                ...["policies", "explain", "--account", "222222222222", "--action", "s3:ListBucket"],
            );
            strictEqual(run.code, 2);
            match(run.err, /did you mean security\?/u);
        });

        it("refuses all that is wrong with its options at once, and stack files with faults", async () => {
            const run = await project.here(
                ...["policies", "explain", "--account", "apps", "--action", "Delete*", "--resource", "x", "--key", "a"],
            );
            strictEqual(run.code, 2);
            strictEqual(run.out, "");
            for (const path of ["--account", "--action", "--resource", "--key"])
                match(run.err, new RegExp(`${path}: `, "u"));
            const broken = new OrgProject();
            broken.write("management", stack.replace("aws@acme.example", "ada@gmail.com"));
            const refused = await broken.here(
                "policies",
                "explain",
                "--account",
                "security",
                "--action",
                "s3:ListBucket",
            );
            broken.close();
            strictEqual(refused.code, 1);
            match(refused.err, /gmail\.com[^]*mend them/u);
        });
    });

    describe("effective", () => {
        it("shows what is attached at each level, and what management policies make together", async () => {
            const tagged = new OrgProject();
            const types = "organization: { policyTypes: [SERVICE_CONTROL_POLICY, TAG_POLICY] }\n  units:";
            const policy = (target: string, value: string): string =>
                `{ type: TAG_POLICY, targets: [${target}], document: { tags: { Team: { tag_value: ${value} } } } }`;
            const two = `    all: ${policy("root", '{ "@@assign": [web] }')}\n    prd: ${policy("workloads/prd", '{ "@@append": [data] }')}\n`;
            tagged.write(
                "management",
                stack
                    .replace("units:", types)
                    .replace("    freeze:\n      file: policies/freeze.json\n      targets: [account:apps-prd]\n", two),
            );
            const run = await tagged.here("policies", "effective", "--account", "apps-prd");
            strictEqual(run.code, 0, run.err);
            match(
                run.out,
                /SERVICE_CONTROL_POLICY\)\n {4}root: FullAWSAccess, no-logs\n {4}workloads: FullAWSAccess, only-our-regions\n/u,
            );
            match(run.out, /tags\/team\/tag_value: \["web","data"\] {4}all at root, prd at workloads\/prd/u);
            const json = JSON.parse(
                (await tagged.here("policies", "effective", "--account", "security", "--type", "TAG_POLICY", "--json"))
                    .out,
            ) as {
                types: { effective: unknown }[];
            };
            deepStrictEqual(json.types[0]!.effective, { tags: { team: { tag_key: "team", tag_value: ["web"] } } });
            tagged.close();
        });

        it("refuses an account and a type that are none, both at once", async () => {
            const run = await project.here("policies", "effective", "--account", "apps", "--type", "TAGS");
            strictEqual(run.code, 2);
            match(run.err, /--account[^]*--type/u);
        });
    });

    describe("test", () => {
        const write = (cases: unknown): void => {
            writeFileSync(join(project.dir, "policies", "freeze.cases.json"), JSON.stringify(cases));
        };

        it("judges the shipped policies' cases, and names custom ones without cases", async () => {
            const run = await project.here("policies", "test");
            strictEqual(run.code, 0, run.out + run.err);
            match(run.out, /only-our-regions: \d+ cases\n/u);
            match(run.out, /without cases: freeze, no-logs/u);
            match(run.out, /\d+ passed, 0 failed\n$/u);
        });

        it("judges a custom policy by the cases beside its file, and says what it found", async () => {
            write([asked("dynamodb:DeleteTable", "denied"), asked("dynamodb:GetItem", "denied", "reads are frozen")]);
            const run = await project.here("policies", "test", "freeze");
            strictEqual(run.code, 1);
            match(run.out, /freeze: 2 cases, 1 failed\n\s+reads are frozen: allowed, and not denied/u);
            match(run.out, /1 passed, 1 failed\n$/u);
            write([asked("dynamodb:DeleteTable", "allowed")]);
            match((await project.here("policies", "test", "freeze")).out, /denied, by Frozen, and not allowed/u);
        });

        it("refuses a file of cases that is none, with every fault", async () => {
            write([
                { name: "a", request: { principal: "ada", action: "s3:*", resource: "*", context: {} }, expect: "no" },
                { nam: "b" },
            ]);
            const run = await project.here("policies", "test");
            strictEqual(run.code, 1);
            strictEqual(run.out, "");
            for (const path of ["[0].request.principal", "[0].request.action", "[0].expect", "[1].nam", "[1].request"])
                strictEqual(run.err.includes(`freeze.cases.json${path}`), true, `${path}: ${run.err}`);
            write([asked("s3:ListBucket", "allowed"), asked("s3:ListBucket", "allowed")]);
            match((await project.here("policies", "test")).err, /is the name of two cases/u);
        });

        it("says in plain words what is wrong with a case, and takes an action in any letter case", async () => {
            const given = asked("DynamoDB:deletetable", "denied");
            write([given]);
            strictEqual((await project.here("policies", "test", "freeze")).code, 0);
            write([{ ...given, request: { ...given.request, principal: "ada", context: { "aws:a": 1 } } }, "x"]);
            const { err } = await project.here("policies", "test", "freeze");
            for (const said of [
                /principal: "ada"\n\s+has another form\n/u,
                /context\.aws:a: 1\n\s+is neither a text nor a list of texts\n\s+→ write each value as a text in quotes/u,
                /\[1\]: "x"\n\s+must be a map\n/u,
            ])
                match(err, said);
        });

        it("does not know another name, and says which was meant", async () => {
            const run = await project.here("policies", "test", "freze");
            strictEqual(run.code, 2);
            match(run.err, /did you mean freeze\?/u);
        });
    });
});
