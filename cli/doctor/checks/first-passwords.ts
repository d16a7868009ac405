/** First passwords in the states of the stacks with people. */
import { hasSignedIn } from "../../../aws/passwords";
import { lostPassword, type LostPassword } from "../../../config";
import { check } from "../check";
import { count, fault, ok, skipped, warning, type Finding } from "../line";
import type { DoctorContext } from "../context";

/** A login profile in a state. */
export interface LoginFacts extends LostPassword {
    readonly isSealed: boolean;
    /** True: this program made the password; false: there was one before. */
    readonly isMadeHere: boolean;
    /** True: its creation failed, and each `up` fails since. */
    readonly isFailed: boolean;
}

export interface FirstPasswordsFacts {
    /** Undefined: no stack can be read. */
    readonly logins: readonly LoginFacts[] | undefined;
}

export const firstPasswords = check<FirstPasswordsFacts>(
    {
        id: "first-passwords",
        group: "people",
        proves: "every password that a stack made is sealed for its person, or known to who signs in with it",
        cure: "`pulumi destroy --target <urn>` takes away the password alone, `pulumi up` makes another",
        asks: ["iam:GetUser"],
    },
    async (context) => {
        const states = await Promise.all(["management", "security"].map((stack) => loginsOf(context, stack)));
        const found = states.filter((each) => each !== undefined);
        return { logins: found.length === 0 ? undefined : found.flat() };
    },
    judgeFirstPasswords,
);

export function judgeFirstPasswords({ logins }: FirstPasswordsFacts): readonly Finding[] {
    if (logins === undefined) return [skipped("no state of a stack with people can be read")];
    const findings = logins.filter(isLost).map((login) => {
        const { message, cure } = lostPassword(login);
        return (login.isFailed ? fault : warning)(message, cure, login.user);
    });
    return findings.length > 0 ? findings : [ok(`${count(logins.length, "first password")}, none lost`)];
}

/** Whether a password is lost. For one from before this program whose owner's sign-ins cannot be read, that is unknown. */
function isLost({ isSealed, isMadeHere, isFailed, hasSignedIn: knows }: LoginFacts): boolean {
    return isFailed || (!isSealed && knows !== true && (isMadeHere || knows === false));
}

async function loginsOf(context: DoctorContext, stack: string): Promise<readonly LoginFacts[] | undefined> {
    const deployment = await context.deployment(stack);
    const logins = deployment?.resources.filter(({ type }) => type === "aws:iam/userLoginProfile:UserLoginProfile");
    if (logins === undefined) return undefined;
    return Promise.all(
        logins.map(async ({ urn, id = "", initErrors = [], outputs = {} }) => {
            const isSealed = typeof outputs["encryptedPassword"] === "string" && outputs["encryptedPassword"] !== "";
            const isFailed = initErrors.length > 0;
            // These credentials are the management account's, so the security account's users cannot be read.
            const asks = stack === "management" && (isFailed || !isSealed);
            const isMadeHere = typeof outputs["pgpKey"] === "string";
            return {
                user: id,
                stack,
                urn,
                isSealed,
                isMadeHere,
                isFailed,
                hasSignedIn: asks ? await signedIn(context, id) : undefined,
            };
        }),
    );
}

/** Whether the user has ever signed in; undefined where that cannot be read. */
async function signedIn(context: DoctorContext, user: string): Promise<boolean | undefined> {
    return context
        .managementCaller()
        .then(() => hasSignedIn({ region: context.region }, user))
        .catch(() => undefined);
}
