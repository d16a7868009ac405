/** Parts that several sections share. */
import { markup, idOf, joined, type Html } from "./html";
import type { Report } from "./model";

/** A section with its heading. Links to the page contain `id`, so it must not change. */
export function section(id: string, title: string, ...content: readonly (Html | undefined)[]): Html {
    return markup`<section id="${id}" aria-labelledby="${id}-title">
        <h2 id="${id}-title">${title}</h2>
        ${content.flatMap((part) => (part === undefined ? [] : [part, "\n"]))}
    </section> `;
}

/** A table that scrolls on its own, also by keyboard. The search finds rows; a link finds a row by its id. */
export function table(
    caption: string,
    heads: readonly (Html | string)[],
    rows: readonly { readonly id?: string; readonly cells: readonly (Html | string | readonly (Html | string)[])[] }[],
): Html {
    return markup`<div class="wide" role="group" aria-label="${caption}" tabindex="0">
        <table>
            <caption>
                ${caption}
            </caption>
            <thead>
                <tr>
                    ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
                </tr>
            </thead>
            <tbody>
                ${rows.map(
                    ({ id, cells: [first, ...rest] }) =>
                        markup`<tr data-row${id === undefined ? "" : markup` id="${id}"`}>
                            <th scope="row">${first}</th>
                            ${rest.map((cell) => markup`<td>${cell}</td>`)}
                        </tr> `,
                )}
            </tbody>
        </table>
    </div>`;
}

/** `1 account`, `2 accounts`. */
export function counted(number: number, noun: string, nouns = `${noun}s`): string {
    return `${number} ${number === 1 ? noun : nouns}`;
}

export function accountLink(key: string): Html {
    return markup`<a href="#${idOf("account", key)}">${key}</a>`;
}

export function unitLink(path: string): Html {
    return path === "root" ? markup`<a href="#tree">root</a>` : markup`<a href="#${idOf("unit", path)}">${path}</a>`;
}

export function policyLinks(names: readonly string[]): readonly (Html | string)[] {
    return joined(names.map((name) => markup`<a href="#${idOf("policy", name)}">${name}</a>`));
}

/** If there are more accounts, they are counted. */
const named = 6;

/** Accounts in a few words: "all 7 members", their names, or their number. */
export function spread(accounts: readonly string[], { accounts: all }: Report): readonly (Html | string)[] {
    const active = all.filter(({ state }) => state === "active").map(({ key }) => key);
    const members = active.filter((key) => key !== "management");
    const has = (keys: readonly string[]): boolean => keys.every((key) => accounts.includes(key));
    if (accounts.length > named && has(active)) return [`all ${active.length} accounts`];
    if (accounts.length > named && has(members)) return [`all ${members.length} members`];
    if (accounts.length > named) return [`${accounts.length} accounts`];
    return accounts.length === 0 ? ["no account"] : joined(accounts.map((key) => accountLink(key)));
}

/** A coloured mark. It has a word in it, because not everybody sees the colour. */
export function badge(kind: "good" | "bad" | "odd" | "plain", word: string): Html {
    return markup`<span class="badge ${kind}">${word}</span>`;
}
