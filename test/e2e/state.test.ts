/** `org state migrate`: engine, backends and secrets providers are real; S3 and KMS are the emulator's. */
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { docShows } from "../support/doc-output";
import { canary, managementFile, StateProject } from "../support/state-project";

const passphrase = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };

describe("org state migrate", () => {
    let project: StateProject;
    /** The environment of a user who has chosen the backend by variable. */
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
        // Stack files with the user's own layout and comments around the keys that the engine wrote.
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

        const half = path.join(project.local, ".pulumi", "stacks", "aws-organization", "management.json.attrs");
        const attributes = fs.readFileSync(half);
        fs.writeFileSync(half, "");
        const look = await project.org(["migrate", "--dry-run"], old);
        strictEqual(look.exitCode, 0, look.text);
        match(look.stderr, /• remove \S.*management\.json\.attrs\n! The rest is planned once that is done/u);
        strictEqual(fs.readFileSync(half, "utf8"), "", "a dry run removes nothing");
        fs.writeFileSync(half, attributes);

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
        // This is another clone: it has the local state, and no key.
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
