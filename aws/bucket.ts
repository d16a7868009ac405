import { HeadBucketCommand, ListBucketsCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { awsClient, type ClientOptions } from "./clients";

/** Who owns a bucket name, which is unique in all of AWS. */
export type BucketSituation =
    | { readonly kind: "free" }
    | { readonly kind: "ours"; readonly region: string }
    /** In this account, but these credentials may not read it. */
    | { readonly kind: "closed" }
    | { readonly kind: "theirs" };

/** An S3 client; `options` take precedence. With a custom endpoint, such as an emulator's, it uses path-style addresses. */
export function s3Client(region: string, options: Partial<ClientOptions> = {}): S3Client {
    const isCustom = Boolean(options.endpoint ?? process.env["AWS_ENDPOINT_URL"]);
    return awsClient(isCustom ? PathStyleClient : S3Client, { region, ...options });
}

class PathStyleClient extends S3Client {
    public constructor(config: S3ClientConfig) {
        super({ ...config, forcePathStyle: true });
    }
}

/**
 * Finds out who owns the bucket. S3 shows it indirectly: by a redirect or "bad request" if the bucket is in another region, and "forbidden"
 * if it is somebody else's, or the account's own and the caller may not read it (S3 API, HeadBucket; aws/aws-cli#2603).
 */
export async function bucketSituation(bucket: string, accountId: string, region: string): Promise<BucketSituation> {
    const first = await headBucket(bucket, accountId, region);
    const elsewhere = first.status === 301 || first.status === 400 ? first.region : undefined;
    const {
        status,
        error,
        region: found,
    } = elsewhere === undefined ? first : await headBucket(bucket, accountId, elsewhere);
    if (status === 200) return { kind: "ours", region: found ?? region };
    if (status === 404) return { kind: "free" };
    if (status !== 403) throw error;
    return { kind: (await isListed(bucket, region)) ? "closed" : "theirs" };
}

interface Answer {
    readonly status: number | undefined;
    /** The bucket's region, which S3 returns even to callers without access. */
    readonly region: string | undefined;
    readonly error?: unknown;
}

async function headBucket(bucket: string, accountId: string, region: string): Promise<Answer> {
    try {
        const { BucketRegion } = await s3Client(region).send(
            new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: accountId }),
        );
        return { status: 200, region: BucketRegion };
    } catch (error) {
        const { $metadata, $response } = error as {
            readonly $metadata?: { readonly httpStatusCode?: number };
            readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
        };
        return { status: $metadata?.httpStatusCode, region: $response?.headers?.["x-amz-bucket-region"], error };
    }
}

/** Whether the account's list of buckets has it; false if these credentials may not list buckets. */
async function isListed(bucket: string, region: string): Promise<boolean> {
    try {
        const { Buckets = [] } = await s3Client(region).send(new ListBucketsCommand({ Prefix: bucket }));
        return Buckets.some(({ Name }) => Name === bucket);
    } catch (error) {
        if ((error as Error).name === "AccessDenied") return false;
        throw error;
    }
}
