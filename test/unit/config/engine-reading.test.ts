import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingRegion, placeFaults, rawConfig, readProjectFile } from "../../../config";
import { readStackFile } from "../../../config/stack-file/read";
import { holds } from "./base";

const read = (text: string | Uint8Array): ReturnType<typeof readStackFile> => readStackFile(text, "aws-organization");
const faultsOf = (lines: string): ReturnType<typeof readStackFile>["faults"] => read(`config:\n${lines}`).faults;

describe("stack file: a tab that the engine refuses", () => {
    it("is reported with its line, once, and hides no other fault", () => {
        const file = read("config:\n  email: a@b\n\t\n  admns: [a]\n");
        holds(file.faults, "file", "has a tab");
        strictEqual(file.faults[0]?.line, 3);
        const other = { path: "admns", message: "is no key", cure: "x", severity: "fault" } as const;
        strictEqual(placeFaults([other], file)[0]?.line, 4);
    });

    it("a file that cannot be parsed has no other fault", () => {
        const file = read("config: [\n");
        const other = { path: "email", message: "is required, and missing", cure: "x", severity: "fault" } as const;
        deepStrictEqual(placeFaults([other], file), []);
    });
});

describe("stack file: texts in blocks", () => {
    it("one that ends the file without a line end has none at its end", () => {
        for (const [file, text] of [
            ["config:\n  email: |\n    a", "a"],
            ["config:\n  email: |+\n    a\n\n    b", "a\n\nb"],
            ["config:\n  email: >\n    a\n    b", "a b"],
            ["config:\n  units:\n    - |\n      a", undefined],
            ["config:\n  email: |\n    a\n", "a\n"],
            ["config:\n  email: |-\n    a", "a"],
            ["config:\n  email: |\r\n    a", "a"],
            ["config:\n  email: |\n    a\n  units: [a]", "a\n"],
        ] as const) {
            const { raw, faults } = read(file);
            deepStrictEqual(faults, [], file);
            if (text === undefined) deepStrictEqual(raw["units"], ["a"]);
            else strictEqual(raw["email"], text, file);
        }
    });

    it("lines of blanks at the end are a fault where the head counts the indentation: readers keep other ones", () => {
        for (const lines of ["|1\n    a\n     \n", ">3\n     a\n      \n", "|2-\n    a\n    ", "|-1\n      \n"])
            holds(faultsOf(`  email: ${lines}`), "email", "ends in lines of blanks", "take the blanks out");
        for (const lines of ["|2\n    a\n", "|2\n    a\n\n", "|\n    a\n      \n", ">1\n   a\n  \n   b\n"])
            deepStrictEqual(faultsOf(`  email: ${lines}`), [], lines);
    });

    it("a folded one with line breaks in it is a fault under a key with a prefix: the engine doubles them", () => {
        const folded = ["a\n      b\n", "a\n\n    b\n", "a\n\n\n"];
        folded.forEach((text, index) => {
            const lines = `${index === 2 ? ">+" : ">"}\n    ${text}`;
            holds(
                faultsOf(`  aws-organization:email: ${lines}`),
                "aws-organization:email",
                "line breaks",
                "| in place of >",
            );
            deepStrictEqual(faultsOf(`  email: ${lines}`), []);
        });
        for (const lines of [">\n    a\n    b\n", ">-\n    a\n", "|\n    a\n      b\n"])
            deepStrictEqual(faultsOf(`  aws-organization:email: ${lines}`), [], lines);
    });

    it("!!str without a text is a fault: the engine reads the comma behind it as the tag's", () => {
        for (const value of ["[!!str, a]", "{ a: !!str, b: c }", "[a, !!str]", "!!str"])
            strictEqual(faultsOf(`  units: ${value}\n`)[0]?.cure, 'write: ""', value);
        deepStrictEqual(read("config:\n  units: [!!str a, !!str '']\n").raw["units"], ["a", ""]);
    });
});

