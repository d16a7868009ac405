/** `org init` on the example of which somebody changed a part: what is the example's still goes or becomes the company's, what is theirs stays. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { parseDocument, stringify } from "yaml";
import { initStacks, type InitStack } from "../../../cli/init/stacks";
import { formatPath, type Path } from "../../../config/faults";
import { exampleValues } from "../../../config/names";
import {
    begunAnswers,
    begunFlags as flags,
    owned,
    proposed as proposedIn,
    raw,
    replaced,
    shipped,
} from "../../support/begun-files";
import { companyFlags, OrgProject } from "../../support/org-project";

const answers = begunAnswers({ key: "security" }, { key: "shared" }, { key: "crm", unit: "workloads/crm" });

/** As a program writes the file again: no comment, another order of keys within, every list at dashes, the project's name in front. */
function rewritten(text: string): string {
    const { config } = parseDocument(text).toJS() as { config: Record<string, unknown> };
    const named = Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `acme-org:${key}`, value]);
    return stringify({ config: Object.fromEntries(named) as unknown }, { sortMapEntries: true });
}

/** Every text and number of a file, with its path. */
function leavesOf(text: string): readonly Path[] {
    const { config } = parseDocument(text).toJS() as { config: unknown };
    const walk = (value: unknown, path: Path): readonly Path[] =>
        typeof value === "object" && value !== null
            ? Object.entries(value).flatMap(([key, item]) =>
                  walk(item, [...path, Array.isArray(value) ? Number(key) : key]),
              )
            : [path];
    return walk(config, []);
}

/** The file with another value at a path, and every other character as it was. */
function withValue(text: string, path: Path, value: string): string {
    const document = parseDocument(text);
    const config = document.get("config") as { items: { key: { value: string } }[] };
    const first = config.items
        .map(({ key }) => key.value)
        .find((key) => key === path[0] || key === `acme-org:${path[0]!}`)!;
    const node = document.getIn(["config", first, ...path.slice(1)], true) as { range: [number, number] };
    return text.slice(0, node.range[0]) + value + text.slice(node.range[1]);
}

/** One value of each key at each depth: of alike ones, one. */
function oneOfAKind(paths: readonly Path[]): readonly Path[] {
    const kinds = new Map(
        paths.map((path) => [
            `${path[0]!} ${path.length} ${typeof path.at(-1) === "number" ? "" : path.at(-1)!}`,
            path,
        ]),
    );
    return [...kinds.values()];
}

