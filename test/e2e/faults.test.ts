/**
 * AWS with faults: lost responses, refused and throttled calls, and an engine that is killed during a run. Real engine, real provider code;
 * AWS is the emulator behind a fault proxy.
 */
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { clientsOf } from "../support/aws";
import { Weather } from "../support/weather";
import { saysWhatIsWrong } from "../support/bad-credentials";
import { acme } from "../support/company";
import { write } from "../support/cut";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const keys = ["security", "one", "two", "three", "four"];
const config = {
    "aws:region": "us-east-1",
    ...acme,
    units: ["security", "workloads"],
    accounts: Object.fromEntries(keys.map((key) => [key, { unit: key === "security" ? "security" : "workloads" }])),
};
const more = { five: { unit: "workloads" }, six: { unit: "workloads" } };
const grown = { ...config, accounts: { ...config.accounts, ...more } };
const bad = {
    ...grown,
    units: [...config.units, "bad/days"],
    accounts: {
        ...grown.accounts,
        ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`bad-${number}`, { unit: "bad/days" }])),
    },
    organization: { policyTypes: ["SERVICE_CONTROL_POLICY"] },
    policies: { "deny-root-user": { targets: ["bad"] }, "deny-leaving-organization": { targets: ["root"] } },
    admins: ["ada.lovelace", "alan.turing"],
};
const aliases = ["aws@acme.example", ...keys.map((key) => `aws+${key}@acme.example`)].sort();

const fleetUp = ["fleet", "up", "--yes", "--only", "management"];

// By design the official plugin waits a minute for the state bucket's lifecycle, which these tests are not about.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