describe("stack file: merges", () => {
    const maps = "  x: &a { a: 1, c: one }\n  y: &b { a: 2, b: two, c: three }\n";
    for (const [merge, merged] of [
        ["{ <<: *a, c: own }", { a: 1, c: "own" }],
        ["{ c: own, <<: *a }", { a: 1, c: "own" }],
        ["{ <<: [*a, *b] }", { a: 1, b: "two", c: "one" }],
        ["{ <<: [*b, *a] }", { a: 2, b: "two", c: "three" }],
        ["{ <<: { <<: *a, c: inner }, b: own }", { a: 1, b: "own", c: "inner" }],
    ] as const) {
        it(`${merge}: the explicit key wins, and of a list of maps the first`, () => {
            deepStrictEqual(read(`config:\n${maps}  z: ${merge}\n`).raw["z"], merged);
        });
    }

    it("a merge of what is no map, a second one and one in quotes are faults", () => {
        holds(faultsOf(`${maps}  z: { <<: 1 }\n`), "z.<<".replace(".<<", '["<<"]'), "merges what is no map");
        holds(faultsOf(`${maps}  z: { <<: *a, <<: *b }\n`), 'z["<<"]', "twice");
        holds(faultsOf(`${maps}  z: { "<<": *a }\n`), 'z["<<"]', "even in quotes");
    });
});

describe("stack file: one key under several names", () => {
    for (const [lines, path] of [
        ["  email: a\n  aws-organization:email: b\n", "email"],
        ["  email: a\n  aws-organization:config:email: b\n", "email"],
        ["  aws-organization:email: a\n  aws-organization:config:email: b\n", "email"],
        ["  aws:region: us-east-1\n  aws:config:region: us-east-2\n", "aws:region"],
    ] as const) {
        it(`${lines.trim().replace("\n ", " and")} is written twice`, () => {
            holds(faultsOf(lines), path, "is written twice", "line 2", "line 3");
        });
    }

    it("project:config:key is the key", () => {
        const file = read(
            "config:\n  aws-organization:config:email: aws@acme.example\n  aws:config:region: eu-west-1\n",
        );
        deepStrictEqual([file.raw, file.region, file.faults], [{ email: "aws@acme.example" }, "eu-west-1", []]);
    });

    it("two names of which one is merged in are the same key too", () => {
        ok(faultsOf("  email: a\n  <<: { aws-organization:email: b }\n").length > 0);
    });

    it("more colons than the engine accepts are a fault", () => {
        holds(faultsOf("  a:b:email: x\n"), "a:b:email", "email");
    });
});

describe("stack file: numbers that pulumi config set would rewrite", () => {
    const document = (value: string): string => `  policies: { a: { document: { Condition: ${value} } } }\n`;
    for (const [written, engine] of [
        ["011111111111", "1227133513"],
        ["089000000001", "89000000001"],
        ["007", "7"],
        ["1_000", "1000"],
        ["0x1F", "31"],
        ["1e3", "1000"],
        ["1.0", "1"],
    ] as const) {
        it(`${written}, where nothing says that it is no text, has to be in quotes`, () => {
            holds(
                faultsOf(document(written)),
                "policies.a.document.Condition",
                engine,
                "pulumi config set",
                `"${written}"`,
            );
            deepStrictEqual(faultsOf(document(`"${written}"`)), []);
        });
    }
    it("numbers that stay what they are need none", () => {
        for (const number of ["7", "3600", "-1", "1.5", "0"]) deepStrictEqual(faultsOf(document(number)), []);
    });
    it("an id of 12 digits needs them always", () => {
        holds(faultsOf(document("111111111111")), "policies.a.document.Condition", "an id without quotes");
    });
});

describe("stack file: keys of the provider", () => {
    const all = (key: string, value: string): readonly string[] =>
        rawConfig({ [`aws:${key}`]: value }, "acme").faults.map(({ message, cure }) => `${message} → ${cure}`);
    for (const key of [
        "allowedAccountIds",
        "forbiddenAccountIds",
        "defaultTags",
        "profile",
        "assumeRole",
        "skipRegionValidation",
    ]) {
        it(`aws:${key} is a fault: nothing applies it`, () => {
            strictEqual(all(key, "x").length, 1);
            match(all(key, "x")[0]!, /take it out/);
        });
    }
    for (const [region, cure] of [
        ["us-east1", /us-east-1/],
        ["us-esat-1", /us-east-1/],
        ["US-EAST-1", /us-east-1/],
        ["us_east_1", /us-east-1/],
        ["Frankfurt", /as in aws:region: us-east-1/],
        ["1", /as in aws:region: us-east-1/],
        ["", /as in aws:region: us-east-1/],
        ["us-east-1a", /us-east-1/],
    ] as const) {
        it(`aws:region: ${JSON.stringify(region)} is a fault`, () => {
            strictEqual(all("region", region).length, 1);
            match(all("region", region)[0]!, cure);
        });
    }
    it("a region that AWS may have added since is none", () => {
        for (const region of ["us-east-1", "pl-central-1", "us-gov-west-1", "eusc-de-east-1", "ap-southeast-9"])
            deepStrictEqual(all("region", region), []);
    });
    it("a slip in its key is reported with the line to write", () => {
        for (const key of ["regoin", "Region", "regions", "reigon"])
            match(all(key, "eu-west-1")[0]!, /write: aws:region: eu-west-1/);
    });
    it("the management layer has to have one", () => {
        strictEqual(missingRegion("management", undefined).length, 1);
        strictEqual(missingRegion("security", undefined).length, 0);
        strictEqual(missingRegion("management", "us-east-1").length, 0);
    });
});

