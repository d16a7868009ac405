/** The sections with the policies at each place, and with delegations. */
import { policyTypes } from "../../config/aws-facts";
import type { EffectiveSetting } from "../../policies/evaluate";
import type { Binding } from "../policies/binding";
import { nameOfPlace } from "./build";
import { markup, idOf, joined, type Html } from "./html";
import type { BoundPlace, PolicyEntry, Report } from "./model";
import { accountLink, badge, counted, policyLinks, section, spread, table } from "./view-parts";

export function policiesSection(report: Report): Html {
    const { bound, policies } = report;
    return section(
        "policies",
        "Policies",
        markup`<p>
                An action is possible where each level, from the root down to the account, allows it and no level denies
                it. AWS attaches a policy that allows everything at each level; it is not listed. Whether one action is
                possible, <code>./org policies explain</code> says.
            </p>
            <div data-part>
                <h3>What binds each unit and account</h3>
                <p>Accounts without policies of their own are bound as their unit.</p>
                ${bound.map((place) => boundPlace(place, report))}
            </div>`,
        markup`<div data-part>
            <h3>${counted(policies.length, "policy", "policies")}</h3>
            ${policies.map(policyDetails)}
        </div>`,
    );
}

function boundPlace(place: BoundPlace, report: Report): Html {
    const { kind, key, accounts, bindings, isExempt } = place;
    const names = new Set(bindings.flatMap(({ attached }) => attached.flatMap(({ policies }) => policies)));
    const title = { root: "the root", unit: key, account: `account ${key}` }[kind];
    // Accounts with their own policies have their own place.
    const reach = kind === "account" || accounts.length === 0 ? "" : `, ${counted(accounts.length, "account")}`;
    return markup`<details data-row id="${idOf("bound", nameOfPlace(place))}">
        <summary>${title}<span class="quiet">${reach}: ${counted(names.size, "policy", "policies")}</span></summary>
        ${kind !== "account" && accounts.length > 0 && markup`<p>Binds ${spread(accounts, report)}.</p>`}
        ${isExempt && markup`<p>Service and resource control policies do not bind the management account.</p>`}
        ${bindings.length === 0 && markup`<p>No policy of the config.</p>`}
        ${bindings.map((binding) => bindingBlock(title, binding))}
    </details> `;
}

function bindingBlock(place: string, { type, attached, settings }: Binding): Html {
    const title = policyTypes[type]!.title;
    const levels = attached.map(
        ({ level, policies }) => markup`<li>at <strong>${level}</strong>: ${policyLinks(policies)}</li>`,
    );
    return markup`<h4>${title}</h4>
        <ul>
            ${levels}
        </ul>
        ${settings !== undefined && settings.length > 0 && effective(`The effective ${title} of ${place}`, settings)}`;
}

function effective(caption: string, settings: readonly EffectiveSetting[]): Html {
    return markup`<div class="wide" role="group" aria-label="${caption}" tabindex="0">
        <table>
            <caption>
                ${caption}
            </caption>
            <thead>
                <tr>
                    <th scope="col">Setting</th>
                    <th scope="col">Value</th>
                    <th scope="col">From</th>
                </tr>
            </thead>
            <tbody>
                ${settings.map(({ path, value, from, conflict }) => {
                    const sources = from.map(({ policy, level }) => markup`${policyLinks([policy])} at ${level}`);
                    const doubt =
                        conflict !== undefined &&
                        markup` ${badge("odd", "not sure")} ${conflict.join(" and ")} assign it at the same level; the one
                        that was attached first counts`;
                    return markup`<tr>
                        <th scope="row">${path.join("/")}</th>
                        <td><code>${JSON.stringify(value)}</code></td>
                        <td>${sources.length === 0 ? "AWS's default" : joined(sources)}${doubt}</td>
                    </tr> `;
                })}
            </tbody>
        </table>
    </div>`;
}

function policyDetails({ name, title, description, targets, document }: PolicyEntry): Html {
    const where = targets.length === 0 ? "attached nowhere" : markup`on ${joined(targets)}`;
    return markup`<details data-row id="${idOf("policy", name)}">
        <summary>${name}<span class="quiet">, ${title}, ${where}</span></summary>
        <p>${description}</p>
        <pre>${document}</pre>
    </details> `;
}

export function delegationsSection(report: Report): Html {
    const { delegations, securityServices, accounts } = report;
    const keys = new Set(accounts.map(({ key }) => key));
    const isAsked = delegations.some(({ isAtAws }) => isAtAws !== undefined);
    const rows = delegations.map(({ account, service, regions, isDeclared, isAtAws }) => ({
        cells: [
            keys.has(account) ? accountLink(account) : account,
            service,
            ["home", ...regions].join(", "),
            isDeclared ? "yes" : badge("odd", "no"),
            ...(isAsked
                ? [isAtAws === undefined ? "not listed by Organizations" : isAtAws ? "yes" : badge("bad", "no")]
                : []),
        ],
    }));
    const services = Object.entries(securityServices as Readonly<Record<string, ServiceOn>>).map(([name, service]) => ({
        cells: [name, service.regions.join(", "), optionsOf(service)],
    }));
    const heads = ["Account", "Service", "Regions", "In the config"];
    return section(
        "delegations",
        "Delegations",
        rows.length === 0
            ? markup`<p>No account administers a service for the organization.</p>`
            : table("Who administers what", isAsked ? [...heads, "At AWS"] : heads, rows),
        services.length === 0
            ? markup`<p>None of AWS's services that watch all accounts is switched on by the config.</p>`
            : table("Services that watch all accounts", ["Service", "Regions", "With"], services),
    );
}

type ServiceOn = Readonly<Record<string, unknown>> & { readonly regions: readonly string[] };

/** Plans, scans, standards: all lists except the regions. */
function optionsOf(service: ServiceOn): string {
    return Object.entries(service)
        .flatMap(([key, value]) => (key !== "regions" && Array.isArray(value) ? (value as readonly string[]) : []))
        .join(", ");
}
