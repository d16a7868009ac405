/** Makes the report's content from the configs, from AWS's responses and from a check for drift. */
import { findAccount, unmanagedAccounts, type KnownAccounts } from "../../aws/unmanaged";
import type { ManagementConfig } from "../../config";
import { policyTypes, services } from "../../config/aws-facts";
import { PlacedAccounts } from "../../policies/evaluate";
import { nodesOf, treeOf, type TreeNode } from "../diagram/tree";
import type { Line } from "../doctor/line";
import { bindingOf, type Binding } from "../policies/binding";
import { accessOf, type People } from "./access";
import type { AccountEntry, AwsEntry, BoundPlace, Delegation, Drift, PolicyEntry, Report, Source } from "./model";

/** What was read from AWS. */
export interface AwsAnswers {
    /** Absent: the accounts could not be listed. */
    readonly accounts?: readonly AwsEntry[];
    readonly known: KnownAccounts;
    /** `<account id>/<service>`; absent: they could not be listed. */
    readonly delegations?: ReadonlySet<string>;
    readonly findings: readonly Line[];
}

export interface Facts {
    readonly config: ManagementConfig;
    readonly security: People | undefined;
    readonly aws?: AwsAnswers;
    readonly drift?: Drift;
    readonly sources: readonly Source[];
    readonly made: Date;
    readonly version: string;
}

/** The whole content of the report. */
export function buildReport({ config, security, aws, drift, sources, made, version }: Facts): Report {
    const tree = treeOf(config, true);
    const nodes = [...nodesOf(tree)].map(({ node }) => node);
    const accounts = accountEntries(config, nodes, aws);
    return {
        company: config.company,
        made: made.toISOString(),
        version,
        isRedacted: false,
        sources,
        tree,
        accounts,
        ...(aws?.accounts === undefined ? {} : { unmanaged: unmanagedAccounts(config, aws.accounts, aws.known) }),
        contacts: config.contacts,
        access: accessOf(config, security),
        policies: config.policies.map(policyEntry),
        bound: boundPlaces(config, nodes, accounts),
        delegations: delegationsOf(config, accounts, aws?.delegations),
        securityServices: config.audit,
        ...(aws === undefined ? {} : { findings: aws.findings }),
        ...(drift === undefined ? {} : { drift }),
    };
}

function accountEntries(
    config: ManagementConfig,
    nodes: readonly TreeNode[],
    aws: AwsAnswers | undefined,
): readonly AccountEntry[] {
    const { management } = config;
    const ownPolicies = new Map(
        nodes.filter(({ kind }) => kind === "account").map(({ key, policies }) => [key, policies]),
    );
    const entry = (
        account: Omit<AccountEntry, "policies" | "boundBy" | "optIn" | "alias" | "unit" | "id" | "awsState"> & {
            readonly alias?: { readonly name: string };
            readonly unit?: string;
            readonly id?: string;
            readonly optIn?: readonly string[];
            readonly nameGiven: boolean;
            readonly emailGiven: boolean;
        },
        found: AwsEntry | undefined,
    ): AccountEntry => {
        const {
            key,
            alias,
            unit,
            optIn = [],
            tags,
            formerly,
            roleName,
            joined,
            state,
            nameGiven,
            emailGiven,
        } = account;
        const policies = ownPolicies.get(key) ?? [];
        const id = account.id ?? found?.id;
        return {
            key,
            // AWS's name and email are right where the config does not give them.
            name: (nameGiven ? undefined : found?.name) ?? account.name,
            email: (emailGiven ? undefined : found?.email) ?? account.email,
            ...(id === undefined ? {} : { id }),
            ...(alias === undefined ? {} : { alias: alias.name }),
            ...(unit === undefined ? {} : { unit }),
            state,
            ...(aws?.accounts === undefined ? {} : { awsState: found?.state ?? null }),
            joined,
            formerly,
            roleName,
            tags,
            optIn,
            policies,
            boundBy: policies.length > 0 || key === "management" ? accountPlace(key) : unitPlace(unit),
        };
    };
    const listed = aws?.accounts ?? [];
    return [
        entry(
            { ...management, key: "management", emailGiven: true, state: "active", joined: "created", formerly: [] },
            listed.find(({ id }) => id === management.id),
        ),
        ...config.accounts.map((account) =>
            entry(account, findAccount(account, listed, aws?.known ?? { accounts: {} })),
        ),
    ];
}

