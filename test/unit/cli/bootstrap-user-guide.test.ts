import { deepStrictEqual, doesNotMatch, match, strictEqual } from "node:assert/strict";
import { rmSync } from "node:fs";
import { guideSteps } from "../../../cli/bootstrap-user/guide";
import { docShows } from "../../support/doc-output";
import { acmeStack, OrgProject } from "../../support/org-project";

describe("org bootstrap-user guide", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
        // The account of the other examples on the page.
        project.write("management", acmeStack.replace("222222222222", "111111111111"));
    });
    afterEach(() => {
        project.close();
    });

    const org = (...args: readonly string[]): ReturnType<OrgProject["org"]> => project.org("bootstrap-user", ...args);

    it("prints the steps for this account, asks nothing and needs no AWS", () => {
        const { code, out, err } = org("guide");
        deepStrictEqual([code, err], [0, ""]);
        docShows("bootstrap-user.md", "guide", out);
    });

    it("--json prints the same steps as data", () => {
        const { out } = org("guide", "--json", "--user", "first");
        const data = JSON.parse(out) as { account: string; user: string; steps: readonly unknown[] };
        deepStrictEqual([data.account, data.user], ["111111111111", "first"]);
        const facts = { account: "acme-management", accountId: "111111111111", email: "aws@acme.example" };
        deepStrictEqual(data.steps, guideSteps({ ...facts, short: "ac", region: "eu-west-1", user: "first" }));
    });

    it("shows blanks before there is a config, for the account comes before it", () => {
        rmSync(project.path("management"));
        const { code, out } = org("guide");
        strictEqual(code, 0);
        match(out, /name <company>-management and the address <the group's address>/);
    });

    it("shows the faults of a config that has some, instead of half a guide", () => {
        project.write("management", acmeStack.replace('"222222222222"', "1"));
        const { code, out, err } = org("guide");
        deepStrictEqual([code, out], [1, ""]);
        match(err, /management\.id/);
    });

    it("names the pages of the region's partition", () => {
        const pages = (region: string): string =>
            JSON.stringify(
                guideSteps({ account: "a", accountId: "111111111111", email: "e", short: "ac", region, user: "u" }),
            );
        match(pages("eu-west-1"), /https:\/\/console\.aws\.amazon\.com\/iam\/home\?region=eu-west-1#\/users\/create/);
        match(pages("eu-west-1"), /https:\/\/111111111111\.signin\.aws\.amazon\.com\/console\//);
        match(pages("cn-north-1"), /https:\/\/console\.amazonaws\.cn\/iam/);
        doesNotMatch(pages("cn-north-1"), /amazon\.com|Give the root user/);
        match(pages("us-gov-west-1"), /https:\/\/console\.amazonaws-us-gov\.com\/iam/);
        match(pages("us-gov-west-1"), /https:\/\/111111111111\.signin\.amazonaws-us-gov\.com\//);
    });

    it("--help of each command says what it does, with an example", () => {
        for (const command of ["guide", "remove"]) {
            const { code, out } = org(command, "--help");
            strictEqual(code, 0);
            match(out, /Example/);
        }
    });
});
