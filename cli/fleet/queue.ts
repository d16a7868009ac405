/** A queue whose items may be added while others are worked on. */
export class Queue<Item> {
    private readonly items: Item[] = [];
    private readonly waiting: ((item: Item | undefined) => void)[] = [];
    private isClosed = false;

    push(item: Item): void {
        if (this.isClosed) return;
        const next = this.waiting.shift();
        if (next === undefined) this.items.push(item);
        else next(item);
    }

    /** Waits for the next item; undefined when the queue is closed and empty. */
    async next(): Promise<Item | undefined> {
        if (this.items.length > 0 || this.isClosed) return this.items.shift();
        return new Promise((resolve) => this.waiting.push(resolve));
    }

    /** Ends the queue: later items are ignored, those in it are still returned. */
    close(): void {
        this.isClosed = true;
        for (const each of this.waiting.splice(0)) each(undefined);
    }

    /** Removes and returns the items that nobody has taken. */
    drop(): readonly Item[] {
        return this.items.splice(0);
    }
}
