import * as pulumi from "@pulumi/pulumi";
import { sendDebugTogether } from "./shared/debug-messages";
import type { LayerOutputs } from "./shared/layer-outputs";
import { keepNoPromiseTraces } from "./shared/promise-traces";
import { shortenErrors } from "./shared/short-errors";

sendDebugTogether();
keepNoPromiseTraces();

/** Runs the layer that this stack's name means: `management`, `security`, else a member account's. */
export async function runLayer(): Promise<LayerOutputs> {
    shortenErrors();
    const stack = pulumi.getStack();
    // Loaded by need: a member stack's preview need not load what the management layer needs.
    switch (stack) {
        case "management":
            return (await import("./management/management-layer")).managementLayer();
        case "security":
            return (await import("./security/security-layer")).securityLayer();
        default:
            return (await import("./member/member-layer")).memberLayer();
    }
}
