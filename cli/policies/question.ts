import type { AccessConfig, ManagementConfig } from "../../config";
import { partitionOf, previewReads } from "../../config/aws-facts";
import { ownRoles } from "../../config/names";
import { type Fault, nearest } from "../../config/faults";
import type { Management } from "../common/management";
import {
    accountIn,
    principalOf,
    RequestContext,
    rolePolicies,
    type CompiledPolicy,
    type ContextKeys,
    type FindDocument,
    type Principal,
    type Request,
} from "../../policies/evaluate";

/** The request, as the options describe it. */
export interface Asked {
    readonly account: string;
    readonly action: string;
    readonly resource: string;
    readonly of?: string;
    readonly as?: string;
    readonly key?: readonly string[];
    readonly without?: readonly string[];
}

/** The request, ready for a decision. */
export interface Question {
    readonly request: Request;
    /** Key of the resource's account; undefined for an account that the config does not have. */
    readonly owner: string | undefined;
    /** The caller's identity policies, if the config makes them. */
    readonly own: readonly CompiledPolicy[] | undefined;
}

/**
 * The request, or all faults of the options.
 *
 * @param find finds documents of managed policies
 */
export function questionOf(
    asked: Asked,
    { config, region }: Pick<Management, "config" | "region">,
    find: FindDocument,
): Question | { readonly faults: readonly Fault[] } {
    const ids = idsOf(config);
    const faults = [...accountFaults(asked, config), ...wordFaults(asked), ...callerFaults(asked, ids)];
    if (faults.length > 0) return { faults };
    const { principal, own } = caller(asked, config, ids.get(asked.account), partitionOf(region), find);
    const owner = asked.of ?? ownerOf(asked, ids);
    const known: ContextKeys = {
        ...inOrganization(principal, config.organization.id),
        ...principal.keys,
        ...ofResource(asked.resource, owner === undefined ? accountIn(asked.resource) : ids.get(owner)),
    };
    const said = given(asked);
    // Names are compared regardless of case. What the options give wins.
    const others = Object.entries(known).filter(([name]) => !said.has(name.toLowerCase()));
    const context = new RequestContext(Object.fromEntries([...others, ...said]), "unknown");
    return { request: { principal, action: asked.action, resource: asked.resource, context }, owner, own };
}

/** Faults of the accounts that options name. */
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
            const near = keyOfId(key, { accounts, management }) ?? nearest(key, known);
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

/** Key of the account with an id. */
function keyOfId(id: string, config: Pick<ManagementConfig, "accounts" | "management">): string | undefined {
    return [...idsOf(config)].find(([, each]) => each === id)?.[0];
}

function wordFaults({ action, resource, key = [], without = [] }: Asked): readonly Fault[] {
    const faults: Fault[] = [];
    const wrong = (path: string, value: string, message: string, cure: string): void =>
        void faults.push({ severity: "fault", path, value: JSON.stringify(value), message, cure });
    if (!/^[a-z0-9-]+:[a-z0-9]+$/iu.test(action))
        wrong("--action", action, "is not one action", "write service:Action, as in s3:PutBucketPolicy");
    if (resource !== "*" && !/^arn:[^:]*:[^:]+:[^:]*:[^:]*:.+$/su.test(resource))
        wrong("--resource", resource, "is not an ARN", "write one, or * for an action without a resource");
    for (const each of key.filter((text) => !/^[^=\s]+=/u.test(text)))
        wrong("--key", each, "is not a key with a value", "write name=value, as in aws:RequestedRegion=eu-west-1");
    const named = new Set(keyNames(key).map((name) => name.toLowerCase()));
    for (const each of without.filter((name) => named.has(name.toLowerCase())))
        wrong("--without", each, "is given by --key too", "take one of the two out");
    return faults;
}

const nameOf = (text: string): string => text.slice(0, text.indexOf("="));

/** Names of the condition keys that are given as `name=value`. */
export const keyNames = (key: readonly string[]): readonly string[] => key.map(nameOf);

/** Condition keys of the options, with names in lower case; null: the request does not have the key. */
function given({ key = [], without = [] }: Asked): ReadonlyMap<string, readonly string[] | null> {
    const values = new Map<string, readonly string[] | null>(without.map((name) => [name.toLowerCase(), null]));
    for (const text of key) {
        const name = nameOf(text).toLowerCase();
        values.set(name, [...(values.get(name) ?? []), text.slice(name.length + 1)]);
    }
    return values;
}

const callerForms = [
    /^(?:role|user)\/[\w+=,.@/-]*[\w+=,.@-]$/u,
    /^(?:root|anonymous)$/u,
    /^[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal|aws\.com)$/u,
    /^arn:aws[a-z-]*:iam::\d{12}:(?:root|(?:role|user|oidc-provider|saml-provider)\/\S*[^\s/])$/u,
    /^arn:aws[a-z-]*:sts::\d{12}:(?:assumed-role\/[^/\s]+|federated-user)\/[^/\s]+$/u,
];

