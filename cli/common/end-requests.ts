/** How an engine that is at work is asked to end: in good order first, then at once, then by a kill. */

/** Milliseconds that an engine has for its current step. The provider alone goes on for minutes where AWS throttles. */
export const patience = 10_000;

/** Milliseconds that an engine has to end at once: a kill leaves its lock behind, so only one that hangs is killed. */
export const patienceBeforeKill = 30_000;

/** Runs a function after so many milliseconds; returns what takes it back. */
export type Later = (then: () => void, milliseconds: number) => () => void;

const byClock: Later = (then, milliseconds) => {
    // The engine's own process is what is waited for.
    const timer = setTimeout(then, milliseconds).unref();
    return () => {
        clearTimeout(timer);
    };
};

/** Asks once for each signal, and again by itself where that has not ended the engines in time. */
export class EndRequests<Signal> {
    private asked = 0;
    private forget: () => void = () => undefined;

    /** `send`: asks all engines at work, and returns whether there were any. */
    constructor(
        private readonly send: (signal: Signal) => boolean,
        private readonly say: (text: string) => void,
        private readonly later: Later = byClock,
    ) {}

    ask(signal: Signal): void {
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
