/** CIS AWS Foundations 7.0: controls that one setting covers: where people are managed, and encryption of volumes. */
import { check } from "../check";
import { about } from "../cis";
import { fault, ok, some, type Finding } from "../line";
import { stateResources } from "../state-resource";

export const onePlace = check<readonly string[]>(
    about("2.19", {
        proves: "people are in one place, by the config: users of the security account who take on roles elsewhere, or Identity Center",
        cure: "`identity: [users]` or `[identity-center]`",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        return context.config().identity;
    },
    (identity) => [
        ok(
            `people are in one place: ${identity.includes("users") ? "users of the security account" : "Identity Center"}${identity.length > 1 ? ", and Identity Center" : ""}; users that somebody made in other accounts are not seen`,
            identity,
        ),
    ],
);

export interface VolumeFacts {
    readonly region: string;
    readonly encrypted: boolean;
}

export const encryptedVolumes = check<readonly VolumeFacts[]>(
    about("6.1.1", {
        proves: "the management stack's state has the encryption of new EBS volumes on in every governed region; the members' is kept by their stacks",
        cure: "`pulumi up --stack management`",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        const found = await stateResources(context, "management", "aws:ebs/encryptionByDefault:EncryptionByDefault");
        const encrypted = found.map(({ outputs }) => outputs?.["region"]);
        return context.config().regions.map((region) => ({ region, encrypted: encrypted.includes(region) }));
    },
    judgeVolumes,
);

export function judgeVolumes(found: readonly VolumeFacts[]): readonly Finding[] {
    const plain = found.filter(({ encrypted }) => !encrypted).map(({ region }) => region);
    if (plain.length === 0)
        return [
            ok(`new EBS volumes of the management account are encrypted in ${some(found.map(({ region }) => region))}`),
        ];
    return [
        fault(
            `new EBS volumes of the management account are not encrypted in ${some(plain)}`,
            "pulumi up --stack management",
            plain,
        ),
    ];
}
