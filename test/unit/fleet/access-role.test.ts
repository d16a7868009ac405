/** Whether accounts can be entered, with a stand-in for AWS and a clock of the test. */
import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { deadline, isSessionOf, waitWhile, type Clock } from "../../../cli/fleet/access-role";
import type { Operation } from "../../../cli/fleet/messages";
import { noPreview } from "../../../cli/fleet/outcome";
import { runPhase, type Run } from "../../../cli/fleet/phase";
import { beginning, type FleetStack } from "../../../cli/fleet/plan";
import { ScratchHome } from "../../support/scratch-home";

const management = "111111111111";
const ids = { apps: "222222222222", data: "333333333333", web: "444444444444" } as const;
type Name = keyof typeof ids;
const stacks = (Object.keys(ids) as Name[]).map((name): FleetStack => ({
    ...beginning,
    stack: name,
    layer: "member",
    id: ids[name],
    email: `aws+${name}@acme.example`,
    roleName: "OrganizationAccountAccessRole",
}));
const previewRole = `arn:aws:iam::${management}:role/ac-ci-preview`;
const organization = {
    region: "us-east-1",
    partition: "aws",
    ci: { previewRoleArn: previewRole, deployRoleArn: `arn:aws:iam::${management}:role/ac-ci-deploy` },
} as const;

/** A clock that advances at once when somebody sleeps. */
class OwnClock implements Clock {
    private time = Date.UTC(2026, 10, 30);
    readonly now = (): number => this.time;
    readonly sleep = async (milliseconds: number): Promise<void> => {
        this.time += milliseconds;
        return Promise.resolve();
    };
}

describe("waiting for an access role", () => {
    const always = async (): Promise<boolean> => Promise.resolve(true);

    it("ends with the role, with the time, or with an interrupt, which is no failure", async () => {
        let asked = 0;
        const second = async (): Promise<boolean> => Promise.resolve((asked += 1) < 2);
        const options = { seconds: 60, isEnded: () => false, clock: new OwnClock() };
        strictEqual(await waitWhile(second, options), "there");
        strictEqual(await waitWhile(always, { ...options, seconds: 0 }), "not ready");
        strictEqual(await waitWhile(always, { ...options, isEnded: () => asked++ > 3 }), "there");
    });

    it("takes 5 minutes at most, and asks until they are over", async () => {
        for (const [there, state] of [
            [300, "there"],
            [305, "not ready"],
        ] as const) {
            const clock = new OwnClock();
            const start = clock.now();
            const isRefused = async (): Promise<boolean> => Promise.resolve(clock.now() < start + there * 1000);
            strictEqual(await waitWhile(isRefused, { seconds: deadline, isEnded: () => false, clock }), state);
            strictEqual(clock.now() - start, 300_000);
        }
    });

    it("knows CI's preview role by its session", () => {
        const session = (of: string): string => `arn:aws:sts::${management}:assumed-role/${of}/run`;
        const role = `arn:aws:iam::${management}:role/ci/ac-ci-preview`;
        strictEqual(isSessionOf(role, session("ac-ci-preview")), true);
        strictEqual(isSessionOf(role, session("ac-ci-deploy")), false);
        strictEqual(isSessionOf(role, `arn:aws:iam::${management}:user/ac-ci-preview`), false);
    });
});