describe("a run that AWS or a crash cuts short", () => {
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    it("is completed by the next one: no account twice, none lost", async () => {
        // AWS has created the third account, and the engine is killed before it gets the response.
        const moment = write(project.proxy!, 3, "CreateAccount");
        ok(await project.pulumiUntil(moment, "up", "--yes", "--skip-preview", ...quick), "it was killed");
        project.proxy!.reset();
        await staysLocked();
        await project.must("cancel", "--yes", "--stack", "management");
        await refusesTwins();
        // The second run meets only what is usual at AWS: "try again", and an organization that is not finalized yet.
        project.proxy!.add({
            operation: "CreateAccount",
            times: 1,
            fault: {
                code: "ConcurrentModificationException",
                message:
                    "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.",
            },
        });
        project.proxy!.add({
            operation: "CreateAccount",
            times: 1,
            fault: {
                code: "FinalizingOrganizationException",
                message: "AWS Organizations is still initializing. Try again later.",
            },
        });
        await project.must("up", "--yes", "--skip-preview", ...quick);
        deepStrictEqual(await emails(), aliases);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    /** If emails were corrected now, AWS would create the accounts a second time. Checks that this is refused. */
    async function refusesTwins(): Promise<void> {
        const [made] = (await emails()).filter((email) => email !== account.email);
        const other = { email: "cloud@acme.example", management: { id: account.id, email: account.email } };
        project.writeStack("management", { ...config, ...other });
        const { text, exitCode } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(exitCode, 0);
        match(text, new RegExp(`already, \\d{12} with ${made!.replace("+", "\\+")}`, "u"));
        project.writeStack("management", config);
    }

    /** A preview, in CI too, ignores the lock of an `up`. Another `up` fails until a person removes the lock. */
    async function staysLocked(): Promise<void> {
        await project.must("preview", ...quick);
        const up = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(up.exitCode, 0);
        match(up.text, /the stack is currently locked by 1 lock/);
        const doctor = await project.org("doctor", "--json");
        const lines = JSON.parse(doctor.stdout) as { id: string; message: string; cure?: string }[];
        const lock = lines.find(({ id }) => id === "locks");
        match(lock?.message ?? "", /stack management is locked by .+, process \d+, since /u);
        match(
            lock?.cure ?? "",
            /^pulumi cancel --stack management, then pulumi refresh --clear-pending-creates --stack management$/u,
        );
    }

    for (const field of ["Status", "State"]) {
        it(`sees the same accounts when AWS leaves out ${field}`, async () => {
            const strip = (answer: Record<string, unknown>): Record<string, unknown> =>
                JSON.parse(
                    JSON.stringify(answer, (key, value: unknown) => (key === field ? undefined : value)),
                ) as Record<string, unknown>;
            project.proxy!.reset();
            project.proxy!.add({ operation: /^(ListAccounts|DescribeAccount)$/, transform: strip });
            await project.must("preview", "--expect-no-changes", ...quick);
            project.proxy!.reset();
        });
    }

    it("follows an empty page that has a next one", async () => {
        // The emulator accepts any token for this list, and returns the whole list as the second page.
        const operation = "ListAWSServiceAccessForOrganization";
        project.proxy!.add({
            operation,
            times: 1,
            transform: () => ({ EnabledServicePrincipals: [], NextToken: "more" }),
        });
        await project.must("preview", "--expect-no-changes", ...quick);
        project.proxy!.reset();
    });

    it("a quota stops the run with which accounts are there; once it has grown, the next run completes", async () => {
        project.writeStack("management", grown);
        // The SDK for Go does not print the Reason field, so the program only sees AWS's message.
        project.proxy!.reset();
        project.proxy!.add({
            operation: "CreateAccount",
            after: 1,
            fault: {
                code: "ConstraintViolationException",
                message: "You have exceeded the allowed number of AWS accounts.",
                members: { Reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED" },
            },
        });
        const refused = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(refused.exitCode, 0);
        match(refused.text, /org accounts quota/);
        strictEqual((await emails()).length, aliases.length + 1, "one of the two was made, and is kept");
        project.proxy!.reset();
        await project.must("up", "--yes", "--skip-preview", ...quick);
        deepStrictEqual(await emails(), [...aliases, "aws+five@acme.example", "aws+six@acme.example"].sort());
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("a bad day: a quarter of the writes and a tenth of the reads in trouble, and one org fleet up makes all, none twice", async () => {
        project.proxy!.reset();
        const weather = new Weather(1);
        // A lost response that no run can repair by itself. It is lost only once.
        project.proxy!.add({ operation: "CreateUser", times: 1, drop: true });
        project.proxy!.add({ operation: "CreatePolicy", times: 1, drop: true });
        project.proxy!.add({
            operation: "AddUserToGroup",
            times: 1,
            fault: { code: "ConcurrentModification", status: 409, message: "Wait a few minutes." },
        });
        for (const rule of weather.rules) project.proxy!.add(rule);
        project.writeStack("management", bad);
        const { exitCode, stdout, stderr } = await project.org(...fleetUp);
        strictEqual(exitCode, 0, stdout + stderr);
        match(stderr, /run \d of 10 at most goes on where this one ended/u);
        ok(Object.values(weather.met).reduce((sum, each) => sum + each) > 5, JSON.stringify(weather.met));
        project.proxy!.reset();
        deepStrictEqual((await emails()).filter((each) => each.includes("+bad-")).length, 6);
        strictEqual(new Set(await emails()).size, (await emails()).length);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("Ctrl-C while AWS throttles a call, which the provider tries for thirteen minutes: the command ends, and the next one does the rest", async () => {
        project.writeStack("management", {
            ...bad,
            policies: { ...bad.policies, "protect-access-roles": { targets: ["bad"] } },
        });
        const child = project.startOrg(...fleetUp);
        let tries = 0;
        project.proxy!.add({
            operation: "CreatePolicy",
            fault: { code: "ThrottlingException", message: "Rate exceeded" },
            onMatch: () => {
                tries += 1;
                if (tries === 1) child.kill("SIGINT");
            },
        });
        const { exitCode, stdout, stderr } = await child;
        strictEqual(exitCode, 130, stdout + stderr);
        match(stderr, /the engine has 10 s to finish[^]*The step takes longer: the engine is stopped at once/u);
        match(stderr, /management: failed[^\n]*: it was interrupted while it ran/u);
        const locks = path.join(project.sandbox.folder, "state", ".pulumi", "locks");
        const files = fs.readdirSync(locks, { recursive: true, encoding: "utf8" });
        deepStrictEqual(
            files.filter((name) => name.endsWith(".json")),
            [],
        );
        // Its provider may try once more.
        await project.proxy!.settled();
        project.proxy!.reset();
        const next = await project.org(...fleetUp);
        strictEqual(next.exitCode, 0, next.stdout + next.stderr);
        match(next.stderr, /left open is settled: creating policy-protect-access-roles/u);
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("a clock that is wrong, keys that were revoked, names that cannot be looked up: a line each, with what to do", async () => {
        const said = async (of: TestProject): Promise<string> => {
            const { exitCode, text } = await of.pulumi("preview", ...quick);
            notStrictEqual(exitCode, 0, text);
            strictEqual(text.match(/could not be read/gu)?.length, 1, text);
            doesNotMatch(text, /\n {4}at /u);
            return text.replace(/\s+/gu, " ");
        };
        const expired = "Signature expired: 20261130T120000Z is now earlier than 20261130T120500Z";
        for (const [fault, words] of [
            [
                { code: "SignatureDoesNotMatch", status: 403, message: expired },
                /→ this machine's clock is wrong: it says/u,
            ],
            [{ code: "InvalidClientTokenId", status: 403 }, /→ AWS does not know these keys/u],
        ] as const) {
            project.proxy!.reset();
            project.proxy!.add({ operation: /./u, fault });
            match(await said(project), words);
        }
        await saysWhatIsWrong(project, "accounts", "list");
        await saysWhatIsWrong(project, "state", "migrate", "--yes");
        project.proxy!.reset();
        const nowhere = "http://organizations.us-east-1.invalid";
        const lost = project.with({ AWS_ENDPOINT_URL: nowhere, AWS_ENDPOINT_URL_STS: nowhere });
        match(
            await said(lost),
            /(?:ENOTFOUND|EAI_AGAIN).* → (?:the network or the region's name is wrong|this machine's names of hosts)/u,
        );
    });

    it("says what a reason code means and how to continue", async () => {
        project.proxy!.reset();
        const more = Object.fromEntries(
            [...Array(46).keys()].map((number) => [`more-${number}`, { unit: "workloads" }]),
        );
        project.writeStack("management", { ...bad, accountQuota: 60, accounts: { ...bad.accounts, ...more } });
        const { exitCode, text } = await project.pulumi(
            "up",
            "--yes",
            "--skip-preview",
            "--continue-on-error",
            ...quick,
        );
        notStrictEqual(exitCode, 0);
        match(text, /ACCOUNT_LIMIT_EXCEEDED: the organization has as many accounts as its quota allows/);
        match(text, /org accounts quota/);
    });

    async function emails(): Promise<string[]> {
        const { Accounts: accounts } = await clientsOf(project.sandbox).organizations.send(new ListAccountsCommand({}));
        return accounts!.map((each) => each.Email!).sort();
    }
});
