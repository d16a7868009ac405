import { deepStrictEqual, doesNotMatch, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstPasswords, judgeFirstPasswords } from "../../../cli/doctor/checks/first-passwords";
import { DoctorContext } from "../../../cli/doctor/context";
import { skipped } from "../../../cli/doctor/line";
import { SkipCheck } from "../../../cli/doctor/skip-check";
import { stateResource } from "../../../cli/doctor/state-resource";
import { readDeployment } from "../../../cli/state/deployment";
import { judgeLocks } from "../../../cli/doctor/checks/locks";
import { judgeAdmins, judgeBootstrap, judgeRootUser } from "../../../cli/doctor/checks/people";
import { judgeBackend, judgeBucket, judgeKey } from "../../../cli/doctor/checks/state";
import { lockOf, placeOf } from "../../../cli/state/lock-store";
import { isMissing, isRefused } from "../../../cli/doctor/state-facts";
import { assertFindings } from "../../support/findings";

describe("org doctor: first passwords", () => {
    const good = { user: "ada", stack: "security", urn: "urn:ada", isSealed: true, isMadeHere: true, isFailed: false };
    const judged = (...logins: readonly object[]): ReturnType<typeof judgeFirstPasswords> =>
        judgeFirstPasswords({ logins: logins.map((each) => ({ ...good, ...each })) });

    it("sealed ones are counted, and no state is no fault", () => {
        assertFindings(judged({}, {}), ["ok", /^2 first passwords, none lost$/u]);
        assertFindings(judged(), ["ok", /^0 first passwords/u]);
        assertFindings(judgeFirstPasswords({ logins: undefined }), ["skipped", /can be read/u]);
    });

    it("one that failed is a fault, one that a refresh has hidden a warning, with the steps", () => {
        const failed = { isSealed: false, isFailed: true };
        const steps = /pulumi destroy --stack security --target 'urn:ada' .* pulumi up --stack security/u;
        assertFindings(judged(failed, {}), ["fault", /^ada has a password that nobody can read/u, steps]);
        assertFindings(judged({ isSealed: false }), ["warning", /^ada has a password/u, steps]);
        assertFindings(judged({ ...failed, hasSignedIn: true }), [
            "fault",
            /signs in/u,
            /^pulumi refresh --stack security --target 'urn:ada'$/u,
        ]);
    });

    it("a session that is not the management account's hides no line", async () => {
        const resource = (user: string, outputs: object): object => ({
            urn: `urn:${user}`,
            type: "aws:iam/userLoginProfile:UserLoginProfile",
            id: user,
            outputs,
        });
        const context = new DoctorContext("/");
        const state = JSON.stringify({
            deployment: { resources: [resource("ada", { pgpKey: "x" }), resource("eve", { encryptedPassword: "y" })] },
        });
        context.deployment = (stack) => Promise.resolve(stack === "management" ? readDeployment(state) : undefined);
        context.managementCaller = () => Promise.reject(new SkipCheck(skipped("the credentials do not work")));
        assertFindings(await firstPasswords.run(context), ["warning", /^ada has a password that nobody can read/u]);
    });

    it("of what only the state names, a state that cannot be read is said, and no stack is no fault", async () => {
        const found = async (stacks: readonly string[], deployment?: string): Promise<unknown> => {
            const context = new DoctorContext("/");
            context.backend = () => Promise.resolve("file:///state");
            context.stacks = () => Promise.resolve(stacks);
            context.deployment = () =>
                Promise.resolve(deployment === undefined ? undefined : readDeployment(deployment));
            return stateResource(context, "security", "aws:cloudtrail/trail:Trail").catch((error: unknown) => {
                if (error instanceof SkipCheck) return error.finding.message;
                throw error;
            });
        };
        const trail = { urn: "urn:trail", type: "aws:cloudtrail/trail:Trail", id: "arn:trail", outputs: {} };
        const state = JSON.stringify({ deployment: { resources: [trail] } });
        strictEqual(((await found(["security"], state)) as { id: string }).id, "arn:trail");
        strictEqual(await found(["management"]), undefined);
        strictEqual(await found(["security"]), "the state of stack security cannot be read");
    });

    it("of a password from before this program only who has never signed in is reported", () => {
        const before = { isSealed: false, isMadeHere: false };
        assertFindings(judged(before, { ...before, hasSignedIn: true }, { isSealed: false, hasSignedIn: true }), [
            "ok",
            /./u,
        ]);
        assertFindings(judged({ ...before, hasSignedIn: false }), ["warning", /nobody has signed in with it/u]);
    });
});

