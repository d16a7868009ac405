/** CIS AWS Foundations 7.0, 3.1.1: buckets of this program deny plain HTTP. */
import { check } from "../check";
import { about } from "../cis";
import { fault, ok, skipped, some, type Finding } from "../line";
import { stateResources } from "../state-resource";

export interface BucketFacts {
    readonly name: string;
    /** The bucket's policy as JSON; undefined where it has none. */
    readonly policy: string | undefined;
}

export const plainHttp = check<readonly BucketFacts[]>(
    about("3.1.1", {
        proves: "each bucket in the states of the management and the security stack has a policy that denies plain HTTP; whether AWS has it as it was made, a preview tells",
        cure: "`pulumi up` of the stack",
        asks: [],
    }),
    async (context) => {
        await context.organization();
        const of = async (type: string): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]> =>
            (await Promise.all(["management", "security"].map((stack) => stateResources(context, stack, type))))
                .flat()
                .map(({ outputs }) => outputs);
        const policies = await of("aws:s3/bucketPolicy:BucketPolicy");
        return (await of("aws:s3/bucket:Bucket")).map((bucket) => ({
            name: String(bucket?.["bucket"]),
            policy: policies.find((each) => each?.["bucket"] === bucket?.["bucket"])?.["policy"] as string | undefined,
        }));
    },
    judgePlainHttp,
);

export function judgePlainHttp(buckets: readonly BucketFacts[]): readonly Finding[] {
    if (buckets.length === 0) return [skipped("the states of management and security have no bucket")];
    const open = buckets.filter(({ policy }) => !deniesPlainHttp(policy)).map(({ name }) => name);
    if (open.length === 0) return [ok(`plain HTTP is denied by ${some(buckets.map(({ name }) => name))}`)];
    return [
        fault(`plain HTTP is not denied by ${some(open)}`, "pulumi up of the bucket's stack, with --refresh", open),
    ];
}

interface Statement {
    readonly Effect?: unknown;
    readonly Principal?: unknown;
    readonly Action?: unknown;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whether a statement denies all actions to everybody without TLS, with no other condition. */
function deniesPlainHttp(policy: string | undefined): boolean {
    const { Statement: found = [] } = JSON.parse(policy ?? "{}") as { Statement?: Statement | readonly Statement[] };
    return [found].flat().some((statement) => {
        const { Effect, Principal, Action, Condition } = statement;
        const everybody = Principal === "*" || (Principal as { AWS?: unknown } | undefined)?.AWS === "*";
        const all = [Action].flat().some((each) => each === "s3:*" || each === "*");
        const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
            Object.entries(keys).map(([key, value]) => `${operator} ${key} ${String(value)}`),
        );
        const plain = conditions.length === 1 && conditions[0] === "Bool aws:SecureTransport false";
        return Effect === "Deny" && everybody && all && plain;
    });
}
