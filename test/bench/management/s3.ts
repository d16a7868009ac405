/**
 * The first `up` of a management stack whose state is in S3, with 30 ms per call, compared with the same at an earlier commit of this
 * clone: wall-clock seconds, and the calls of the state's bucket. Each runs once, on its own emulator. Run by `make bench`. BENCH_ACCOUNTS:
 * number of accounts (200), BENCH_BASELINE: the commit (0d38902), BENCH_DELAY: milliseconds per call (30).
 */
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { bootstrapKeys, endpoint, stopEmulator } from "../../../sandbox/emulator/emulator";
import { processEnvironment } from "../../../sandbox/environment";
import { openSandbox, pulumi, type Sandbox } from "../../../sandbox/sandbox";
import { installTools } from "../../../sandbox/tools";
import { FaultProxy } from "../../support/fault-proxy";
import { testClient } from "../../support/test-client";
import { programAt } from "../at-commit";
import { account, companyOf, stack, takenIn, type Taken } from "../measure";

const accounts = Number((process.env["BENCH_ACCOUNTS"] ?? "200").split(",").at(-1));
const baseline = process.env["BENCH_BASELINE"] ?? "0d38902";
const delay = Number(process.env["BENCH_DELAY"] ?? 30);
const bucket = "bench-state";

/** Cost of a first `up`. `calls`: number of calls of the state's bucket by HTTP method. */
interface FirstUp extends Taken {
    readonly calls: Readonly<Record<string, number>>;
}

async function firstUp(commit: string | undefined): Promise<FirstUp> {
    const folder = await programAt(commit);
    const config = stringify({ config: companyOf(accounts) }, { defaultStringType: "QUOTE_DOUBLE" });
    for (const file of fs.readdirSync(folder).filter((name) => /^Pulumi\..+\.yaml$/u.test(name)))
        fs.rmSync(path.join(folder, file));
    fs.writeFileSync(path.join(folder, "Pulumi.management.yaml"), config);
    const sandboxFolder = path.join(folder, ".sandbox");
    let proxy: FaultProxy | undefined;
    try {
        const tools = await installTools({ silent: true });
        const opened = await openSandbox(folder, sandboxFolder, tools, account, "us-east-1", {
            accountQuota: accounts + 10,
        });
        proxy = await FaultProxy.open(endpoint(opened.emulator), [{ operation: /^/u, delay }]);
        await testClient(S3Client, endpoint(opened.emulator), bootstrapKeys).send(
            new CreateBucketCommand({ Bucket: bucket }),
        );
        const url = `s3://${bucket}?region=us-east-1&endpoint=${proxy.endpoint}&s3ForcePathStyle=true`;
        const sandbox: Sandbox = { ...opened, environment: { ...opened.environment, PULUMI_BACKEND_URL: url } };
        const made = await pulumi(sandbox, ["stack", "init", "management"], { cwd: folder });
        if (made.exitCode !== 0) throw new Error(made.stderr);
        proxy.reset();
        proxy.add({ operation: /^/u, delay });
        const env = processEnvironment(sandbox.folder, sandbox.environment);
        const engine = path.join(sandbox.folder, "bin", "pulumi");
        const taken = await takenIn(folder, env, [engine, "up", "--yes", "--skip-preview", ...stack]);
        const calls: Record<string, number> = {};
        for (const { method } of proxy.calls) calls[method] = (calls[method] ?? 0) + 1;
        return { ...taken, calls };
    } finally {
        await proxy?.close();
        await stopEmulator(sandboxFolder);
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

function show(what: string, { cpu, wall, calls }: FirstUp): void {
    const methods = Object.entries(calls).map(([method, count]) => `${count} ${method}`);
    console.log(
        `${what}: ${wall.toFixed(0)} s by the clock, ${cpu.toFixed(1)} CPU s; ${methods.join(", ")} of the state's bucket`,
    );
}

async function main(): Promise<void> {
    const now = await firstUp(undefined);
    show(`first up of ${accounts} accounts, state in S3 with ${delay} ms a call`, now);
    const before = await firstUp(baseline);
    show(`the same at ${baseline}`, before);
    console.log(
        `${(now.wall / before.wall).toFixed(2)} times by the clock, ${(now.cpu / before.cpu).toFixed(2)} of CPU`,
    );
}

void main();
