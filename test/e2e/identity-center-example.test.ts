/** The shipped stack files, with Identity Center alone: the security stack creates its people and groups. */
import { ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { TestProject } from "../support/project";

const managementId = "111111111111";
const service = "sso.amazonaws.com";
const quick = ["--exclude", "**-lifecycle"];

describe("the shipped example with its people in Identity Center", () => {
    it("is made, with the policies of AWS's job functions too, and ends in empty previews", async () => {
        const shipped = (stack: string): string =>
            readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8");
        const management = parseDocument(shipped("management"));
        management.setIn(["config", "identity"], ["identity-center"]);
        management.addIn(["config", "delegatedAdministrators", "security"], service);
        const account = { id: managementId, email: "aws@example.com", name: "binbash-management" };
        const project = await TestProject.open(
            { management: String(management), security: shipped("security") },
            account,
        );
        try {
            for (const stack of ["management", "security"]) await project.must("stack", "init", stack);
            // Identity Center is enabled in the console once there is an organization. The management account's own assignments need the
            // groups that the security stack creates, so management runs again after it.
            for (const stack of ["management", "management", "security", "management"])
                await project.must("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
            for (const stack of ["management", "security"])
                await project.must("preview", "--stack", stack, "--expect-no-changes", ...quick);
            const attached = (await project.state("security"))
                .filter(({ type }) => type === "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment")
                .map(({ outputs }) => outputs?.["managedPolicyArn"]);
            for (const name of ["Billing", "ViewOnlyAccess"])
                ok(attached.includes(`arn:aws:iam::aws:policy/job-function/${name}`), name);
        } finally {
            await project.close();
        }
    });
});