function policyEntry({
    name,
    type,
    description,
    targets,
    document,
}: ManagementConfig["policies"][number]): PolicyEntry {
    return {
        name,
        type,
        title: policyTypes[type]?.title ?? type,
        description,
        targets,
        document: JSON.stringify(document, undefined, 2),
    };
}

const accountPlace = (key: string): string => `account ${key}`;
const unitPlace = (path: string | undefined): string =>
    path === undefined || path === "root" ? "root" : `unit ${path}`;

/** The name of a place, to which `boundBy` of an account refers. */
export function nameOfPlace({ kind, key }: Pick<BoundPlace, "kind" | "key">): string {
    return kind === "account" ? accountPlace(key) : unitPlace(key);
}

function boundPlaces(
    config: ManagementConfig,
    nodes: readonly TreeNode[],
    accounts: readonly AccountEntry[],
): readonly BoundPlace[] {
    const placed = new PlacedAccounts(config);
    const types = Object.keys(policyTypes);
    const bindings = (isExempt: boolean, attached: (type: string) => ReturnType<PlacedAccounts["attached"]>) =>
        types
            .filter((type) => !isExempt || policyTypes[type]!.bindsManagement)
            // The page mentions AWS's own policy, which allows everything, once.
            .map((type) => bindingOf(type, attached(type), false))
            .filter((binding: Binding) => binding.attached.length > 0);
    const place = ({ kind, key }: TreeNode): BoundPlace | undefined => {
        const name = nameOfPlace({ kind, key });
        const bound = accounts.filter(({ boundBy }) => boundBy === name).map((account) => account.key);
        if (kind === "account" && bound.length === 0) return undefined;
        const isExempt = kind === "account" && key === "management";
        return {
            kind,
            key,
            accounts: bound,
            isExempt,
            bindings: bindings(isExempt, (type) =>
                kind === "account" ? placed.attached(key, type) : placed.attachedToUnit(key, type),
            ),
        };
    };
    return nodes.flatMap((node) => place(node) ?? []);
}

function delegationsOf(
    { delegatedAdministrators }: ManagementConfig,
    accounts: readonly AccountEntry[],
    found: ReadonlySet<string> | undefined,
): readonly Delegation[] {
    const idOf = new Map(accounts.map(({ key, id }) => [key, id]));
    const keyOf = new Map(accounts.map(({ key, id }) => [id, key]));
    const declared = delegatedAdministrators.map(({ account, service, regions }) => ({
        account,
        service,
        regions,
        isDeclared: true,
        ...atAws(found?.has(`${idOf.get(account) ?? ""}/${service}`), service),
    }));
    const others = [...(found ?? [])]
        .map((place) => place.split("/") as [string, string])
        .map(([id, service]) => ({ account: keyOf.get(id) ?? id, service }))
        .filter((each) => !declared.some((one) => one.account === each.account && one.service === each.service))
        .map((each) => ({ ...each, regions: [], isDeclared: false, isAtAws: true }));
    return [...declared, ...others];
}

/**
 * Whether AWS lists a delegation; absent where that is unknown: Organizations does not list all delegations of services that have an API of
 * their own for it.
 */
function atAws(isListed: boolean | undefined, service: string): Pick<Delegation, "isAtAws"> {
    return isListed === true || (isListed === false && services[service] === "organizations")
        ? { isAtAws: isListed }
        : {};
}
