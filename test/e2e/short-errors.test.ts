/** An uncaught error, on the real engine: one line, at once, whatever the error refers to. */
import { doesNotMatch, match, ok } from "node:assert/strict";
import { TestProject } from "../support/project";
import { newAccount } from "../support/test-emulator";

/** Throws, at the place in `WHERE`, an error that refers to the provider's objects, as errors of SDKs do. */
const program = `import * as pulumi from "@pulumi/pulumi";
import * as aws from "./components/aws";
import { runInNewContext } from "node:vm";
import { shortenErrors } from "./layers/shared/short-errors";

if (process.env.PLAIN === undefined) shortenErrors();
const provider = new aws.Provider("p", { region: "us-east-1" });
const bucket = new aws.s3.Bucket("b", {}, { provider });
const held = (): Error => Object.assign(new TypeError("as asked\\nin two lines"), { provider, bucket, aws, pulumi });
const odd: readonly unknown[] = [
    Object.freeze(held()),
    Object.assign(runInNewContext("new Error('of another realm')"), { provider, bucket, aws, pulumi }),
    Object.assign(Object.create(null), { provider, bucket, aws, pulumi }),
    new RangeError("\\n\\n  behind blank lines"),
    new Error("long " + "x".repeat(100_000)),
];
const where: Readonly<Record<string, () => unknown>> = {
    apply: () => pulumi.output(1).apply(() => { throw held(); }),
    all: () => pulumi.all([provider.urn, 2]).apply(() => { throw held(); }),
    promise: () => Promise.reject(held()),
    timer: () => setTimeout(() => { throw held(); }),
    odd: () => odd.map((each) => Promise.reject(each)),
    frozen: () => new aws.s3.Bucket("c", { bucket: Promise.reject(Object.freeze(held())) }, { provider }),
    input: () => new aws.s3.Bucket("c", { bucket: Promise.reject(held()) }, { provider }),
};
where[process.env.WHERE!]!();
`;

describe("an error that the program does not catch", () => {
    let project: TestProject;
    before(async () => {
        project = await TestProject.open({ management: { "aws:region": "us-east-1" } }, newAccount);
        await project.must("stack", "init", "management");
        project.writeProgram(program);
    });
    after(() => project.close());

    for (const where of ["apply", "all", "promise", "timer", "input", "frozen"])
        it(`${where}: is one line, and the stack trace is for --debug`, async () => {
            process.env["WHERE"] = where;
            try {
                const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
                ok(exitCode !== 0, text);
                match(
                    text,
                    /TypeError: (?:error serializing property "bucket": )?as asked \(pulumi --debug shows where\)\n/u,
                );
                // The engine prints the error when it happens, and again at the end.
                ok(text.match(/as asked/gu)!.length <= 2, text);
                doesNotMatch(text, /in two lines|at .*\.ts:\d+|urn:|\[Symbol/u);
                ok(text.length < 3000, `${text.length} characters`);
            } finally {
                delete process.env["WHERE"];
            }
        });

    it("frozen ones, those of another realm, what is no error, blank lines, 100 kB: a line each", async () => {
        process.env["WHERE"] = "odd";
        try {
            const { exitCode, text } = await project.pulumi("preview", "--stack", "management");
            ok(exitCode !== 0, text);
            for (const line of [
                "TypeError: as asked",
                "of another realm",
                "an object was thrown that is no error",
                "RangeError: behind blank lines",
                "long x{995}… \\(100005 characters\\)",
            ])
                match(text, new RegExp(`^ *${line} \\(pulumi --debug shows where\\)$`, "mu"));
            doesNotMatch(text, /in two lines|at .*\.ts:\d+|urn:|\[Symbol/u);
            ok(text.length < 8000, `${text.length} characters`);
        } finally {
            delete process.env["WHERE"];
        }
    });

    it("--debug shows where", async () => {
        process.env["WHERE"] = "apply";
        try {
            const { text } = await project.pulumi("preview", "--stack", "management", "--debug");
            match(text, /TypeError: as asked\n[^]*at .*index\.ts:\d+/u);
        } finally {
            delete process.env["WHERE"];
        }
    });
});
