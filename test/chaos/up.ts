import { paginateListAccounts } from "@aws-sdk/client-organizations";
import { clientsOf } from "../support/aws";
import { TestProject } from "../support/project";
import { account, companyOf } from "./company";
import { Weather, type Trouble } from "../support/weather";

/** The command that brings the stack up. `fleet`: `./org fleet up`, which itself repeats what a run left undone. */
export type Command = "fleet" | "pulumi";

/** The result of bringing up a stack while AWS fails. */
export interface Day {
    /** How often the command was run until it succeeded; undefined: it never did. */
    readonly runs: number | undefined;
    /** Member accounts at AWS, and how many of them were created twice. */
    readonly accounts: number;
    readonly twice: number;
    /** Whether a preview afterwards has no changes. */
    readonly isEmpty: boolean;
    readonly preview: string;
    readonly met: Readonly<Record<Trouble, number>>;
    readonly seconds: number;
    /** The last lines of failed runs. */
    readonly said: readonly string[];
}

const mostRuns = 8;
/** By design the official plugin waits a minute for a bucket's lifecycle. */
const quick = ["--exclude", "**state-lifecycle"];

/** Brings up the management stack of a company with `accounts` accounts while AWS fails. */
export async function badUp(
    accounts: number,
    seed: number,
    command: Command,
    tell: (text: string) => void,
): Promise<Day> {
    const weather = new Weather(seed);
    const project = await TestProject.open({ management: companyOf(accounts) }, account, "us-east-1", {
        faults: [],
        asUser: true,
        accountQuota: accounts + 10,
    });
    try {
        await project.must("stack", "init", "management");
        for (const rule of weather.rules) project.proxy!.add(rule);
        const begun = performance.now();
        const said: string[] = [];
        let runs: number | undefined;
        for (let run = 1; run <= mostRuns && runs === undefined; run++) {
            const { exitCode, text } = await once(project, command);
            tell(`  run ${run}: exit code ${exitCode}, ${project.proxy!.calls.length} calls so far`);
            if (exitCode === 0) runs = run;
            else said.push(text);
        }
        const seconds = (performance.now() - begun) / 1000;
        project.proxy!.reset();
        return { ...(await judged(project)), runs, met: weather.met, seconds, said };
    } finally {
        await project.close();
    }
}

async function once(
    project: TestProject,
    command: Command,
): Promise<{ readonly exitCode: number; readonly text: string }> {
    if (command === "pulumi") return project.pulumi("up", "--stack", "management", "--yes", "--skip-preview", ...quick);
    const { exitCode, stdout, stderr } = await project.org("fleet", "up", "--yes", "--only", "management");
    return { exitCode, text: `${stdout}\n${stderr}` };
}

async function judged(project: TestProject): Promise<Pick<Day, "accounts" | "twice" | "isEmpty" | "preview">> {
    const { organizations: client } = clientsOf(project.sandbox);
    const emails: string[] = [];
    for await (const page of paginateListAccounts({ client }, {}))
        emails.push(...(page.Accounts ?? []).map(({ Email }) => Email!));
    const members = emails.filter((email) => email !== account.email);
    const { exitCode, text } = await project.pulumi(
        "preview",
        "--stack",
        "management",
        "--expect-no-changes",
        ...quick,
    );
    return {
        accounts: new Set(members).size,
        twice: members.length - new Set(members).size,
        isEmpty: exitCode === 0,
        preview: text,
    };
}
