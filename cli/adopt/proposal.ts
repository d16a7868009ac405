/** Makes the config that describes an existing organization. */
import { activationCure, ended, notActivated } from "../../aws/account-states";
import type { LivingOrganization } from "../../aws/living/living-organization";
import type { Member } from "../../aws/members";
import { oddPath } from "../../aws/units";
import type { RawConfig } from "../../config";
import { isMap, valueAt } from "../../config/faults";
import { textAt } from "../init/raw-values";
import { accountKeys } from "./keys";
import { adoptedDelegations } from "./delegations";
import { adoptedContacts } from "./contacts";
import { adoptedPolicies } from "./policies";
import type { Facts, LeftAlone, TagsOf } from "./facts";
import { peopleOf } from "./people";

/** A config that adds to the existing one, and what is left out of it. */
export interface Proposal {
    readonly management: RawConfig;
    /** The security stack's config. Undefined: its file stays as it is. */
    readonly security: RawConfig | undefined;
    readonly left: readonly LeftAlone[];
}

/** The config of the existing files, with company, email and region from the files or from flags. */
export interface Before {
    readonly management: RawConfig;
    readonly security: RawConfig;
}

/** The existing config, with everything added that AWS has. What a person wrote stays. */
export function proposalOf(living: LivingOrganization, before: Before): Proposal {
    const { management: raw } = before;
    const left: LeftAlone[] = [];
    const company = textAt(raw, ["company", "name"]) ?? "";
    const own = living.members.find(({ id }) => id === living.managementAccountId);
    const members = living.members.filter(({ id }) => id !== living.managementAccountId);
    const keys = accountKeys(members, company, knownKeys(raw, members));
    const facts = { living, keys, raw, left };
    const tagsOf = (id: string, what: string): { readonly tags?: object } => expressibleTags(facts, id, what);
    const paths = new Set(living.units.paths.keys());
    const units = unitsOf(facts, tagsOf);
    const accounts = Object.fromEntries(
        members.map((member) => {
            const key = keys.get(member.id)!;
            const there = valueAt(raw, ["accounts", key]);
            const entry = entryOf(member, key, company, paths);
            if (member.state === notActivated)
                left.push({
                    what: `stack and contacts of account ${key} (${member.id})`,
                    why: `AWS says ${notActivated}: ${activationCure(member.email)}`,
                });
            const tags = ended.has(member.state) ? {} : tagsOf(member.id, `account ${key}`);
            return [key, isMap(there) ? completed(there, entry) : { ...entry, ...tags }];
        }),
    );
    const group = textAt(raw, ["email"]) ?? "";
    const management = {
        id: living.managementAccountId,
        ...(own === undefined || own.name === `${company}-management` ? {} : { name: own.name }),
        ...(own === undefined || own.email.toLowerCase() === group.toLowerCase() ? {} : { email: own.email }),
        ...tagsOf(living.managementAccountId, "the management account"),
    };
    for (const unit of living.units.odd)
        left.push({
            what: `unit ${oddPath(unit)} (${unit.id})`,
            why: "no path can name it: rename it at AWS to manage it",
        });
    if (living.tags.has(living.rootId))
        left.push({ what: `tags of the root (${living.rootId})`, why: "the config has no tags of the root" });
    for (const part of living.unread) left.push({ what: part, why: "these credentials may not read it" });
    const people = peopleOf(facts, before.security);
    const draft: Record<string, unknown> = {
        ...raw,
        management: { ...management, ...(raw["management"] as object | undefined) },
        organization: { ...organizationOf(facts), ...(raw["organization"] as object | undefined) },
        units: [...((raw["units"] as unknown[] | undefined) ?? []), ...units],
        accounts: { ...(raw["accounts"] as object | undefined), ...accounts },
        policies: { ...adoptedPolicies(facts, tagsOf), ...(raw["policies"] as object | undefined) },
        delegatedAdministrators: adoptedDelegations(facts),
        contacts: adoptedContacts(facts),
        ...people.management,
    };
    const isEmpty = (value: unknown): boolean => typeof value === "object" && Object.keys(value ?? {}).length === 0;
    return {
        management: Object.fromEntries(
            Object.entries(draft).filter(([key, value]) => Object.hasOwn(raw, key) || !isEmpty(value)),
        ),
        security: people.security,
        left,
    };
}

