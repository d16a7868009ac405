/** How an engine that is at work is asked to end: in good order first, then at once, then by a kill. */

/** Milliseconds that an engine has for what it is at, and once more for its own end. The provider alone goes on for minutes where AWS throttles. */
export const patience = 10_000;

/** After as many there is nothing more to ask. */
const mostAsked = 3;

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
        if (this.asked >= mostAsked) return;
        const isFirst = this.asked === 1;
        this.forget = this.later(() => {
            this.ask(signal);
            if (isFirst && this.asked > 1)
                this.say("The step takes longer: the engine is stopped at once. The next run continues from there.");
        }, patience);
    }
}
