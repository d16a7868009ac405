import type { AccessConfig, ManagementConfig } from "../../config";
import { type Fault, nearest } from "../../config/faults";
import {
    accountIn,
    managedPolicy,
    principalOf,
    RequestContext,
    rolePolicies,
    type CompiledPolicy,
    type ContextKeys,
    type Principal,
    type Request,
} from "../../policies/evaluate";

/** What is asked, as the options have it. */
export interface Asked {
    readonly account: string;
    readonly action: string;
    readonly resource: string;
    readonly of?: string;
    readonly as?: string;
    readonly key?: readonly string[];
    readonly without?: readonly string[];
}

/** The same, ready to be judged. */
export interface Question {
    readonly request: Request;
    /** The resource's account, a key of the config; undefined for one that the config does not have. */
    readonly owner: string | undefined;
    /** The caller's own policies, where the config makes them. */
    readonly own: readonly CompiledPolicy[] | undefined;
}

/** The question, or everything that is wrong with the options. */
export function questionOf(asked: Asked, config: ManagementConfig): Question | { readonly faults: readonly Fault[] } {
    const faults = [...accountFaults(asked, config), ...wordFaults(asked)];
    if (faults.length > 0) return { faults };
    const ids = idsOf(config);
    const { principal, own } = caller(asked, config, ids.get(asked.account));
    const owner = asked.of ?? ownerOf(asked, ids);
    const context = new RequestContext(
        {
            ...inOrganization(principal, config.organization.id),
            ...principal.keys,
            ...ofResource(asked.resource, owner === undefined ? accountIn(asked.resource) : ids.get(owner)),
            ...given(asked),
        },
        "unknown",
    );
    return { request: { principal, action: asked.action, resource: asked.resource, context }, owner, own };
}

/** What is wrong with accounts that options name. */
export function accountFaults(
    { account, of }: Pick<Asked, "account" | "of">,
    { accounts, management }: ManagementConfig,
): readonly Fault[] {
    const known = ["management", ...accounts.filter(({ state }) => state === "active").map(({ key }) => key)];
    return Object.entries({ account, of }).flatMap(([option, key]): readonly Fault[] => {
        if (key === undefined) return [];
        const path = `--${option}`;
        const value = JSON.stringify(key);
        if (!known.includes(key)) {
            const near = nearest(key, known);
            const cure = near === undefined ? `name one of ${known.join(", ")}` : `did you mean ${near}?`;
            return [{ severity: "fault", path, value, message: "is no account of the config", cure }];
        }
        const unit =
            key === "management" ? (management.unit ?? "root") : accounts.find((each) => each.key === key)?.unit;
        if (unit !== undefined) return [];
        const message = "is in a unit that the config does not say, so nobody knows what is attached above it";
        return [{ severity: "fault", path, value, message, cure: `write accounts.${key}.unit, or: ./org adopt` }];
    });
}

function wordFaults({ action, resource, key = [], without = [] }: Asked): readonly Fault[] {
    const faults: Fault[] = [];
    const wrong = (path: string, value: string, message: string, cure: string): void =>
        void faults.push({ severity: "fault", path, value: JSON.stringify(value), message, cure });
    if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/u.test(action))
        wrong("--action", action, "is not one action", "write service:Action, as in s3:PutBucketPolicy");
    if (resource !== "*" && !/^arn:[^:]*:[^:]+:[^:]*:[^:]*:.+$/su.test(resource))
        wrong("--resource", resource, "is not an ARN", "write one, or * for an action without a resource");
    for (const each of key.filter((text) => !/^[^=\s]+=/u.test(text)))
        wrong("--key", each, "is not a key with a value", "write name=value, as in aws:RequestedRegion=eu-west-1");
    const named = new Set(key.map((text) => nameOf(text).toLowerCase()));
    for (const each of without.filter((name) => named.has(name.toLowerCase())))
        wrong("--without", each, "is given by --key too", "take one of the two out");
    return faults;
}

const nameOf = (text: string): string => text.slice(0, text.indexOf("="));

