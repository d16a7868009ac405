import type { Complaint } from "../faults/complaint";

/** A login profile in a stack's state whose password nobody knows. */
export interface LostPassword {
    readonly user: string;
    readonly stack: string;
    readonly urn: string;
    /** Whether the user has signed in with a password, and so knows one. Undefined: not known. */
    readonly hasSignedIn?: boolean | undefined;
}

/**
 * How to fix a password that nobody can decrypt: AWS created it, but the key could not encrypt it, or AWS's response was lost. The login
 * profile is in the state nevertheless. Another key does not help, because no password is created twice.
 */
export function lostPassword({ user, stack, urn, hasSignedIn }: LostPassword): Complaint {
    const target = `--stack ${stack} --target '${urn}'`;
    if (hasSignedIn === true) {
        return {
            message: `${user} signs in with a password, and the state still has the failure of the run that made it`,
            cure: `pulumi refresh ${target}`,
        };
    }
    const signedIn = hasSignedIn === false ? ", and nobody has signed in with it" : "";
    return {
        message: `${user} has a password that nobody can read out of this stack${signedIn}`,
        cure: `if nobody knows it, make another: pulumi destroy ${target} takes away the password alone; then pulumi up --stack ${stack}`,
    };
}
