import { deepStrictEqual } from "node:assert/strict";
import type { StackRun, WorkerSetup } from "../../../cli/fleet/messages";
import { noPreview } from "../../../cli/fleet/outcome";
import { Workers } from "../../../cli/fleet/workers";

const setup: WorkerSetup = { dir: "/", program: "/", workDir: "/", engine: "3.0.0" };

/** Workers that record what they run. `exitCodes`: exit code by stack. */
class Staff {
    readonly ran: string[] = [];
    readonly alive = new Set<number>();
    readonly workers: Workers;
    private started = 0;

    constructor(exitCodes: Readonly<Record<string, number>> = {}) {
        this.workers = new Workers(setup, {}, () => {
            const id = (this.started += 1);
            const { alive, ran } = this;
            alive.add(id);
            return {
                get isAlive() {
                    return alive.has(id);
                },
                run: async (stack): Promise<StackRun> => {
                    ran.push(`${stack} by ${id}`);
                    return Promise.resolve({ exitCode: exitCodes[stack] ?? 0, preview: noPreview, lastWords: "" });
                },
                cancel: () => undefined,
                close: async () => {
                    alive.delete(id);
                    return Promise.resolve();
                },
            };
        });
    }

    async run(...stacks: readonly string[]): Promise<void> {
        for (const stack of stacks) await this.workers.run(0, stack, "up", () => undefined);
    }
}

describe("the workers of the fleet", () => {
    it("are kept for the next stack, and replaced after one that failed", async () => {
        const staff = new Staff({ b: 1 });
        await staff.run("a", "b", "c");
        deepStrictEqual(staff.ran, ["a by 1", "b by 1", "c by 2"]);
    });

    it("are replaced before the next stack when they died of nothing that is its fault", async () => {
        const staff = new Staff();
        await staff.run("a");
        staff.alive.clear();
        await staff.run("b");
        deepStrictEqual(staff.ran, ["a by 1", "b by 2"]);
    });
});
