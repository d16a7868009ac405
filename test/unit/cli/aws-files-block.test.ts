import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import * as fc from "fast-check";
import { joined, linesOf } from "../../../cli/aws-files/lines";
import { findBlock, markersOf, withBlock } from "../../../cli/aws-files/marked-block";
import { CliError } from "../../../cli/common/ui";

const markers = markersOf("acme-org", "ac");
const other = markersOf("acme-org", "bb");
const block = [markers.begin, "[profile ac-a]", "region = us-east-1", markers.end];
const shorter = [markers.begin, "[profile ac-b]", markers.end];

function put(text: string, lines: readonly string[] = block): string {
    return withBlock(text, findBlock(text, markers, "config"), lines);
}

/** Any bytes at all, and what AWS files are made of. */
const piece = fc.oneof(
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    fc.constantFrom(
        "\n",
        "\r\n",
        "\r",
        "\u00EF\u00BB\u00BF",
        "[default]\n",
        "[profile  'x y']\r\n",
        "  s3 =\n    max_concurrent_requests = 20\n",
        "# BEGIN ANSIBLE MANAGED BLOCK\n",
        "# >>> conda initialize >>>\n",
        `${other.begin}\n[profile bb-a]\n${other.end}\n`,
        "key\t=\tvalue ; comment\n",
    ),
);
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

describe("a block between markers", () => {
    it("lines joined again are the text, byte for byte", () => {
        fc.assert(fc.property(anyText, (text) => joined(linesOf(text)) === text));
    });

    it("is appended to any file, and every byte before it stays", () => {
        fc.assert(
            fc.property(anyText, (text) => {
                const result = put(text);
                ok(result.startsWith(text));
                const added = result.slice(text.length).replace(/\r\n/gu, "\n");
                ok(/^\n{0,2}# >>>/u.test(added), JSON.stringify(added));
                ok(added.trimStart() === `${block.join("\n")}\n`);
            }),
        );
    });

    it("is replaced in place, and every byte around it stays", () => {
        fc.assert(
            fc.property(anyText, anyText, fc.constantFrom("\n", "\r\n"), (before, after, end) => {
                const head = before === "" ? "" : `${before}\n`;
                const result = put(`${head}${block.join(end)}${end}${after}`, shorter);
                strictEqual(result, `${head}${shorter.join(end)}${end}${after}`);
            }),
        );
    });

    it("written twice is written once", () => {
        fc.assert(fc.property(anyText, (text) => put(put(text)) === put(text)));
    });

    it("ends its lines as the file does", () => {
        strictEqual(put("[default]\r\n"), `[default]\r\n\r\n${block.join("\r\n")}\r\n`);
        strictEqual(put("[default]\nregion = x"), `[default]\nregion = x\n\n${block.join("\n")}\n`);
        strictEqual(put("\n"), `\n${block.join("\n")}\n`);
        strictEqual(put(""), `${block.join("\n")}\n`);
    });

    it("keeps the missing end of the file's last line", () => {
        strictEqual(put(block.join("\n"), shorter), shorter.join("\n"));
    });

    it("of one organization is not that of another", () => {
        const both = put(`${other.begin}\n[profile bb-a]\n${other.end}\n`);
        deepStrictEqual(findBlock(both, other, "config")?.lines.length, 3);
        deepStrictEqual(findBlock(both, markers, "config")?.lines.length, block.length);
    });

    for (const [name, text, where] of [
        ["has no end", `a\n${markers.begin}\nb\n`, /begin.*|>>>" is in line 2.*<<<" is missing/u],
        ["has no beginning", `${markers.end}\n`, />>>" is missing.*<<<" is in line 1/u],
        ["ends before it begins", `${markers.end}\n${markers.begin}\n`, />>>" is in line 2.*<<<" is in line 1/u],
        ["is there twice", `${block.join("\n")}\n\n${block.join("\n")}\n`, /line 1 and 6.*line 4 and 9/u],
        [
            "has another organization's inside",
            [markers.begin, other.begin, other.end, markers.end].join("\n"),
            /between lines 1 and 4: line 2/u,
        ],
    ] as const)
        it(`is refused with its lines when it ${name}`, () => {
            throws(
                () => put(text),
                (error) => error instanceof CliError && where.test(error.message),
            );
        });

    it("is found behind a byte order mark and by a marker that was indented", () => {
        const text = `\u00EF\u00BB\u00BF${markers.begin}\n[profile ac-a]\n  ${markers.end}\n`;
        strictEqual(findBlock(text, markers, "config")?.lines.length, 3);
    });
});
