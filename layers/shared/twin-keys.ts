import * as pulumi from "@pulumi/pulumi";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { twinCure, twinKeys, twinText } from "../../aws/twin-keys";

/** Reports for each new key whether AWS has created a second one with it. */
export function reportTwinKeys(options: ClientOptions): void {
    const hook = new pulumi.ResourceHook("twin-keys", async ({ id, newInputs }) => {
        const kms = await import("@aws-sdk/client-kms");
        const client = awsClient(kms.KMSClient, options);
        const description = String(newInputs?.["description"]);
        // The doctor reports a missing permission to list keys.
        const twins = await twinKeys(client, description, id).catch((): readonly string[] => []);
        if (twins.length > 0)
            await pulumi.log.warn(`${twinText(`the new key ${id}`, twins)}\n  → ${twinCure(twins, options.region)}`);
    });
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (type !== "aws:kms/key:Key") return undefined;
        const hooks = { ...opts.hooks, afterCreate: [...(opts.hooks?.afterCreate ?? []), hook] };
        return { props: props, opts: { ...opts, hooks } };
    });
}
