import * as pulumi from "@pulumi/pulumi";
import { passingCallIn, runEndedIn, thereAlreadyIn, type Explained } from "../../aws/failures";
import { isFoundByName } from "./named";
import { reasonIn } from "../../aws/reasons";

/** Most tries of an operation that fails for a reason that passes, the first included; in each the provider has retried by itself already. */
const attempts = 5;
/** Milliseconds between two tries. */
const pause = 15_000;
/**
 * Milliseconds after the first failure in which an operation is retried. If AWS throttles, the provider takes up to a quarter of an hour
 * for a try (provider-retries.ts), and five tries would continue a run that AWS refuses for over an hour.
 */
const maxRetryTime = 120_000;

/** Found even if another account has it, so its own hook explains the problem (layers/shared/account-alias). */
const alias = "aws:iam/accountAlias:AccountAlias";
/** The security layer looks for it (layers/security/audit). */
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
/** The management layer looks for it (layers/management/budget). */
const budget = "aws:budgets/budget:Budget";
/** Administrators of services with an API of their own, some of them by region: the management layer asks each service. */
const registration = /^aws:\w+\/(?:organization(?:Delegated)?AdminAccount(?:Registration)?|delegatedAdminAccount):/u;

/**
 * Explains AWS's errors, in addition to the engine's message: an expired session, a resource that exists already and that the next run
 * imports, and reason codes. Retries an operation that failed for a reason that passes. Registered by the layer and not by components,
 * because Pulumi's mocks do not run hooks.
 */
export function explainErrors(): void {
    let saidEnd = false;
    const firstFailures = new Map<string, number>();
    const hook = new pulumi.ErrorHook("aws-words", async ({ urn, type, name, errors, failedOperation }) => {
        const text = errors[0] ?? "";
        const ended = runEndedIn(text);
        if (ended !== undefined) {
            if (saidEnd) return false;
            // Set before the message is out, because several operations fail at once.
            saidEnd = true;
            await say(ended);
            return false;
        }
        const isFound =
            type.startsWith("aws:organizations/") ||
            type === logGroup ||
            type === budget ||
            registration.test(type) ||
            (isFoundByName(type) && type !== alias);
        const already = isFound ? thereAlreadyIn(name, text) : undefined;
        if (already !== undefined) {
            await say(already);
            return false;
        }
        if (errors.length === 1) firstFailures.set(urn, Date.now());
        const isLate = Date.now() - firstFailures.get(urn)! > maxRetryTime;
        const call = passingCallIn(text, type, failedOperation);
        if (call !== undefined) return waitFor(name, call, isLate ? Infinity : errors.length);
        return (
            type.startsWith("aws:organizations/") &&
            (await explainReason(name, text, isLate ? attempts : errors.length))
        );
    });
    const withHook = ({ hooks }: pulumi.ResourceOptions): pulumi.ResourceHookBinding => ({
        ...hooks,
        onError: [...(hooks?.onError ?? []), hook],
    });
    /** Resources of another program's component. */
    const inComponent: pulumi.ResourceTransform = ({ type, props, opts }) =>
        type.startsWith("aws:") ? { props, opts: { ...opts, hooks: withHook(opts) } } : undefined;
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (type.startsWith("awsx:"))
            return { props, opts: { ...opts, transforms: [...(opts.transforms ?? []), inComponent] } };
        return type.startsWith("aws:") ? { props, opts: { ...opts, hooks: withHook(opts) } } : undefined;
    });
}

/** Waits a little longer each time, a minute in total, and logs it. Returns whether to retry the operation. */
async function waitFor(name: string, call: string, tried: number): Promise<boolean> {
    const isLast = tried >= iamPauses.length + 1;
    const what = `${name}: IAM refuses ${call}, for something else changes the same at this moment (ConcurrentModification)`;
    if (isLast) {
        await pulumi.log.error(`${what}\n  → run the same command again: it goes on where this run ended`);
        return false;
    }
    const seconds = iamPauses[tried - 1]!;
    await pulumi.log.info(`${what}\n  → tried again in ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return true;
}

/** Seconds. */
const iamPauses = [1, 2, 4, 8, 16, 30];

/** Returns whether to retry the operation. */
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