describe("org init on the example that somebody began to change", function () {
    let project: OrgProject;
    before(() => {
        project = new OrgProject();
    });
    after(() => {
        project.close();
    });

    const proposed = (
        texts: Readonly<Record<InitStack, string>>,
        given = answers,
    ): Readonly<Record<InitStack, string>> => proposedIn(project, texts, given);
    const left = (text: string): readonly string[] => exampleValues(raw(text));
    /** What flags answer is the answer's. */
    const isAnswered = ([topKey]: Path): boolean =>
        ["aws:region", "company", "email", "management", "admins"].includes(String(topKey));

    for (const [style, write] of [
        ["as it is shipped", (text: string) => text],
        ["as a program wrote it again", rewritten],
    ] as const)
        for (const stack of initStacks)
            it(`whatever one value of the ${stack} file is changed, ${style}`, () => {
                const texts = { management: write(shipped.management), security: write(shipped.security) };
                for (const path of oneOfAKind(leavesOf(shipped[stack]).filter((each) => !isAnswered(each)))) {
                    const at = formatPath(path);
                    const after = proposed({ ...texts, [stack]: withValue(texts[stack], path, "their-own") })[stack];
                    ok(after.includes("their-own"), `${at} is gone:\n${after}`);
                    // Beside an address of their own the telephone may be theirs too: it is named.
                    const phone = formatPath([...path.slice(0, -1), "phone"]);
                    deepStrictEqual(
                        left(after).filter((each) => each !== phone),
                        [],
                        at,
                    );
                    doesNotMatch(after, /binbash|example\.com/u, at);
                }
            });

    for (const stack of initStacks)
        it(`wherever a comment is added in the ${stack} file`, () => {
            const lines = shipped[stack].split("\n");
            for (const [index, line] of lines.entries()) {
                // Before each key of the config, in a line of its own, and behind the first value below it.
                const isTop = /^ {2}[\w:]+:/u.test(line);
                const isInner = /^ {2}[\w:]+:$/u.test(lines[index - 1] ?? "") && !line.includes("#");
                if (!isTop && !isInner) continue;
                const changed = isTop ? ["  # of ours", line] : [`${line} # of ours`];
                const text = [...lines.slice(0, index), ...changed, ...lines.slice(index + 1)].join("\n");
                const after = proposed({ ...shipped, [stack]: text })[stack];
                ok(after.includes("# of ours"), `line ${index + 1}: ${line}\n${after}`);
                deepStrictEqual(left(after), [], line);
            }
        });

    it("what was changed stays to the letter: the difference to a new company's file is that alone", () => {
        const few = { ...answers, accounts: ["security", "shared", "apps-prd"].map((key) => ({ key })) };
        const fresh = proposed(shipped, few);
        for (const [stack, before, after] of [
            ["management", "noncurrentDays: 90", "noncurrentDays:   '400' # by law"],
            ["management", "    - suspended # on their way out", "    - suspended   # going"],
            ["management", "      - sso.amazonaws.com\n", "      - sso.amazonaws.com\n      - ram.amazonaws.com\n"],
            ["management", "  identity: [users]", "  identity: [ users, identity-center ]"],
            ["security", "retentionDays: 400", "retentionDays: 800"],
            ["security", "    # The organization's access analyzer.\n    analyzer: true\n", ""],
        ] as const) {
            strictEqual(shipped[stack].split(before).length, 2, before);
            const made = proposed({ ...shipped, [stack]: shipped[stack].replace(before, after) }, few)[stack];
            strictEqual(made, fresh[stack].replace(before, after));
        }
    });

    describe("by the command", () => {
        const begun = (text: string): string => text.replace("# on their way out", "# mine");

        it("asks for what is the example's, and names the flags where nobody can be asked", async () => {
            project.write("management", begun(shipped.management));
            const { code, err } = await project.here("init", "--company", "acme", "--yes");
            strictEqual(code, 2);
            match(err, /missing.*: --short, --email, --management-id, --account, --admin$/mu);
            strictEqual(project.read("management"), begun(shipped.management));
        });

        it("changes both files in place, says so, and leaves no fault and nothing of the example", async () => {
            project.write("management", begun(shipped.management));
            project.write("security", shipped.security.replace("retentionDays: 400", "retentionDays: 800"));
            const { code, err } = await project.here("init", ...flags, "--yes");
            strictEqual(code, 0, err);
            match(err, /Pulumi\.management\.yaml was begun from the example/u);
            match(err, /Pulumi\.security\.yaml was begun from the example/u);
            const text = project.read("management")! + project.read("security")!;
            match(text, /# mine/u);
            match(text, /retentionDays: 800/u);
            doesNotMatch(text, /binbash|example\.com|111111111111|us-east-1|alan\.turing|katherine/u);
            const verdict = await project.here("validate");
            strictEqual(verdict.code, 0, verdict.out);
            doesNotMatch(verdict.out, /warning/u);
            const again = await project.here("init", ...flags);
            strictEqual(again.code, 0, again.err);
            match(again.err, /nothing to change/u);
        });

        it("keeps the accounts of a file with an address and a management account of its own: AWS may have made them", async () => {
            const own = replaced(
                owned(shipped.management),
                ["aws@example.com\n", "aws@acme.example\n"],
                ["[ada.lovelace, alan.turing]", "[ada.lovelace, jane.doe, alan.turing]"],
            );
            project.write("management", own);
            const { code, err } = await project.here("init", "--admin", "none", "--yes");
            strictEqual(code, 0, err);
            const after = raw(project.read("management")!);
            deepStrictEqual(after["admins"], ["jane.doe"]);
            for (const key of ["accounts", "units", "policies", "access"])
                deepStrictEqual(after[key], raw(shipped.management)[key], key);
            deepStrictEqual([after["contacts"], after["ci"]], [undefined, undefined]);
        });

        it("offers at a terminal the example's accounts that are in the file, and asks for an admin", async () => {
            project.write("management", begun(shipped.management).replace("    network:\n      unit: network\n", ""));
            const { code, shown } = await project.dialogue(
                [
                    [
                        /Accounts.*of the example's only these stay.*shared=shared, apps-devstg=workloads\/devstg, apps-prd/u,
                        "",
                    ],
                    [/Admins.*of the example's only these stay/u, "jane.doe"],
                    [/Do this\?/u, "y"],
                ],
                ...["init", ...companyFlags],
            );
            strictEqual(code, 0, shown);
            const after = raw(project.read("management")!);
            deepStrictEqual(Object.keys(after["accounts"] as object), [
                "security",
                "shared",
                "apps-devstg",
                "apps-prd",
            ]);
            deepStrictEqual(after["admins"], ["jane.doe"]);
        });
    });
});
