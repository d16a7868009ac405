import { paginateListAccounts } from "@aws-sdk/client-organizations";
import { clientsOf } from "../support/aws";
import { TestProject } from "../support/project";
import { account, companyOf } from "./company";
import { Weather, type Trouble } from "../support/weather";

/** Which command brings the stack up. `fleet`: `./org fleet up`, which runs what a run left itself. */
export type Command = "fleet" | "pulumi";

/** What a bad day came to. */
export interface Day {
    /** How often the command was run until it ended well; undefined: never. */
    readonly runs: number | undefined;
    /** Member accounts that AWS has, and how many of them it has twice. */
    readonly accounts: number;
    readonly twice: number;
    /** Whether a preview after it has nothing to change. */
    readonly isEmpty: boolean;
    readonly preview: string;
    readonly met: Readonly<Record<Trouble, number>>;
    readonly seconds: number;
    /** What runs that failed said last. */
    readonly said: readonly string[];
}

const mostRuns = 8;
/** The official plugin waits a minute for a bucket's lifecycle by design. */
const quick = ["--exclude", "**state-lifecycle"];

/** Brings up the management stack of a company with so many accounts, on a bad day. */
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
