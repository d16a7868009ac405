import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { runCheck, type About, type Check } from "../../../cli/doctor/check";
import { bounded, limited } from "../../../aws/bounded";
import { SkipCheck } from "../../../cli/doctor/skip-check";
import { notYet, ok, skipped, type Finding, type Line } from "../../../cli/doctor/line";
import { DoctorContext } from "../../../cli/doctor/context";
import { report, summary } from "../../../cli/doctor/show";
import { examine } from "../../../cli/doctor/doctor";
import { CliError } from "../../../cli/common/ui";

const about: About = {
    id: "thing",
    group: "people",
    proves: "it",
    cure: "mend it",
    asks: ["iam:GetUser", "iam:ListMFADevices"],
};

function check(run: () => Promise<readonly Finding[]>, more: Partial<About> = {}): Check {
    return { ...about, ...more, run };
}

const context = new DoctorContext("/");

async function only(each: Check): Promise<Line> {
    const lines = await runCheck(each, context);
    strictEqual(lines.length, 1);
    return lines[0]!;
}

describe("org doctor: how a check runs", () => {
    it("a finding gets the check's group and id", async () => {
        deepStrictEqual(await only(check(() => Promise.resolve([ok("good")]))), {
            group: "people",
            id: "thing",
            status: "ok",
            message: "good",
        });
    });

    it("a check that hangs is a warning when its time is up, and holds up no other", async () => {
        const hanging = check(() => new Promise(() => undefined), { id: "hangs", seconds: 0.05 });
        const quick = check(() => Promise.resolve([ok("good")]));
        const lines = await examine([hanging, quick], context);
        deepStrictEqual(
            lines.map(({ id, status }) => [id, status]),
            [
                ["hangs", "warning"],
                ["thing", "ok"],
            ],
        );
        match(lines[0]!.message, /no response within 0\.05 s/u);
    });

    it("a check without permission is skipped, and AWS's name of the permission is shown", async () => {
        const denied = Object.assign(
            new Error(
                "User: arn:aws:iam::1:user/x is not authorized to perform: iam:ListMFADevices on resource: user y",
            ),
            { name: "AccessDenied", $metadata: {} },
        );
        const line = await only(check(() => Promise.reject(denied)));
        strictEqual(line.status, "skipped");
        strictEqual(line.message, "may not iam:ListMFADevices");
        match(line.cure!, /allow iam:ListMFADevices/u);
    });

    it("where AWS names no action, those that the check asks for are named", async () => {
        const denied = Object.assign(new Error("no"), { name: "AccessDeniedException" });
        strictEqual(
            (await only(check(() => Promise.reject(denied)))).message,
            "may not iam:GetUser, iam:ListMFADevices",
        );
    });

    it("a gate's finding is the check's", async () => {
        const line = await only(check(() => Promise.reject(new SkipCheck(notYet("nothing is there", "pulumi up")))));
        deepStrictEqual([line.status, line.message, line.cure], ["skipped", "not yet: nothing is there", "pulumi up"]);
    });

    it("a fault of AWS's and one of ours are warnings with their cure", async () => {
        const throttled = Object.assign(new Error("slow down"), {
            name: "ThrottlingException",
            $metadata: { requestId: "r-1" },
        });
        const line = await only(check(() => Promise.reject(throttled)));
        strictEqual(line.status, "warning");
        match(line.message, /ThrottlingException: slow down \(request r-1\)/u);
        const own = await only(check(() => Promise.reject(new CliError("no", "do this"))));
        deepStrictEqual([own.status, own.message, own.cure], ["warning", "no", "do this"]);
        strictEqual((await only(check(() => Promise.reject(new TypeError("x is undefined"))))).status, "warning");
    });

    it("what is read once is read once, though many ask, and a failure is everybody's", async () => {
        let reads = 0;
        const read = (): Promise<number> => {
            reads += 1;
            return reads === 1 ? Promise.reject(new Error("no")) : Promise.resolve(1);
        };
        const fresh = new DoctorContext("/");
        const answers = await Promise.allSettled([fresh.once("a", read), fresh.once("a", read)]);
        deepStrictEqual([reads, answers.map(({ status }) => status)], [1, ["rejected", "rejected"]]);
    });

    it("many are asked a few at a time, and the results keep their order", async () => {
        let running = 0;
        let most = 0;
        const answers = await bounded([...Array(20).keys()], 3, async (item) => {
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setTimeout(resolve, (20 - item) % 5));
            running -= 1;
            return item * 2;
        });
        deepStrictEqual([most, answers], [3, [...Array(20).keys()].map((item) => item * 2)]);
    });

    it("few run at a time, whoever requests them and when, and one that fails makes room", async () => {
        let running = 0;
        let most = 0;
        const slot = limited(2);
        const ask = (item: number): Promise<number> =>
            slot(async () => {
                running += 1;
                most = Math.max(most, running);
                await new Promise((resolve) => setImmediate(resolve));
                running -= 1;
                if (item === 1) throw new Error("no");
                return item;
            });
        const first = Promise.allSettled([0, 1, 2, 3, 4].map(ask));
        const second = Promise.allSettled([5, 6, 7].map(ask));
        const answers = [...(await first), ...(await second)].map((each) =>
            each.status === "fulfilled" ? each.value : "no",
        );
        deepStrictEqual([most, answers], [2, [0, "no", 2, 3, 4, 5, 6, 7]]);
    });
});

describe("org doctor: the report", () => {
    const line = (id: string, finding: Finding): Line => ({ group: "people", id, ...finding });

    it("has a line for each finding, its cure below, and the count", () => {
        const lines: readonly Line[] = [
            line("a", ok("good")),
            line("b", { status: "fault", message: "bad", cure: "mend it" }),
            { ...line("c", { status: "warning", message: "odd", cure: "look" }), group: "machine" },
        ];
        strictEqual(
            report(lines, false),
            "machine\n  ! c: odd\n      → look\n\npeople\n  ✓ a: good\n  ✗ b: bad\n      → mend it\n\n1 fault, 1 warning, 1 ok, 0 skipped",
        );
    });

    it("joins what was skipped for one reason, and counts each", () => {
        const none = notYet("there is nothing", "pulumi up");
        const lines = [line("a", none), line("b", skipped("other")), line("c", none)];
        strictEqual(
            report(lines, false).split("\n\n")[0],
            "people\n  – a, c: not yet: there is nothing\n      → pulumi up\n  – b: other",
        );
        strictEqual(summary(lines), "0 faults, 0 warnings, 0 ok, 3 skipped");
    });

    it("has colours only when it is asked for them", () => {
        const lines = [line("a", ok("good"))];
        doesNotMatch(report(lines, false), /\u001b/u);
        match(report(lines, true), /\u001b\[32m✓/u);
    });
});
