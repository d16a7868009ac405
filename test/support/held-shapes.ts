/**
 * Responses that an emulator has checked against AWS's models so far, by operation, such as `organizations.CloseAccount`: number of
 * successful ones, and error codes.
 */
type HeldShapes = Readonly<
    Record<string, { readonly responses: number; readonly errors: readonly string[] } | undefined>
>;

async function heldShapes(endpoint: string): Promise<HeldShapes> {
    const found = (await (await fetch(`${endpoint}/sandbox`)).json()) as { readonly shapes: HeldShapes };
    return found.shapes;
}

/** The operations that have had no successful response yet. */
export async function unheld(endpoint: string, operations: readonly string[]): Promise<readonly string[]> {
    const held = await heldShapes(endpoint);
    return operations.filter((each) => (held[each]?.responses ?? 0) === 0);
}
