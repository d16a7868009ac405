/** `make chaos`: failures of AWS, and killed programs. docs/reliability.md has the results. */
import { parseArgs } from "node:util";
import { kill, upWithoutKill } from "./kills";
import { refusedForEver } from "./refused";
import { badUp, type Command, type Day } from "./up";

const help = `make chaos [CHAOS="options"]

Brings up a company of 50 accounts, 10 units and 12 policies while AWS throttles, changes things at the same time, is not ready, fails, is
slow and loses its responses: a quarter of the writes and a tenth of the reads, by a seed. Each seed is a day of its own on an emulator.

Then it kills engine, provider, program or all of them (kill -9) at 40 moments of an \`up\` of all layers, and runs the same command once more.

  --only <part>      up, kills, refused: an \`up\` of which AWS refuses one write for ever, a quarter of an hour in all,
                     or interrupts: Ctrl-C while such a write is tried; default: up and kills
  --seeds <list>     which days: 1,2,3,4,5
  --accounts <n>     how many member accounts: 50
  --command <name>   fleet (./org fleet up) or pulumi (pulumi up); default: fleet
  --moments <n>      how many kills: 40
  --from <n>         the first of them: 0
  --said             prints what runs that failed said
  --help             this text
`;

async function main(): Promise<number> {
    const { values } = parseArgs({
        options: {
            seeds: { type: "string", default: "1,2,3,4,5" },
            accounts: { type: "string", default: "50" },
            command: { type: "string", default: "fleet" },
            only: { type: "string" },
            moments: { type: "string", default: "40" },
            from: { type: "string", default: "0" },
            said: { type: "boolean", default: false },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        process.stdout.write(help);
        return 0;
    }
    if (values.command !== "fleet" && values.command !== "pulumi") throw new Error("--command is fleet or pulumi");
    if (values.only !== undefined && !["up", "kills", "refused", "interrupts"].includes(values.only))
        throw new Error("--only is up, kills, refused or interrupts");
    if (values.only === "refused") return (await refusals()) ? 0 : 1;
    if (values.only === "interrupts") return (await interrupts(values.said)) ? 0 : 1;
    const seeds = values.seeds.split(",").map(Number);
    const isUpGood =
        values.only === "kills" || (await days(seeds, Number(values.accounts), values.command, values.said));
    const isKillGood =
        values.only === "up" || (await kills(seeds[0]!, Number(values.from), Number(values.moments), values.said));
    return isUpGood && isKillGood ? 0 : 1;
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

async function days(seeds: readonly number[], accounts: number, command: Command, isSaid: boolean): Promise<boolean> {
    let good = 0;
    for (const seed of seeds) {
        print(`seed ${seed}:`);
        const day = await badUp(accounts, seed, command, print);
        print(`  ${words(day, accounts)}`);
        if (isSaid && !day.isEmpty) print(day.preview);
        for (const [index, text] of isSaid ? day.said.entries() : []) print(`--- run ${index + 1} said:\n${text}`);
        if (day.runs === 1 && day.accounts === accounts && day.twice === 0 && day.isEmpty) good += 1;
    }
    print(`${good} of ${seeds.length} days in one run.`);
    return good === seeds.length;
}

async function kills(seed: number, from: number, count: number, isSaid: boolean): Promise<boolean> {
    const whole = await upWithoutKill();
    print(`An up of all layers without a kill: ${whole.writes} writes.`);
    let good = 0;
    for (let nth = from; nth < from + count; nth++) {
        const { victim, write, operation, met, wrong, said } = await kill(seed, nth, whole);
        const how = met === 0 ? "met nothing" : `met ${met}`;
        print(
            `kill ${nth} of ${victim} at write ${write} (${operation}), ${how}: ${wrong.length === 0 ? "the same" : wrong.join("; ")}`,
        );
        if (isSaid && wrong.length > 0) print(said);
        // A kill that met no process proves nothing.
        if (wrong.length === 0 && met > 0) good += 1;
    }
    print(`${good} of ${count} kills end as without one.`);
    return good === count;
}

// AWS's own messages: by them, and not by the code, the provider decides whether to retry.
const conflict = { code: "ConcurrentModificationException", message: "Try again later." };
const throttled = { code: "ThrottlingException", message: "Rate exceeded" };

/** Runs in which AWS refuses one write for ever. Returns whether each ended by itself, with exit code 1. */
async function refusals(): Promise<boolean> {
    let isGood = true;
    for (const fault of [conflict, throttled]) {
        const { seconds, exitCode } = await refusedForEver(fault);
        print(
            `CreatePolicy refused for ever by ${fault.code}: exit code ${exitCode ?? "none"} after ${seconds.toFixed(0)} s`,
        );
        if (exitCode !== 1) isGood = false;
    }
    return isGood;
}

/**
 * Ctrl-C while a call is throttled: once and twice for the fleet, which after one Ctrl-C asks its engine again by itself; twice for the
 * engine alone. Returns whether the fleet ended as interrupted, and its next run well. `isSaid`: also print the output.
 */
async function interrupts(isSaid: boolean): Promise<boolean> {
    let isGood = true;
    for (const [command, presses] of [
        ["fleet", 1],
        ["fleet", 2],
        ["pulumi", 2],
    ] as const) {
        const { afterInterrupt, exitCode, said, next } = await refusedForEver(throttled, {
            command,
            interrupts: presses,
        });
        print(
            `${command}: Ctrl-C, ${presses} of it, while CreatePolicy is throttled: exit code ${exitCode ?? "none"}, ${(afterInterrupt ?? 0).toFixed(0)} s later; the next run ends with ${next.exitCode ?? "none"}`,
        );
        if (isSaid) print(`--- said:\n${said}\n--- the next run said:\n${next.said}`);
        if (command === "fleet" && (exitCode !== 130 || next.exitCode !== 0)) isGood = false;
    }
    return isGood;
}

function words({ runs, accounts, twice, isEmpty, met, seconds }: Day, wanted: number): string {
    const troubles = Object.entries(met).map(([name, count]) => `${count} ${name}`);
    return [
        runs === undefined ? "never green" : `green after ${runs} ${runs === 1 ? "run" : "runs"}`,
        `${accounts} of ${wanted} accounts, ${twice} twice`,
        `the preview after it ${isEmpty ? "is empty" : "has changes"}`,
        `${seconds.toFixed(0)} s`,
        troubles.join(", "),
    ].join("; ");
}

void main().then((code) => (process.exitCode = code));
