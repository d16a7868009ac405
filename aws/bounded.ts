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
