/** The emulator's buckets block keys from callers (SSE-C), and report that they do. */
import {
    CreateBucketCommand,
    GetBucketEncryptionCommand,
    PutBucketEncryptionCommand,
    PutObjectCommand,
    S3Client,
} from "@aws-sdk/client-s3";
import { deepStrictEqual, rejects } from "node:assert/strict";
import { createHash } from "node:crypto";
import { bootstrapKeys } from "../../sandbox/emulator/emulator";
import { TestEmulator } from "../support/test-emulator";

const Bucket = "acme-objects";
const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: "AES256" } as const;

describe("the emulator's buckets", () => {
    let aws: TestEmulator;
    let s3: S3Client;

    before(async () => {
        aws = await TestEmulator.open();
        s3 = new S3Client({
            region: "us-east-1",
            endpoint: aws.endpoint,
            credentials: bootstrapKeys,
            maxAttempts: 1,
            forcePathStyle: true,
        });
        await s3.send(new CreateBucketCommand({ Bucket }));
    });
    after(async () => {
        s3.destroy();
        await aws.close();
    });

    async function put(...blocked: readonly ("SSE-C" | "NONE")[]): Promise<readonly string[] | undefined> {
        const rule = {
            ApplyServerSideEncryptionByDefault,
            ...(blocked.length === 0 ? {} : { BlockedEncryptionTypes: { EncryptionType: [...blocked] } }),
        };
        await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
        const { ServerSideEncryptionConfiguration: now } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
        return now?.Rules?.[0]?.BlockedEncryptionTypes?.EncryptionType;
    }
    const key = Buffer.alloc(32, 1);
    const write = () =>
        s3.send(
            new PutObjectCommand({
                Bucket,
                Key: "x",
                Body: "x",
                SSECustomerAlgorithm: "AES256",
                SSECustomerKey: key.toString("base64"),
                SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
            }),
        );

    it("block SSE-C until set otherwise; a configuration that does not mention it leaves it so", async () => {
        deepStrictEqual(await put(), ["SSE-C"]);
        await rejects(write(), { name: "AccessDenied" });
        deepStrictEqual(await put("NONE"), ["NONE"]);
        deepStrictEqual(await put(), ["NONE"]);
        await write();
        deepStrictEqual(await put("SSE-C"), ["SSE-C"]);
        await rejects(write(), { name: "AccessDenied" });
    });

    it("refuse another type", async () => {
        await rejects(put("SSE-X" as "SSE-C"), { name: "MalformedXML" });
    });
});
