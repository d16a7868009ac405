import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "../../../cli/preview/engine-event";
import { parseEvents, readPreview } from "../../../cli/preview/events";
import { lossesOf } from "../../../cli/preview/losses";
import { marker, renderMarkdown, type MarkdownOptions } from "../../../cli/preview/markdown";
import { recordedEvents } from "../../support/recorded-events";

const options: MarkdownOptions = { stack: "management", succeeded: true, secrets: [] };
const urn = (type: string, name: string): string => `urn:pulumi:management::aws-organization::${type}::${name}`;
const accountType = "aws:organizations/account:Account";
const ended: EngineEvent = { summaryEvent: { resourceChanges: { same: 3 } } };

function step(op: string, type: string, name: string, more: object = {}): EngineEvent {
    return { resourcePreEvent: { metadata: { op, urn: urn(type, name), type, old: null, new: null, ...more } } };
}
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

/** Everything at once, in an order that the engine may use. */
const mixed: readonly EngineEvent[] = [
    step("create", "aws:iam/user:User", "admin-ada", {
        new: { custom: true, inputs: { name: "ada", password: secret } },
    }),
    step("update", accountType, "account-a", {
        old: { custom: true, inputs: { name: "a", tags: { owner: "x" } } },
        new: { custom: true, inputs: { name: "b", tags: { owner: secret } } },
        detailedDiff: { name: { diffKind: "update" }, "tags.owner": { diffKind: "update" } },
    }),
    step("replace", accountType, "account-b", {
        old: { custom: true, inputs: { email: "aws+b@acme.example" } },
        new: { custom: true, inputs: { email: "aws+c@acme.example" } },
        keys: ["email"],
        detailedDiff: { email: { diffKind: "update-replace" } },
    }),
    step("create-replacement", accountType, "account-b"),
    step("delete", "aws:organizations/policy:Policy", "policy-x", {
        old: { custom: true, inputs: { name: "x" }, retainOnDelete: true },
    }),
    step("create", "aws-organization:account:Account", "account-c", { new: { inputs: {} } }),
    {
        policyEvent: {
            resourceUrn: urn(accountType, "account-b"),
            message: "email is wrong → another",
            policyName: "no-personal-emails",
            enforcementLevel: "advisory",
        },
    },
    { diagnosticEvent: { urn: urn(accountType, "account-a"), message: "deprecated\n", severity: "warning" } },
    ended,
];

/** A hostile description, a provider that prints its environment, colours. */
const hostile: readonly EngineEvent[] = [
    step("update", "aws:organizations/policy:Policy", "policy-x", {
        old: { custom: true, inputs: { description: "old" } },
        new: {
            custom: true,
            inputs: { description: `\`\`\`\n${marker("management")}\n| a | b |\n@everyone </details> <!-- -->` },
        },
        detailedDiff: { description: { diffKind: "update" } },
    }),
    {
        diagnosticEvent: {
            message:
                "\u001b[31mprovider died:\u001b[0m AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCY AWS_SESSION_TOKEN=FwoGZXIvYXdzEBY token hunter2hunter2\n```\n@acme/admins",
            severity: "error",
        },
    },
    ended,
];

const goldens: Readonly<
    Record<string, readonly [events: () => readonly EngineEvent[], options?: Partial<MarkdownOptions>]>
> = {
    "nothing-changes": [() => [ended]],
    mixed: [() => mixed],
    refused: [
        () => [
            {
                policyEvent: {
                    resourceUrn: urn(accountType, "account-b"),
                    message: 'email "ada@gmail.com" is a personal mailbox → use a group',
                    policyName: "no-personal-emails",
                    enforcementLevel: "mandatory",
                },
            },
            ...mixed,
        ],
        { succeeded: false },
    ],
    died: [() => mixed.slice(0, 2), { succeeded: false }],
    hostile: [() => hostile, { succeeded: false, secrets: ["hunter2hunter2"] }],
    drift: [() => recordedEvents("drift")],
    "words-management": [() => recordedEvents("words-management")],
    "words-security": [() => recordedEvents("words-security")],
    "words-member": [() => recordedEvents("words-member")],
    "400-accounts": [() => recordedEvents("400-accounts"), { link: "https://example.com/run/1" }],
};

