import type { ResourceRule } from "../core/rule";

/** A first password is made only for a person's PGP key. */
export const loginProfilesAreEncrypted: ResourceRule = {
    name: "login-profiles-are-encrypted",
    description: "A password of an IAM user is made only with the person's PGP key.",
    why: "Without the key the password is in the state, for whoever reads the state.",
    level: "mandatory",
    severity: "critical",
    remedy: "Set `pgpKey` to the person's public key in base64, not armored, or to keybase:<name>.",
    url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/userloginprofile/",
    types: ["aws:iam/userLoginProfile:UserLoginProfile"],
    judge:
        () =>
        (profile, { say }) => {
            if (profile.isUnknown("pgpKey")) return;
            if ((profile.text("pgpKey") ?? "").trim() === "")
                say({
                    message: "has no pgpKey: the password would stand in the state",
                    cure: "set pgpKey to the person's public key, or make no password",
                });
        },
};
