#!/usr/bin/env node
"use strict";
// A stand-in for GitHub's CLI: what the workflows' steps ask of it, on files in $FAKE_GITHUB.
const fs = require("node:fs");
const path = require("node:path");

const folder = process.env.FAKE_GITHUB;
const file = path.join(folder, "github.json");
const data = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : { comments: [], issues: [] };
const args = process.argv.slice(2);
const flag = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const save = () => fs.writeFileSync(file, JSON.stringify(data));
const textOf = (from) => fs.readFileSync(from, "utf8");
const bot = "github-actions[bot]";

if (args[0] === "run") {
    const from = path.join(folder, "artifacts", flag("--name"));
    if (!fs.existsSync(from)) process.exit(1);
    fs.cpSync(from, flag("--dir"), { recursive: true });
} else if (args[0] === "api") {
    const target = args.find((arg) => arg.startsWith("repos/"));
    const method = flag("--method") ?? "GET";
    const body = flag("--field")?.replace(/^body=@/, "");
    if (method === "GET" && target.startsWith("repos/acme/org/issues?")) {
        // --jq '.[] | select(.user.login == "…" and .pull_request == null and (.title | startswith("…"))
        //     and (.body // "" | startswith("…"))) | "\(.number) \(.title)"'
        const jq = flag("--jq");
        const author = /\.user\.login == "([^"]+)" and \.pull_request == null/.exec(jq)[1];
        const [, titles, bodies] =
            /\(\.title \| startswith\("([^"]+)"\)\) and \(\.body \/\/ "" \| startswith\("([^"]+)"\)\)\) \| "\\\(\.number\) \\\(\.title\)"$/.exec(
                jq,
            );
        if (!/\?state=open&per_page=100$/.test(target) || !args.includes("--paginate")) throw new Error(target);
        for (const { number, title, body: text, open, user = bot, isPullRequest = false } of data.issues)
            if (open && user === author && !isPullRequest && title.startsWith(titles) && text.startsWith(bodies))
                console.log(`${number} ${title}`);
    } else if (target === "repos/acme/org" && flag("--jq") === ".visibility") {
        console.log(data.visibility);
    } else if (method === "GET") {
        // --jq '.[] | select(.user.login == "…" and (.body | startswith(env.MARKER))) | .id'
        const author = /\.user\.login == "([^"]+)"/.exec(flag("--jq"))[1];
        if (!/\.body \| startswith\(env\.MARKER\)/.test(flag("--jq"))) throw new Error(flag("--jq"));
        for (const { id, user, body: text } of data.comments)
            if (user === author && text.startsWith(process.env.MARKER))
                // | "\(.id) \(.body | ltrimstr(env.MARKER) | split(" -->")[0])"
                console.log(
                    /ltrimstr\(env\.MARKER\) \| split\(" -->"\)\[0\]/.test(flag("--jq"))
                        ? `${id} ${text.slice(process.env.MARKER.length).split(" -->")[0]}`
                        : id,
                );
    } else if (method === "POST") {
        if (textOf(body).length > 65536) throw new Error("body is too long (maximum is 65536 characters)");
        data.comments.push({
            id: Math.max(0, ...data.comments.map(({ id }) => id)) + 1,
            user: bot,
            body: textOf(body),
            edits: 0,
        });
    } else if (method === "DELETE") {
        data.comments = data.comments.filter(({ id }) => !target.endsWith(`/comments/${id}`));
    } else {
        const comment = data.comments.find(({ id }) => target.endsWith(`/comments/${id}`));
        comment.body = textOf(body);
        comment.edits += 1;
    }
    save();
} else if (args[1] === "create") {
    const issue = {
        number: data.issues.length + 1,
        title: flag("--title"),
        body: textOf(flag("--body-file")),
        open: true,
    };
    data.issues.push(issue);
    save();
} else {
    const issue = data.issues.find(({ number }) => String(number) === args[2]);
    if (args[1] === "edit") issue.body = textOf(flag("--body-file"));
    if (args[1] === "close") Object.assign(issue, { open: false, closedWith: flag("--comment") });
    save();
}
