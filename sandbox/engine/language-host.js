/*
 * The Node language host of the sandbox: what `pulumi-language-nodejs` does on a normal machine, for a machine where
 * that binary is neither downloaded nor served as a Go module. The engine starts it, reads the port from its first line
 * and calls it by gRPC (pulumirpc.LanguageRuntime). It serves programs, policy packs and component providers; what the
 * official host also does (code generation, packing, linking) it refuses by not implementing it.
 */
"use strict";
const { spawn } = require("node:child_process");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const services = require("@pulumi/pulumi/proto/language_grpc_pb");
const messages = require("@pulumi/pulumi/proto/language_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const empty = require("google-protobuf/google/protobuf/empty_pb");
const { version } = require("@pulumi/pulumi/package.json");

// @pulumi/pulumi's run scripts answer this code when they have already told the user what is wrong.
const EXIT_REPORTED = 32;

const codeCache = path.join(__dirname, "code-cache.js");
const runScripts = { analyzer: "run-policy-pack", resource: "run-plugin" };
const engineAddress = process.argv[process.argv.length - 1];

const unary = (answer) => (call, callback) => {
    Promise.resolve(answer(call.request)).then((reply) => callback(null, reply), callback);
};

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(services.LanguageRuntimeService, {
    handshake: unary(() => new messages.LanguageHandshakeResponse()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
    getRequiredPlugins: unary(() => new messages.GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new messages.GetRequiredPackagesResponse()),
    getProgramDependencies: unary(() => new messages.GetProgramDependenciesResponse()),
    runtimeOptionsPrompts: unary(() => new messages.RuntimeOptionsResponse()),
    about: unary(() => new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    cancel: unary(() => new empty.Empty()),
    installDependencies: (call) => call.end(), // `npm ci` has done it
    run: unary(run),
    runPlugin,
});

async function run(request) {
    const info = request.getInfo();
    const options = info.getOptions()?.toJavaScript() ?? {};
    const flags = {
        monitor: request.getMonitorAddress(),
        engine: engineAddress,
        project: request.getProject(),
        stack: request.getStack(),
        organization: request.getOrganization(),
        "root-directory": info.getRootDirectory(),
        pwd: request.getPwd(),
        parallel: String(request.getParallel()),
    };
    const args = Object.entries(flags).flatMap(([flag, value]) => (value === "" ? [] : [`--${flag}`, value]));
    if (request.getDryrun()) args.push("--dry-run");
    args.push(path.resolve(info.getProgramDirectory(), info.getEntryPoint()), ...request.getArgsList());
    const env = {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
        ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
    };
    const child = spawnNode(programPath("run", info.getProgramDirectory()), args, { cwd: request.getPwd(), env });
    // The engine shows what the program prints; stdout of this process was read for its first line only.
    child.stdout.pipe(process.stderr);
    child.stderr.pipe(process.stderr);
    const code = await ended(child);
    const response = new messages.RunResponse();
    if (code === EXIT_REPORTED) return response.setBail(true);
    if (code !== 0) return response.setError(`Program exited with code ${code}`);
    return response;
}

function runPlugin(call) {
    const request = call.request;
    const script = runScripts[request.getKind()];
    if (script === undefined) {
        call.emit("error", {
            code: grpc.status.UNIMPLEMENTED,
            details: `the sandbox's language host runs no ${request.getKind()} plugin`,
        });
        return;
    }
    const folder = request.getInfo().getProgramDirectory();
    const env = { ...process.env };
    for (const pair of request.getEnvList()) {
        const at = pair.indexOf("=");
        env[pair.slice(0, at)] = pair.slice(at + 1);
    }
    const args = [...request.getArgsList(), folder];
    const child = spawnNode(programPath(script, folder), args, { cwd: request.getPwd() || folder, env });
    child.stdout.on("data", (data) => call.write(new messages.RunPluginResponse().setStdout(data)));
    child.stderr.on("data", (data) => call.write(new messages.RunPluginResponse().setStderr(data)));
    call.on("cancelled", () => child.kill("SIGTERM"));
    ended(child).then((code) => {
        call.write(new messages.RunPluginResponse().setExitcode(code));
        call.end();
    });
}

/** The program's own @pulumi/pulumi runs it, as with the official host: two copies in one process do not mix. */
function programPath(script, folder) {
    return require.resolve(`@pulumi/pulumi/cmd/${script}`, { paths: [folder, __dirname] });
}

const children = new Set();

function spawnNode(script, args, options) {
    // A program lives for seconds: V8's optimizing compiler takes longer than it saves (#4).
    const child = spawn(
        process.execPath,
        ["--no-opt", "--max-semi-space-size=32", "--require", codeCache, script, ...args],
        {
            ...options,
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    children.add(child);
    return child;
}

function ended(child) {
    return new Promise((resolve) => {
        child.on("error", () => resolve(1));
        child.on("close", (code, signal) => {
            children.delete(child);
            resolve(signal === null ? code : 1);
        });
    });
}

function end() {
    for (const child of children) child.kill("SIGTERM");
    process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);

// An engine that was killed says no goodbye; its host would stay for good.
const engine = process.ppid;
setInterval(() => {
    if (process.ppid !== engine) end();
}, 1_000).unref();

server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
        process.stderr.write(`language host: ${error.message}\n`);
        process.exit(1);
    }
    process.stdout.write(`${port}\n`);
});
