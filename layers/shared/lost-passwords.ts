import * as pulumi from "@pulumi/pulumi";
import type { ClientOptions } from "../../aws/clients";
import { hasSignedIn } from "../../aws/passwords";
import { lostPassword } from "../../config";

const loginType = "aws:iam/userLoginProfile:UserLoginProfile";
/** A login profile; an imported one, or one whose run failed, has no encrypted password. */
interface Login {
    readonly urn: pulumi.Output<string>;
    readonly user: pulumi.Output<string>;
    readonly encryptedPassword: pulumi.Output<string | null | undefined>;
}

/** The provider's errors after AWS has created the password, and in each later run. */
const afterwards = /encrypting Password|retrieving Public Key|doesn't support update/u;

/**
 * Reports passwords that nobody can decrypt, with the steps to fix them: in a preview if the state or AWS has one, in `up` together with
 * the provider's error. A user who has signed in knows the password.
 */
export function tellLostPasswords(options: ClientOptions): void {
    const complaintOf = async (user: string, urn: string): Promise<{ text: string; isKnown: boolean }> => {
        // If that may not be read, the password is reported as possibly lost.
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
        // The outputs exist after the constructor has run.
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
