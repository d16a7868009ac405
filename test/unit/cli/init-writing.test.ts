/** `org init` writes both files or none. */
import { deepStrictEqual, match, strictEqual, throws } from "node:assert/strict";
import {
    chmodSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../../../cli/common/write-files";
import { acmeFlags, OrgProject } from "../../support/org-project";
import { skip } from "../../support/skip";

const acme = ["init", ...acmeFlags, "--yes"];

describe("org init, writing", function () {
    let project: OrgProject;
    beforeEach(() => {
        project = new OrgProject();
        project.org(...acme);
        rmSync(join(project.dir, ".cache"), { recursive: true, force: true });
    });
    afterEach(() => {
        chmodSync(project.dir, 0o755);
        project.close();
    });

    const contents = (): Readonly<Record<string, string>> =>
        Object.fromEntries(
            readdirSync(project.dir).map((name) => [name, readFileSync(join(project.dir, name), "utf8")]),
        );

    it("keeps modes and links", () => {
        const kept = join(project.dir, "kept");
        mkdirSync(kept);
        renameSync(project.path("management"), join(kept, "real.yaml"));
        symlinkSync(join("kept", "real.yaml"), project.path("management"));
        chmodSync(join(kept, "real.yaml"), 0o640);
        chmodSync(project.path("security"), 0o600);
        strictEqual(project.org("init", "--region", "eu-west-2", "--yes").code, 0);
        strictEqual(lstatSync(project.path("management")).isSymbolicLink(), true);
        match(project.read("management")!, /aws:region: eu-west-2/);
        deepStrictEqual(
            [join(kept, "real.yaml"), project.path("security")].map((path) => statSync(path).mode & 0o777),
            [0o640, 0o600],
        );
        deepStrictEqual(readdirSync(kept), ["real.yaml"]);
    });

    it("in a folder that cannot be written it leaves the old files, and says what to do", function () {
        const before = contents();
        chmodSync(project.dir, 0o555);
        // Root may write everywhere: nobody runs it then.
        const asNobody = process.getuid?.() === 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : "";
        if (asNobody !== "" && project.run(["sh", "-c", `${asNobody}true`]).code !== 0)
            skip(this, "root may write everywhere, and setpriv cannot run a program as nobody");
        const { code, err } = project.run(["sh", "-c", `${asNobody}${project.command} init --region eu-west-2 --yes`]);
        strictEqual(code, 1, err);
        match(err, /cannot be written: EACCES[^]*→ make the folder one that you may write in/);
        chmodSync(project.dir, 0o755);
        deepStrictEqual(contents(), before);
    });

    it("where there is room for one of the files only, both stay as they were, and nothing is left beside them", () => {
        const before = contents();
        // A limit on the size of files simulates the full disk: the second file fits, the first does not.
        const limit = `ulimit -f ${process.platform === "darwin" ? 4 : 2}; `;
        const { code, err } = project.run(["bash", "-c", `${limit}${project.command} init --region eu-west-2 --yes`]);
        strictEqual(code, 1, err);
        match(err, /cannot be written: EFBIG/);
        deepStrictEqual(contents(), before);
    });

    it("when the second file cannot be put in place, the first is put back", () => {
        const before = contents();
        const [management, security] = [project.path("management"), project.path("security")];
        const changes = [
            { path: management, before: before["Pulumi.management.yaml"], after: "new\n" },
            { path: security, before: before["Pulumi.security.yaml"], after: "new\n" },
        ];
        // The same file once more can be staged, but its new text is in place by then and cannot be renamed again.
        throws(
            () => {
                writeFiles([...changes, changes[1]!]);
            },
            { code: "ENOENT", syscall: "rename" },
        );
        deepStrictEqual(contents(), before);
        writeFiles(changes);
        deepStrictEqual(contents(), {
            ...before,
            "Pulumi.management.yaml": "new\n",
            "Pulumi.security.yaml": "new\n",
        });
    });

    it("a file that somebody else changed meanwhile is not overwritten", () => {
        writeFileSync(project.path("security"), "theirs\n");
        const before = contents();
        throws(
            () => {
                writeFiles([
                    { path: project.path("management"), before: project.read("management"), after: "new\n" },
                    { path: project.path("security"), before: "as it was read\n", after: "new\n" },
                ]);
            },
            { name: "CliError", message: /was changed while/ },
        );
        deepStrictEqual(contents(), before);
    });
});