function given({ key = [], without = [] }: Asked): ContextKeys {
    const values: Record<string, readonly string[] | null> = Object.fromEntries(without.map((name) => [name, null]));
    for (const text of key) {
        const name = nameOf(text);
        values[name] = [...(values[name] ?? []), text.slice(name.length + 1)];
    }
    return values;
}

/** Ids of accounts that the config says. */
function idsOf({ management, accounts }: ManagementConfig): ReadonlyMap<string, string | undefined> {
    return new Map([["management", management.id], ...accounts.map(({ key, id }) => [key, id] as const)]);
}

function ownerOf({ account, resource }: Asked, ids: ReadonlyMap<string, string | undefined>): string | undefined {
    const id = accountIn(resource);
    if (id === "") return account;
    const [key] = [...ids].find(([, each]) => each === id) ?? [];
    return key;
}

/** Who asks, with the policies that the config gives them. */
function caller(
    { account, as }: Asked,
    config: ManagementConfig,
    id: string | undefined,
): { readonly principal: Principal; readonly own: readonly CompiledPolicy[] | undefined } {
    if (as === undefined)
        return { principal: withoutName(principalOf(`arn:aws:iam::${id ?? ""}:role/`), id, config), own: undefined };
    const [, kind = "", name = ""] = /^(role|user)\/(.+)$/u.exec(as) ?? [];
    if (kind === "" && as !== "root") return { principal: principalOf(as), own: undefined };
    const own = kind === "role" ? policiesOf(name, account, config) : undefined;
    const named = principalOf(`arn:aws:iam::${id ?? ""}:${as}`);
    // Roles of the config trust people and CI; nor can a user or root user be an instance.
    const isInstance = kind === "role" && own === undefined;
    const principal = isInstance ? named : { ...named, keys: { ...named.keys, ...ofInstances } };
    return { principal: id === undefined ? withoutId(principal, config) : principal, own };
}

/** Keys that requests of EC2 instances alone have. */
const ofInstances = { "ec2:RoleDelivery": null, "ec2:SourceInstanceARN": null };

/** Of the access role, which an account has for its administrators, or of a role of `access`. */
function policiesOf(role: string, account: string, config: ManagementConfig): readonly CompiledPolicy[] | undefined {
    const { accounts, management, access } = config;
    const of = account === "management" ? management : accounts.find(({ key }) => key === account);
    if (role === of?.roleName) return [managedPolicy("arn:aws:iam::aws:policy/AdministratorAccess")];
    const found: AccessConfig | undefined = access.find(
        (each) => each.role === role && each.accounts.includes(account),
    );
    return found && rolePolicies(found);
}

/** Of a role that nobody named only its account is known. */
function withoutName(principal: Principal, id: string | undefined, config: ManagementConfig): Principal {
    const named = {
        ...principal,
        keys: { ...without(principal.keys, "aws:PrincipalArn"), "aws:PrincipalType": "AssumedRole" },
    };
    return id === undefined ? withoutId(named, config) : named;
}

/**
 * Ids are AWS's: the id of an account that was made is not in the config. Its ARN without one is as no other, which is right where policies
 * mean the roles of every account, and a guess where one of them has an id in it.
 */
function withoutId({ keys, ...principal }: Principal, { policies }: Pick<ManagementConfig, "policies">): Principal {
    const hasIds = policies.some(({ minified }) => /:\d{12}:/u.test(minified));
    return { ...principal, keys: without(keys, "aws:PrincipalAccount", ...(hasIds ? ["aws:PrincipalArn"] : [])) };
}

function without(keys: ContextKeys, ...names: readonly string[]): ContextKeys {
    return Object.fromEntries(Object.entries(keys).filter(([name]) => !names.includes(name)));
}

function inOrganization({ kind }: Principal, organization: string | undefined): ContextKeys {
    return kind === "identity" && organization !== undefined ? { "aws:PrincipalOrgID": organization } : {};
}

/** What a resource's ARN says of the request. */
function ofResource(resource: string, account: string | undefined): ContextKeys {
    const region = resource.startsWith("arn:") ? (resource.split(":")[3] ?? "") : "";
    return {
        ...(account === undefined || account === "" ? {} : { "aws:ResourceAccount": account }),
        ...(region === "" ? {} : { "aws:RequestedRegion": region }),
    };
}
