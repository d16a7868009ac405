/** What `org state` refuses before its first write. Engine, backends and secrets providers are real; S3 and KMS are the emulator's. */
import { CreateAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { CreateOrganizationCommand } from "@aws-sdk/client-organizations";
import { doesNotMatch, match, strictEqual } from "node:assert/strict";
import { serveRoot } from "../support/doctor";
import { keysOf } from "../support/emulated-iam";
import { managementFile, StateProject } from "../support/state-project";

describe("org state, before its first write", () => {
    let project: StateProject;

    beforeEach(async () => {
        project = await StateProject.open();
    });
    afterEach(() => project.close());

    const isUntouched = (file = managementFile(project.region)): void => {
        strictEqual(project.read("Pulumi.management.yaml"), file);
        doesNotMatch(project.asked(), /\b(?:init|up|import|change-secrets-provider)\b/u);
    };
    const otherAccount = async (): Promise<ReturnType<typeof keysOf>> => {
        const organizations = project.client(OrganizationsClient);
        await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        const { CreateAccountStatus } = await organizations.send(
            new CreateAccountCommand({ AccountName: "other", Email: "other@example.com" }),
        );
        const RoleArn = `arn:aws:iam::${CreateAccountStatus!.AccountId!}:role/OrganizationAccountAccessRole`;
        const assumed = await project
            .client(STSClient)
            .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "other" }));
        return keysOf(assumed.Credentials!);
    };

    it("says that the bucket's name is taken and how to choose another, in whichever regions", async () => {
        const credentials = await otherAccount();
        await project.makeBucket({ region: "eu-west-1", credentials });
        for (const region of ["us-east-1", "eu-west-1"]) {
            project.write("Pulumi.management.yaml", managementFile(region));
            for (const command of ["create", "migrate"]) {
                const { exitCode, stderr } = await project.org([command, "--yes"], { PULUMI_BACKEND_URL: project.old });
                strictEqual(exitCode, 1, stderr);
                match(
                    stderr,
                    /^error: the bucket name ac-management-pulumi-state is taken: it belongs to another AWS account\n +→ in Pulumi\.management\.yaml take a name that nobody else can have: state: \{ namespace: account-regional \}\s*$/u,
                );
            }
        }
        project.write("Pulumi.management.yaml", managementFile(project.region));
        isUntouched();
    });

    it("a backend that the environment names and that cannot be used is refused, and so is a home of the engine; nothing is begun elsewhere", async () => {
        for (const [environment, words] of [
            [
                { PULUMI_BACKEND_URL: "file:///dev/null/x" },
                /^error: the backend that PULUMI_BACKEND_URL names, file:\/\/\/dev\/null\/x, cannot be used: [^\n]+\n +→ [^\n]+\s*$/u,
            ],
            [{ PULUMI_BACKEND_URL: "nonsense://x" }, /cannot be used: [^\n]+\n +→ unset PULUMI_BACKEND_URL/u],
            [
                { PULUMI_HOME: "/dev/null/home" },
                /^error: the engine does not start: [^\n]+\n +→ Pulumi's home \/dev\/null\/home cannot be made there[^\n]+PULUMI_HOME[^\n]+\s*$/u,
            ],
        ] as const) {
            const { exitCode, stderr } = await project.org(["create", "--yes"], environment);
            strictEqual(exitCode, 1, stderr);
            match(stderr, words);
        }
        isUntouched();
    });

    it("says where your own bucket is, when that is another region", async () => {
        await project.makeBucket({ region: "eu-west-1" });
        const { exitCode, stderr } = await project.org(["create", "--yes"]);
        strictEqual(exitCode, 1);
        match(stderr, /is in eu-west-1; aws:region is us-east-1\n.*write aws:region: eu-west-1/u);
        isUntouched();
    });

    it("stops at another account's credentials, and at the root user's", async () => {
        const { accessKeyId, secretAccessKey, sessionToken } = await otherAccount();
        const keys = {
            AWS_ACCESS_KEY_ID: accessKeyId,
            AWS_SECRET_ACCESS_KEY: secretAccessKey,
            AWS_SESSION_TOKEN: sessionToken,
            AWS_PROFILE: "ac-bootstrap",
        };
        const rootUser = await serveRoot("111111111111");
        try {
            for (const command of ["create", "migrate"]) {
                const other = await project.org([command, "--yes"], keys);
                strictEqual(other.exitCode, 1, other.text);
                match(
                    other.stderr,
                    /the credentials \(AWS_ACCESS_KEY_ID of the environment, which wins over AWS_PROFILE=ac-bootstrap\) are of account \d{12}; the management account is 111111111111/u,
                );
                const byRoot = await project.org([command, "--yes"], {
                    AWS_ENDPOINT_URL: rootUser.endpoint,
                    AWS_ENDPOINT_URL_STS: rootUser.endpoint,
                });
                strictEqual(byRoot.exitCode, 1, byRoot.text);
                match(byRoot.stderr, /are the root user's\n.*AWS_PROFILE=ac-bootstrap/u);
            }
        } finally {
            await rootUser.close();
        }
        isUntouched();
    });

    it("init and migrate say which of bucket and key are not there, and what makes them", async () => {
        const more = "  units: [security]\n  accounts: { security: { unit: security } }\n";
        const file = managementFile(project.region, more);
        project.write("Pulumi.management.yaml", file);
        const refusal = async (command: string): Promise<string> => {
            const { exitCode, stderr } = await project.org([command, "--yes"], { PULUMI_BACKEND_URL: project.old });
            strictEqual(exitCode, 1);
            return stderr;
        };
        const neither = /there is no bucket ac-management-pulumi-state and no key alias\/ac-pulumi-state yet/u;
        match(await refusal("init"), new RegExp(`${neither.source}\n.*org state create makes them`, "u"));
        match(
            await refusal("migrate"),
            new RegExp(`${neither.source}\n.*pulumi up --stack management; or .*org state create`, "u"),
        );
        await project.client(S3Client).send(new CreateBucketCommand({ Bucket: "ac-management-pulumi-state" }));
        for (const command of ["init", "migrate"])
            match(await refusal(command), /there is no key alias\/ac-pulumi-state yet/u);
        isUntouched(file);
    });

    it("a short name that no bucket can have is a config fault", async () => {
        project.write("Pulumi.management.yaml", managementFile("us-east-1").replace("short: ac", "short: A_C"));
        const { exitCode, stderr } = await project.org(["create", "--yes"]);
        strictEqual(exitCode, 1);
        match(stderr, /company\.short/u);
        strictEqual(project.asked(), "");
    });
});
