/** How a running engine is asked to end: first after its current step, then at once, then by a kill. */

/** Milliseconds that an engine has to finish its current step. Without a limit, the provider retries a throttled call for minutes. */
export const patience = 10_000;

/** Milliseconds that an engine has to stop at once. A kill leaves its lock behind, so only an engine that hangs is killed. */
export const patienceBeforeKill = 30_000;

/** Runs a function after some milliseconds. Returns a function that cancels it. */
type Later = (then: () => void, milliseconds: number) => () => void;

const byClock: Later = (then, milliseconds) => {
    // The timer must not keep this process alive: the engine's process does that.
    const timer = setTimeout(then, milliseconds).unref();
    return () => {
        clearTimeout(timer);
    };
};

/** Asks the engines to end at each signal, and asks again by itself if they are still running after `patience`. */
export class EndRequests<Signal> {
    private presses = 0;
    /** How often the engines were asked: to end after their step, to stop at once, by a kill. */
    private asked = 0;
    private forget: () => void = () => undefined;

    /** `send` asks all running engines, and returns whether there were any. `say` tells the user. `later` replaces the clock in tests. */
    constructor(
        private readonly send: (signal: Signal) => boolean,
        private readonly say: (text: string) => void,
        private readonly later: Later = byClock,
    ) {}

    /** For each Ctrl-C, and each other signal that ends this process. */
    press(signal: Signal): void {
        this.presses += 1;
        // The clock has asked the engine to stop at once already: a kill would leave its lock.
        if (this.presses === 2 && this.asked === 2) return;
        this.ask(signal);
    }

    private ask(signal: Signal): void {
        this.forget();
        if (!this.send(signal)) return;
        this.asked += 1;
        // The third time is the kill.
        if (this.asked > 2) return;
        const isFirst = this.asked === 1;
        this.forget = this.later(
            () => {
                this.ask(signal);
                if (isFirst && this.asked > 1)
                    this.say(
                        "The step takes longer: the engine is stopped at once. The next run continues from there.",
                    );
            },
            isFirst ? patience : patienceBeforeKill,
        );
    }
}
