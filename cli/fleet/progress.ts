import { hasLiveProgress, say, showProgress } from "../common/ui";
import { clean, type Cleaning } from "../preview/clean";
import { resultWords } from "./words";
import type { Outcome } from "./outcome";
import { waitWords, type Wait } from "./waits";

/** Shows the progress of a phase: at a terminal, what runs now; elsewhere, a line for each stack that has ended. */
export class Progress {
    private readonly running = new Map<string, { readonly resources: number; readonly waits: string }>();
    /** Seconds of the last wait that was printed for a stack; the next line comes when it is twice as long. */
    private readonly saidWaits = new Map<string, number>();
    private done = 0;
    private tell: (text: string) => void = () => undefined;

    private constructor(
        private readonly total: number,
        private readonly cleaning: Cleaning,
    ) {}

    /** Runs the work of a phase and shows its progress. */
    static async of<T>(
        title: string,
        total: number,
        cleaning: Cleaning,
        work: (progress: Progress) => Promise<T>,
    ): Promise<T> {
        const progress = new Progress(total, cleaning);
        if (!hasLiveProgress()) return work(progress);
        let result: T | undefined;
        const act = async (tell: (text: string) => void): Promise<void> => {
            progress.tell = tell;
            result = await work(progress);
        };
        await showProgress([{ title, act }]);
        return result as T;
    }

    /** Called when a stack begins, and for events of its engine. */
    heard(stack: string, resources: number, waits: readonly Wait[] = []): void {
        const words = waitWords(waits);
        this.running.set(stack, { resources, waits: words });
        if (hasLiveProgress()) {
            this.show();
            return;
        }
        const seconds = waits[0]?.seconds ?? 0;
        if (words === "") this.saidWaits.delete(stack);
        else if (seconds >= 2 * (this.saidWaits.get(stack) ?? 0)) {
            this.saidWaits.set(stack, seconds);
            this.say(`${stack}: ${words}`);
        }
    }

    ended(outcome: Outcome): void {
        this.running.delete(outcome.stack.stack);
        this.done += 1;
        if (hasLiveProgress()) this.show();
        else say(clean(`${outcome.stack.stack}: ${resultWords(outcome)}`, this.cleaning));
    }

    /** Shows another line; at a terminal, the next event replaces it. */
    say(text: string): void {
        const cleaned = clean(text, this.cleaning);
        if (hasLiveProgress()) this.tell(cleaned);
        else say(cleaned);
    }

    private show(): void {
        const now = [...this.running].map(([stack, { resources, waits }]) => {
            const said = [...(resources === 0 ? [] : [`${resources} resources`]), ...(waits === "" ? [] : [waits])];
            return said.length === 0 ? stack : `${stack} (${said.join(", ")})`;
        });
        this.tell([`${this.done} of ${this.total}`, ...now].join(" · "));
    }
}
