import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { callerFaults } from "../../../aws/preflight/caller-faults";
import { refusalFault } from "../../../layers/shared/account-entry";
import { accountOf } from "../../../layers/member/account";
import { readOutputs } from "../../../config";
import type { Fault } from "../../../config/faults";
import { retryWhileRefused } from "../../../layers/shared/retry-while-refused";
import { managementOutputs } from "../../support/management-outputs";

const refusal = new Error("not authorized");
const caller = { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/mgmt-org-admin" };
const account = {
    key: "apps-prd",
    id: "222222222222",
    name: "acme-apps-prd",
    alias: null,
    email: "aws+apps-prd@acme.example",
    roleName: "OrganizationAccountAccessRole",
    formerly: [],
};

/** Waits without a clock. Returns the output, the time and the result. */
async function wait(
    attempt: (tries: number) => void,
    seconds: number,
): Promise<{ said: string[]; elapsed: number; outcome: object }> {
    let [elapsed, tries] = [0, 0];
    const said: string[] = [];
    const outcome = await retryWhileRefused(
        () => {
            attempt(++tries);
            return Promise.resolve("in");
        },
        (error) => error === refusal,
        { seconds, what: "role R in account K" },
        {
            now: () => elapsed,
            sleep: (milliseconds) => {
                elapsed += milliseconds;
                return Promise.resolve();
            },
            say: (message) => said.push(message),
        },
    );
    return { said, elapsed: elapsed / 1000, outcome };
}

describe("the wait for a role", () => {
    it("ends with the first success, and reports each refusal before it", async () => {
        const { said, outcome } = await wait((tries) => {
            if (tries <= 6) throw refusal;
        }, 300);
        deepStrictEqual(outcome, { answer: "in" });
        strictEqual(said.length, 6);
        strictEqual(said[5], "waiting for role R in account K: refused 6 times in 16 s, of 300 s at most");
    });

    it("ends in the stated time when the role refuses for ever", async () => {
        const { elapsed, outcome } = await wait(() => {
            throw refusal;
        }, 300);
        deepStrictEqual(outcome, { refusal });
        ok(elapsed <= 300 && elapsed > 290, String(elapsed));
    });

    it("throws at once what is no refusal", async () => {
        const broken = new Error("no network");
        await rejects(
            wait(() => {
                throw broken;
            }, 300),
            broken,
        );
    });
});

describe("a role that refuses", () => {
    const facts = managementOutputs();
    it("is not ready yet in an account that AWS made minutes ago", () => {
        const { message, cure } = refusalFault(caller, account, { age: 6.4, invited: false, state: "ACTIVE" }, facts);
        match(
            message,
            /OrganizationAccountAccessRole in account apps-prd \(222222222222\) refuses arn:.*mgmt-org-admin/,
        );
        match(message, /not ready yet, for AWS made the account 6 minutes ago/);
        match(cure, /run the same command again/);
    });

    it("is not there in an account that was invited", () => {
        const { message, cure } = refusalFault(caller, account, { age: 5, invited: true, state: "ACTIVE" }, facts);
        match(message, /was invited, and AWS makes no such role in one/);
        match(cure, /own credentials/);
    });

    it("is in an account that AWS has not activated: its sign-up is completed first, however it joined", () => {
        for (const invited of [false, true]) {
            const origin = { age: 9999, invited, state: "PENDING_ACTIVATION" };
            const { message, cure } = refusalFault(caller, account, origin, facts);
            match(message, /AWS says PENDING_ACTIVATION of the account, so its sign-up was begun and not completed$/);
            match(
                cure,
                /^sign in as its root user \(\S+@\S+\) and complete the sign-up: .*; then run the same command/,
            );
        }
    });

    it("is not made yet where CI came before the account's stack", () => {
        const previewRoleArn = "arn:aws:iam::111111111111:role/ac-ci-preview";
        const ci = { previewRoleArn, deployRoleArn: "arn:aws:iam::111111111111:role/ac-ci-deploy" };
        const previewer = { ...caller, arn: "arn:aws:sts::111111111111:assumed-role/ac-ci-preview/GitHubActions" };
        const origin = { age: 6.4, invited: false, state: "ACTIVE" };
        const { message, cure } = refusalFault(previewer, account, origin, { ...facts, ci });
        match(message, /role ac-ci-preview in account apps-prd \(222222222222\)/);
        match(cure, /`pulumi up --stack apps-prd` once as an admin/);
    });

    it("trusts others in an old account, or has another name there", () => {
        const { message, cure } = refusalFault(caller, account, { age: 9999, invited: false, state: "ACTIVE" }, facts);
        match(message, /its trust refuses this caller.* no role of just this name, letter for letter/);
        match(cure, /Pulumi\.management\.yaml: apps-prd: \{ roleName: … \}/);
    });
});

describe("a later layer", () => {
    it("is entered from the management account only, and not by root", () => {
        const { management, company } = managementOutputs();
        const account = { ...management, ...company };
        deepStrictEqual(callerFaults(caller, account), []);
        const other = { accountId: "333333333333", arn: "arn:aws:iam::333333333333:user/x" };
        match(callerFaults(other, account)[0]!.message, /those of account 333333333333/);
        const root = { accountId: "111111111111", arn: "arn:aws:iam::111111111111:root" };
        match(callerFaults(root, account)[0]!.message, /root user/);
    });

    it("starts from outputs of this version only", () => {
        const faultOf = (outputs: Readonly<Record<string, unknown>>): Fault | undefined => {
            const read = readOutputs(outputs, "m");
            return read.ok ? undefined : read.fault;
        };
        strictEqual(faultOf({ ...managementOutputs() }), undefined);
        match(faultOf({})!.cure, /run `pulumi up --stack management` first/);
        match(faultOf({ ...managementOutputs(), schema: 2 })!.message, /schema 2; this program reads 1/);
        match(faultOf({ ...managementOutputs(), regions: undefined })!.message, /lack regions/);
        const older = { ...managementOutputs().accounts["security"]!, alias: undefined };
        match(faultOf({ ...managementOutputs(), accounts: { security: older } })!.message, /lack aliases of accounts/);
    });

    it("is named after an account that is there", () => {
        const outputs = managementOutputs({
            accounts: {
                ...managementOutputs().accounts,
                old: {
                    id: null,
                    name: "o",
                    alias: null,
                    email: "o@acme.example",
                    unit: "root",
                    state: "closed",
                    roleName: "R",
                },
                new: {
                    id: null,
                    name: "n",
                    alias: null,
                    email: "n@acme.example",
                    unit: "root",
                    state: "active",
                    roleName: "R",
                },
            },
        });
        const none = { outputs: {}, resources: [] };
        strictEqual((accountOf("apps-prd", outputs, none) as { id: string }).id, "222222222222");
        const { message, cure } = accountOf("apps-prod", outputs, none) as Fault;
        match(message, /no account has this name/);
        match(cure, /did you mean apps-prd\?/);
        match((accountOf("old", outputs, none) as { message: string }).message, /closed/);
        match((accountOf("new", outputs, none) as { message: string }).message, /does not have the account yet/);
    });

    it("and is entered by the role that the stack has, which IAM cannot rename", () => {
        const type = "aws:iam/role:Role";
        const urn = `urn:pulumi:apps-prd::y::${type}::access-role`;
        const enteredBy = (name: string): object =>
            accountOf("apps-prd", managementOutputs(), { outputs: {}, resources: [{ urn, type, outputs: { name } }] });
        strictEqual((enteredBy("OrganizationAccountAccessRole") as { id: string }).id, "222222222222");
        const { path, cure } = enteredBy("AcmeAdmin") as { path: string; cure: string };
        strictEqual(path, "accounts.apps-prd.roleName");
        match(
            cure,
            /apps-prd: \{ roleName: AcmeAdmin \}.*; .* pulumi state delete 'urn:\S+' --force --stack apps-prd/u,
        );
    });

    it("or was, by a former key or by what the stack itself remembers", () => {
        const { "apps-prd": account, ...others } = managementOutputs().accounts;
        const renamed = (formerly?: string | readonly string[]): object =>
            accountOf(
                "apps-prd",
                managementOutputs({ accounts: { ...others, live: { ...account!, formerly: formerly ?? null } } }),
                { outputs: { account: { id: account!.id } }, resources: [] },
            );
        for (const formerly of [["apps", "apps-prd"], "apps-prd", undefined])
            match((renamed(formerly) as { cure: string }).cure, /org accounts rename apps-prd live/);
    });
});
