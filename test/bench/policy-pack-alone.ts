/**
 * Cost of the policy pack alone: CPU seconds of its process while it judges stacks of several sizes, whose resources are accounts, by the
 * calls of an engine (pulumi proto/pulumi/analyzer.proto). Run by `make bench`. BENCH_RESOURCES: numbers of resources (0,1000,5000),
 * BENCH_ROUNDS: runs of each (5).
 */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { execa } from "execa";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as fs from "node:fs";
import * as path from "node:path";
import { median } from "./measure";

const sizes = (process.env["BENCH_RESOURCES"] ?? "0,1000,5000").split(",").map(Number);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const root = path.join(__dirname, "..", "..");
/** Units of /proc/<pid>/stat in a second: the same on all Linux systems. */
const ticks = 100;

/** A message or client of the SDK's generated code, which has no types. */
type Generated = Record<string, (value: unknown, callback?: (error: ServiceError | null) => void) => unknown>;
type Types = Readonly<Record<string, new (...args: readonly unknown[]) => Generated>>;
/* eslint-disable @typescript-eslint/no-require-imports -- the SDK's generated code has no types */
const messages = require("@pulumi/pulumi/proto/analyzer_pb") as Types;
const services = require("@pulumi/pulumi/proto/analyzer_grpc_pb") as Types;
/* eslint-enable @typescript-eslint/no-require-imports */

function message(type: string, fields: Readonly<Record<string, unknown>>): Generated {
    const made = new messages[type]!();
    for (const [setter, value] of Object.entries(fields)) made[`set${setter}`]!(value);
    return made;
}

function account(type: "AnalyzeRequest" | "AnalyzerResource", index: number): Generated {
    const name = `account-apps-${index}-account`;
    const token = "aws:organizations/account:Account";
    return message(type, {
        Type: token,
        Name: name,
        Urn: `urn:pulumi:management::aws-organization::aws-organization:account:MemberAccounts$${token}::${name}`,
        Properties: Struct.fromJavaScript({
            closeOnDeletion: false,
            email: `aws+apps-${index}@acme.example`,
            iamUserAccessToBilling: "ALLOW",
            name: `acme-apps-${index}`,
            parentId: "ou-abcd-12345678",
            roleName: "OrganizationAccountAccessRole",
            tags: { ManagedBy: "aws-organization" },
        }),
        Options: message("AnalyzerResourceOptions", { Protect: true }),
    });
}

/** CPU seconds of a process so far, user and system. */
function cpuOf(pid: number): number {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** CPU seconds and peak memory, MiB, of a pack that judges a stack of this size: each resource, then all together. */
async function judged(resources: number): Promise<{ readonly cpu: number; readonly memory: number }> {
    const run = path.join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack", "index.js");
    const pack = execa(process.execPath, [run, "127.0.0.1:1", path.join(root, "policy-pack")], {
        reject: false,
        buffer: false,
    });
    try {
        const port = await new Promise<string>((resolve) =>
            pack.stdout.on("data", (text: Buffer) => {
                resolve(String(text).trim());
            }),
        );
        const options = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
        const client = new services["AnalyzerClient"]!(`127.0.0.1:${port}`, credentials.createInsecure(), options);
        const call = (method: string, request: Generated): Promise<void> =>
            new Promise((resolve, reject) =>
                client[method]!(request, (error) => {
                    if (error === null) resolve();
                    else reject(error);
                }),
            );
        await call("configureStack", message("AnalyzerStackConfigureRequest", { Project: "aws-organization" }));
        const together: Generated[] = [];
        for (let index = 0; index < resources; index++) {
            await call("remediate", account("AnalyzeRequest", index));
            await call("analyze", account("AnalyzeRequest", index));
            together.push(account("AnalyzerResource", index));
        }
        await call("analyzeStack", message("AnalyzeStackRequest", { ResourcesList: together }));
        const peak = /^VmHWM:\s*(\d+)/mu.exec(fs.readFileSync(`/proc/${pack.pid!}/status`, "utf8"))?.[1];
        return { cpu: cpuOf(pack.pid!), memory: Number(peak) / 1024 };
    } finally {
        pack.kill("SIGKILL");
        await pack;
    }
}

async function main(): Promise<void> {
    for (const resources of sizes) {
        const all = [];
        for (let round = 0; round < rounds; round++) all.push(await judged(resources));
        const cpu = median(all.map((each) => each.cpu));
        const memory = median(all.map((each) => each.memory));
        console.log(`the policy pack alone, ${resources} resources: ${cpu.toFixed(2)} CPU s, ${memory.toFixed(0)} MiB`);
    }
}

void main();
