/** Makes the page: one HTML file that loads nothing, and runs no script but its own. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cloneFolder } from "../common/clone-folder";
import { nodesOf } from "../diagram/tree";
import { Html, markup } from "./html";
import type { Report } from "./model";
import { accessSection } from "./view-access";
import { driftSection, findingsSection, timeWords } from "./view-findings";
import { accountsSection, organizationSection } from "./view-organization";
import { badge, counted, section } from "./view-parts";
import { delegationsSection, policiesSection } from "./view-policies";

const sections = [
    ["tree", "Units and accounts", organizationSection],
    ["accounts", "Accounts", accountsSection],
    ["access", "Who may reach what", accessSection],
    ["policies", "Policies", policiesSection],
    ["delegations", "Delegations", delegationsSection],
    ["findings", "Findings", findingsSection],
    ["drift", "Drift", driftSection],
] as const;

/** The whole page as HTML. */
export function page(report: Report): string {
    const [style, script] = [part("style.css"), part("script.js")];
    // Whatever names contain, the browser applies only this style and runs only this script.
    const rules = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
    const title = `Organization ${report.company.name}`;
    return markup`<!doctype html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta http-equiv="Content-Security-Policy" content="${rules}" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="no-referrer" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="data:," />
                <title>${title}</title>
                ${new Html(`<style>${style}</style>`)}
            </head>
            <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header>
                    <h1>${title}</h1>
                    <div class="search" role="search" data-script hidden>
                        <label for="search">Search</label>
                        <input
                            type="search"
                            id="search"
                            autocomplete="off"
                            spellcheck="false"
                            aria-describedby="found"
                        /><span id="found" role="status"></span>
                    </div>
                    <nav aria-label="Sections">
                        <ul>
                            ${sections.map(([id, name]) => markup`<li><a href="#${id}">${name}</a></li>`)}
                        </ul>
                    </nav>
                </header>
                <main id="main" tabindex="-1">${overview(report)} ${sections.map(([, , view]) => view(report))}</main>
                <footer><p>Made ${timeWords(report.made)} by aws-organization ${report.version}.</p></footer>
                ${new Html(`<script>${script}</script>`)}
            </body>
        </html>
        `.text;
}

function overview(report: Report): Html {
    const { accounts, access, policies, sources, tree, isRedacted } = report;
    const units = [...nodesOf(tree)].filter(({ node }) => node.kind === "unit");
    const closed = accounts.filter(({ state }) => state === "closed").length;
    return section(
        "about",
        "What this page knows",
        markup`<p>
            ${counted(accounts.length, "account")}${closed > 0 && ` (${closed} closed)`} in
            ${counted(units.length, "unit")}, ${counted(access.people.length, "person", "people")},
            ${counted(policies.length, "policy", "policies")} of ${tree.label}. Made
            ${timeWords(report.made)}.${isRedacted && " Emails, account ids and contacts are hidden."}
        </p>`,
        markup`<ul class="sources">
            ${sources.map(({ name, isAsked, words }) => markup`<li><strong>${name}</strong> ${badge(isAsked ? "good" : "plain", isAsked ? "asked" : "not asked")} ${words}</li> `)}
        </ul>`,
    );
}

/** Text of a file for the browser. */
function part(name: string): string {
    // The browser reads every line end as a newline, and computes the hash of that.
    return readFileSync(join(cloneFolder, "cli", "report", "browser", name), "utf8").replaceAll("\r\n", "\n");
}

function hashOf(text: string): string {
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
