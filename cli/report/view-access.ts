/** The section "Who may reach what": roles, people, and the matrix of roles and accounts. */
import { durationText } from "../../config/aws-facts";
import { markup, idOf, joined, type Html } from "./html";
import type { PersonEntry, Report, RoleEntry } from "./model";
import { accountLink, badge, counted, section, spread, table } from "./view-parts";

export function accessSection(report: Report): Html {
    const { roles, people, identity } = report.access;
    const ways = identity.map((way) => (way === "users" ? "IAM users" : "Identity Center")).join(" and ");
    return section(
        "access",
        "Who may reach what",
        markup`<p>
            People come by ${ways}. A role lets in its people in each account that has it. What they may do there is
            bounded by the <a href="#policies">policies</a> on the account.
        </p>`,
        table(
            "Roles",
            ["Role", "Who", "Where", "May", "Proof"],
            roles.map((role) => ({ id: idOf("role", role.name), cells: roleCells(role, report) })),
        ),
        people.length === 0
            ? markup`<p>No people are in the config.</p>`
            : table(
                  counted(people.length, "person", "people"),
                  ["Person", "Is", "Groups", "Reaches"],
                  people.map((person) => ({ cells: personCells(person, report) })),
              ),
        markup`<div data-part>
            <h3>Accounts, roles and people</h3>
            ${picker(report)}
            ${matrix(report)}
        </div>`,
    );
}

function roleCells(role: RoleEntry, report: Report): readonly (Html | string | readonly (Html | string)[])[] {
    const { name, description, accounts, policies, boundary, asksForMfa, mfaAge, session } = role;
    return [
        markup`${name}<br /><span class="quiet">${description}</span>`,
        whoOf(role, report),
        spread(accounts, report),
        [policies.join(", "), ...(boundary === undefined ? [] : [`, within ${boundary}`])],
        [
            asksForMfa ? `MFA${mfaAge === undefined ? "" : ` of the last ${durationText(mfaAge)}`}` : "no MFA",
            session === undefined ? "" : `, for ${durationText(session)}`,
        ],
    ];
}

function whoOf({ people, groups, principals, kind }: RoleEntry, { access }: Report): Html | string {
    if (principals.length > 0) return principals.join(", ");
    const provider =
        access.isSynced && kind === "map" && groups.length > 0
            ? `whom the identity provider has in ${groups.join(", ")}`
            : undefined;
    const all = [...people, ...(provider === undefined ? [] : [provider])];
    if (all.length === 0) return badge("odd", "nobody");
    return markup`${joined(all)}${kind === "map" && provider === undefined && markup`<br /><span class="quiet">by ${joined(groups)}</span>`}`;
}

const kinds = { administrator: "administrator", emergency: "for emergencies", person: "person" } as const;

function personCells(person: PersonEntry, report: Report): readonly (Html | string)[] {
    const roles = person.roles.map((name) => report.access.roles.find((role) => role.name === name)!);
    return [
        person.name,
        person.kinds.map((kind) => kinds[kind]).join(", "),
        person.groups.join(", "),
        roles.length === 0
            ? badge("odd", "nothing")
            : markup`${roles.map(({ name, accounts }) => markup`<a href="#${idOf("role", name)}">${name}</a>: ${spread(accounts, report)}<br />`)}`,
    ];
}

/** A choice of the person whose part of the matrix is shown. Each choice has the columns of the person's roles. */
function picker({ access: { people, roles } }: Report): Html {
    const columns = (person: PersonEntry): string =>
        person.roles.map((name) => roles.findIndex((role) => role.name === name)).join(" ");
    return markup`<p class="picker" data-script hidden>
        <label for="person">Show what one person reaches</label>
        <select id="person" autocomplete="off">
            <option value="">everybody</option>
            ${people.map((person) => markup`<option value="${person.name}" data-columns="${columns(person)}">${person.name}</option>`)}
        </select>
        <span id="reach" role="status"></span>
    </p>`;
}

function matrix({ accounts, access: { roles } }: Report): Html {
    const active = accounts.filter(({ state }) => state === "active");
    const has = roles.map((role) => new Set(role.accounts));
    const head = ({ name, people, principals, kind }: RoleEntry): Html => {
        const who =
            principals.length > 0 ? (kind === "ci" ? "CI" : "others") : counted(people.length, "person", "people");
        return markup`<a href="#${idOf("role", name)}">${name}</a><br /><span class="quiet">${who}</span>`;
    };
    return markup`<div id="matrix">
        ${table(
            "Which account has which role",
            ["Account", ...roles.map(head)],
            active.map(({ key }) => ({
                cells: [accountLink(key), ...has.map((keys) => (keys.has(key) ? "yes" : ""))],
            })),
        )}
    </div>`;
}
