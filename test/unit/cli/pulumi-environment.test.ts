/** A stack file that takes values from a Pulumi environment, which only the engine opens. */
import { match, ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DoctorContext } from "../../../cli/doctor/context";
import { SkipCheck } from "../../../cli/doctor/skip-check";
import { managementConfig } from "../../../cli/common/check-stack";
import { findProject } from "../../../cli/common/project";
import { CliError } from "../../../cli/common/ui";
import { acmeFlags, OrgProject } from "../../support/org-project";

describe("a required value that a Pulumi environment may give", function () {
    let project: OrgProject;
    const write = (edit: (text: string) => string): void => {
        const file = join(project.dir, "Pulumi.management.yaml");
        writeFileSync(file, `environment:\n  - acme/aws\n${edit(readFileSync(file, "utf8"))}`);
    };
    beforeEach(() => {
        project = new OrgProject();
        project.org("init", ...acmeFlags, "--yes");
    });
    afterEach(() => {
        project.close();
    });

    const refusal = (): CliError => {
        try {
            managementConfig(findProject(project.dir));
        } catch (error) {
            ok(error instanceof CliError, String(error));
            return error;
        }
        throw new Error("it was taken");
    };

    it("is named by the commands that need it, with what to write", () => {
        write((text) => text.replace(/^ {2}email: .*\n/mu, ""));
        const { message, cure } = refusal();
        match(message, /^Pulumi\.management\.yaml has no email: a Pulumi environment may give it/u);
        match(cure, /write it into Pulumi\.management\.yaml/u);
        strictEqual(project.org("validate", "--stack", "management").code, 0);
    });

    it("does not hide a fault of the file", () => {
        write((text) => text.replace(/^ {2}email: .*\n/mu, "").replace(/^ {2}admins:/mu, "  admns:"));
        match(refusal().message, /admns/u);
    });

    it("is nothing where the file has it too", () => {
        write((text) => text);
        strictEqual(managementConfig(findProject(project.dir)).config.company.short, "ac");
    });

    it("is what doctor's checks say that build on the config", () => {
        write((text) => text.replace(/^ {2}email: .*\n/mu, ""));
        const context = new DoctorContext(project.dir);
        try {
            context.config();
        } catch (error) {
            ok(error instanceof SkipCheck, String(error));
            match(error.finding.message, /has no email: a Pulumi environment may give it/u);
            return;
        } finally {
            context.close();
        }
        throw new Error("the config was taken");
    });
});
