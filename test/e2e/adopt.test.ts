/**
 * `org adopt` on an organization as years leave it: it writes the stack files, imports, and the first preview is empty. Real engine, real
 * provider code; AWS is the emulator, with pages as small as AWS's, behind a proxy that throttles and counts the calls. Its tests depend on their order.
 */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readLivingOrganization, type LivingOrganization } from "../../aws/living/living-organization";
import { bootstrapKeys, endpoint } from "../../sandbox/emulator/emulator";
import { livingOrganization } from "../support/living-organization";
import { TestProject } from "../support/project";
import { saysWhatIsWrong } from "../support/bad-credentials";
import { boundOf } from "../support/reading-bound";
import { isWrite } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const throttled = {
    code: "TooManyRequestsException",
    message: "You have sent too many requests in too short a time.",
};
const flags = ["--company", "acme", "--short", "ac", "--region", "us-east-1"];

describe("org adopt, of 50 accounts, 20 units and 15 policies,", () => {
    let project: TestProject;
    let there: LivingOrganization;

    before(async () => {
        project = await TestProject.open({}, account, "us-east-1", { faults: [], accountQuota: 60 });
        await livingOrganization(project.sandbox, { accounts: 50, units: 20, policies: 15, targets: 2 });
        there = await everything();
    });
    after(() => project.close());

    /** All that the emulator's API has to say of it, past the proxy. */
    async function everything(): Promise<LivingOrganization> {
        const options = { region: "us-east-1", endpoint: endpoint(project.sandbox.emulator) };
        return (await readLivingOrganization({ ...options, credentials: bootstrapKeys }))!;
    }

    const file = (name: string): string => fs.readFileSync(path.join(project.folder, name), "utf8");

    it("a clock that is wrong, keys that are revoked, a session that has ended, no network: one error each, with what to do", async () => {
        await saysWhatIsWrong(project, "adopt", ...flags, "--dry-run");
    });

    it("shows what it would write, and writes nothing, with --dry-run", async () => {
        const run = await project.org("adopt", ...flags, "--dry-run", "--json");
        strictEqual(run.exitCode, 0, run.stderr);
        const { found, leftAlone, files } = JSON.parse(run.stdout) as {
            readonly found: Readonly<Record<string, number>>;
            readonly leftAlone: readonly { readonly what: string }[];
            readonly files: readonly string[];
        };
        deepStrictEqual(
            [found["accounts"], found["closed"], found["units"], found["policies"], found["services"]],
            [50, 2, 20, 15, 10],
        );
        for (const name of ["Bobs Startup", 'unit "R&D/Ops"', "permission set Reader", "the security contact"])
            ok(
                leftAlone.some(({ what }) => what.includes(name)),
                name,
            );
        strictEqual(files.length, 17);
        for (const name of files) ok(!fs.existsSync(path.join(project.folder, name)), name);
        const read = new Map<string, number>();
        for (const { operation } of project.proxy!.calls) read.set(operation, (read.get(operation) ?? 0) + 1);
        const sets = there.center!.sets;
        const bound = boundOf({
            accounts: there.members.length,
            units: there.units.all.length,
            policies: there.policies.length,
            delegations: there.delegations.size,
            groups: there.center!.groups.length,
            sets: sets.length,
            assignedAccounts: new Set(sets.flatMap(({ assignments }) => assignments.map((each) => each.accountId)))
                .size,
            tags: [...there.tags.values()].reduce((sum, tags) => sum + Object.keys(tags).length, 0),
        });
        deepStrictEqual(
            [...read].filter(([operation, count]) => count > (bound[operation] ?? 0)),
            [],
        );
    });

    it("says what to do where AWS throttles for ever, asks seven times, and writes nothing", async () => {
        project.proxy!.reset();
        project.proxy!.add({ operation: "ListAccounts", after: 2, fault: throttled });
        const run = await project.org("adopt", ...flags, "--yes");
        strictEqual(run.exitCode, 1);
        match(
            run.stderr,
            /AWS returned TooManyRequestsException: .*\n.*→ AWS throttles .*: wait some minutes, then run/u,
        );
        doesNotMatch(run.stderr, /^ {4}at /mu);
        strictEqual(project.proxy!.count("ListAccounts"), 2 + 7);
        deepStrictEqual(
            fs.readdirSync(project.folder).filter((name) => /adopted|^Pulumi\.\w+\.yaml|\.org-|\.new$/u.test(name)),
            [],
        );
    });

    it("writes the files, imports, and finds no change in the first preview", async () => {
        project.proxy!.reset();
        for (const operation of ["ListAccounts", "ListPolicies", "ListOrganizationalUnitsForParent"])
            project.proxy!.add({ operation, after: 2, times: 2, fault: throttled });
        const run = await project.org("adopt", ...flags, "--yes");
        strictEqual(run.exitCode, 0, run.stderr);
        match(run.stderr, /✔ prove it: a preview has no changes/u);
        await project.must("preview", "--stack", "management", "--expect-no-changes");
    });

    it("changes nothing at AWS, and everything reads as before", async () => {
        deepStrictEqual(
            project.proxy!.calls.filter(isWrite).map(({ operation }) => operation),
            [],
        );
        deepStrictEqual(sorted(await everything()), sorted(there));
    });

    it("writes ids in quotes, twin names and closed accounts, documents as they were, and groups for the security stack", () => {
        const text = file("Pulumi.management.yaml");
        match(text, /^ {4}playground: \{ .*name: Playground/mu);
        match(text, /^ {4}playground-\d{4}: \{ .*name: Playground/mu);
        match(text, /^ {4}closed-shop: \{ .*state: closed/mu);
        match(text, /^ {4}account-2024: \{ .*name: "2024"/mu);
        match(text, /^ {2}scope: organization$/mu);
        const policy = there.policies.find(({ name }) => name === "No leaving / ever")!;
        strictEqual(file("adopted-policies/no-leaving-ever.json"), `${policy.content}\n`);
        match(file("Pulumi.security.yaml"), /AWS Developers: \{ roles: \[Developer\] \}/u);
    });

    it("has nothing to adopt the second time, and changes no file", async () => {
        const text = file("Pulumi.management.yaml");
        const run = await project.org("adopt", "--yes");
        strictEqual(run.exitCode, 0, run.stderr);
        match(run.stderr, /There is nothing to adopt/u);
        strictEqual(file("Pulumi.management.yaml"), text);
    });

    it("accounts list has every account of three pages, the third of which AWS throttles once", async () => {
        project.proxy!.reset();
        project.proxy!.add({ operation: "ListAccounts", after: 2, times: 1, fault: throttled });
        const whole = await project.org("accounts", "list", "--json");
        strictEqual(whole.exitCode, 0, whole.stderr);
        const { accounts } = JSON.parse(whole.stdout) as {
            readonly accounts: readonly { readonly name: string; readonly managed: boolean }[];
        };
        const unmanaged = accounts.filter(({ managed }) => !managed).map(({ name }) => name);
        deepStrictEqual([accounts.length, ...unmanaged.sort()], [50, "Bobs Startup", "management"]);
    });

    it("refuses to leave out what is in the stack by then", async () => {
        const run = await project
            .with({ AWS_ORGANIZATION_STATE_FIRST: "true" })
            .pulumi("preview", "--stack", "management");
        match(run.text, /scope[\s\S]*the state's home[\s\S]*scope: all/u);
    });
});

/** Lists that AWS tells in any order, in one. */
function sorted(living: LivingOrganization): unknown {
    return JSON.parse(
        JSON.stringify(living, (_, value: unknown) => {
            if (value instanceof Map) return [...value].map((each) => JSON.stringify(each)).sort();
            if (value instanceof Set) return [...value].map((each) => JSON.stringify(each)).sort();
            if (Array.isArray(value)) return value.map((each) => JSON.stringify(each)).sort();
            return value;
        }),
    ) as unknown;
}
