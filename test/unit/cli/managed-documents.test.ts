import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { managedDocuments } from "../../../cli/policies/managed-documents";
import { documentFaults } from "../../../config";
import { defaultsOf } from "../../../config/aws-facts";

describe("AWS's own policies that are kept here", () => {
    const { date, find } = managedDocuments();

    it("are of a day", () => {
        ok(/^20\d\d-\d\d-\d\d$/u.test(date));
    });

    it("are documents as AWS has them", () => {
        deepStrictEqual(find("AdministratorAccess"), {
            version: "v1",
            document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", Action: ["*"] }] },
        });
        const [first, second] = find("PowerUserAccess")!.document["Statement"] as Record<string, unknown>[];
        deepStrictEqual(first!["NotAction"], ["iam:*", "organizations:*", "account:*"]);
        ok((second!["Action"] as string[]).includes("iam:CreateServiceLinkedRole"));
    });

    it("are none of another name", () => {
        strictEqual(find("constructor"), undefined);
        strictEqual(find("Administrator"), undefined);
    });

    for (const name of ["ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess", "Billing", "AWSSupportAccess"])
        it(`have no fault: ${name}`, () => {
            deepStrictEqual(documentFaults(find(name)!.document, "identity"), []);
        });

    it("have those of the program's own roles among them", () => {
        for (const role of ["DevOps", "Auditor", "FinOps", "Support"])
            for (const policy of defaultsOf(role).policies) ok(find(policy) !== undefined, policy);
    });
});