describe("the comment of a preview", () => {
    for (const [name, [events, more]] of Object.entries(goldens)) {
        it(`golden: ${name}`, () => {
            const file = join(__dirname, "golden", `${name}.md`);
            const text = renderMarkdown(readPreview(events()), { ...options, ...more });
            if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
            ok(existsSync(file), "run it with UPDATE_GOLDEN=1");
            strictEqual(text, readFileSync(file, "utf8"), "differs; if that is right, run it with UPDATE_GOLDEN=1");
        });
    }

    it("shows counts and verdict first, then what is deleted and replaced, then the rest folded", () => {
        const text = renderMarkdown(readPreview(mixed), options);
        const places = [
            "1 deleted, 1 replaced: look twice",
            "1 deleted · 1 replaced · 1 updated",
            "- policy x is let go, and AWS keeps it",
            "± account b is replaced, because of email",
            "~ account a changes",
            "+ person ada is made",
            "<details>",
            "- policy-x  aws:organizations:Policy",
            "± account-b  aws:organizations:Account",
            "~ account-a  aws:organizations:Account",
            "+ admin-ada  aws:iam:User",
        ].map((part) => text.indexOf(part));
        ok(
            places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1)),
            text,
        );
    });

    it("leaves out that a preview enters an account by another role, and nothing else of a provider", () => {
        const update = (path: string): EngineEvent =>
            step("update", "pulumi:providers:aws", "apps-prd", {
                old: { custom: true, inputs: {} },
                new: { custom: true, inputs: {} },
                diffs: [path],
                detailedDiff: { [path]: { diffKind: "update" } },
            });
        strictEqual(readPreview([update("assumeRoles[0].roleArn"), ended]).changes.length, 0);
        strictEqual(readPreview([update("allowedAccountIds[0]"), ended]).changes.length, 1);
    });

    it("shows no secret of a resource", () => {
        const text = renderMarkdown(readPreview(mixed), options);
        match(text, /password: "\[secret\]"/u);
        match(text, /tags.owner: "x" → "\[secret\]"/u);
    });

    it("is one intact text: no colours, no secrets, nobody notified, no second marker", () => {
        const text = renderMarkdown(readPreview(hostile), { ...options, secrets: ["hunter2hunter2"] });
        doesNotMatch(text, /\u001b|wJalr|FwoG|hunter2|@everyone|@acme\//u);
        strictEqual(text.split(marker("management")).length, 2, "the marker is there once");
        ok(text.startsWith(`${marker("management")}\n`));
        strictEqual((text.match(/<\/details>/gu) ?? []).length, 1);
    });

    it("400 accounts fit into a comment, cut with a link; the whole text is not cut", () => {
        const preview = readPreview(recordedEvents("400-accounts"));
        const text = renderMarkdown(preview, { ...options, link: "https://example.com/run/1" });
        ok(text.length < 65_536 && text.length > 60_000, String(text.length));
        match(text, /… \d+ more lines/u);
        match(text, /\n\[The whole text\]\(https:\/\/example\.com\/run\/1\)\n$/u);
        const whole = renderMarkdown(preview, { ...options, limit: Number.POSITIVE_INFINITY });
        doesNotMatch(whole, /more lines/u);
        match(whole, /team-400/u);
    });

    it("what matters least is cut first", () => {
        const many = Array.from({ length: 5000 }, (_, index) =>
            step("create", accountType, `account-${index}`, {
                new: { custom: true, inputs: { name: "n".repeat(50) } },
            }),
        );
        const text = renderMarkdown(readPreview([...many, ...mixed]), options);
        ok(text.length < 65_536);
        match(text, /- policy x is let go, and AWS keeps it/u);
        match(text, /± account b is replaced, because of email/u);
        const wide = Array.from({ length: 5000 }, (_, index) =>
            step("delete", accountType, `account-${index}`, {
                old: { custom: true, inputs: { name: "n".repeat(50) } },
            }),
        );
        ok(renderMarkdown(readPreview([...wide, ...many, ...mixed]), options).length < 65_536);
    });

    it("one comment a stack: the marker names it, and no name breaks it", () => {
        ok(!marker("management-2").includes(marker("management")));
        match(marker("a --> b"), /^<!-- [^>]* -->$/u);
    });

    it("reads a log that was cut in the middle of a line as one that did not end", () => {
        const preview = readPreview(parseEvents(`${JSON.stringify(mixed[0])}\n{"resourcePre`));
        strictEqual(preview.ended, false);
        match(renderMarkdown(preview, options), /: failed\n/u);
    });

    it("every loss comes first, under the verdict: what an update takes away, shown by its value", () => {
        const losing = step("update", "aws:organizations/organization:Organization", "organization", {
            old: { custom: true, inputs: { services: ["a", "b", "c"], tags: { Owner: "x", "a.b c": "y" }, url: "z" } },
            new: { custom: true, inputs: { services: ["c", "a"], tags: { Owner: "new" }, url: "", more: "1" } },
            diffs: ["services", "tags", "url", "more"],
        });
        const error = { diagnosticEvent: { message: "broken", severity: "error" } };
        const text = renderMarkdown(readPreview([losing, error, ended]), { ...options, succeeded: false });
        match(text, /\*\*Taken away from what stays\*\*[^]*\*\*Errors\*\*/u);
        const lines = text.split("\n").filter((line) => line.startsWith("-   "));
        deepStrictEqual(lines, ['-   services: "b"', '-   tags["a.b c"]: "y"', '-   url: "z"']);
        const verdict = renderMarkdown(readPreview([losing, ended]), options).split("\n")[1];
        match(verdict!, /1 with something taken away: look twice/u);
    });

    it("a statement that a document loses is a loss, and a narrower trust is none", () => {
        const deny = (...sids: string[]): string =>
            JSON.stringify({ Statement: sids.map((Sid) => ({ Sid, Effect: "Deny", Action: "*" })) });
        const update = step("update", accountType, "policy-a", {
            old: { custom: true, inputs: { content: deny("A", "B"), assumeRolePolicy: deny("A", "B") } },
            new: { custom: true, inputs: { content: deny("A"), assumeRolePolicy: deny("A") } },
            diffs: ["content", "assumeRolePolicy"],
        });
        const { losses } = readPreview([update, ended]).changes[0]!;
        deepStrictEqual(losses, [{ path: "content", before: "statement B" }]);
    });

    it("differences are in fences that GitHub colours, errors and warnings in plain ones", () => {
        const error = { diagnosticEvent: { message: "+ broken", severity: "error" } };
        const text = renderMarkdown(readPreview([...mixed, error]), { ...options, succeeded: false });
        match(text, /\*\*Deleted and replaced\*\*\n\n```diff\n- policy x is let go/u);
        match(text, /\*\*Errors\*\*\n\n```text\n\+ broken/u);
        match(text, /\*\*Changes\*\*\n\n```diff\n/u);
        match(text, /names and values: 4 resources<\/summary>\n\n```diff\n/u);
    });

    it("a component has no line beside what is in it", () => {
        const { changes } = readPreview(mixed);
        ok(changes.some(({ name }) => name === "account-c"));
        doesNotMatch(renderMarkdown(readPreview(mixed), options), /account-c/u);
    });

    it("components that come and go alone are names in the state, and no loss", () => {
        const events = [
            step("create", "aws-organization:account:MemberAccounts", "account", { new: { inputs: {} } }),
            step("delete", "aws-organization:account:Account", "account-a", { old: { inputs: {} } }),
            ended,
        ];
        const text = renderMarkdown(readPreview(events), options);
        match(text, /: only names in Pulumi's state change\n/u);
        match(text, /2 names in the state/u);
        match(text, /~ 2 components come and go, which are names in Pulumi's state: nothing changes at AWS/u);
        doesNotMatch(text, /deleted|created|account-a/u);
    });

    it("another value is no loss, nor is more", () => {
        const update = step("update", accountType, "account-a", {
            old: {
                custom: true,
                inputs: { name: "a", list: [{ id: 1, on: false }], tags: {}, none: null, flag: true },
            },
            new: { custom: true, inputs: { name: "b", list: [{ id: 1, on: true }], tags: { a: "b" }, flag: false } },
            diffs: ["name", "list", "tags", "flag"],
        });
        deepStrictEqual(readPreview([update, ended]).changes[0]?.losses, []);
    });

    for (const [what, before, after, lost] of [
        ["a key in a list of one", [{ id: 1, on: true }], [{ id: 1 }], ["list[0].on"]],
        [
            "a key deeper down",
            [{ id: 1, a: { b: [{ c: 1, d: 2 }] } }],
            [{ id: 1, a: { b: [{ c: 2 }] } }],
            ["list[0].a.b[0].d"],
        ],
        ["a text that becomes empty", [{ id: 1, filter: "x" }], [{ id: 1, filter: "" }], ["list[0].filter"]],
        ["a list in it", [{ id: 1, days: [1, 2] }], [{ id: 1, days: [1] }], ["list[0].days"]],
        ["a key of one of several", [{ id: 1 }, { id: 2, on: true }], [{ id: 1 }, { id: 2 }], ["list[1].on"]],
        [
            "a key, while the order changes",
            [
                { id: 1, on: true },
                { id: 2, on: true },
            ],
            [{ id: 2 }, { id: 1, on: true }],
            ["list[1].on"],
        ],
        ["a key, while another item comes", [{ id: 1, on: true }], [{ id: 0 }, { id: 1 }], ["list[0].on"]],
        ["one of two equal items, for another", [{ id: 1 }, { id: 1 }], [{ id: 1 }, { id: 2 }], []],
        ["a map that becomes a text", [{ id: 1 }], ["x"], []],
        ["an item, and the other changes", [{ id: 1 }, { id: 2 }], [{ id: 3 }], ["list", "list"]],
    ] as const)
        it(`in a list of maps: ${what}`, () => {
            const losses = lossesOf({ list: before }, { list: after });
            deepStrictEqual(
                losses.map(({ path }) => path),
                lost,
            );
        });

    it("protection that differs is a change, and less of it is a loss", () => {
        const guarded = (name: string, before: object, after: object): EngineEvent =>
            step("same", accountType, name, { old: { custom: true, ...before }, new: { custom: true, ...after } });
        const { changes } = readPreview([
            guarded("more", { protect: true }, { protect: true, retainOnDelete: true }),
            guarded("less", { protect: true }, {}),
            guarded("same", { protect: true, retainOnDelete: false }, { protect: true }),
            ended,
        ]);
        deepStrictEqual(
            changes.map(({ kind, name, losses }) => [kind, name, losses.map(({ path }) => path)]),
            [
                ["protect", "more", []],
                ["protect", "less", ["protect"]],
            ],
        );
        const text = renderMarkdown(readPreview([guarded("more", {}, { retainOnDelete: true }), ended]), options);
        match(text, /1 protected otherwise/u);
        match(text, /\* more {2}aws:organizations:Account\n    retainOnDelete: false → true/u);
        doesNotMatch(text, /no changes/u);
    });

    it("losses leave room for what refused the run", () => {
        const gone = Array.from({ length: 3000 }, (_, index) =>
            step("delete", accountType, `account-${index}`, {
                old: { custom: true, inputs: { name: "x".repeat(90) } },
            }),
        );
        const error = { diagnosticEvent: { message: "the reason", severity: "error" } };
        const text = renderMarkdown(readPreview([...gone, error, ended]), { ...options, succeeded: false });
        ok(text.length <= 65_000);
        match(text, /the reason/u);
        ok(text.indexOf("Deleted and replaced") < text.indexOf("the reason"));
    });
});
