/** The sections with the tree, the contacts and the table of accounts. */
import { drawing } from "../diagram/svg";
import { folded, type TreeNode } from "../diagram/tree";
import { Html, markup, idOf, joined } from "./html";
import type { AccountEntry, Report } from "./model";
import { accountLink, badge, counted, policyLinks, section, table, unitLink } from "./view-parts";

// More accounts than this in one unit are drawn as one box; the list below has all of them.
const drawn = 12;

export function organizationSection(report: Report): Html {
    const { tree, accounts } = report;
    const entries = new Map(accounts.map((account) => [account.key, account]));
    const { width, height, body } = drawing(folded(tree, drawn));
    return section(
        "tree",
        "Units and accounts",
        markup`<div class="wide picture" role="group" aria-label="Picture of the organization" tabindex="0">
            <svg
                width="${width}"
                height="${height}"
                viewBox="0 0 ${width} ${height}"
                role="img"
                aria-label="The tree of units, their accounts and the policies on them; the list below says the same"
            >
                ${new Html(body)}
            </svg>
        </div>`,
        markup`<div class="tree">
            <p>${tree.label}: the root${policiesOn(tree)}</p>
            ${branch(tree, entries)}
        </div>`,
        contacts(report),
    );
}

function branch({ children }: TreeNode, entries: ReadonlyMap<string, AccountEntry>): Html {
    return markup`<ul>
        ${children.map((node) => (node.kind === "unit" ? unitItem(node, entries) : accountItem(node, entries)))}
    </ul>`;
}

function unitItem(node: TreeNode, entries: ReadonlyMap<string, AccountEntry>): Html {
    const { key, label, policies, children } = node;
    const name = markup`<strong>${label}</strong> <span class="quiet">${counted(accountsIn(node), "account")}</span>`;
    if (children.length === 0)
        return markup`<li data-row id="${idOf("unit", key)}">${name}${policiesOn(node)}</li>
            `;
    // The search finds the accounts in the unit by these words.
    return markup`<li data-unit="${[key, ...policies].join(" ")}" id="${idOf("unit", key)}">
            <details open>
                <summary>${name}</summary>
                ${policies.length > 0 && markup`<p>${policiesOn(node)}</p>`}
                ${branch(node, entries)}
            </details>
        </li>
        `;
}

function accountItem({ key, policies }: TreeNode, entries: ReadonlyMap<string, AccountEntry>): Html {
    const { name, ...account } = entries.get(key)!;
    return markup`<li data-row>
        ${accountLink(key)} <span class="quiet">${name}</span> ${stateOf(account)}${policiesOn({ policies })}
    </li> `;
}

function accountsIn({ kind, children }: TreeNode): number {
    return kind === "account" ? 1 : children.reduce((sum, child) => sum + accountsIn(child), 0);
}

function policiesOn({ policies }: Pick<TreeNode, "policies">): Html | undefined {
    return policies.length === 0 ? undefined : markup` <span class="quiet">with ${policyLinks(policies)}</span>`;
}

/** The account's state in the config, and AWS's state. */
function stateOf({ state, awsState, joined: how }: Omit<AccountEntry, "name">): readonly (Html | string)[] {
    const own = state === "closed" ? badge("plain", "closed") : badge("good", "active");
    const invited = how === "invited" ? [" ", badge("plain", "invited")] : [];
    if (awsState === undefined) return [own, ...invited];
    const isSame = awsState === null ? state === "closed" : (awsState === "ACTIVE") === (state === "active");
    const word = awsState === null ? "AWS does not have it" : `AWS: ${awsState}`;
    return [own, ...invited, " ", badge(isSame ? "plain" : "bad", word)];
}

function contacts({ contacts: { primary, ...others } }: Report): Html {
    const rows = (["security", "billing", "operations"] as const).flatMap((kind) => {
        const contact = others[kind];
        return contact === undefined
            ? []
            : [{ cells: [kind, contact.name, contact.title, contact.email, contact.phone] }];
    });
    const address = Object.values(primary ?? {}) as readonly (string | undefined)[];
    return markup`<div data-part>
        <h3>Contacts of every account</h3>
        ${rows.length === 0 && primary === undefined && markup`<p>The config names none.</p>`}
        ${rows.length > 0 && table("Whom AWS writes to", ["Contact", "Name", "Title", "Email", "Phone"], rows)}
        ${primary !== undefined && markup`<p data-row><strong>Primary contact:</strong> ${address.filter((part) => part !== undefined).join(", ")}</p>`}
    </div>`;
}

export function accountsSection(report: Report): Html {
    const { accounts, unmanaged, drift } = report;
    const results = new Map(drift?.stacks.map(({ stack, result }) => [stack, result]));
    const rows = accounts.map((account) => ({
        id: idOf("account", account.key),
        cells: [
            markup`${account.key}<br /><span class="quiet">${account.name}</span>`,
            account.unit === undefined ? "where AWS has it" : unitLink(account.unit),
            stateOf(account),
            account.id === undefined ? "not known" : markup`<span class="number">${account.id}</span>`,
            account.email,
            boundWords(account),
            detailsOf(account, report),
            ...(drift === undefined ? [] : [driftWord(results.get(account.key))]),
        ],
    }));
    const heads = ["Account", "Unit", "State", "Id", "Email", "Policies", "More"];
    return section(
        "accounts",
        "Accounts",
        table(counted(accounts.length, "account"), drift === undefined ? heads : [...heads, "Drift"], rows),
        unmanaged === undefined || unmanaged.length === 0
            ? undefined
            : table(
                  "Accounts that AWS has and the config does not name",
                  ["Name", "Id", "Email", "State"],
                  unmanaged.map(({ name, id, email, state }) => ({ cells: [name, id, email, state] })),
              ),
    );
}

function boundWords({ policies, boundBy, key }: AccountEntry): Html {
    const words = policies.length > 0 || key === "management" ? "what binds it" : "as its unit";
    return markup`${policies.length > 0 && [policyLinks(policies), markup`<br />`]}<a href="#${idOf("bound", boundBy)}"
            >${words}</a
        >`;
}

function detailsOf(account: AccountEntry, { delegations, accounts: [management] }: Report): Html {
    const { alias, formerly, roleName, tags, optIn, key } = account;
    const services = delegations.filter((each) => each.account === key).map(({ service }) => service);
    const facts: readonly (readonly [string, readonly string[]])[] = [
        ["alias", alias === undefined ? [] : [alias]],
        ["entered by", roleName === management!.roleName ? [] : [roleName]],
        ["was named", formerly],
        ["administers", services],
        ["opts into", optIn],
        ["tags", Object.entries(tags).map(([name, value]) => `${name}=${value}`)],
    ];
    const lines = facts.filter(([, values]) => values.length > 0);
    return markup`${lines.map(([name, values]) => markup`<span class="quiet">${name}</span> ${joined(values)}<br />`)}`;
}

function driftWord(result: string | undefined): Html | string {
    if (result === undefined) return "not looked at";
    if (result === "changed") return markup`<a href="#drift">${badge("bad", "drift")}</a>`;
    return result === "same" ? badge("good", "none") : markup`<a href="#drift">${badge("odd", result)}</a>`;
}
