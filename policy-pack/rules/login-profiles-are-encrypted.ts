import { judgePgpKey } from "../../config/pgp";
import type { ResourceRule } from "../core/rule";

/** A first password is created only for a PGP key that can encrypt it. */
export const loginProfilesAreEncrypted: ResourceRule = {
    name: "login-profiles-are-encrypted",
    description:
        "A password of an IAM user is made only with the person's PGP key, a public one that can encrypt today.",
    why: "Without the key the password is in the state, for whoever reads the state. With a key that cannot encrypt AWS makes a password that nobody knows.",
    level: "mandatory",
    severity: "critical",
    remedy: "Set `pgpKey` to the person's public key in base64, not armored (`gpg --export <address> | base64`), or to keybase:<name>.",
    url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/userloginprofile/",
    types: ["aws:iam/userLoginProfile:UserLoginProfile"],
    judge:
        () =>
        (profile, { report }) => {
            if (profile.isUnknown("pgpKey")) return;
            const key = profile.text("pgpKey") ?? "";
            // If changes are ignored, the engine passes the key that is in the state.
            const isOfTheState = ["pgpKey", "*"].some((each) => profile.options.ignoreChanges.includes(each));
            // An existing password was imported without a key; for it the engine passes no properties at all.
            if (key === "" && isOfTheState && profile.text("user") === undefined) return;
            if (key.trim() === "") {
                report({
                    message: "has no pgpKey: the password would be in the state",
                    cure: "set pgpKey to the person's public key, or make no password",
                });
                return;
            }
            const { fault, wasGood } = judgePgpKey(key, new Date());
            // A key in the state was good when it was used; it may have expired or been revoked since.
            if (fault !== undefined && !(wasGood === true && isOfTheState))
                report({ message: `pgpKey ${fault.message}`, cure: fault.cure });
        },
};
