/**
 * `org profiles render` and `check` from a stack's outputs. The file is checked with AWS's own readers, and with the emulator's IAM and
 * STS.
 */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import type { CheckReport } from "../../cli/profiles/check";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { installEmulator } from "../../sandbox/emulator/install";
import { cacheRoot } from "../../sandbox/locations";
import { docShows } from "../support/doc-output";
import { enrolDevice } from "../support/mfa-device";
import { TestProject } from "../support/project";
import { ScratchHome } from "../support/scratch-home";
import { testClient } from "../support/test-client";
import { totp } from "../support/totp";

describe("org profiles, from a stack's outputs", () => {
    let project: TestProject;
    let home: ScratchHome;

    before(async () => {
        home = new ScratchHome();
        const opened = await TestProject.open(
            {
                management: {
                    "aws:region": "us-east-1",
                    company: { name: "acme", short: "ac" },
                    email: "aws@acme.example",
                    management: { id: "111111111111" },
                    units: ["security", "workloads"],
                    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads" } },
                    access: { DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"], session: "2h" } },
                    admins: ["ada.lovelace"],
                },
            },
            { id: "111111111111", email: "aws@acme.example", name: "acme-management" },
        );
        project = opened.with({
            HOME: home.folder,
            XDG_CACHE_HOME: home.cache,
            AWS_CONFIG_FILE: home.config,
            AWS_SHARED_CREDENTIALS_FILE: home.credentials,
        });
        await project.must("stack", "init", "management");
        await project.must("up", "--stack", "management", "--yes", "--skip-preview", "--exclude", "**state-lifecycle");
    });
    after(async () => {
        await project.close();
        home.close();
    });

    it("render writes what boto3 and the AWS CLI read as meant, and check proves the admin's way with one code", async () => {
        const rendered = await project.org("profiles", "render", "--yes", "--sessions", "--session-name", "ada");
        strictEqual(rendered.exitCode, 0, rendered.stderr);
        const outputs = JSON.parse(await project.must("stack", "output", "--json", "--stack", "management")) as {
            readonly accounts: Readonly<Record<string, { readonly id: string }>>;
        };
        const [security, apps] = [outputs.accounts["security"]!.id, outputs.accounts["apps-prd"]!.id];
        const region = "us-east-1";
        const role = (id: string, name: string, source: string, more: object = {}): object => ({
            role_arn: `arn:aws:iam::${id}:role/${name}`,
            source_profile: source,
            role_session_name: "ada",
            ...more,
            region,
        });
        const oaar = "OrganizationAccountAccessRole";
        const read = await botocoreProfiles(home.config);
        const sessions = Object.keys(read).filter((name) => name.endsWith("-session"));
        deepStrictEqual(sessions.length, 4);
        deepStrictEqual(Object.fromEntries(Object.entries(read).filter(([name]) => !sessions.includes(name))), {
            "ac-bootstrap": { region },
            "ac-management": { region },
            "ac-security": { region },
            "ac-root-oaar": role("111111111111", oaar, "ac-management"),
            "ac-security-oaar": role(security, oaar, "ac-root-oaar"),
            "ac-apps-prd-oaar": role(apps, oaar, "ac-root-oaar"),
            "ac-apps-prd-devops": role(apps, "DevOps", "ac-security", { duration_seconds: "7200" }),
        });

        const iam = testClient(IAMClient, endpoint(project.sandbox.emulator), bootstrapKeys);
        const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada.lovelace" }));
        const { seed, serial } = await enrolDevice(iam, "ada.lovelace", "ada");
        fs.writeFileSync(
            home.credentials,
            `[ac-management]\naws_access_key_id = ${key!.AccessKeyId!}\naws_secret_access_key = ${key!.SecretAccessKey!}\n`,
        );
        const before = await check(project);
        deepStrictEqual(before["ac-management"], "ok");
        deepStrictEqual(before["ac-root-oaar"], "warning");
        // Pulumi cannot ask for a code. Without a device in the file AWS refuses the call; with one the SDK refuses the profile.
        const ada = project.with({
            ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
            AWS_PROFILE: "ac-root-oaar",
        });
        const refused = await ada.pulumi("preview", "--stack", "management");
        match(refused.text, /cannot ask you for.*eval "\$\(\.\/org mfa --profile ac-root-oaar\)"/u);
        fs.copyFileSync(home.config, `${home.config}.kept`);
        strictEqual((await project.org("profiles", "render", "--yes", "--mfa-serial", serial)).exitCode, 0);
        const unasked = await ada.pulumi("preview", "--stack", "management");
        match(unasked.text, /requires multi-factor[^]*eval "\$\(\.\/org mfa --profile ac-root-oaar\)"/u);
        fs.renameSync(`${home.config}.kept`, home.config);
        const mfa = await project.org("mfa", "--profile", "ac-root-oaar", "--otp", totp(seed));
        strictEqual(mfa.exitCode, 0, mfa.stderr);
        deepStrictEqual(await check(project), {
            "ac-bootstrap": "warning",
            "ac-management": "ok",
            "ac-security": "warning",
            "ac-root-oaar": "ok",
            "ac-security-oaar": "ok",
            "ac-apps-prd-oaar": "ok",
            "ac-apps-prd-devops": "warning",
        });
        const plain = await project.org("profiles", "render", "--yes", "--session-name", "ada", "--fresh");
        strictEqual(plain.exitCode, 0, plain.stderr);
        const scrubbed = (text: string): string =>
            text.replaceAll(security, "222222222222").replaceAll(apps, "333333333333").replaceAll(home.folder, "~");
        docShows("profiles.md", "block", scrubbed(fs.readFileSync(home.config, "utf8")));
        docShows("profiles.md", "check", scrubbed((await project.org("profiles", "check")).stdout));
        await project.org("profiles", "render", "--yes", "--sessions", "--session-name", "ada");
        // The second profile gives the same session to programs that cannot ask for a code.
        const asked = await botocoreCaller("ac-apps-prd-oaar-session", home, endpoint(project.sandbox.emulator));
        match(asked, new RegExp(`^arn:aws:sts::${apps}:assumed-role/${oaar}/ada`, "u"));
    });
});

async function check(project: TestProject): Promise<Readonly<Record<string, string>>> {
    // The sandbox's keys in the environment are the bootstrap user's. `check` does not use them.
    const { exitCode, stdout, stderr } = await project.org("profiles", "check", "--json");
    strictEqual(exitCode, 0, stderr);
    const { profiles } = JSON.parse(stdout) as CheckReport;
    return Object.fromEntries(profiles.map(({ profile, status }) => [profile, status]));
}

async function python(): Promise<string> {
    return installEmulator(path.join(cacheRoot, "install.log"));
}

/** The profiles of a config file, as botocore (boto3, the AWS CLI) reads them. */
async function botocoreProfiles(file: string): Promise<Readonly<Record<string, object>>> {
    const script =
        "import json, sys, botocore.configloader as c; print(json.dumps(c.load_config(sys.argv[1])['profiles']))";
    return JSON.parse(execFileSync(await python(), ["-c", script, file], { encoding: "utf8" })) as Readonly<
        Record<string, object>
    >;
}

/** ARN of the caller that botocore is with a profile. It gets nothing but the files. */
async function botocoreCaller(profile: string, home: ScratchHome, url: string): Promise<string> {
    const script =
        "import sys, boto3; print(boto3.Session(profile_name=sys.argv[1]).client('sts').get_caller_identity()['Arn'])";
    return execFileSync(await python(), ["-c", script, profile], {
        encoding: "utf8",
        env: {
            PATH: process.env["PATH"],
            HOME: home.folder,
            XDG_CACHE_HOME: home.cache,
            AWS_CONFIG_FILE: home.config,
            AWS_SHARED_CREDENTIALS_FILE: home.credentials,
            AWS_ENDPOINT_URL: url,
        },
    });
}
