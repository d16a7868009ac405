/** Asks for every item, a few at a time: AWS throttles by account, whoever asks. */
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

/** Lets so many tasks run at a time, whoever asks for them and when; the others wait in the order in which they came. */
export function limited(most: number): <Answer>(task: () => Promise<Answer>) => Promise<Answer> {
    let running = 0;
    const waiting: (() => void)[] = [];
    return async (task) => {
        if (running >= most) await new Promise<void>((start) => waiting.push(start));
        else running += 1;
        try {
            return await task();
        } finally {
            // The place is handed on, so that nobody takes it in between.
            const next = waiting.shift();
            if (next === undefined) running -= 1;
            else next();
        }
    };
}

/** A client that has so many calls under way at a time, those of paginators among them. */
export function boundedClient<Client extends object>(client: Client, most: number): Client {
    const slot = limited(most);
    const { send } = client as unknown as { readonly send: (...args: unknown[]) => Promise<unknown> };
    return Object.assign(client, { send: (...args: unknown[]) => slot(() => send.apply(client, args)) });
}
