/** What an emulator that holds shapes has held so far: by `organizations.CloseAccount`. */
export type HeldShapes = Readonly<
    Record<string, { readonly responses: number; readonly errors: readonly string[] } | undefined>
>;

export async function heldShapes(endpoint: string): Promise<HeldShapes> {
    const found = (await (await fetch(`${endpoint}/sandbox`)).json()) as { readonly shapes: HeldShapes };
    return found.shapes;
}

/** Of these operations those that have had no response that AWS's model has. */
export async function unheld(endpoint: string, operations: readonly string[]): Promise<readonly string[]> {
    const held = await heldShapes(endpoint);
    return operations.filter((each) => (held[each]?.responses ?? 0) === 0);
}