describe("org doctor: the engine's backend", () => {
    let folder: string;
    const before = process.env["PATH"];
    const whoami = (words: string): DoctorContext => {
        writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho '${words}' >&2\nexit 255\n`, { mode: 0o755 });
        return new DoctorContext(folder);
    };
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "org-backend-"));
        process.env["PATH"] = `${folder}:${before}`;
    });
    afterEach(() => {
        process.env["PATH"] = before;
        rmSync(folder, { recursive: true });
    });

    it("nobody is logged in: there is none, and a check that needs one says so in plain words", async () => {
        const context = whoami("error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions");
        strictEqual(await context.backend(), undefined);
        await rejects(context.mustBackend(), /^SkipCheck: the engine is logged in to no backend$/u);
        strictEqual(await context.firstRun(), "./org state create");
    });

    it("a bucket that these credentials do not open is no lost login", async () => {
        const context = whoami("error: read .pulumi/meta.yaml: StatusCode: 403, api error InvalidAccessKeyId: invalid");
        await rejects(context.backend(), /does not reach its backend: read .*InvalidAccessKeyId/u);
        await rejects(context.mustBackend(), /does not reach its backend/u);
    });
});

describe("org doctor: state", () => {
    it("backend: local until the bucket is there, then a warning", () => {
        const facts = { url: "file:///state", bucket: "ac-state", ran: false, hasBucket: true };
        assertFindings(judgeBackend(facts), ["ok", /until the bucket is there/u]);
        assertFindings(judgeBackend({ ...facts, ran: true }), ["warning", /this machine alone/u, /org state migrate/u]);
        assertFindings(judgeBackend({ ...facts, url: undefined }), ["fault", /no backend/u, /pulumi login/u]);
        const firstDay = judgeBackend({ ...facts, url: undefined, hasBucket: false });
        assertFindings(firstDay, ["skipped", /not yet/u, /org state create/u]);
        const unreached = {
            ...facts,
            url: undefined,
            unreached: "the engine does not reach its backend: no such host",
        };
        assertFindings(judgeBackend(unreached), ["fault", /no such host/u, /backend\.url in Pulumi\.yaml/u]);
        assertFindings(judgeBackend({ ...unreached, hasBucket: false }), ["skipped", /not yet/u, /org state create/u]);
        assertFindings(judgeBackend({ ...facts, url: "s3://ac-state?region=us-east-1" }), ["ok", /ac-state/u]);
        assertFindings(judgeBackend({ ...facts, url: "s3://other/prefix" }), [
            "warning",
            /in other; the config's bucket is ac-state/u,
        ]);
        assertFindings(judgeBackend({ ...facts, url: "https://app.pulumi.com/acme" }), ["ok", /app\.pulumi\.com/u]);
    });

    it("backend: a password in its address is not shown", () => {
        const [finding] = judgeBackend({
            url: "https://ada:canary@host/x",
            bucket: undefined,
            ran: false,
            hasBucket: true,
        });
        doesNotMatch(JSON.stringify(finding), /canary/u);
    });

    it("bucket: versioned, encrypted by a key, closed to the public, and writable as far as is known", () => {
        const good = {
            name: "ac-state",
            reach: "listed",
            versioning: "Enabled",
            algorithm: "aws:kms",
            isPublicBlocked: true,
            mayWrite: true,
        } as const;
        assertFindings(judgeBucket(good), ["ok", /may be written$/u]);
        assertFindings(judgeBucket({ ...good, mayWrite: undefined }), ["ok", /not proved/u]);
        assertFindings(judgeBucket({ name: "ac-state", reach: "missing" }), ["skipped", /not yet/u]);
        assertFindings(judgeBucket({ name: "ac-state", reach: "refused" }), ["fault", /another account's/u]);
        assertFindings(
            judgeBucket({
                ...good,
                versioning: "Suspended",
                algorithm: "AES256",
                isPublicBlocked: false,
                mayWrite: false,
            }),
            ["fault", /keeps no versions/u],
            ["warning", /AES256/u],
            ["fault", /public/u],
            ["fault", /may not write/u],
        );
    });

    it("key: a key on its way out is a fault with the way back", () => {
        const good = { alias: "alias/ac", region: "us-east-1", state: "Enabled", rotates: true, mayEncrypt: true };
        assertFindings(judgeKey(good), ["ok", /encrypts; whether it decrypts is not proved/u]);
        assertFindings(judgeKey({ ...good, state: undefined }), ["skipped", /not yet/u]);
        assertFindings(judgeKey({ ...good, state: "PendingDeletion" }), ["fault", /deleted/u, /cancel-key-deletion/u]);
        assertFindings(judgeKey({ ...good, state: "Disabled" }), ["fault", /Disabled/u]);
        assertFindings(judgeKey({ ...good, mayEncrypt: false }), ["fault", /may not use/u]);
        assertFindings(judgeKey({ ...good, rotates: false }), ["warning", /rotate/u]);
    });

    it("HEAD responses of S3 have no code: their status decides", () => {
        const answer = (httpStatusCode: number): Error =>
            Object.assign(new Error(), { name: "403", $metadata: { httpStatusCode } });
        deepStrictEqual([isMissing(answer(404)), isRefused(answer(403)), isMissing(answer(403))], [true, true, false]);
    });
});

describe("org doctor: locks", () => {
    const now = new Date("2026-11-25T12:00:00Z");
    const lock = {
        stack: "organization/acme-org/security",
        place: "s3://ac-state/.pulumi/locks/organization/acme-org/security/1.json",
        holder: { pid: 4711, username: "ada", hostname: "laptop", since: "2026-11-25T09:00:00Z" },
    };

    it("who, where, since when; `pulumi cancel` at once only where that process is known to be dead", () => {
        assertFindings(judgeLocks({ now, locks: [{ ...lock, run: "dead" }] }), [
            "fault",
            /stack security is locked by ada on laptop, process 4711, since 2026-11-25T09:00:00Z \(3 h\); that process has ended/u,
            /^pulumi cancel --stack security, then pulumi refresh/u,
        ]);
        assertFindings(judgeLocks({ now, locks: [{ ...lock, run: "alive" }] }), ["warning", /at work/u, /^wait/u]);
        assertFindings(judgeLocks({ now, locks: [{ ...lock, run: "elsewhere" }] }), [
            "warning",
            /not known here/u,
            /^ask ada, or look on laptop \(ps -p 4711\); only when it has ended: pulumi cancel --stack security$/u,
        ]);
    });

    it("none, none to be seen, and one that was written in part", () => {
        assertFindings(judgeLocks({ now, locks: [] }), ["ok", /no stack is locked/u]);
        assertFindings(judgeLocks({ now, locks: undefined }), ["skipped", /to itself/u]);
        deepStrictEqual(lockOf("organization/acme-org/security/1.json", "p", "{"), {
            stack: "organization/acme-org/security",
            place: "p",
        });
        assertFindings(judgeLocks({ now, locks: [{ ...lockOf(lock.stack + "/1.json", "p", ""), run: "elsewhere" }] }), [
            "warning",
            /written in part/u,
        ]);
    });

    it("the address of a bucket: prefix, region, profile and endpoint", () => {
        deepStrictEqual(placeOf("s3://ac-state/a/b?region=eu-west-1&awsprofile=x&endpoint=localhost:1"), {
            bucket: "ac-state",
            prefix: "a/b/",
            region: "eu-west-1",
            profile: "x",
            endpoint: "https://localhost:1",
        });
        deepStrictEqual(placeOf("s3://ac-state").prefix, "");
    });
});

describe("org doctor: people", () => {
    const user = { name: "ada", exists: true, devices: 1, hasPassword: true, keys: [] };

    it("admins: there, with MFA, and no old key; the key itself is not shown", () => {
        const admin = (more: object): readonly (typeof user)[] => [{ ...user, ...more }];
        const judge = (more: object): ReturnType<typeof judgeAdmins> =>
            judgeAdmins({ users: admin(more), areUsers: true, firstRun: "./org state create" });
        assertFindings(judge({}), ["ok", /ada: MFA, password, no access key/u]);
        assertFindings(judge({ exists: false }), ["skipped", /not yet/u, /^\.\/org state create$/u]);
        assertFindings(judge({ devices: 0 }), ["warning", /no MFA device/u, /signs in and adds one/u]);
        assertFindings(judge({ devices: 0, hasPassword: false }), ["warning", /no password/u, /first password/u]);
        assertFindings(judge({ keys: [{ end: "ABCD", days: 91 }] }), ["warning", /91 days old \(…ABCD\)/u]);
        assertFindings(judge({ keys: [{ end: "ABCD", days: 90 }] }), ["ok", /90 d old/u]);
        assertFindings(judgeAdmins({ users: [], areUsers: false, firstRun: "" }), ["skipped", /Identity Center/u]);
    });

    it("the bootstrap user is needed until an admin has MFA, and a warning from then on", () => {
        const bootstrap = { ...user, name: "mgmt-org-admin", devices: 0 };
        assertFindings(judgeBootstrap({ user: bootstrap, adminsWithMfa: [] }), ["ok", /needed until/u]);
        assertFindings(judgeBootstrap({ user: bootstrap, adminsWithMfa: ["ada"] }), [
            "warning",
            /still there, though ada has MFA/u,
            /bootstrap-user remove/u,
        ]);
        assertFindings(judgeBootstrap({ user: { ...bootstrap, exists: false }, adminsWithMfa: ["ada"] }), [
            "ok",
            /gone/u,
        ]);
    });

    it("the root user has MFA and no keys", () => {
        assertFindings(judgeRootUser({ mfa: true, keys: 0 }), ["ok", /no access keys/u]);
        assertFindings(judgeRootUser({ mfa: false, keys: 1 }), ["fault", /no MFA/u], ["fault", /access keys/u]);
    });
});
