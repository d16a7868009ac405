/** `org adopt` beside a stack file whose lists and maps are left out, empty, or filled by hand: each way ends in one config, and the second time adds nothing. */
import { deepStrictEqual, ok } from "node:assert/strict";
import { join } from "node:path";
import { fitted, type Fitted } from "../../../cli/adopt/fit";
import { filesOf } from "../../../cli/adopt/files";
import { proposalOf } from "../../../cli/adopt/proposal";
import { parseManagement, readStackFile, type ManagementConfig } from "../../../config";
import { formatFaults } from "../../../config/faults";
import type { LivingOrganization } from "../../../aws/living/living-organization";
import { livingFacts, member } from "../../support/living-facts";

const project = { name: "aws-organization", dir: "/nowhere", stackDir: "/nowhere", config: {} };
const head = [
    "config:",
    "  aws:region: us-east-1",
    "  company: { name: acme, short: ac }",
    "  email: aws@acme.example",
];
const scope = "  scope: organization";

/** The proposal for a stack file with this text, without what the config's rules refuse; or the faults of what the text has. */
function judgedBy(living: LivingOrganization, text: string): Fitted {
    const before = { management: readStackFile(text, project.name).raw, security: {} };
    return fitted(proposalOf(living, before), living, {
        project: project.name,
        baseDir: project.dir,
        region: "us-east-1",
        before,
    });
}

/** The management file after adoption, and the config that it says. */
function adopted(
    living: LivingOrganization,
    text: string,
): { readonly text: string; readonly config: ManagementConfig } {
    const { raw } = readStackFile(text, project.name);
    const judged = judgedBy(living, text);
    ok(judged.ok, judged.ok ? "" : formatFaults(judged.faults));
    const place = (name: string) => ({ path: join(project.stackDir, name), shown: name });
    const files = filesOf(
        judged.proposal,
        living,
        {
            region: "us-east-1",
            management: raw,
            files: {
                management: { ...place("Pulumi.management.yaml"), text, kind: "own", raw, region: "us-east-1" },
                security: { ...place("Pulumi.security.yaml"), text: undefined, kind: "none", raw: {} },
            },
        },
        project,
    );
    const after = files.find(({ shown }) => shown === "Pulumi.management.yaml")?.after ?? text;
    const parsed = parseManagement(readStackFile(after, project.name).raw, { region: "us-east-1" });
    ok(parsed.ok, parsed.ok ? "" : formatFaults(parsed.faults));
    return { text: after, config: parsed.value };
}

const ways: readonly (readonly [string, readonly string[]])[] = [
    ["organization left out", []],
    ["organization: {}", ["  organization: {}"]],
    ["its id alone", ["  organization: { id: o-exampleorgid }"]],
    ["both lists empty", ["  organization: { policyTypes: [], services: [] }"]],
    ["one list empty, the other left out", ["  organization:", "    services: []"]],
    ["units and accounts empty", ["  units: []", "  accounts: {}", "  policies: {}"]],
    [
        "units empty in block style, with a comment",
        ["  units:", "    # none yet", "    []", "  organization:", "    id: o-exampleorgid"],
    ],
    ["keys without a value", ["  organization:", "  units:", "  accounts:", "  policies:"]],
    ["a unit and an account by hand", ["  units: [infra]", "  accounts:", "    shop: { unit: infra }"]],
];

describe("org adopt beside lists that are left out or empty", () => {
    const members = [member("222222222222", "acme-shop", { unit: "infra", parentId: "ou-1" })];
    const bare = livingFacts({ policyTypes: [], services: [], members, unitNames: { "ou-1": ["infra"] } });

    for (const [what, lines] of ways)
        it(`${what}: AWS's empty lists, its unit and its account, and nothing more the second time`, () => {
            const first = adopted(bare, [...head, ...lines, scope, ""].join("\n"));
            const { organization, units, accounts, policies } = first.config;
            deepStrictEqual(
                [organization.id, organization.policyTypes, organization.services, organization.rootAccess],
                ["o-exampleorgid", [], [], false],
            );
            deepStrictEqual([units.map(({ path }) => path), policies], [["infra"], []]);
            deepStrictEqual(
                accounts.map(({ key, id, unit }) => [key, id, unit]),
                [["shop", "222222222222", "infra"]],
            );
            deepStrictEqual(adopted(bare, first.text).text, first.text);
        });

    it("lists that somebody has filled, and AWS has empty, stay as they are: the first preview says what comes on", () => {
        const own = "  organization: { policyTypes: [TAG_POLICY], services: [ram.amazonaws.com] }";
        const { organization } = adopted(bare, [...head, own, scope, ""].join("\n")).config;
        deepStrictEqual([organization.policyTypes, organization.services], [["TAG_POLICY"], ["ram.amazonaws.com"]]);
    });

    it("lists without a value are faults, each with its cure", () => {
        const own = ["  organization:", "    policyTypes:", "    services:"];
        const judged = judgedBy(bare, [...head, ...own, scope, ""].join("\n"));
        deepStrictEqual(judged.ok ? [] : judged.faults.map(({ path, cure }) => [path, /write a list/u.test(cure)]), [
            ["organization.policyTypes", true],
            ["organization.services", true],
        ]);
    });
});
