/**
 * How long it takes to find the faults of a large config: 2,000 accounts, a quarter of them wrong. Compared with 500 such accounts: four
 * times as many may take about four times as long, and no more. Run by `make bench`.
 */
import { parseManagement } from "../../config";

const rounds = 5;
const wrong = [
    { unit: "workloads/prod" },
    { unti: "x" },
    { unit: "security", id: 89000000001 },
    { unit: "security", email: "x@gmail.com", id: "222233334444" },
    { unit: "security", name: "a<b" },
];

/** CPU seconds, the median. */
function secondsOf(count: number): number {
    const accounts = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
            `account-${index}`,
            index % 4 === 0 ? wrong[(index / 4) % wrong.length] : { unit: "workloads/prd" },
        ]),
    );
    const config = {
        company: { name: "acme", short: "ac" },
        email: "aws@acme.example",
        management: { id: "111111111111" },
        units: ["security", "workloads/prd"],
        accounts,
        access: { Auditor: { accounts: ["*"] }, DevOps: { accounts: ["account-1*"] } },
    };
    const runs = Array.from({ length: rounds }, () => {
        const before = process.cpuUsage();
        const parsed = parseManagement(config);
        const { user, system } = process.cpuUsage(before);
        if (parsed.ok || parsed.faults.length < count / 4) throw new Error("faults are missing");
        return (user + system) / 1e6;
    });
    return runs.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

secondsOf(500);
const few = secondsOf(500);
const many = secondsOf(2000);
const ratio = many / few;
console.log(
    `2,000 accounts with 500 faults: ${many.toFixed(2)} s; 500 with 125: ${few.toFixed(2)} s; ${ratio.toFixed(1)} times`,
);
if (many > 2 || ratio > 8) {
    console.log("more than 2 s, or 8 times");
    process.exitCode = 1;
}
