import { deepStrictEqual } from "node:assert/strict";
import { asDocument, documentLosses } from "../../../aws/preflight/document-losses";

const statement = (Sid: string | undefined, more: object): object => ({
    ...(Sid === undefined ? {} : { Sid }),
    Effect: "Deny",
    Resource: "*",
    ...more,
});
const document = (...Statement: object[]): Record<string, unknown> => ({ Version: "2012-10-17", Statement });

describe("what a policy document loses", () => {
    const leave = statement("Leave", { Action: "organizations:LeaveOrganization" });

    it("is nothing where order and spelling differ, and where it gets more", () => {
        const before = { Statement: leave };
        const after = document(statement("More", { Action: "*" }), { ...leave, Resource: ["*"] });
        deepStrictEqual(documentLosses(before, after), []);
        deepStrictEqual(
            documentLosses(
                document(statement("Ab", { Action: ["a:B", "c:D"] })),
                document(statement("Ab", { Action: ["c:D", "a:B", "e:F"] })),
            ),
            [],
        );
    });

    it("is each statement that is gone, by its Sid or in words", () => {
        const nameless = statement(undefined, { Action: ["iam:Create*", "iam:Delete*"] });
        const others = statement(undefined, { NotAction: ["sts:*"] });
        deepStrictEqual(
            documentLosses(document(leave, nameless, others), document(statement("New", { Action: "*" }))),
            ["statement Leave", "statement Deny iam:Create* iam:Delete*", "statement Deny all but sts:*"],
        );
    });

    it("is an action that a statement of the same Sid denies no more, and a Deny that allows", () => {
        const two = document(statement("Ab", { Action: ["a:B", "c:D"] }));
        deepStrictEqual(documentLosses(two, document(statement("Ab", { Action: "a:B" }))), ["Ab: c:D"]);
        deepStrictEqual(documentLosses(two, document(statement("Ab", { Action: "*" }))), []);
        // A pattern, and other case, deny the same.
        const key = document(statement("Key", { Action: ["kms:DisableKey", "kms:PutKeyPolicy"] }));
        deepStrictEqual(documentLosses(key, document(statement("Key", { Action: "kms:*" }))), []);
        deepStrictEqual(documentLosses(key, document(statement("Key", { Action: "KMS:disable*" }))), [
            "Key: kms:PutKeyPolicy",
        ]);
        deepStrictEqual(documentLosses(two, document(statement("Ab", { Effect: "Allow", Action: ["a:B", "c:D"] }))), [
            "statement Ab",
        ]);
    });

    it("is what an Allow no longer allows, or no longer to whom", () => {
        const allow = (more: object): Record<string, unknown> =>
            document({ Sid: "Read", Effect: "Allow", Resource: "*", Action: "a:B", Principal: { AWS: "1" }, ...more });
        const cases: readonly (readonly [before: object, after: object, losses: readonly string[]])[] = [
            [{ Action: ["a:B", "a:C"] }, {}, ["Read: a:C"]],
            [{ Action: ["a:B", "a:C"] }, { Action: "a:*" }, []],
            [{ Principal: { AWS: ["1", "2"], Service: "s" } }, {}, ["Read: 2", "Read: Service s"]],
            [{}, { Principal: "*" }, []],
            [{ Principal: { AWS: "arn:aws:iam::111122223333:root" } }, { Principal: { AWS: "111122223333" } }, []],
            [{}, { Resource: ["x"] }, ["Read: *"]],
            [{}, { Condition: { Bool: { "a:B": "true" } } }, ["statement Read"]],
            [{ Condition: { Bool: { "a:B": "true" } } }, {}, []],
            [{}, { Effect: "Deny" }, ["statement Read"]],
            [{}, { Action: undefined, NotAction: "a:C" }, ["statement Read"]],
        ];
        for (const [before, after, losses] of cases)
            deepStrictEqual(documentLosses(allow(before), allow(after)), losses, JSON.stringify([before, after]));
        const nobody = document(statement("Read", { Effect: "Allow", Action: ["a:B", "a:C"] }));
        deepStrictEqual(documentLosses(nobody, document(statement("Read", { Effect: "Allow", Action: "a:B" }))), []);
    });

    it("is, of a policy that gives, an action or resource that a statement of the same Sid gives no more", () => {
        const gives = (Action: unknown, more: object = {}): Record<string, unknown> =>
            document(statement("Gives", { Effect: "Allow", Action, ...more }));
        const losses = (before: Record<string, unknown>, after: Record<string, unknown>): readonly string[] =>
            documentLosses(before, after, true);
        deepStrictEqual(losses(gives(["s3:Get*", "s3:List*"]), gives("s3:Get*")), ["Gives: s3:List*"]);
        deepStrictEqual(losses(gives("s3:Get*"), gives(["s3:List*", "s3:Get*"])), []);
        deepStrictEqual(losses(gives("s3:Get*"), gives("*")), []);
        deepStrictEqual(losses(gives("*"), gives("*", { Resource: "arn:aws:s3:::one" })), ["Gives: *"]);
        deepStrictEqual(losses(gives("*", { Resource: "arn:aws:s3:::one" }), gives("*")), []);
        deepStrictEqual(losses(gives("*"), document(statement("Gives", { Action: "*" }))), ["statement Gives"]);
        // In a document that denies, fewer allowed actions are no loss.
        deepStrictEqual(documentLosses(gives(["a:B", "c:D"]), gives("a:B")), []);
    });

    it("is what a NotAction of the same Sid spares more, and a Deny on other conditions or resources", () => {
        const others = (NotAction: string[], more: object = {}): Record<string, unknown> =>
            document(statement("Others", { NotAction, ...more }));
        deepStrictEqual(documentLosses(others(["iam:*"]), others(["iam:*", "ec2:*", "s3:*"])), [
            "Others: ec2:*",
            "Others: s3:*",
        ]);
        deepStrictEqual(documentLosses(others(["iam:*", "ec2:*"]), others(["iam:*"])), []);
        const run = document(statement("Others", { Action: "ec2:RunInstances" }));
        for (const [before, after] of [
            [others(["iam:*"]), run],
            [run, others(["iam:*"])],
            [
                run,
                document(statement("Others", { Action: "ec2:RunInstances", Condition: { Bool: { "a:B": "true" } } })),
            ],
            [run, document(statement("Others", { Action: "ec2:RunInstances", Resource: "arn:aws:ec2:*" }))],
        ] as const)
            deepStrictEqual(documentLosses(before, after), ["statement Others"]);
        const when = { Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } } };
        deepStrictEqual(
            documentLosses(others(["iam:*"], when), others(["iam:*"])),
            [],
            "a Deny on no condition is more",
        );
    });

    it("of another kind is each key and item that is gone", () => {
        const tags = (keys: object): Record<string, unknown> => ({ tags: keys });
        const before = tags({ team: { tag_value: { "@@assign": ["red", "blue"] } }, owner: {} });
        deepStrictEqual(documentLosses(before, tags({ team: { tag_value: { "@@assign": ["red"] } } })), [
            'tags.team.tag_value.@@assign: "blue"',
            "tags.owner",
        ]);
    });

    it("is looked for in texts that hold documents alone", () => {
        deepStrictEqual(asDocument(' { "a": 1 }'), { a: 1 });
        for (const text of ["{ nothing", "text", "[1]", "", 7, undefined]) deepStrictEqual(asDocument(text), undefined);
    });
});
