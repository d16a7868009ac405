/** Where Pulumi's state is, and whether it can be reached. */
import { twinCure, twinText } from "../../../aws/twin-keys";
import { check } from "../check";
import { fault, notYet, ok, warning, type Finding } from "../line";
import { SkipCheck } from "../skip-check";
import type { DoctorContext } from "../context";
import { bucketFacts, keyFacts, type BucketFacts, type KeyFacts } from "../state-facts";

/** How bucket and key are created. */
const firstRun = "./org state create makes it; pulumi up --stack management too, where the engine is logged in";

export interface BackendFacts {
    /** The backend's address, from `pulumi whoami --verbose`; undefined: the engine is logged in to none. */
    readonly url: string | undefined;
    /** Why the engine's backend cannot be reached. */
    readonly unreached?: string;
    /** The state bucket of the config. */
    readonly bucket: string | undefined;
    /** Whether the management stack has run, so that its bucket exists. */
    readonly ran: boolean;
    /** False: AWS has no such bucket yet. Otherwise true, so that a lost login is not reported like a first day. */
    readonly hasBucket: boolean;
}

export const backend = check<BackendFacts>(
    {
        id: "backend",
        group: "state",
        proves: "the engine is logged in to a backend, and once the state bucket is there, to that one",
        cure: "`pulumi login`; `org state migrate` moves local state into the bucket",
        asks: [],
    },
    async (context) => ({
        ...(await reached(context)),
        bucket: context.configIfGood()?.state.bucket,
        ran: await context.outputs().then(
            () => true,
            () => false,
        ),
        hasBucket: await bucketFacts(context).then(
            ({ reach }) => reach !== "missing",
            () => true,
        ),
    }),
    judgeBackend,
);

/** The backend's address, or why it cannot be reached. Without working credentials it skips: another check reports those. */
async function reached(context: DoctorContext): Promise<Pick<BackendFacts, "url" | "unreached">> {
    try {
        return { url: await context.backend() };
    } catch (error) {
        if (!(error instanceof SkipCheck)) throw error;
        await context.caller();
        return { url: undefined, unreached: error.finding.message };
    }
}

export function judgeBackend({ url, unreached, bucket, ran, hasBucket }: BackendFacts): readonly Finding[] {
    if (unreached !== undefined && hasBucket)
        return [fault(unreached, "look at the address: backend.url in Pulumi.yaml, or PULUMI_BACKEND_URL")];
    if (url === undefined) {
        const nowhere = "the engine is logged in to no backend";
        return hasBucket
            ? [
                  fault(
                      nowhere,
                      `pulumi login s3://${bucket ?? "<bucket>"}?region=<region>, or backend.url in Pulumi.yaml; before the first run: ./org state create`,
                  ),
              ]
            : [notYet(nowhere, "./org state create, which needs none")];
    }
    const shown = withoutPassword(url);
    if (url.startsWith("file:"))
        return ran
            ? [
                  warning(
                      `the state is on this machine alone: ${shown}`,
                      "./org state migrate moves it into the bucket",
                      shown,
                  ),
              ]
            : [ok(`the state is on this machine until the bucket is there: ${shown}`, shown)];
    if (!url.startsWith("s3:")) return [ok(`the state is at ${shown}`, shown)];
    const used = url.slice("s3://".length).split(/[/?]/u)[0]!;
    return bucket === undefined || used === bucket
        ? [ok(`the state is in ${shown}`, shown)]
        : [
              warning(
                  `the state is in ${used}; the config's bucket is ${bucket}`,
                  `pulumi login s3://${bucket}, or name it: state: { bucket: ${used} }`,
                  shown,
              ),
          ];
}

export const bucket = check<BucketFacts>(
    {
        id: "state-bucket",
        group: "state",
        proves: "the bucket is there and can be listed, is versioned, encrypted by its key and closed to the public; that these credentials may write, as far as IAM's simulator tells (nothing is written)",
        cure: "`pulumi up --stack management`",
        asks: [
            "s3:ListBucket",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetBucketPublicAccessBlock",
            "iam:SimulatePrincipalPolicy",
        ],
    },
    bucketFacts,
    judgeBucket,
);

export function judgeBucket(facts: BucketFacts): readonly Finding[] {
    const { name, reach, versioning, algorithm, isPublicBlocked, mayWrite } = facts;
    const up = "pulumi up --stack management";
    if (reach === "missing") return [notYet(`there is no bucket ${name}`, firstRun)];
    if (reach === "refused")
        return [
            fault(
                `bucket ${name} may not be read: these credentials may not, or it is another account's`,
                "use the management account's credentials; if another account has that name, take one that nobody else can have: state: { namespace: account-regional }",
                name,
            ),
        ];
    const findings: Finding[] = [];
    if (versioning !== "Enabled")
        findings.push(fault(`bucket ${name} keeps no versions: overwritten state is lost`, up, versioning ?? "off"));
    if (algorithm !== "aws:kms")
        findings.push(
            warning(
                `bucket ${name} is not encrypted by a KMS key (${algorithm ?? "no rule"})`,
                up,
                algorithm ?? "none",
            ),
        );
    if (!isPublicBlocked) findings.push(fault(`bucket ${name} does not block public access`, up));
    if (mayWrite === false)
        findings.push(
            fault(
                `these credentials may not write state into ${name}`,
                "allow s3:PutObject and s3:DeleteObject, or use an admin's role",
            ),
        );
    if (findings.length > 0) return findings;
    const write =
        mayWrite === true
            ? "may be written"
            : "whether it may be written is not proved (that needs iam:SimulatePrincipalPolicy)";
    return [ok(`bucket ${name}: listed, versioned, encrypted, not public; ${write}`, name)];
}

export const key = check<KeyFacts>(
    {
        id: "state-key",
        group: "state",
        proves: "the key of the state is enabled, rotates, has no twin that a lost response left, and these credentials may encrypt by it",
        cure: "`pulumi up --stack management`; a key that waits for its deletion can be kept: `aws kms cancel-key-deletion`",
        asks: ["kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:GenerateDataKeyWithoutPlaintext", "kms:ListKeys"],
    },
    keyFacts,
    judgeKey,
);

export function judgeKey({ alias, state, rotates, mayEncrypt, region, twins = [] }: KeyFacts): readonly Finding[] {
    if (state === undefined) return [notYet(`there is no key ${alias} in ${region}`, firstRun)];
    if (state === "PendingDeletion")
        return [
            fault(
                `the key ${alias} will be deleted, and with it every secret of every stack`,
                `aws kms cancel-key-deletion and enable-key, region ${region}`,
                state,
            ),
        ];
    if (state !== "Enabled")
        return [fault(`the key ${alias} is ${state}`, `aws kms enable-key, region ${region}`, state)];
    if (mayEncrypt === false)
        return [
            fault(
                `these credentials may not use the key ${alias}`,
                "allow kms:GenerateDataKey and kms:Decrypt, or use an admin's role",
                alias,
            ),
        ];
    const findings: Finding[] = [];
    if (rotates === false)
        findings.push(warning(`the key ${alias} does not rotate`, "pulumi up --stack management", alias));
    if (twins.length > 0) findings.push(warning(twinText(alias, twins), twinCure(twins, region), twins));
    if (findings.length > 0) return findings;
    return [ok(`key ${alias} encrypts; whether it decrypts is not proved`, alias)];
}

function withoutPassword(url: string): string {
    return url.replace(/\/\/[^/@]*@/u, "//");
}
