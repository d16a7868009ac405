/** `make audit`: compares FAILs with the table, without running a checker. */
import { deepStrictEqual } from "node:assert/strict";
import { compare, tableFaults } from "../../audit/compare";
import { accounts, checkers, withoutIds, type Finding, type Row } from "../../audit/findings";
import { ofParliament, ofScan, type ScanResults } from "../../audit/policies";
import { unique } from "../../audit/prowler";
import { table } from "../../audit/table";

const fail = (more: Partial<Finding> = {}): Finding => ({
    checker: "prowler",
    check: "bucket_open",
    account: "member",
    resource: "arn:aws:s3:::photos",
    message: "photos is open",
    ...more,
});
const row = (more: Partial<Row> = {}): Row => ({
    checker: "prowler",
    check: "bucket_open",
    accounts: ["member"],
    verdict: "user's choice",
    why: "a reason",
    ...more,
});
const all = { checkers, accounts };
const ids = { management: "111111111111", security: "222222222222", member: "333333333333" };

describe("the audit's comparison", () => {
    it("counts a FAIL by its row's verdict, and names those without a row", () => {
        const other = fail({ resource: "arn:aws:s3:::films" });
        const found = compare([fail(), other], [row({ resources: ["*:photos"] })], all);
        deepStrictEqual(found.unknown, [other]);
        deepStrictEqual(found.counts, { ours: 0, "user's choice": 1, "checker's mistake": 0, "emulator's gap": 0 });
        deepStrictEqual(found.gone, []);
    });

    for (const [what, change] of Object.entries({
        "of another checker": { checker: "parliament" },
        "of another check": { check: "bucket_plain" },
        "in another account": { account: "security" },
        "of a resource that only begins alike": { resource: "arn:aws:s3:::photos2" },
        "of a resource that a dot is to be taken for any letter of": { resource: "arn:aws:s3:::photoX" },
    } satisfies Record<string, Partial<Finding>>))
        it(`knows no FAIL ${what} by a row of this one`, () => {
            const rows = [row({ resources: ["arn:aws:s3:::photos", "arn:aws:s3:::photo."] })];
            deepStrictEqual(compare([fail(change)], rows, all).unknown, [fail(change)]);
        });

    it("reports which part of a row matches no FAIL any more: an account, a resource, all of it", () => {
        const rows = [
            row({ accounts: ["management", "member"], resources: ["*photos", "*films"] }),
            row({ check: "quiet" }),
        ];
        deepStrictEqual(compare([fail()], rows, all).gone, [
            "prowler bucket_open in management",
            "prowler bucket_open of *films",
            "prowler quiet in member",
        ]);
    });

    it("reports nothing as gone that was not checked", () => {
        const rows = [
            row({ accounts: ["management", "member"], resources: ["*photos", "*films"] }),
            row({ checker: "parliament" }),
        ];
        deepStrictEqual(compare([fail()], rows, { checkers: ["prowler"], accounts: ["member"] }).gone, []);
    });

    it("says each FAIL once, whichever framework it is of", () => {
        deepStrictEqual(unique([fail(), fail({ message: "again" }), fail({ account: "security" })]).length, 2);
    });
});

describe("the audit's table", () => {
    it("has no FAIL twice, and none without account and reason", () => {
        deepStrictEqual(tableFaults(table), []);
        deepStrictEqual(tableFaults([row(), row(), row({ check: "a", accounts: [] }), row({ check: "b", why: " " })]), [
            "twice: prowler bucket_open member *",
            "a: no account",
            "b: no reason",
        ]);
    });

    it("has nothing that is ours", () => {
        deepStrictEqual(
            table.filter(({ verdict }) => verdict === "ours"),
            [],
        );
    });
});

describe("what the checkers say", () => {
    it("is the same in every sandbox", () => {
        deepStrictEqual(
            withoutIds("arn:aws:kms:us-east-1:222222222222:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", ids),
            "arn:aws:kms:us-east-1:security:key/*",
        );
        deepStrictEqual(
            withoutIds("arn:aws:organizations::111111111111:organization/o-ijg96jr37w", ids),
            "arn:aws:organizations::management:organization/*",
        );
        deepStrictEqual(withoutIds("vpc-0a1b2c3d of 999999999999 by 333333333333", ids), "* of * by member");
    });

    it("is of policies that somebody has, by Cloudsplaining", () => {
        const none = { findings: [] };
        const risks = {
            ...{ PrivilegeEscalation: none, DataExfiltration: { findings: ["s3:GetObject"] }, ResourceExposure: none },
            ...{ ServiceWildcard: none, CredentialsExposure: none, InfrastructureModification: none },
        };
        const policy = (PolicyName: string, roles: readonly string[], more = {}): object => ({
            ...risks,
            PolicyName,
            AttachedTo: { roles, groups: [], users: [] },
            is_excluded: false,
            ...more,
        });
        const results = {
            customer_managed_policies: {
                a: policy("own", ["Auditor"]),
                b: policy("left-out", ["Auditor"], { is_excluded: true }),
            },
            inline_policies: {},
            aws_managed_policies: { c: policy("ReadOnlyAccess", []) },
        } as unknown as ScanResults;
        deepStrictEqual(ofScan(results, "member"), [
            {
                checker: "cloudsplaining",
                check: "DataExfiltration",
                account: "member",
                resource: "own",
                message: "1 findings, by Auditor",
            },
        ]);
    });

    it("is by issue and principal, by Parliament", () => {
        const line = {
            issue: "UNKNOWN_ACTION",
            title: "Unknown action",
            detail: ["s3:Fly"],
            location: { filepath: "arn:aws:iam::333333333333:role/a" },
        };
        deepStrictEqual(ofParliament([line], "member", ids), [
            {
                checker: "parliament",
                check: "UNKNOWN_ACTION",
                account: "member",
                resource: "arn:aws:iam::member:role/a",
                message: 'Unknown action: ["s3:Fly"]',
            },
        ]);
    });
});