describe("stack file: bytes", () => {
    const text = "config:\n  email: é@acme.example\n";
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const [name, bytes, said] of [
        ["UTF-16, little end first", utf16, /UTF-16/],
        ["UTF-16, big end first", Buffer.from(utf16).swap16(), /UTF-16/],
        ["UTF-16 without a mark", Buffer.from(text, "utf16le"), /UTF-16/],
        ["Latin-1", Buffer.from(text, "latin1"), /Latin-1/],
    ] as const) {
        it(`${name} is named`, () => {
            const { faults } = read(bytes);
            strictEqual(faults.length, 1);
            match(faults[0]!.message, said);
            strictEqual(faults[0]!.cure, "save it as UTF-8");
        });
    }
    it("UTF-8 is read with a mark and without", () => {
        for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), text, `\ufeff${text}`])
            deepStrictEqual([read(bytes).raw, read(bytes).faults], [{ email: "é@acme.example" }, []]);
    });
});

describe("stack file: keys of the engine's own", () => {
    for (const key of ["secretsprovider", "encryptedkey", "encryptionsalt"]) {
        it(`${key} is a text`, () => {
            for (const value of ["[a]", "{ a: b }"]) holds(read(`${key}: ${value}\n`).faults, key, "is no text");
            for (const value of ["a", "7", "", "null"]) deepStrictEqual(read(`${key}: ${value}\n`).faults, []);
        });
    }
});

describe("stack file: what follows from one fault", () => {
    it("a file of brackets is one fault", () => {
        strictEqual(read("[".repeat(400)).faults.length, 1);
        strictEqual(read("{".repeat(50)).faults.length, 1);
    });
    it("aliases of aliases end", () => {
        const levels = Array.from(
            { length: 9 },
            (_, level) => `  l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}x]\n`,
        );
        ok(faultsOf(`  l0: &l0 [x]\n${levels.join("")}`).length > 0);
    });
});

describe("stack file: environments", () => {
    for (const [written, names] of [
        ["[acme/prod, base]", ["acme/prod", "base"]],
        ["{ imports: [acme/prod] }", ["acme/prod"]],
        ["{ imports: [{ acme/prod: { merge: false } }] }", ["acme/prod"]],
        ["{ values: { a: b } }", ["in the file itself"]],
    ] as const) {
        it(`environment: ${written}`, () => {
            deepStrictEqual(read(`environment: ${written}\nconfig: {}\n`).environments, names);
        });
    }
});

describe("Pulumi.yaml", () => {
    const project = (text: string | Uint8Array): ReturnType<typeof readProjectFile> =>
        readProjectFile(Buffer.from(text));
    it("is read as the engine reads it", () => {
        deepStrictEqual(project("name: acme\nconfig:\n  aws:region: { value: 010 }\n"), {
            value: { name: "acme", config: { "aws:region": { value: 8 } } },
        });
        ok("value" in project(readFileSync(join(__dirname, "../../../Pulumi.yaml"))));
    });
    for (const [name, text, said, line] of [
        ["a key twice", "name: a\nruntime: nodejs\nname: b\n", /twice, in line 1 and in line 3/, 3],
        ["no YAML", "name: [a\nruntime: x: y\n", /no YAML/, 2],
        ["UTF-16", Buffer.from("\ufeffname: a\n", "utf16le"), /UTF-16/, 1],
        ["no name", "runtime: nodejs\n", /has no name/, 1],
        ["a number for a name", "name: 7\nruntime: nodejs\n", /has no name/, 1],
        ["a list", "- name\n", /is no map/, 1],
        ["a directive", "%YAML 1.2\n---\nname: a\n", /directive/, 1],
    ] as const) {
        it(`${name} is a fault with its line`, () => {
            const result = project(text);
            ok("faults" in result);
            match(result.faults[0].message, said);
            strictEqual(result.faults[0].line, line);
        });
    }
});
