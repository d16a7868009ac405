import type { Complaint } from "../faults/complaint";

/** A login profile in a stack's state without a password that its user could be given. */
export interface LostPassword {
    readonly user: string;
    readonly stack: string;
    readonly urn: string;
    /** Whether the user has signed in with a password, and so knows one. Absent: not known. */
    readonly hasSignedIn?: boolean | undefined;
}

/**
 * What ends it when a person has a password that nobody can open: AWS made it, and then the key could not seal it, or AWS's response was
 * lost. The login profile is in the state all the same. Another key changes nothing, for no password is made twice.
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
