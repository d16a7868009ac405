import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dot } from "../../../cli/diagram/dot";
import { mermaid } from "../../../cli/diagram/mermaid";
import { svg } from "../../../cli/diagram/svg";
import { treeOf, type TreeNode } from "../../../cli/diagram/tree";
import { projectRoot } from "../../../sandbox/locations";
import { managementConfig } from "../../support/company";
import { OrgProject, acmeStack } from "../../support/org-project";

const config = managementConfig({
    units: ["security", "workloads/prd", "shared"],
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        shared: { unit: "shared" },
        old: { unit: "workloads/prd", state: "closed", id: "333333333333" },
    },
    policies: {
        "deny-root-user": { targets: ["root"] },
        "deny-leaving-organization": { targets: ["workloads", "account:shared"] },
    },
});

const shown = ({ kind, label, note, policies, children }: TreeNode): unknown => [
    [kind, label, note, ...policies].filter((each) => each !== undefined).join(" "),
    ...children.map((child) => shown(child)),
];

describe("org diagram", () => {
    it("has every unit and account where it is, with the policies on it", () => {
        deepStrictEqual(shown(treeOf(config, true)), [
            "root acme deny-root-user",
            ["unit security", ["account security"]],
            ["unit workloads deny-leaving-organization", ["unit prd", ["account apps-prd"], ["account old closed"]]],
            ["unit shared", ["account shared deny-leaving-organization"]],
            ["account management"],
        ]);
        strictEqual(JSON.stringify(shown(treeOf(config, false))).includes("deny"), false);
    });

    for (const [format, draw, escaped] of [
        ["mermaid", mermaid, "a #quot;b#quot; #lt;c#gt;"],
        ["dot", dot, 'a \\"b\\" <c>'],
        ["svg", svg, "a &#34;b&#34; &#60;c&#62;"],
    ] as const)
        it(`${format}: each name once, those of no plain letters escaped, and as many lines as there are nodes but the root`, () => {
            const tree = treeOf(config, true);
            const picture = draw({ ...tree, label: 'a "b" <c>' });
            ok(picture.includes(escaped), picture);
            for (const name of ["apps-prd", "workloads", "deny-root-user", "old (closed)"])
                strictEqual(picture.split(name).length, 2, name);
            const links = { mermaid: / --- /gu, dot: / -> /gu, svg: /<path /gu }[format];
            strictEqual(picture.match(links)!.length, 9);
        });

    it("svg: boxes of one column do not overlap, with 400 accounts too", () => {
        const accounts = Object.fromEntries(
            [...Array(400).keys()].map((index) => [
                `apps-${index}`,
                { unit: index % 2 === 0 ? "workloads/prd" : "shared" },
            ]),
        );
        const many = managementConfig({
            units: ["workloads/prd", "shared"],
            accountQuota: 500,
            accounts,
            policies: { "deny-root-user": { targets: ["workloads/prd"] } },
        });
        const boxes = [
            ...svg(treeOf(many, true)).matchAll(/<rect x="(\d+)" y="([\d.-]+)" width="\d+" height="(\d+)"/gu),
        ].map(([, x, y, height]) => [Number(x), Number(y), Number(height)] as const);
        strictEqual(boxes.length, 405);
        const columns = new Set(boxes.map(([x]) => x));
        for (const column of columns) {
            const sorted = boxes.filter(([x]) => x === column).sort(([, a], [, b]) => a - b);
            for (const [index, [, y, height]] of sorted.slice(0, -1).entries())
                ok(y + height < sorted[index + 1]![1], `${y}`);
        }
    });

    it("is written to a file, or to standard output", async () => {
        const project = new OrgProject();
        project.write("management", acmeStack);
        match((await project.here("diagram")).out, /^flowchart LR\n/u);
        const file = join(project.dir, "organization.svg");
        strictEqual((await project.here("diagram", "--format", "svg", "--out", file)).code, 0);
        match(readFileSync(file, "utf8"), /^<svg [^]*<\/svg>\n$/u);
        project.close();
    });

    it("is the picture of README.md", async () => {
        const file = join(projectRoot, "README.md");
        const readme = readFileSync(file, "utf8");
        const project = new OrgProject("aws-organization");
        project.write("management", readFileSync(join(projectRoot, "Pulumi.management.yaml"), "utf8"));
        const { out, err } = await project.here("diagram");
        project.close();
        const picture = /(?<=for Graphviz\):\n\n```mermaid\n)[^`]*(?=```)/u;
        if (process.env["UPDATE_DOCS"] === "1")
            writeFileSync(
                file,
                readme.replace(picture, () => out),
            );
        ok(out !== "", err);
        strictEqual(picture.exec(readFileSync(file, "utf8"))?.[0], out, "stale: run this test with UPDATE_DOCS=1");
    });
});
