import * as pulumi from "@pulumi/pulumi";
import { sessionEndedIn, thereAlreadyIn, type Explained } from "../../aws/failures";
import { isFoundByName } from "./named";
import { reasonIn } from "../../aws/reasons";

/** Tries of an operation that fails for a reason that passes; the provider has retried each by itself before. */
const attempts = 5;
const pause = 15_000;

/** Found by another account's name too, so its own hook says what is in the way (layers/shared/account-alias). */
const alias = "aws:iam/accountAlias:AccountAlias";
/** Found by the security layer (layers/security/audit). */
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
/** Found by the management layer (layers/management/budget). */
const budget = "aws:budgets/budget:Budget";

/**
 * Puts AWS's errors into words, beside the engine's: a session that ended, a thing that is there already and that the next run imports,
 * and reason codes. An operation that failed for a reason that passes is tried again. Registered by the layer, not by components: mocks
 * serve no hooks.
 */
export function explainErrors(): void {
    let saidEnd = false;
    const hook = new pulumi.ErrorHook("aws-words", async ({ type, name, errors }) => {
        const text = errors[0] ?? "";
        const ended = sessionEndedIn(text);
        if (ended !== undefined) {
            if (saidEnd) return false;
            // Before it is said: several operations fail at once.
            saidEnd = true;
            await say(ended);
            return false;
        }
        const isFound =
            type.startsWith("aws:organizations/") ||
            type === logGroup ||
            type === budget ||
            (isFoundByName(type) && type !== alias);
        const already = isFound ? thereAlreadyIn(name, text) : undefined;
        if (already !== undefined) {
            await say(already);
            return false;
        }
        return type.startsWith("aws:organizations/") && (await explainReason(name, text, errors.length));
    });
    const withHook = ({ hooks }: pulumi.ResourceOptions): pulumi.ResourceHookBinding => ({
        ...hooks,
        onError: [...(hooks?.onError ?? []), hook],
    });
    /** What a component of another program registers. */
    const inComponent: pulumi.ResourceTransform = ({ type, props, opts }) =>
        type.startsWith("aws:") ? { props, opts: { ...opts, hooks: withHook(opts) } } : undefined;
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (type.startsWith("awsx:"))
            return { props, opts: { ...opts, transforms: [...(opts.transforms ?? []), inComponent] } };
        return type.startsWith("aws:") ? { props, opts: { ...opts, hooks: withHook(opts) } } : undefined;
    });
}

/** Returns whether the operation is to be tried again. */
async function explainReason(name: string, text: string, tried: number): Promise<boolean> {
    const found = reasonIn(text);
    if (found === undefined) return false;
    const { code, reason } = found;
    const retries = reason.passing === true && tried < attempts;
    const said = `${name}: ${code}: ${reason.meaning}\n  → ${retries ? `tried again in ${pause / 1000} s` : reason.cure}`;
    await (retries ? pulumi.log.info(said) : pulumi.log.error(said));
    if (retries) await new Promise((resolve) => setTimeout(resolve, pause));
    return retries;
}

async function say({ message, cure }: Explained): Promise<void> {
    await pulumi.log.error(`${message}\n  → ${cure}`);
}
