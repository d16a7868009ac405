/**
 * Day 0 whole, by the commands of docs/day-0.md: from a brand-new account with the bootstrap user's keys to an admin with MFA, state in
 * the encrypted bucket and no bootstrap user. Engine and provider code are real; AWS is the emulator, which judges keys, codes and trusts.
 */
import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { equal, match, ok, rejects } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { enrolDevice } from "../support/mfa-device";
import type { EngineRun } from "../support/project";
import { StateProject } from "../support/state-project";
import { totp } from "../support/totp";

/** No keys but those of the AWS files, as on a person's machine. */
const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
const bootstrap = { ...noKeys, AWS_PROFILE: "ac-bootstrap" };

describe("day 0, from a brand-new account to an admin with MFA", () => {
    let project: StateProject;
    /** The admin's session in the role, as `eval "$(org mfa …)"` sets it. */
    let admin: NodeJS.ProcessEnv;

    before(async () => {
        project = await StateProject.open("us-east-1", { real: true });
        fs.rmSync(path.join(project.folder, "Pulumi.management.yaml"));
    });
    after(() => project.close());

    const must = async (
        args: readonly string[],
        environment: NodeJS.ProcessEnv,
        input?: string,
    ): Promise<EngineRun> => {
        const run = await project.orgCommand(args, environment, input);
        equal(run.exitCode, 0, `org ${args.join(" ")}: ${run.text}`);
        return run;
    };

    it("init writes the stack files", async () => {
        const company = ["--company", "acme", "--short", "ac", "--email", "aws@example.com", "--region", "us-east-1"];
        const accounts = ["--management-id", "111111111111", "--account", "security", "--account", "apps-prd"];
        await must(["init", ...company, ...accounts, "--admin", "ada.lovelace", "--yes"], noKeys);
        await must(["validate"], noKeys);
    });

    it("the bootstrap user's keys become a profile, and the doctor has no fault", async () => {
        const { accessKeyId, secretAccessKey } = bootstrapKeys;
        const keys = `${accessKeyId}\n${secretAccessKey}\n`;
        await must(["profiles", "bootstrap", "--stdin", "--yes"], noKeys, keys);
        const { stdout } = await must(["doctor"], bootstrap);
        match(stdout, /mgmt-org-admin/u);
    });

    it("state create makes the organization, the bucket and the key, and moves the state", async () => {
        await must(["state", "create", "--yes"], bootstrap);
        match(project.read("Pulumi.yaml"), /url: s3:\/\/ac-management-pulumi-state\?region=us-east-1/u);
        match(project.read("Pulumi.management.yaml"), /secretsprovider: awskms:\/\/alias\/ac-pulumi-state/u);
        match(project.read("Pulumi.management.yaml"), /^# .*management account/mu, "comments are kept");
        const again = await must(["state", "migrate", "--yes"], bootstrap);
        match(again.stderr, /already/iu);
    });

    it("an admin with keys and a device reaches the role by one code", async () => {
        await must(["profiles", "render", "--yes"], bootstrap);
        const iam = project.client(IAMClient);
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
        const { seed } = await enrolDevice(iam, "ada.lovelace");
        fs.appendFileSync(
            path.join(project.folder, ".sandbox", "aws", "credentials"),
            `\n[ac-management]\naws_access_key_id = ${key!.AccessKeyId!}\naws_secret_access_key = ${key!.SecretAccessKey!}\n`,
        );
        const { stdout } = await must(["mfa", "--otp", "-"], noKeys, `${totp(seed)}\n`);
        const set = [...stdout.matchAll(/export (\w+)='([^']*)'/gu)].map(([, name, value]) => [name!, value!]);
        admin = { ...Object.fromEntries(set), AWS_PROFILE: undefined } as NodeJS.ProcessEnv;
        ok(admin["AWS_SESSION_TOKEN"]);
        const checked = await project.orgCommand(["profiles", "check", "ac-root-oaar", "ac-security-oaar"], admin);
        equal(checked.exitCode, 0, checked.text);
    });

    it("up as the admins' role has nothing to do", async () => {
        await project.must(["preview", "--expect-no-changes", "--stack", "management"], admin);
        await project.must(["up", "--yes", "--skip-preview", "--expect-no-changes", "--stack", "management"], admin);
    });

    it("the bootstrap user goes, and its keys with it", async () => {
        const own = await project.orgCommand(["bootstrap-user", "remove", "--yes"], bootstrap);
        equal(own.exitCode, 1, "not with its own keys");
        await must(["bootstrap-user", "remove", "--yes"], admin);
        const sts = project.client(STSClient, { credentials: bootstrapKeys });
        await rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InvalidClientTokenId" });
    });

    it("the doctor finds nothing amiss in the end", async () => {
        const { stdout } = await must(["doctor", "--json"], admin);
        const lines = JSON.parse(stdout) as readonly { readonly id: string; readonly status: string }[];
        ok(lines.length > 20);
        ok(lines.every(({ status }) => status !== "fault"));
        equal(lines.find(({ id }) => id === "bootstrap-user")?.status, "ok");
    });
});
