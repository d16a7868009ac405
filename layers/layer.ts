import * as pulumi from "@pulumi/pulumi";

/** A stack's outputs: plain values, no secrets, read by later layers and by the CLI. */
export type LayerOutputs = Readonly<Record<string, unknown>>;

/** Runs the layer that this stack's name means: `management`, `security`, else a member account's. */
export async function runLayer(): Promise<LayerOutputs> {
    const stack = pulumi.getStack();
    // Loaded by need: a member stack's preview need not load what the management layer needs.
    switch (stack) {
        case "management":
            return (await import("./management/layer")).managementLayer();
        case "security":
            return (await import("./security/layer")).securityLayer();
        default:
            return (await import("./member/layer")).memberLayer();
    }
}
