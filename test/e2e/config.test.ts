/** The program judges its config with the code that `org validate` uses: one error, every fault, and nothing asked of AWS. */
import { strict as assert } from "node:assert";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const file = `config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: 011111111111 }
  units: [security, workloads/devstg/]
  polices: {}
  accounts:
    security: { unit: security, untis: security }
    apps-prd: { unit: Workloads/prd, id: 089000000001 }
  admins: [ada.lovelace]
`;

describe("a stack file with faults", () => {
    let project: TestProject;

    before(async () => {
        project = await TestProject.open({ management: file }, account, "us-east-1", { faults: [] });
        await project.must("stack", "init", "management");
    });
    after(() => project.close());

    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        it(`ends \`pulumi ${command[0]!}\` with one error that has every fault, its line and its cure, and no call of AWS`, async () => {
            const { exitCode, text } = await project.pulumi(...command, "--stack", "management");
            assert.notEqual(exitCode, 0);
            for (const [fault, line] of [
                ["management.id", 5],
                ["polices", 7],
                ["accounts.security.untis", 9],
                ["accounts.apps-prd.unit", 10],
                ["accounts.apps-prd.id", 10],
            ] as const) {
                assert.match(
                    text,
                    new RegExp(
                        `${fault.replaceAll(".", "\\.")}.*line ${line}|line ${line}.*${fault.replaceAll(".", "\\.")}`,
                    ),
                    fault,
                );
            }
            assert.match(text, /id: "011111111111"/);
            assert.doesNotMatch(text, /\n\s+at /);
            assert.deepEqual(project.proxy!.calls, []);
        });
    }
});
