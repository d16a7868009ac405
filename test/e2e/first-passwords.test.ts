/**
 * First passwords on the real provider: which keys it can encrypt them with, and what happens when a password was created and could not be
 * encrypted.
 */
import { GetLoginProfileCommand } from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { judgePgpKey } from "../../config/pgp/judge-key";
import { clientsOf } from "../support/aws";
import { doctorOn } from "../support/doctor";
import { gnuPgKeys, hasGnuPg, opensWithGnuPg } from "../support/gnupg-keys";
import { expiredPgpKey, testPgpKey } from "../support/pgp-key";
import { openPgpKeys, rsaKeys, type TestKey } from "../support/pgp-keys";
import { TestProject } from "../support/project";
import { named } from "../support/state";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };

describe("keys for first passwords", () => {
    // None of this project's code: the test is about what the provider does with a key.
    const program = `
const aws = require("@pulumi/aws");
module.exports = () => require("./keys.json").forEach(({ text }, index) => {
    const user = new aws.iam.User("user-" + index, { name: "user-" + index });
    new aws.iam.UserLoginProfile("login-" + index, { user: user.name, pgpKey: text });
});`;
    let keys: readonly TestKey[];
    /** The encrypted passwords, in the order of the keys. Undefined where the provider failed. */
    let sealed: readonly (string | undefined)[];

    before(async () => {
        keys = [...(await openPgpKeys()), ...(await rsaKeys()), ...(await gnuPgKeys())];
        const project = await TestProject.open({ keys: { "aws:region": "us-east-1" } }, account);
        try {
            fs.writeFileSync(path.join(project.folder, "index.js"), program);
            fs.writeFileSync(path.join(project.folder, "keys.json"), JSON.stringify(keys));
            // This project's Pulumi.yaml disables default providers.
            fs.writeFileSync(path.join(project.folder, "Pulumi.yaml"), "name: keys\nruntime: nodejs\nmain: index.js\n");
            await project.must("stack", "init", "keys");
            const { text: shown } = await project.pulumi(
                ...["up", "--stack", "keys", "--yes", "--skip-preview", "--continue-on-error", "--suppress-progress"],
            );
            const state = await project.state("keys");
            sealed = keys.map((_, index) => {
                const login = named(state, `login-${index}`);
                ok(login, `AWS made no password of ${keys[index]!.name} (user-${index}):\n${shown}`);
                const answer = login.outputs!["encryptedPassword"];
                return typeof answer === "string" ? answer : undefined;
            });
        } finally {
            await project.close();
        }
    });

    it("are valid exactly if the provider can encrypt with them, and secret ones never", () => {
        const wrong = keys.flatMap(({ name, text, isSecret }, index) => {
            const { fault } = judgePgpKey(text, new Date());
            const asItShould =
                isSecret === true
                    ? /secret key/u.test(fault?.message ?? "")
                    : (fault === undefined) === (sealed[index] !== undefined);
            return asItShould
                ? []
                : [`${name}: ${sealed[index] === undefined ? "failed" : "sealed"}; ${fault?.message ?? "good"}`];
        });
        deepStrictEqual(wrong, []);
    });

    it("have a warning exactly where their owner's GnuPG cannot decrypt it", async () => {
        if (!hasGnuPg) return;
        const wrong: string[] = [];
        for (const [index, { name, text, owners }] of keys.entries()) {
            const message = sealed[index];
            if (owners === undefined || message === undefined) continue;
            const opens = await opensWithGnuPg(owners, Buffer.from(message, "base64"));
            if (opens !== (judgePgpKey(text, new Date()).warning === undefined)) wrong.push(`${name}: ${opens}`);
        }
        deepStrictEqual(wrong, []);
    });

    it("are of both sorts in the table, by each program that makes them", () => {
        for (const maker of [/^GnuPG: /u, /^(?!GnuPG: )/u]) {
            const answers = keys.flatMap(({ name }, index) => (maker.test(name) ? [sealed[index] !== undefined] : []));
            if (answers.length > 0)
                for (const answer of [true, false])
                    ok(answers.filter((each) => each === answer).length >= 5, String(maker));
        }
    });
});