/** Keys of the accounts that the file has already: found by id, else by email, else by name. */
function knownKeys(raw: RawConfig, members: readonly Member[]): ReadonlyMap<string, string> {
    const written = Object.entries(isMap(raw["accounts"]) ? raw["accounts"] : {});
    return new Map(
        members.flatMap(({ id, email, name }) => {
            const company = textAt(raw, ["company", "name"]) ?? "";
            const key =
                written.find(([, settings]) => valueAt(settings, ["id"]) === id) ??
                written.find(
                    ([, settings]) => String(valueAt(settings, ["email"])).toLowerCase() === email.toLowerCase(),
                ) ??
                // An entry without id, email and name is an account with the name that the program would give it.
                written.find(
                    ([key, settings]) =>
                        ["id", "email", "name"].every((word) => valueAt(settings, [word]) === undefined) &&
                        name === `${company}-${key}`,
                );
            return key === undefined ? [] : [[id, key[0]] as const];
        }),
    );
}

/** The entry of an account as it is written, with what is missing to identify the account. */
function completed(there: RawConfig, entry: Readonly<Record<string, unknown>>): RawConfig {
    const missing = ["id", "name", "email"].filter((word) => !Object.hasOwn(there, word) && Object.hasOwn(entry, word));
    return { ...there, ...Object.fromEntries(missing.map((word) => [word, entry[word]])) };
}

function entryOf(
    member: Member,
    key: string,
    company: string,
    paths: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
    const { id, name, email, state, joined, unit } = member;
    return {
        // An account in a unit without a path gets no `unit`, so it stays where it is.
        ...(unit === "root" || paths.has(unit) ? { unit } : {}),
        id,
        ...(name === `${company}-${key}` ? {} : { name }),
        email,
        ...(joined === "INVITED" ? { joined: "invited" } : {}),
        ...(ended.has(state) ? { state: "closed" } : {}),
    };
}

/** Units that the file does not have yet, not even as a parent of another one. */
function unitsOf({ living, raw }: Facts, tagsOf: TagsOf): readonly unknown[] {
    const written = ((raw["units"] as unknown[] | undefined) ?? []).map((unit) =>
        String(isMap(unit) ? unit["path"] : unit),
    );
    const isWritten = (path: string): boolean => written.some((each) => `${each}/`.startsWith(`${path}/`));
    const tagged = [...living.units.paths].map(([path, id]) => [path, tagsOf(id, `unit ${path}`)] as const);
    const all = tagged.map(([path]) => path);
    return (
        tagged
            .filter(([path]) => !isWritten(path))
            // A unit without tags is implied by the units below it.
            .filter(([path, { tags }]) => tags !== undefined || !all.some((each) => each.startsWith(`${path}/`)))
            .map(([path, { tags }]) => (tags === undefined ? path : { path, tags }))
    );
}

function organizationOf({ living, left }: Facts): Readonly<Record<string, unknown>> {
    const { id, policyTypes, services, rootFeatures, resourcePolicy } = living;
    const isRootCentral = rootFeatures.length >= 2;
    if (rootFeatures.length === 1)
        left.push({
            what: `central root access (${rootFeatures[0]!})`,
            why: "it is on in part; the config has all of it or none",
        });
    return {
        id,
        policyTypes: [...policyTypes].sort(),
        services: [...services].sort(),
        rootAccess: isRootCentral,
        ...(resourcePolicy === undefined ? {} : { resourcePolicy: JSON.parse(resourcePolicy.content) as unknown }),
    };
}

/** `tags` of a resource, without those that begin with `aws:`, which only AWS can write, and without empty ones. */
function expressibleTags({ living, left }: Facts, id: string, what: string): { readonly tags?: object } {
    const all = Object.entries(living.tags.get(id) ?? {});
    const own = all.filter(([key]) => !key.toLowerCase().startsWith("aws:"));
    const odd = own.filter(([, value]) => value === "").map(([key]) => key);
    if (odd.length > 0)
        left.push({
            what: `tags of ${what}: ${odd.join(", ")}`,
            why: "they have no value, and the config's tags have one",
        });
    const tags = own.filter(([, value]) => value !== "");
    return tags.length === 0 ? {} : { tags: Object.fromEntries(tags) };
}
