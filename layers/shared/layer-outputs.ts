/** A stack's outputs: plain values, no secrets, read by later layers and by the CLI. */
export type LayerOutputs = Readonly<Record<string, unknown>>;
