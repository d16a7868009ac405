/** The session that Pulumi's AWS provider itself gets from a profile, compared with the one that this program checks. AWS is a stand-in. */
import { AttachRolePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { deepStrictEqual, match } from "node:assert/strict";
import * as fs from "node:fs";
import { whoAmI } from "../../aws/caller";
import { credentialsOf } from "../../aws/shared-config/credentials";
import { readSharedFiles } from "../../aws/shared-config/files";
import { wayOf } from "../../aws/shared-config/way";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { clientsOf } from "../support/aws";
import { byRoot, policyDocument } from "../support/emulated-iam";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@example.com", name: "acme-management" };
const region = "us-east-1";

const program = `import * as aws from "@pulumi/aws";
const provider = new aws.Provider("aws", { region: "${region}" });
export const arn = aws.getCallerIdentityOutput({}, { provider }).arn;
`;

describe("Pulumi's AWS provider, by a profile", () => {
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ probe: { "aws:region": region } }, account);
        project.writeProgram(program);
        const { iam } = clientsOf(project.sandbox);
        const arn = (name: string): string => `arn:aws:iam::${account.id}:role/${name}`;
        const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        for (const [RoleName, trust] of [
            ["first", byRoot],
            // The keys alone are refused: the provider must go through the first role.
            ["second", { Principal: { AWS: arn("first") } }],
        ] as const) {
            const statement = { Effect: "Allow", Action: "sts:AssumeRole", ...trust };
            await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyDocument([statement]) }));
            await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
        }
        const role = (name: string): string => `role_arn = ${arn(name)}\nrole_session_name = me\n`;
        const keys = `aws_access_key_id = ${bootstrapKeys.accessKeyId}\naws_secret_access_key = ${bootstrapKeys.secretAccessKey}\n`;
        fs.writeFileSync(
            project.sandbox.environment["AWS_CONFIG_FILE"]!,
            `[profile keys]\n${keys}[profile both]\n${role("first")}${keys}[profile behind]\n${role("second")}source_profile = both\n`,
        );
        await project.must("stack", "select", "--create", "probe");
    });
    after(() => (project as TestProject | undefined)?.close());

    for (const [profile, expected] of [
        ["keys", /user\/mgmt-org-admin$/u],
        ["both", /assumed-role\/first\/me$/u],
        // The AWS CLI uses only the source's keys.
        ["behind", /assumed-role\/second\/me$/u],
    ] as const)
        it(`is who this program says that profile ${profile} is`, async () => {
            const environment = {
                AWS_PROFILE: profile,
                AWS_ACCESS_KEY_ID: undefined,
                AWS_SECRET_ACCESS_KEY: undefined,
            };
            const run = project.with(environment);
            await run.must("up", "--stack", "probe", "--yes", "--skip-preview");
            const { arn: caller } = JSON.parse(await run.must("stack", "output", "--stack", "probe", "--json")) as {
                arn: string;
            };
            match(caller, expected);
            deepStrictEqual(caller, await proved(profile, run.sandbox.environment));
        });
});

async function proved(profile: string, environment: Readonly<Record<string, string | undefined>>): Promise<string> {
    const url = "AWS_ENDPOINT_URL";
    const before = process.env[url];
    process.env[url] = environment[url];
    try {
        const credentials = await credentialsOf(wayOf(readSharedFiles(environment), profile), region);
        return (await whoAmI({ region, credentials })).arn;
    } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, url);
        else process.env[url] = before;
    }
}
