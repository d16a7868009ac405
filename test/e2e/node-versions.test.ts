/** The program and the command with the oldest supported Node.js, and with a later one. */
import { match, strictEqual } from "node:assert/strict";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/locations";
import { writeScript, shellQuote } from "../../sandbox/project";
import { acme } from "../support/company";
import { nodeOf } from "../support/node-version";
import { TestProject } from "../support/project";
import { newAccount } from "../support/test-emulator";

describe("Node.js of another version", () => {
    let project: TestProject;
    before(async () => {
        const management = { "aws:region": "us-east-1", ...acme };
        project = await TestProject.open({ management }, newAccount, "us-east-1", { asUser: true });
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    for (const version of ["20.19.0", "24.9.0"])
        it(`${version}: org validate, and a first preview`, async () => {
            const node = await nodeOf(version);
            strictEqual((await project.run(node, ["--version"])).stdout, `v${version}`);
            const validate = await project.run(node, [path.join(projectRoot, "bin", "org.js"), "validate"]);
            strictEqual(validate.exitCode, 0, validate.stderr);
            // The first `node` on the engine's PATH.
            writeScript(path.join(project.sandbox.folder, "bin", "node"), `exec ${shellQuote(node)} "$@"`);
            match((await project.pulumi("about")).text, new RegExp(`version='v${version}'`, "u"));
            match(await project.must("preview", "--stack", "management"), /\+ \d+ to create/u);
        });
});