/** Faults of --as. An unknown word must not count as a service, to which no SCP applies. */
function callerFaults({ as, account }: Asked, ids: ReadonlyMap<string, string | undefined>): readonly Fault[] {
    if (as === undefined) return [];
    const fault = { severity: "fault", path: "--as", value: JSON.stringify(as) } as const;
    if (!callerForms.some((form) => form.test(as))) {
        const isName = /^[\w+=,.@-]+$/u.test(as);
        const cure = isName
            ? `write role/${as} or user/${as}`
            : "write role/<name>, user/<name>, root, or an ARN of one";
        return [{ ...fault, message: "is no caller", cure }];
    }
    const [own, other] = [ids.get(account), accountIn(as)];
    if (own === undefined || other === "" || other === own || isProvider(as)) return [];
    const [key] = [...ids].find(([, id]) => id === other) ?? [];
    const cure = key === undefined ? `take an ARN of ${own}` : `write: --account ${key}`;
    return [{ ...fault, message: `is not of ${account}, which is ${own}`, cure }];
}

const isProvider = (arn: string): boolean => /:(?:oidc|saml)-provider\//u.test(arn);

/** Ids of the accounts, as far as the config has them. */
function idsOf({
    management,
    accounts,
}: Pick<ManagementConfig, "accounts" | "management">): ReadonlyMap<string, string | undefined> {
    return new Map([["management", management.id], ...accounts.map(({ key, id }) => [key, id] as const)]);
}

function ownerOf({ account, resource }: Asked, ids: ReadonlyMap<string, string | undefined>): string | undefined {
    const id = accountIn(resource);
    if (id === "") return account;
    const [key] = [...ids].find(([, each]) => each === id) ?? [];
    return key;
}

/** The caller, with the policies that the config gives it. */
function caller(
    { account, as }: Asked,
    config: ManagementConfig,
    id: string | undefined,
    partition: string,
    find: FindDocument,
): { readonly principal: Principal; readonly own: readonly CompiledPolicy[] | undefined } {
    const inAccount = (name: string): Principal => principalOf(`arn:${partition}:iam::${id ?? ""}:${name}`);
    if (as === undefined) return { principal: withoutName(inAccount("role/"), id, config), own: undefined };
    const name = roleNamed(as);
    const own = name === undefined ? undefined : policiesOf(name, account, config, find);
    const isWord = as === "root" || /^(?:role|user)\//u.test(as);
    const named = isWord ? inAccount(as) : principalOf(as);
    // A role of the config trusts people and CI, so no instance has it; nor can a user or root user be one.
    const isInstance = named.kind === "identity" && name !== undefined && own === undefined;
    const principal =
        isInstance || named.kind !== "identity" ? named : { ...named, keys: { ...named.keys, ...ofInstances } };
    return { principal: isWord && id === undefined ? withoutId(principal, config) : principal, own };
}

/** Name of the role in a word or an ARN, without its path; undefined for other callers. */
function roleNamed(as: string): string | undefined {
    if (as.includes(":assumed-role/")) return as.split("/")[1];
    return /^(?:role|arn:[^:]+:iam::\d+:role)\//u.test(as) ? as.split("/").at(-1) : undefined;
}

/** Condition keys that only requests of EC2 instances have. */
const ofInstances = { "ec2:RoleDelivery": null, "ec2:SourceInstanceARN": null };

/** Policies of the access role, of CI's roles or of a role of `access`; undefined for other roles. */
function policiesOf(
    role: string,
    account: string,
    { accounts, management, access, ci, company }: ManagementConfig,
    find: FindDocument,
): readonly CompiledPolicy[] | undefined {
    const administrator = rolePolicies({ managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }, find);
    const of = account === "management" ? management : accounts.find(({ key }) => key === account);
    if (role === of?.roleName) return administrator;
    const own = ownRoles(company.short);
    if (ci !== undefined && role === own.ciDeploy && account === "management") return administrator;
    // In the management account, it has more: it reads the state and enters the other accounts.
    if (ci !== undefined && role === own.ciPreview && account !== "management")
        return rolePolicies({ managedPolicies: [], inline: previewReads() }, find);
    const found: AccessConfig | undefined = access.find(
        (each) => each.role === role && each.accounts.includes(account),
    );
    return found && rolePolicies(found, find);
}

/** The caller for no --as: any role of the account. */
function withoutName(principal: Principal, id: string | undefined, config: ManagementConfig): Principal {
    const named = {
        ...principal,
        keys: { ...without(principal.keys, "aws:PrincipalArn"), "aws:PrincipalType": "AssumedRole" },
    };
    return id === undefined ? withoutId(named, config) : named;
}

/**
 * The caller in an account whose id is not in the config. Its ARN without an id matches patterns for the roles of all accounts. If a policy
 * has an account id in it, a match would be a guess, so the ARN is unknown then.
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

/** Condition keys that follow from the resource's ARN. */
function ofResource(resource: string, account: string | undefined): ContextKeys {
    const region = resource.startsWith("arn:") ? (resource.split(":")[3] ?? "") : "";
    return {
        ...(account === undefined || account === "" ? {} : { "aws:ResourceAccount": account }),
        ...(region === "" ? {} : { "aws:RequestedRegion": region }),
    };
}
