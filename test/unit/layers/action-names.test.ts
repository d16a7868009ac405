/** Actions that the program grants in its policies, and that the doctor says it needs, exist at AWS. */
import { deepStrictEqual } from "node:assert/strict";
import { checks } from "../../../cli/doctor/checks";
import { previewReads } from "../../../config/aws-facts";
import { unknownActions } from "../policies/actions";

describe("names of IAM actions", () => {
    it("that previews read by are AWS's", async () => {
        const [statement] = previewReads().Statement as readonly { readonly Action: readonly string[] }[];
        deepStrictEqual(await unknownActions(statement!.Action), []);
    });

    it("that the doctor names are AWS's", async () => {
        deepStrictEqual(await unknownActions(checks.flatMap(({ asks }) => asks)), []);
    });
});
