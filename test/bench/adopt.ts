/**
 * Cost of reading an existing organization: API calls by operation, seconds with a delay of 50 ms for each call, and the reader's peak of
 * memory. AWS is the emulator behind the fault proxy. Run by `make bench`. BENCH_ACCOUNTS: number of accounts (1000), BENCH_DELAY:
 * milliseconds of delay for each call (50). Fails if the reader makes more calls than `bound` allows.
 */
import { execa } from "execa";
import * as path from "node:path";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { FaultProxy } from "../support/fault-proxy";
import { livingOrganization, type Size } from "../support/living-organization";
import { boundOf } from "../support/reading-bound";
import { TestEmulator } from "../support/test-emulator";

const accounts = Number(process.env["BENCH_ACCOUNTS"] ?? 1000);
const delay = Number(process.env["BENCH_DELAY"] ?? 50);
const size: Size = { accounts, units: 100, policies: 50, targets: 4 };

async function main(): Promise<void> {
    const aws = await TestEmulator.open({ accountQuota: accounts + 10 });
    const proxy = await FaultProxy.open(aws.endpoint, [{ operation: /./u, delay }]);
    try {
        await livingOrganization({ emulator: aws.emulator }, size);
        const env = {
            AWS_ENDPOINT_URL: proxy.endpoint,
            AWS_ACCESS_KEY_ID: bootstrapKeys.accessKeyId,
            AWS_SECRET_ACCESS_KEY: bootstrapKeys.secretAccessKey,
            AWS_REGION: "us-east-1",
        };
        const reader = path.join(__dirname, "adopt-reader.ts");
        const run = await execa(process.execPath, ["--require", "./bin/typescript", reader], { env });
        const { seconds, megabytes, found } = JSON.parse(run.stdout) as {
            readonly seconds: number;
            readonly megabytes: number;
            readonly found: Parameters<typeof boundOf>[0];
        };
        const calls = new Map<string, number>();
        for (const { operation } of proxy.calls) calls.set(operation, (calls.get(operation) ?? 0) + 1);
        const bound = boundOf(found);
        console.log(
            `reading ${accounts} accounts with ${delay} ms a call: ${seconds.toFixed(1)} s, ${proxy.calls.length} calls, ${megabytes.toFixed(0)} MB`,
        );
        for (const [operation, count] of [...calls].sort(([, one], [, other]) => other - one))
            console.log(`  ${operation.padEnd(50)} ${String(count).padStart(6)}  at most ${bound[operation] ?? 0}`);
        const over = [...calls].filter(([operation, count]) => count > (bound[operation] ?? 0));
        if (over.length > 0)
            throw new Error(`more calls than the bound: ${over.map(([operation]) => operation).join(", ")}`);
    } finally {
        await proxy.close();
        await aws.close();
    }
}

void main();
