/** Calls `ask` for every item, at most `most` at a time: AWS throttles by account. Returns the results in the order of the items. */
export async function bounded<Item, Answer>(
    items: readonly Item[],
    most: number,
    ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const queue = items.entries();
    const worker = async (): Promise<void> => {
        for (const [index, item] of queue) answers[index] = await ask(item);
    };
    await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
    return answers;
}

/** Returns a function that runs at most `most` tasks at a time, for all its callers. The others wait in order. */
export function limited(most: number): <Answer>(task: () => Promise<Answer>) => Promise<Answer> {
    let running = 0;
    const waiting: (() => void)[] = [];
    return async (task) => {
        if (running >= most) await new Promise<void>((start) => waiting.push(start));
        else running += 1;
        try {
            return await task();
        } finally {
            // The free place is passed on directly, so that no newcomer takes it.
            const next = waiting.shift();
            if (next === undefined) running -= 1;
            else next();
        }
    };
}

/** A client that has at most `most` calls under way, including those of paginators. */
export function boundedClient<Client extends object>(client: Client, most: number): Client {
    const slot = limited(most);
    const { send } = client as unknown as { readonly send: (...args: unknown[]) => Promise<unknown> };
    return Object.assign(client, { send: (...args: unknown[]) => slot(() => send.apply(client, args)) });
}
