/** The stacks whose files `org init` writes. */
export const initStacks = ["management", "security"] as const;

export type InitStack = (typeof initStacks)[number];
