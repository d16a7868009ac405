import { ok, strictEqual, throws } from "node:assert/strict";
import * as fc from "fast-check";
import { credentialsKey, withKeys } from "../../../cli/aws-files/section-keys";

const keys = { aws_access_key_id: "AKIANEW", aws_secret_access_key: "secret", aws_session_token: undefined };

function put(text: string): string {
    return withKeys(text, "ac-bootstrap", keys, "credentials");
}

const section = "[ac-bootstrap]\naws_access_key_id = AKIANEW\naws_secret_access_key = secret\n";

describe("keys of a section in the credentials file", () => {
    for (const [name, before, after] of [
        ["a new section at the end", "", section],
        ["a file without a final line end", "[x]\na = 1", `[x]\na = 1\n\n${section}`],
        [
            "other keys of the section, comments and blanks stay",
            "[ac-bootstrap]\n# mine\nregion = x\naws_access_key_id=OLD\n\naws_secret_access_key : old\n\n[y]\nb=2\n",
            "[ac-bootstrap]\n# mine\nregion = x\naws_access_key_id = AKIANEW\n\naws_secret_access_key = secret\n\n[y]\nb=2\n",
        ],
        [
            "a session's token goes with its keys",
            "[ac-bootstrap]\naws_access_key_id = ASIAOLD\naws_secret_access_key = old\naws_session_token = t\n[y]\n",
            `${section}[y]\n`,
        ],
        [
            "a key that is written twice is written once",
            "[ac-bootstrap]\naws_access_key_id = A\naws_access_key_id = B\naws_secret_access_key = old\n",
            section,
        ],
        [
            "indented keys stay indented, so that none becomes part of another",
            "[ac-bootstrap]\r\n  region = x\r\n  aws_access_key_id = A\r\n",
            "[ac-bootstrap]\r\n  aws_secret_access_key = secret\r\n  region = x\r\n  aws_access_key_id = AKIANEW\r\n",
        ],
        [
            "a key that is further in than the first is written at its side",
            "[ac-bootstrap]\naws_access_key_id = A\n  aws_secret_access_key = old\n  region = x\n",
            "[ac-bootstrap]\naws_access_key_id = AKIANEW\naws_secret_access_key = secret\n  region = x\n",
        ],
        ["an empty section without a line end", "[ac-bootstrap]", section],
    ] as const)
        it(name, () => {
            strictEqual(put(before), after);
            strictEqual(put(after), after);
        });

    it("twice is once, and the rest of any file stays byte for byte", () => {
        const text = fc.array(fc.oneof(fc.string(), fc.constantFrom("[x]", "[ y ]", "k = v", "\t# c")), {
            maxLength: 8,
        });
        fc.assert(
            fc.property(text, text, fc.constantFrom("\n", "\r\n"), (before, after, end) => {
                const head = before.map((line) => `${line.replace(/\n/gu, "")}${end}`).join("");
                const tail = after.map((line) => `${line.replace(/\n/gu, "")}${end}`).join("");
                const old = `[ac-bootstrap]${end}aws_secret_access_key = old${end}[z]${end}`;
                const result = put(`${head}${old}${tail}`);
                ok(result.startsWith(head) && result.endsWith(`[z]${end}${tail}`));
                strictEqual(put(result), result);
                strictEqual(credentialsKey(result, "ac-bootstrap", "aws_access_key_id", ""), "AKIANEW");
            }),
        );
    });

    it("a section that is written twice is refused with its lines", () => {
        throws(
            () => put("[ac-bootstrap]\n\n[ ac-bootstrap ]\n"),
            /\[ac-bootstrap\] is written more than once .* line 1 and 3/u,
        );
    });
});
