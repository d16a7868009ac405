import { atWork, stopIfInterrupted } from "./interrupt";
import { askYes } from "./prompt";
import { exitCodes, printJson, say, showProgress } from "./ui";

/** One step of a command. Carried out twice it does nothing the second time. */
export interface Step {
    /** What it does, as a person would say it: "deactivate access key AKIA…". */
    readonly title: string;
    /** True where AWS or the disk shows that it is done: said, and passed over. */
    readonly done?: boolean;
    /** Asks a person for what the step needs, once the steps before it are done. */
    readonly ask?: () => Promise<void>;
    /** Whether the step is asked for and done again after this error, which is shown. Default: it ends the command. */
    readonly again?: (error: unknown) => boolean;
    /** Does it. `tell` shows how far it is. */
    readonly act: (tell: (text: string) => void) => Promise<void>;
}

/** What a command will do, found out before anything is touched. */
export interface Plan {
    /** "Remove user mgmt-org-admin from account 111111111111". */
    readonly title: string;
    readonly steps: readonly Step[];
    /** What to know before one says yes. */
    readonly warnings?: readonly string[];
    /** Said when every step is done already. */
    readonly nothing: string;
    /** Said at the end: what to do next. */
    readonly next?: readonly string[];
    /** What `--json` says besides the steps. */
    readonly facts?: Readonly<Record<string, unknown>>;
}

/** How a command that changes something was asked to go about it. */
export interface ActOptions {
    readonly yes?: boolean;
    readonly dryRun?: boolean;
    readonly json?: boolean;
}

/** Shows the plan, asks, and carries it out step by step. Returns the exit code; a step that fails ends the command. */
export async function carryOut(plan: Plan, { yes = false, dryRun = false, json = false }: ActOptions): Promise<number> {
    const open = plan.steps.filter(({ done }) => done !== true);
    if (open.length === 0) {
        say(plan.nothing);
        if (json) report(plan, () => "already done");
        return exitCodes.ok;
    }
    say(`${plan.title}:`);
    for (const { title, done } of plan.steps)
        say(`  ${done === true ? "✓" : "•"} ${title}${done ? " (done already)" : ""}`);
    for (const warning of plan.warnings ?? []) say(`! ${warning}`);
    if (dryRun) {
        say("Nothing was done: this is a dry run.");
        if (json) report(plan, ({ done }) => (done === true ? "already done" : "planned"));
        return exitCodes.ok;
    }
    if (!yes && !(await askYes("Do this?", "look at it with --dry-run, then say --yes"))) {
        say("Nothing was done.");
        return exitCodes.fault;
    }
    for (const part of betweenQuestions(open)) await carryOutPart(part);
    if (json) report(plan, ({ done }) => (done === true ? "already done" : "done"));
    for (const line of plan.next ?? []) say(line);
    return exitCodes.ok;
}

/** The steps in parts that nobody is asked in: each begins with what is asked for it. */
function betweenQuestions(steps: readonly Step[]): readonly (readonly Step[])[] {
    const parts: Step[][] = [];
    for (const step of steps) {
        if (parts.length === 0 || step.ask !== undefined) parts.push([]);
        parts.at(-1)!.push(step);
    }
    return parts;
}

async function carryOutPart(part: readonly Step[]): Promise<void> {
    const [first] = part;
    for (;;) {
        await first?.ask?.();
        try {
            await atWork(() => showProgress(part.map(({ title, act }) => ({ title, act: uncut(act) }))));
            return;
        } catch (error) {
            if (first?.again?.(error) !== true) throw error;
            say(`! ${(error as Error).message}`);
        }
    }
}

/** A step that an interrupt does not cut: it keeps the next one from beginning. */
function uncut(act: Step["act"]): Step["act"] {
    return async (tell) => {
        stopIfInterrupted();
        await act(tell);
    };
}

function report({ title, steps, facts = {} }: Plan, status: (step: Step) => string): void {
    printJson({ title, steps: steps.map((step) => ({ title: step.title, status: status(step) })), ...facts });
}
