import { paginateListAccounts } from "@aws-sdk/client-organizations";
import { setTimeout as sleep } from "node:timers/promises";
import { clientsOf } from "../support/aws";
import { numbers } from "../support/cut";
import { TestProject } from "../support/project";
import { isWrite } from "../support/writes";
import { account } from "./company";
import { descendants, isAlive, killBelow, victims, type Victim } from "./processes";

const fleetUp = ["fleet", "up", "--yes"] as const;
const stacks = ["management", "security", "apps-prd"] as const;
const management = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: account.email,
    management: { id: account.id },
    organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["cloudtrail.amazonaws.com"] },
    units: ["security", "workloads/prd"],
    accounts: { security: { unit: "security" }, "apps-prd": { unit: "workloads/prd" } },
    policies: { "deny-leaving-organization": { targets: ["root"] }, "deny-root-user": { targets: ["workloads"] } },
    delegatedAdministrators: { security: ["cloudtrail.amazonaws.com"] },
    access: { DevOps: { accounts: ["apps-*"], policies: ["PowerUserAccess"] } },
    admins: ["ada.lovelace"],
};
const security = {
    audit: { trail: false, analyzer: false },
    groups: { devops: { roles: ["DevOps"] } },
    users: { "grace.hopper": { groups: ["devops"] } },
};

/** The state of a whole organization, for comparison. */
interface EndState {
    readonly urns: readonly string[];
    readonly accounts: number;
    readonly pending: number;
}

/** The result of one kill. */
export interface Kill {
    readonly victim: Victim;
    /** The AWS write after which the kill happened. */
    readonly write: number;
    readonly operation: string;
    /** Number of processes that were killed; 0: the run had ended. */
    readonly met: number;
    /** Differences from a run without kills; empty: none. */
    readonly wrong: readonly string[];
    /** Output of the next run. */
    readonly said: string;
}

/** An `up` of all layers without any kill, and its number of writes. */
export async function upWithoutKill(): Promise<{ readonly end: EndState; readonly writes: number }> {
    const project = await open();
    try {
        await up(project);
        const writes = project.proxy!.calls.filter(isWrite).length;
        return { end: await endOf(project), writes };
    } finally {
        await project.close();
    }
}

/** The n-th kill of a seed: an `up` of all layers in which a process is killed, and one more `up`. */
export async function kill(
    seed: number,
    nth: number,
    { end, writes }: Awaited<ReturnType<typeof upWithoutKill>>,
): Promise<Kill> {
    const random = numbers(seed * 1000 + nth);
    const victim = victims[nth % victims.length]!;
    const write = 1 + Math.floor(random() * (writes - 1));
    const project = await open();
    try {
        const child = project.startOrg(...fleetUp);
        let [left, met, operation] = [write, 0, ""];
        let below: readonly number[] = [];
        project.proxy!.add({
            operation: /./u,
            when: (call) => isWrite(call) && --left === 0,
            onMatch: (call) => {
                operation = call.operation;
                below = descendants(child.pid!);
                met = killBelow(child.pid!, victim);
            },
        });
        await child;
        // Children of the killed process exit by themselves, and must not write into the next run.
        while (below.some(isAlive)) await sleep(200);
        await project.proxy!.settled();
        const again = await project.startOrg(...fleetUp);
        const said = `${again.stdout}\n${again.stderr}`;
        const found = again.exitCode === 0 ? await endOf(project) : undefined;
        const preview = await project.org("fleet", "preview");
        const wrong = [
            ...(again.exitCode === 0 ? [] : [`the next up ended with ${String(again.exitCode)}`]),
            ...(found === undefined ? [] : differences(end, found)),
            ...(preview.exitCode === 0 ? [] : [`the preview after it ended with ${preview.exitCode}`]),
        ];
        return { victim, write, operation, met, wrong, said };
    } finally {
        await project.close();
    }
}

function differences(end: EndState, found: EndState): readonly string[] {
    return [
        ...end.urns.filter((urn) => !found.urns.includes(urn)).map((urn) => `lacks ${urn}`),
        ...found.urns.filter((urn) => !end.urns.includes(urn)).map((urn) => `has ${urn}`),
        ...(found.accounts === end.accounts ? [] : [`${found.accounts} accounts instead of ${end.accounts}`]),
        ...(found.pending === 0 ? [] : [`${found.pending} pending operations`]),
    ];
}

async function open(): Promise<TestProject> {
    return TestProject.open({ management, security }, account, "us-east-1", { faults: [], asUser: true });
}

async function up(project: TestProject): Promise<void> {
    const { exitCode, stdout, stderr } = await project.startOrg(...fleetUp);
    if (exitCode !== 0) throw new Error(`org fleet up: ${stdout}\n${stderr}`);
}

async function endOf(project: TestProject): Promise<EndState> {
    const { organizations: client } = clientsOf(project.sandbox);
    let accounts = 0;
    for await (const page of paginateListAccounts({ client }, {})) accounts += page.Accounts?.length ?? 0;
    const urns: string[] = [];
    let pending = 0;
    for (const stack of stacks) {
        const { deployment } = JSON.parse(await project.must("stack", "export", "--stack", stack)) as {
            readonly deployment: {
                readonly resources?: readonly { readonly urn: string }[];
                readonly pending_operations?: readonly unknown[];
            };
        };
        urns.push(...(deployment.resources ?? []).map(({ urn }) => urn));
        pending += deployment.pending_operations?.length ?? 0;
    }
    return { urns: urns.sort(), accounts, pending };
}
