import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { hasSignedIn } from "../../aws/passwords";
import { lostPassword } from "../../config";

const loginType = "aws:iam/userLoginProfile:UserLoginProfile";
/** As it is: of a password that was taken in, or whose run failed, there is no sealed copy. */
interface Login {
    readonly urn: pulumi.Output<string>;
    readonly user: pulumi.Output<string>;
    readonly encryptedPassword: pulumi.Output<string | null | undefined>;
}

/** How the provider fails once AWS has made the password, and in each run after that. */
const afterwards = /encrypting Password|retrieving Public Key|doesn't support update/u;

/**
 * Tells of passwords that nobody can open, with the steps that end it: in a preview where the state or AWS has one, in `up` beside the
 * provider's error. Who has signed in knows a password.
 */
export function tellLostPasswords(options: ClientOptions): void {
    const complaintOf = async (user: string, urn: string): Promise<{ text: string; isKnown: boolean }> => {
        // Where it may not be asked, it is reported as possible.
        const signedIn = await hasSignedIn(options, user).catch(() => undefined);
        const { message, cure } = lostPassword({ user, urn, stack: pulumi.getStack(), hasSignedIn: signedIn });
        return { text: `${message}\n  → ${cure}`, isKnown: signedIn === true };
    };
    const hook = new pulumi.ErrorHook("lost-password", async ({ id, urn, newInputs, errors }) => {
        if (!afterwards.test(errors[0] ?? "")) return false;
        const { text } = await complaintOf(String(newInputs?.["user"] ?? id), urn);
        await pulumi.log.error(text);
        return false;
    });
    pulumi.runtime.registerStackTransformation(({ type, props, opts, resource }) => {
        if (type !== loginType) return undefined;
        // Its outputs are there once its constructor has run.
        queueMicrotask(() => {
            const login = resource as unknown as Login;
            pulumi.all([login.encryptedPassword, login.user, login.urn]).apply(async ([sealed, user, urn]) => {
                if (sealed) return;
                const done = pulumi.runtime.rpcKeepAlive();
                const { text, isKnown } = await complaintOf(user, urn).finally(done);
                if (!isKnown) await pulumi.log.warn(text, resource);
            });
        });
        const hooks = { ...opts.hooks, onError: [...(opts.hooks?.onError ?? []), hook] };
        return { props, opts: { ...opts, hooks } };
    });
}