describe("a first password that nobody can open", () => {
    const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];
    const base = {
        "aws:region": "us-east-1",
        company: { name: "acme", short: "ac" },
        email: "aws@acme.example",
        management: { id: account.id },
        units: ["security"],
        accounts: { security: { unit: "security" } },
    };
    const grace = "grace.hopper";
    let project: TestProject;

    // The config refuses such a key, so a transformation sets it after the config was checked.
    const unchecked = `export = () => {
    require("@pulumi/pulumi").runtime.registerStackTransformation(({ props, opts }) =>
        props.user === "${grace}" && props.pgpKey ? { props: { ...props, pgpKey: "${expiredPgpKey}" }, opts } : undefined);
    return runLayer();
};`;
    const write = (pgpKey: string): void => {
        project.writeStack("management", {
            ...base,
            admins: { "ada.lovelace": { pgpKey: testPgpKey }, [grace]: { pgpKey } },
        });
    };
    const doctor = async (): Promise<string> =>
        (await doctorOn(project))
            .of("first-passwords")
            .map(({ status, message, cure }) => `${status}: ${message} → ${cure ?? ""}`)
            .join("\n");
    const isReported =
        /grace\.hopper has a password that nobody can read out of this stack, and nobody has signed in with it/u;

    before(async () => {
        project = await TestProject.open({ management: base }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
    });
    after(() => (project as TestProject | undefined)?.close());

    it("is not created: an expired key, and a name without a key, is refused before any write", async () => {
        write(expiredPgpKey);
        const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(exitCode, 0);
        match(
            text,
            /1 fault:\s+admins\["grace\.hopper"\]\.pgpKey: \[not shown: \d+ characters\].*\s+has expired on 2020-01-02/u,
        );
        deepStrictEqual(project.proxy!.calls, []);
        strictEqual((await project.org("validate", "--stack", "management")).exitCode, 1);
        // Fails with or without a connection to Keybase: nobody has this name there.
        write("keybase:nobody_not_1");
        const nobody = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        match(nobody.text, /1 fault:\s+admins\["grace\.hopper"\]\.pgpKey: "keybase:nobody_not_1"/u);
        deepStrictEqual(
            project.proxy!.calls.filter(({ operation }) => !/^(?:Get|List|Describe)/u.test(operation)),
            [],
        );
    });

    it("fails an `up` whatever the key is, and preview, `up` and doctor tell the steps that end it", async () => {
        const main = path.join(project.folder, "index.ts");
        const own = fs.readFileSync(main);
        project.writeProgram(String(own).replace(/^export = runLayer;$/mu, unchecked));
        write(testPgpKey);
        const failed = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        match(failed.text, /cannot encrypt a message/u);
        match(failed.text, isReported, "beside the provider's error");
        fs.writeFileSync(main, own);
        const preview = await project.must("preview", ...quick);
        match(preview, isReported);
        doesNotMatch(preview, /ada\.lovelace has a password/u);
        const again = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        match(again.text, /doesn't support update/u);
        match(again.text, isReported);
        match(await doctor(), new RegExp(`^fault: ${isReported.source}`, "u"));
    });

    it("is reported too where a refresh hides it, and the steps end it", async () => {
        await project.must("refresh", "--yes", "--skip-preview", ...quick);
        const up = await project.must("up", "--yes", "--skip-preview", ...quick);
        match(up, isReported);
        const reported = await doctor();
        match(reported, new RegExp(`^warning: ${isReported.source}`, "u"));
        const [, urn] = /pulumi destroy --stack management --target '([^']+)'/u.exec(reported)!;
        await project.must("destroy", "--stack", "management", "--target", urn!, "--yes", "--skip-preview");
        const iam = clientsOf(project.sandbox).iam;
        await rejects(iam.send(new GetLoginProfileCommand({ UserName: grace })), {
            name: "NoSuchEntityException",
        });
        await project.must("up", "--yes", "--skip-preview", ...quick);
        const passwords = JSON.parse(
            await project.must("stack", "output", "encryptedPasswords", "--json", "--stack", "management"),
        ) as object;
        deepStrictEqual(
            Object.values(passwords).map((each) => typeof each),
            ["string", "string"],
        );
        doesNotMatch(await project.must("preview", "--expect-no-changes", ...quick), /has a password that nobody/u);
        strictEqual(await doctor(), "ok: 2 first passwords, none lost → ");
    });

    it("is none of a key that expires after its password was made: a warning, until another is to be made", async () => {
        write(expiredPgpKey);
        const preview = await project.must("preview", "--expect-no-changes", ...quick);
        match(preview, /has expired on 2020-01-02: the first password that is made stays/u);
        const validated = await project.org("validate", "--stack", "management");
        strictEqual(validated.exitCode, 0, validated.stdout);
        match(validated.stdout, /\d warnings?:[^]*the first password that is made stays/u);
        project.writeStack("management", {
            ...base,
            admins: { [grace]: { pgpKey: expiredPgpKey }, "alan.turing": { pgpKey: expiredPgpKey } },
        });
        for (const { exitCode, stdout, stderr } of [
            await project.pulumi("preview", ...quick),
            await project.org("validate", "--stack", "management"),
        ]) {
            notStrictEqual(exitCode, 0);
            match(
                stdout + stderr,
                /\b1 fault\b[^]*admins\["alan\.turing"\]\.pgpKey[^\n]*\n\s+has expired on 2020-01-02\n/u,
            );
        }
    });
});
