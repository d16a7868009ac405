import { HeadBucketCommand, ListBucketsCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { awsClient, type ClientOptions } from "./clients";

/** Whose a bucket's name is. Names are unique over all of AWS. */
export type BucketSituation =
    | { readonly kind: "free" }
    | { readonly kind: "ours"; readonly region: string }
    /** Ours, and these credentials may not see into it. */
    | { readonly kind: "closed" }
    | { readonly kind: "theirs" };

/** An S3 client; `options` win. A custom endpoint, as an emulator's, knows buckets by path alone. */
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
 * Finds out whose the bucket is. S3 tells it by the way: a redirect or a bad request when the bucket is in another region, "forbidden"
 * when it is somebody else's, or the account's own and the caller may not read it (S3 API, HeadBucket; aws/aws-cli#2603).
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
    /** Where the bucket is: S3 says so even to those who may not see it. */
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

/** Whether the account lists it among its own; false where these credentials may not list. */
async function isListed(bucket: string, region: string): Promise<boolean> {
    try {
        const { Buckets = [] } = await s3Client(region).send(new ListBucketsCommand({ Prefix: bucket }));
        return Buckets.some(({ Name }) => Name === bucket);
    } catch (error) {
        if ((error as Error).name === "AccessDenied") return false;
        throw error;
    }
}
