import * as pulumi from "@pulumi/pulumi";
import { reasonIn } from "../aws/reasons";

/** Tries of an operation that fails for a reason that passes; the provider has retried each by itself before. */
const attempts = 5;
const pause = 15_000;

/**
 * Puts AWS's reason codes into words: when an operation fails for one of them, its meaning and cure are logged beside the
 * engine's error, and a passing one is tried again. Registered by the layer, not by components: mocks serve no hooks.
 */
export function explainErrors(): void {
    const hook = new pulumi.ErrorHook("aws-reason", async ({ name, errors }) => {
        const found = reasonIn(errors[0] ?? "");
        if (found === undefined) return false;
        const { code, reason } = found;
        const retries = reason.passing === true && errors.length < attempts;
        const text = `${name}: ${code}: ${reason.meaning}\n  → ${retries ? `tried again in ${pause / 1000} s` : reason.cure}`;
        await (retries ? pulumi.log.info(text) : pulumi.log.error(text));
        if (retries) await new Promise((resolve) => setTimeout(resolve, pause));
        return retries;
    });
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (!type.startsWith("aws:organizations/")) return undefined;
        const hooks = { ...opts.hooks, onError: [...(opts.hooks?.onError ?? []), hook] };
        return { props: props, opts: { ...opts, hooks } };
    });
}
