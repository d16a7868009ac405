/** `org state migrate`: engine, backends and secrets providers are real; S3 and KMS are the emulator's. */
import { CreateAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import {
    CreateBucketCommand,
    DeleteObjectCommand,
    ListObjectsV2Command,
    PutObjectCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { CreateOrganizationCommand } from "@aws-sdk/client-organizations";
import { doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { docShows } from "../support/doc-output";
import { serveRoot } from "../support/doctor";
import { keysOf } from "../support/emulated-iam";
import { canary, managementFile, StateProject } from "../support/state-project";

const passphrase = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };

describe("org state migrate", () => {
    let project: StateProject;
    /** As a user works who has set the backend by variable. */
    let old: { readonly PULUMI_BACKEND_URL: string; readonly PULUMI_CONFIG_PASSPHRASE: string };

    beforeEach(async () => {
        project = await StateProject.open();
        old = { PULUMI_BACKEND_URL: project.old, ...passphrase };
        await project.makeHome();
    });
    afterEach(() => project.close());

    const inHome = async (): Promise<readonly string[]> => {
        const { Contents = [] } = await project
            .client(S3Client)
            .send(new ListObjectsV2Command({ Bucket: "ac-management-pulumi-state" }));
        return Contents.map(({ Key }) => Key!);
    };
    const secretsOf = (text: string): string => [...text.matchAll(/"ciphertext": "[^"]+"/gu)].join("\n");

    it("moves every stack: same resources, secrets under the key, files kept byte for byte, old backend untouched", async () => {
        await project.begin("management");
        await project.begin("apps-prd");
        // The user's layout around what the engine noted.
        const noted = (stack: string, key: string): string =>
            new RegExp(`${key}: +(\\S+)`, "u").exec(project.read(`Pulumi.${stack}.yaml`))![1]!;
        const company = managementFile("us-east-1");
        const salt = noted("management", "encryptionsalt");
        const management = `${company}\nencryptionsalt: ${salt} # the engine's\n# end\n`;
        const member = (secure: string, ...notes: readonly string[]): string =>
            `# Our apps.\nconfig:\n  github:token: { secure:   ${secure} } # sealed\n${notes.join("")}`;
        const sealed = noted("apps-prd", "secure");
        const apps = member(sealed, `encryptionsalt: ${noted("apps-prd", "encryptionsalt")}\n`);
        project.write("Pulumi.management.yaml", management);
        project.write("Pulumi.apps-prd.yaml", apps);
        const state = project.files(project.local);
        const source = await project.must(["stack", "export", "--stack", "management"], old);

        const dry = await project.org(["migrate", "--dry-run"], old);
        strictEqual(dry.exitCode, 0, dry.text);
        match(dry.stderr, /• copy the state of management into the bucket/u);
        docShows("state.md", "plan", dry.stderr.replaceAll(project.local, "/home/ada/state"));
        strictEqual(project.read("Pulumi.management.yaml") + project.read("Pulumi.apps-prd.yaml"), management + apps);
        strictEqual((await inHome()).filter((key) => key.includes("/stacks/")).length, 0, "a dry run writes no stack");

        const moved = await project.org(["migrate", "--yes"], old);
        strictEqual(moved.exitCode, 0, moved.text);

        const file = project.read("Pulumi.management.yaml");
        const notes = (stack: string): string =>
            `secretsprovider: ${project.secretsProvider}\nencryptedkey: ${noted(stack, "encryptedkey")}\n`;
        strictEqual(file, `${company}\n${notes("management")}# end\n`);
        const cipher = noted("apps-prd", "secure");
        notStrictEqual(cipher, sealed);
        strictEqual(project.read("Pulumi.apps-prd.yaml"), member(cipher, notes("apps-prd")));
        strictEqual(
            project.read("Pulumi.yaml"),
            `# The project.\nname: aws-organization\nruntime: nodejs # 20\nmain: index.js\n# Where the state of all stacks is; PULUMI_BACKEND_URL, where it is set, wins.\nbackend:\n  url: ${project.home}\n`,
        );

        // No passphrase and no backend in the environment: Pulumi.yaml and the key are enough.
        const target = await project.must(["stack", "export", "--stack", "management"]);
        notStrictEqual(secretsOf(target), secretsOf(source));
        strictEqual(secretsOf(target).split("\n").length, secretsOf(source).split("\n").length);
        match(target, /"url": "awskms:\/\/alias\/ac-pulumi-state\?region=us-east-1"/u);
        const outputs = await project.must(["stack", "output", "--json", "--show-secrets", "--stack", "management"]);
        match(outputs, new RegExp(`"token": "${canary}"`, "u"));
        strictEqual(
            (await project.must(["config", "get", "github:token", "--stack", "apps-prd"])).trim(),
            `${canary}-config`,
        );
        doesNotMatch(target, new RegExp(canary, "u"));

        strictEqual(
            JSON.stringify(project.files(project.local)),
            JSON.stringify(state),
            "the old backend is untouched",
        );
        match(moved.stderr, /untouched in file:\/\/.*old state/u);
        match(moved.stderr, /delete it: rm -r '.*\/old state\/\.pulumi'/u);
        match(moved.stderr, /unset PULUMI_BACKEND_URL/u);
        doesNotMatch(moved.text + project.asked(), new RegExp(`${canary}|FOUND`, "u"));
        ok(project.asked().includes("stack import"), "the shim saw the engine");
        strictEqual(fs.readdirSync(project.temporary).filter((name) => name.startsWith("org-state-")).length, 0);

        const asked = project.asked().length;
        for (const environment of [old, {}]) {
            const again = await project.org(["migrate", "--yes", "--json"], environment);
            strictEqual(again.exitCode, 0, again.text);
            match(again.stderr, /Already there: the state of (?:management, apps-prd|apps-prd, management)/u);
            const { steps } = JSON.parse(again.stdout) as { steps: readonly { status: string }[] };
            ok(steps.every(({ status }) => status === "already done"));
        }
        doesNotMatch(project.asked().slice(asked), /import|change-secrets|preview|init/u);
        strictEqual(project.read("Pulumi.management.yaml"), file);
    });

    it("is taken up after a kill at any step, and ends as if there had been none", async () => {
        await project.begin("management");
        const after = [
            ["❯ copy the state of management", ""],
            ["✔ copy the state of management", ""],
            ["❯ encrypt its secrets", ""],
            ["✔ encrypt its secrets", ""],
            ["❯ prove it", ""],
            ["✔ prove it", ""],
        ] as const;
        for (const [text] of after) {
            ok(await project.orgUntil(text, ["migrate", "--yes"], old), `it came to "${text}"`);
            match(project.read("Pulumi.management.yaml"), /# Home region\.\n/u, `comments are there after "${text}"`);
            await unlock(project);
        }
        const last = await project.org(["migrate", "--yes"], old);
        strictEqual(last.exitCode, 0, last.text);
        match(
            await project.must(["stack", "output", "token", "--show-secrets", "--stack", "management"]),
            new RegExp(canary, "u"),
        );
        match((await project.org(["migrate", "--yes"])).stderr, /Already there/u);
        doesNotMatch(project.asked(), /FOUND/u);
    });

    it("refuses a stack that is locked, in either backend: who, where, since when; the lock stays", async () => {
        await project.begin("management");
        const lock = JSON.stringify({
            pid: 4711,
            username: "ada",
            hostname: "her-laptop",
            timestamp: "2026-11-25T04:00:00Z",
        });
        const place = ".pulumi/locks/organization/aws-organization/management";
        fs.mkdirSync(path.join(project.local, place), { recursive: true });
        const file = path.join(project.local, place, "1.json");
        fs.writeFileSync(file, lock);
        const words =
            /locked by ada@her-laptop, process 4711, since 2026-11-25T04:00:00Z\n.*only if it is known to be dead: PULUMI_BACKEND_URL='(\S+:\/\/[^']+)' pulumi cancel --stack management/u;
        const local = await project.org(["migrate", "--yes"], old);
        strictEqual(local.exitCode, 1);
        strictEqual(words.exec(local.stderr)?.[1], project.old, local.text);
        ok(fs.existsSync(file), "it is deleted by nobody");
        fs.rmSync(file);

        const object = { Bucket: "ac-management-pulumi-state", Key: `${place}/2.json` };
        await project.client(S3Client).send(new PutObjectCommand({ ...object, Body: lock }));
        const remote = await project.org(["migrate", "--yes"], old);
        strictEqual(remote.exitCode, 1);
        strictEqual(words.exec(remote.stderr)?.[1], project.home, remote.text);
        ok((await inHome()).includes(object.Key));
        await project.client(S3Client).send(new DeleteObjectCommand(object));
        strictEqual((await project.org(["migrate", "--yes"], old)).exitCode, 0);
    });

    it("overwrites no stack of the bucket that differs, and trusts the bucket once the stack is moved", async () => {
        await project.begin("management");
        strictEqual((await project.org(["migrate", "--yes"], old)).exitCode, 0);
        await project.must(["up", "--yes", "--skip-preview", "--stack", "management"], { CHANGED: "newer" });
        const grown = await project.org(["migrate", "--yes"], old);
        strictEqual(grown.exitCode, 0, grown.text);
        match(grown.stderr, /Already there/u);
        // Another clone, which has the local state and no key.
        const file = project.read("Pulumi.management.yaml");
        project.write("Pulumi.management.yaml", managementFile("us-east-1"));
        const other = await project.org(["migrate", "--yes", "--no-preview"], old);
        strictEqual(other.exitCode, 1);
        match(other.stderr, /is in the bucket already, with 1 resources, and is not the same/u);
        project.write("Pulumi.management.yaml", file);
        match(await project.must(["stack", "output", "plain", "--stack", "management"]), /newer/u);
    });

    it("does not switch over before the preview is empty", async () => {
        await project.begin("management");
        const changed = { ...old, MORE: "pending" };
        const refused = await project.org(["migrate", "--yes"], changed);
        strictEqual(refused.exitCode, 1);
        match(refused.stderr, /no changes were expected for preview but changes were proposed\n\+ 1 to create/u);
        match(
            refused.stderr,
            /old backend is untouched; .*PULUMI_BACKEND_URL='s3:[^']+' pulumi up --stack management/u,
        );
        doesNotMatch(project.read("Pulumi.yaml"), /backend/u);
        const without = await project.org(["migrate", "--yes", "--no-preview"], changed);
        strictEqual(without.exitCode, 0, without.text);
        match(project.read("Pulumi.yaml"), /backend/u);
    });

    it("moves the named stacks alone, and Pulumi.yaml follows the last", async () => {
        await project.begin("management");
        await project.begin("apps-prd");
        const early = await project.org(["migrate", "--yes", "--stack", "apps-prd"], old);
        strictEqual(early.exitCode, 2, early.text);
        match(early.stderr, /the management stack is not in the bucket/u);
        const first = await project.org(["migrate", "--yes", "--stack", "management"], old);
        strictEqual(first.exitCode, 0, first.text);
        match(first.stderr, /Pulumi\.yaml keeps its backend until these are moved too: apps-prd/u);
        doesNotMatch(project.read("Pulumi.yaml"), /backend/u);
        const second = await project.org(["migrate", "--yes", "--from", project.old], passphrase);
        strictEqual(second.exitCode, 0, second.text);
        match(project.read("Pulumi.yaml"), /backend/u);
        const none = await project.org(["migrate", "--yes", "--stack", "nobody"]);
        strictEqual(none.exitCode, 2);
        match(none.stderr, /there is no stack nobody.*\n.*apps-prd, management/u);
    });

    it("asks for the passphrase that the stack was made with", async () => {
        await project.begin("management");
        const { exitCode, stderr } = await project.org(["migrate", "--yes"], { PULUMI_BACKEND_URL: project.old });
        strictEqual(exitCode, 1);
        match(stderr, /encrypted with another passphrase\n.*export PULUMI_CONFIG_PASSPHRASE/u);
        doesNotMatch(stderr, /correct horse/u);
        strictEqual((await project.org(["migrate", "--yes"], old)).exitCode, 0);
    });
});

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

/** What a person does who knows that the killed run is dead. */
async function unlock(project: StateProject): Promise<void> {
    for (const url of [project.old, project.home])
        await project.pulumi(["cancel", "--yes", "--stack", "management"], { PULUMI_BACKEND_URL: url, ...passphrase });
}
