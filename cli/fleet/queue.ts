/** Items that come while others are worked on, in the order in which they come. */
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

    /** The next item; undefined when there will be none. */
    async next(): Promise<Item | undefined> {
        if (this.items.length > 0 || this.isClosed) return this.items.shift();
        return new Promise((resolve) => this.waiting.push(resolve));
    }

    /** No item comes any more; those that are here still count. */
    close(): void {
        this.isClosed = true;
        for (const each of this.waiting.splice(0)) each(undefined);
    }

    /** Takes away what nobody has begun. */
    drop(): readonly Item[] {
        return this.items.splice(0);
    }
}
