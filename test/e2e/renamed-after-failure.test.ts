/**
 * A failed first run leaves a state without outputs. What is renamed or removed in the config then is still recognized, and nothing is
 * created a second time. Real engine, real provider code; AWS is the emulator, behind a proxy that refuses what the tests ask it to.
 */
import {
    ListAccountsCommand,
    ListRootsCommand,
    ListOrganizationalUnitsForParentCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { TestProject } from "../support/project";
import { writesOf } from "../support/writes";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

const company = {
    "aws:region": "us-east-1",
    ...acme,
    units: ["security", "workloads/prd"],
    // Attached once there is the account, which waits for its unit.
    policies: { "deny-root-user": { targets: ["apps-prd"] } },
};

/** What calls wait for until it is opened. */
function gate(): { readonly isOpen: Promise<void>; readonly open: () => void } {
    let open = (): void => undefined;
    const isOpen = new Promise<void>((resolve) => (open = resolve));
    return {
        isOpen,
        open: () => {
            open();
        },
    };
}

describe("after a first run that failed", () => {
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ management: company }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
        // The policy is refused once both accounts have been made, the last of what the tests find again. The outputs have the admins' role. It
        // is refused too, once the policy has been: else they are sometimes written before the run ends.
        const [bothMade, isRefused] = [gate(), gate()];
        let made = 0;
        project.proxy!.add({
            operation: "CreateAccount",
            onMatch: () => {
                if (++made === Object.keys(company.accounts).length) bothMade.open();
            },
        });
        const fault = { code: "ConstraintViolationException", message: "not today" };
        project.proxy!.add({
            operation: "AttachPolicy",
            times: 1,
            fault,
            onMatch: async () => {
                await bothMade.isOpen;
                isRefused.open();
            },
        });
        project.proxy!.add({ operation: "CreateRole", times: 1, fault, onMatch: () => isRefused.isOpen });
        const run = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(run.exitCode, 0, run.text);
        strictEqual(await project.must("stack", "output", "--stack", "management", "--json"), "{}");
    });
    after(() => (project as TestProject | undefined)?.close());

    it("an account and a unit that are renamed without a word are refused before the first write", async () => {
        project.writeStack("management", {
            ...company,
            units: ["security", "workloads/live"],
            accounts: { security: { unit: "security" }, "apps-live": { unit: "workloads/live" } },
            policies: {},
        });
        project.proxy!.calls.length = 0;
        const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(exitCode, 0);
        match(text, /acme-apps-prd \(\d{12}\) is no longer in the config/);
        match(text, /apps-live: \{ unit: workloads\/live, formerly: apps-prd \}/);
        match(text, /unit workloads\/prd \(ou-\S+\) is no longer in the config/);
        doesNotMatch(text, /unprotect/);
        deepStrictEqual(writesOf(project.proxy!), {});
    });

    it("with a word they are what they were, and the run goes on where it ended", async () => {
        project.writeStack("management", {
            ...company,
            units: ["security", { path: "workloads/live", formerly: "workloads/prd" }],
            accounts: {
                security: { unit: "security" },
                "apps-live": { unit: "workloads/live", formerly: "apps-prd" },
            },
            policies: { "deny-root-user": { targets: ["apps-live"] } },
        });
        await project.must("up", "--yes", "--skip-preview", ...quick);
        const writes = writesOf(project.proxy!);
        strictEqual(writes["UpdateOrganizationalUnit"], 1);
        strictEqual(writes["CreateAccount"], undefined);
        strictEqual(writes["CreateOrganizationalUnit"], undefined);
        const aws = clientsOf(project.sandbox).organizations;
        const { Accounts: accounts } = await aws.send(new ListAccountsCommand({}));
        strictEqual(accounts!.length, 3);
        const { Roots: roots } = await aws.send(new ListRootsCommand({}));
        const { OrganizationalUnits: units } = await aws.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: roots![0]!.Id! }),
        );
        deepStrictEqual(units!.map(({ Name }) => Name).sort(), ["security", "workloads"]);
        await project.must("preview", "--expect-no-changes", ...quick);
    });
});