describe("a phase whose accounts may not be there yet", () => {
    let server: http.Server;
    let home: ScratchHome;
    let caller: string;
    /** Accounts whose roles let nobody in, and how each joined. */
    let closed: ReadonlyMap<string, "CREATED" | "INVITED">;
    /** AWS's state of each account, and when it joined, in minutes before now. */
    let state: string;
    let joined: number;
    let clock: OwnClock;
    let ran: string[];

    before(async () => {
        server = http.createServer((request, response) => {
            let body = "";
            request.on("data", (text: Buffer) => (body += text.toString("utf8")));
            request.on("end", () => {
                const [status, answer] =
                    request.headers["x-amz-target"] === undefined ? sts(body) : describeAccount(body);
                response.writeHead(status).end(answer);
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        // Whatever the caller's shell has of keys, profiles and endpoints.
        home = new ScratchHome({
            AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
            AWS_SECRET_ACCESS_KEY: "opens-nothing",
        });
    });
    after(async () => {
        home.close();
        await new Promise((resolve) => server.close(resolve));
    });
    beforeEach(() => {
        [caller, closed, clock, ran] = [`arn:aws:iam::${management}:user/ada`, new Map(), new OwnClock(), []];
        [state, joined] = ["ACTIVE", 1];
    });

    function sts(body: string): readonly [status: number, answer: string] {
        const call = new URLSearchParams(body);
        if (call.get("Action") === "GetCallerIdentity")
            return [
                200,
                `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${caller}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
            ];
        if (closed.has(call.get("RoleArn")!.split(":")[4]!))
            return [
                403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
            ];
        return [200, "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>"];
    }

    function describeAccount(body: string): readonly [status: number, answer: string] {
        const { AccountId: id } = JSON.parse(body) as { readonly AccountId: string };
        const account = { Id: id, State: state, JoinedMethod: closed.get(id) };
        return [200, JSON.stringify({ Account: { ...account, JoinedTimestamp: clock.now() / 1000 - joined * 60 } })];
    }

    async function run(operation: Operation, stored: Run["stored"]): Promise<readonly string[]> {
        const options: Run = {
            operation,
            workspace: {
                project: { dir: "/", name: "acme" },
                dir: "/",
                program: "/",
                environment: {},
                close: () => undefined,
            },
            workers: {
                run: async (_, name) => {
                    ran.push(name);
                    return Promise.resolve({ exitCode: 0, preview: { ...noPreview, ended: true }, lastWords: "" });
                },
            },
            stored,
            lanes: 2,
            isEnded: () => false,
            cleaning: { secrets: [] },
            clock,
        };
        const outcomes = await runPhase(options, stacks, organization, undefined);
        return outcomes.map(({ stack, result, why }) => `${stack.stack} ${result}${why && `: ${why}`}`);
    }

    const stored = (counts: Partial<Readonly<Record<Name, number | undefined>>>): Run["stored"] =>
        new Map(
            Object.entries(counts).map(([name, resourceCount]) => [
                name,
                { lastUpdate: "2026-11-29T00:00:00Z", ...(resourceCount === undefined ? {} : { resourceCount }) },
            ]),
        );

    it("up: a role that does not come ends its stack alone after 5 minutes, and says so", async () => {
        closed = new Map([[ids.apps, "CREATED"]]);
        const start = clock.now();
        const [apps, ...others] = await run("up", stored({ apps: 0, data: 3, web: 0 }));
        match(apps!, /^apps failed: the access role of account 222222222222 was not there after 5 min: /u);
        match(apps!, /\n→ run the same command again in some minutes; it does what is left$/u);
        deepStrictEqual(
            [others, ran.sort(), clock.now() - start],
            [["data same", "web same"], ["data", "web"], 300_000],
        );
    });

    it("up: the stack's own entry, as a run leaves it that was refused at its beginning, is nothing of the account", async () => {
        closed = new Map([[ids.apps, "INVITED"]]);
        const [apps] = await run("up", stored({ apps: 1, data: 3, web: 3 }));
        match(apps!, /^apps waits: account 222222222222 was invited, and its access role is not there\n/u);
    });

    it("up: an account that AWS has not activated is one line with who completes its sign-up, and no failure", async () => {
        state = "PENDING_ACTIVATION";
        for (const [how, minutes] of [
            ["INVITED", 1],
            ["CREATED", 31],
        ] as const) {
            [closed, joined] = [new Map([[ids.apps, how]]), minutes];
            const start = clock.now();
            const [apps, ...others] = await run("up", stored({ apps: 0, data: 3, web: 0 }));
            strictEqual(
                apps,
                "apps waits: AWS says PENDING_ACTIVATION of account 222222222222: its sign-up was begun and not completed\n→ sign in as its root user (aws+apps@acme.example) and complete the sign-up: payment method, phone number; AWS then activates it",
            );
            deepStrictEqual([others, clock.now() - start], [["data same", "web same"], 0]);
        }
        // AWS activates one that it has just made by itself: its role is waited for.
        [closed, joined] = [new Map([[ids.apps, "CREATED"]]), 1];
        const [apps] = await run("up", stored({ apps: 0, data: 3, web: 3 }));
        match(apps!, /^apps failed: the access role of account 222222222222 was not there after 5 min: /u);
    });

    it("a preview waits for nothing", async () => {
        closed = new Map([[ids.apps, "CREATED"]]);
        const start = clock.now();
        deepStrictEqual(await run("preview", stored({ apps: 0, data: 3, web: 3 })), [
            "apps same",
            "data same",
            "web same",
        ]);
        strictEqual(clock.now(), start);
    });

    it("CI's preview role enters no account whose stack has made nothing, whenever that was run", async () => {
        caller = `arn:aws:sts::${management}:assumed-role/ac-ci-preview/run`;
        for (const operation of ["preview", "refresh"] as const) {
            ran = [];
            deepStrictEqual(await run(operation, stored({ apps: 0, data: 1, web: 3 })), [
                "apps new",
                "data new",
                "web same",
            ]);
            deepStrictEqual(ran, ["web"]);
        }
        // Without a count from the backend, what was run is tried.
        const uncounted = new Map([...stored({ apps: undefined }), ["data", {}]]);
        deepStrictEqual(await run("preview", uncounted), ["apps same", "data new", "web new"]);
    });
});
