import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { execaSync } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { processEnvironment, sandboxEnvironment, writeEnvironmentFile } from "../../../sandbox/environment";
import { partitionsOfSdk } from "../../support/sdk-partitions";

const emulator = { pid: 1, port: 4567, accountId: "111111111111" };

describe("the sandbox's environment", () => {
    let folder: string;

    beforeEach(() => {
        folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "the user's ")), `a "clone" of $HOME`, ".sandbox");
        fs.mkdirSync(folder, { recursive: true });
    });
    afterEach(() => {
        fs.rmSync(path.dirname(path.dirname(folder)), { recursive: true, force: true });
    });

    /** Variables of a shell that has sourced the file in the project's folder. */
    const shellVariables = (env: Record<string, string>, times = 1): Record<string, string> => {
        const read = ". .sandbox/env && ".repeat(times);
        const { stdout } = execaSync("sh", ["-c", `set -eu; ${read} env -0`], {
            cwd: path.dirname(folder),
            env: { PATH: process.env["PATH"], ...env },
            extendEnv: false,
        });
        const pairs = stdout.split("\0").filter((pair) => pair !== "");
        return Object.fromEntries(pairs.map((pair) => [pair.split("=", 1)[0]!, pair.slice(pair.indexOf("=") + 1)]));
    };

    it("is the same in a shell that reads the file, in a path with blanks and quotes", () => {
        const environment = sandboxEnvironment(folder, emulator, "us-east-1");
        writeEnvironmentFile(folder, environment);
        const variables = shellVariables({});
        for (const [name, value] of Object.entries(environment)) strictEqual(variables[name], value, name);
        strictEqual(variables["PATH"], processEnvironment(folder, environment)["PATH"]);
        strictEqual(variables["AWS_ENDPOINT_URL"], "http://127.0.0.1:4567");
    });

    it("puts its commands on PATH once, however often it is read", () => {
        writeEnvironmentFile(folder, sandboxEnvironment(folder, emulator, "us-east-1"));
        const bin = path.join(folder, "bin");
        const parts = shellVariables({}, 2)["PATH"]!.split(path.delimiter);
        deepStrictEqual([parts[0], parts.filter((part) => part === bin).length], [bin, 1]);
    });

    it("removes variables of the user's that would lead elsewhere", () => {
        const users = {
            AWS_PROFILE: "production",
            AWS_SESSION_TOKEN: "token",
            AWS_ENDPOINT_URL_STS: "https://sts.example.com",
            AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
            PULUMI_ACCESS_TOKEN: "pul-0",
            PULUMI_STACK: "security",
            NO_PROXY: "intranet.example.com",
        };
        const before = { ...process.env };
        Object.assign(process.env, users);
        try {
            const environment = sandboxEnvironment(folder, emulator, "us-east-1");
            writeEnvironmentFile(folder, environment);
            for (const variables of [shellVariables(users), processEnvironment(folder, environment)]) {
                const left = Object.keys(users).filter((name) => variables[name] !== undefined);
                deepStrictEqual(left, ["AWS_ENDPOINT_URL_STS", "NO_PROXY"]);
                strictEqual(variables["AWS_ENDPOINT_URL_STS"], "http://127.0.0.1:4567");
                strictEqual(variables["NO_PROXY"], "intranet.example.com,127.0.0.1,localhost");
            }
        } finally {
            for (const name of Object.keys(users)) Reflect.deleteProperty(process.env, name);
            Object.assign(process.env, before);
        }
    });

    it("gives every client its region, and STS the address that the provider asks for a profile's role", () => {
        const environment = sandboxEnvironment(folder, emulator, "eu-west-1");
        deepStrictEqual(
            ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_STS"].map((name) => environment[name]),
            ["eu-west-1", "eu-west-1", environment["AWS_ENDPOINT_URL"]],
        );
    });

    it("has no common word for a secret: programs hide those wherever they print them", () => {
        const environment = sandboxEnvironment(folder, emulator, "us-east-1");
        const secrets = ["AWS_SECRET_ACCESS_KEY", "PULUMI_CONFIG_PASSPHRASE"].map((name) => environment[name]!);
        for (const secret of secrets) ok(secret.length >= 20, secret);
        const others = Object.entries(environment).filter(([, value]) => !secrets.includes(value ?? ""));
        deepStrictEqual(
            others.filter(([, value]) => secrets.some((secret) => value?.includes(secret))),
            [],
        );
    });

    const ofPartitions = partitionsOfSdk().flatMap(({ outputs }) => [outputs.dnsSuffix, outputs.dualStackDnsSuffix]);
    const awsItself = [
        ...[...new Set(ofPartitions)].flatMap((suffix) => [
            `https://sts.a-region-1.${suffix}`,
            `https://${suffix.toUpperCase()}.:443/path`,
        ]),
        "https://sts.amazonaws.com.",
        "https://sts.amazonaws.com../",
        "http://127.0.0.1@sts.amazonaws.com",
        "http:sts.amazonaws.com",
        "http://sts.amazon%61ws.com",
        "https://sts\u3002amazonaws\u3002com",
        "https://abc.lambda-url.us-east-1.on.aws",
        "https://console.aws.amazon.com",
    ];
    const noAddress = [
        "nowhere",
        "sts.amazonaws.com",
        "sts.amazonaws.com:443",
        "//sts.amazonaws.com",
        "ftp://localhost",
    ];
    for (const [urls, why] of [
        [awsItself, ": AWS itself"],
        [noAddress, ", which is no address"],
    ] as const)
        for (const url of urls)
            it(`starts nothing with ${url} for an emulator's address${why}`, () => {
                process.env["AWS_ORGANIZATION_ENDPOINT_URL"] = url;
                try {
                    throws(() => sandboxEnvironment(folder, emulator, "us-east-1"), {
                        message: new RegExp(`${why}, and the sandbox starts nothing that could reach AWS itself`, "u"),
                    });
                } finally {
                    delete process.env["AWS_ORGANIZATION_ENDPOINT_URL"];
                }
            });

    for (const url of [
        "http://127.0.0.1:4566",
        "http://[::1]:4566",
        "http://localhost.localstack.cloud:4566",
        "https://moto.internal.",
        "http://notamazonaws.com",
        "http://amazonaws.com.example",
        "http://aws:4566",
    ])
        it(`takes ${url} for an emulator's address`, () => {
            process.env["AWS_ORGANIZATION_ENDPOINT_URL"] = url;
            try {
                strictEqual(sandboxEnvironment(folder, emulator, "us-east-1")["AWS_ENDPOINT_URL"], url);
            } finally {
                delete process.env["AWS_ORGANIZATION_ENDPOINT_URL"];
            }
        });

    it("takes an address that is set to nothing for none, and starts nothing without one", () => {
        process.env["AWS_ORGANIZATION_ENDPOINT_URL"] = "";
        try {
            const environment = sandboxEnvironment(folder, emulator, "us-east-1");
            strictEqual(environment["AWS_ENDPOINT_URL"], "http://127.0.0.1:4567");
            for (const name of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"])
                for (const value of ["", undefined]) {
                    const fault = { message: new RegExp(`^${name} is not set`, "u") };
                    const without = { ...environment, [name]: value };
                    throws(() => processEnvironment(folder, without), fault);
                    throws(() => writeEnvironmentFile(folder, without), fault);
                }
        } finally {
            delete process.env["AWS_ORGANIZATION_ENDPOINT_URL"];
        }
    });

    it("holds no file of the user's: profiles and state are the sandbox's own", () => {
        const environment = sandboxEnvironment(folder, emulator, "eu-west-1");
        for (const name of ["PULUMI_HOME", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
            ok(environment[name]?.startsWith(folder), name);
        strictEqual(environment["PULUMI_BACKEND_URL"], `file://${folder}/state`);
        strictEqual(environment["AWS_REGION"], "eu-west-1");
    });
});
