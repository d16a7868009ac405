import { enterable, list, words } from "./access-words";
import { documentChanges, type DocumentChange } from "./difference";
import type { Change } from "./events";
import type { Places } from "./places";

/** A change, described in the organization's terms. */
export interface Described {
    readonly change: Change;
    /** What it is. Empty if `lost` says everything. */
    readonly sentences: readonly string[];
    readonly lost: readonly string[];
    /** Properties that the sentences cover completely. */
    readonly covered: readonly string[];
}

const verbs: Readonly<Record<Change["kind"], string>> = {
    create: "is made",
    update: "changes",
    replace: "is replaced",
    delete: "is deleted",
    import: "is taken in",
    release: "is let go",
    drift: "differs",
    protect: "is protected otherwise",
};

/** Describes each change. A part of a role, user or group that is created or deleted as a whole is described with that. */
export function describeChanges(changes: readonly Change[], places: Places): readonly Described[] {
    const whole = new Map(
        changes.flatMap((change) => {
            const { kind, type, name } = change;
            const owner = (kind === "create" || kind === "delete") && owners[type]?.exec(name)?.[1];
            return typeof owner === "string" ? [[`${kind} ${owner}`, change] as const] : [];
        }),
    );
    const isPart = ({ kind, type, name }: Change): boolean => {
        const owner = parts[type]?.exec(name)?.[1];
        return owner !== undefined && whole.has(`${kind} ${owner}`);
    };
    return changes
        .filter((change) => !isPart(change))
        .map((change) => {
            const described = subjects[change.type]?.(change, { places, changes }) ?? {};
            const {
                subject = `${humanType(change.type)} ${change.name}`,
                sentence,
                lost = [],
                covered = [],
            } = described;
            const all = typeof sentence === "object" ? sentence : [sentence ?? `${subject} ${verb(change)}`];
            return { change, sentences: all, lost, covered };
        });
}

// Names of resources begin with their component's name (components/).
const owners: Readonly<Record<string, RegExp>> = {
    "aws:iam/role:Role": /^(.+)-role$/u,
    "aws:iam/user:User": /^(.+)-user$/u,
    "aws:iam/group:Group": /^(.+)-group$/u,
};
const parts: Readonly<Record<string, RegExp>> = {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": /^([^:]+)(?::.*|-administrator)$/u,
    "aws:iam/rolePolicy:RolePolicy": /^(.+)-inline$/u,
    "aws:iam/userGroupMembership:UserGroupMembership": /^(.+)-groups$/u,
    "aws:iam/groupPolicy:GroupPolicy": /^(.+)-self-management$/u,
};

interface Around {
    readonly places: Places;
    readonly changes: readonly Change[];
}

interface Words {
    /** The subject; the kind of change adds the verb. */
    readonly subject?: string;
    /** The whole sentence, instead of a subject. */
    readonly sentence?: string | readonly string[] | undefined;
    readonly lost?: readonly string[];
    readonly covered?: readonly string[];
}

const subjects: Readonly<Record<string, (change: Change, around: Around) => Words>> = {
    "aws:organizations/account:Account": account,
    "aws:organizations/organizationalUnit:OrganizationalUnit": (change) => ({
        subject: `unit ${cut(change, "units-")}`,
    }),
    "aws:organizations/organization:Organization": () => ({ subject: "the organization" }),
    "aws:organizations/policy:Policy": policy,
    "aws:organizations/policyAttachment:PolicyAttachment": attachment,
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator": (change) => {
        const service = valueOf(change, "servicePrincipal");
        const key = cut(change, "delegation-", `-${service ?? ""}-registration`);
        return service === undefined
            ? {}
            : {
                  sentence: endsOrBegins(
                      change,
                      `account ${key} administers ${service}`,
                      `account ${key} no longer administers ${service}`,
                  ),
              };
    },
    "aws:iam/user:User": (change, { changes }) => {
        const name = change.label ?? cut(change, "", "-user");
        const groups = changes.find(
            (each) => each.name === change.name.replace(/-user$/u, "-groups") && each.kind === change.kind,
        );
        const joined = groups?.properties.find(({ path }) => path === "groups")?.after;
        return change.kind === "create" && Array.isArray(joined) && joined.length > 0
            ? { sentence: `person ${name} is made, in ${list(joined.map(String))}` }
            : { subject: `person ${name}` };
    },
    "aws:iam/userGroupMembership:UserGroupMembership": membership,
    "aws:iam/userLoginProfile:UserLoginProfile": (change) => ({
        subject: `the first password of ${valueOf(change, "user") ?? change.name}`,
    }),
    "aws:iam/group:Group": (change) => ({
        subject: `group ${change.label ?? cut(change, "group-", "-group")}`,
    }),
    "aws:iam/groupPolicy:GroupPolicy": groupPolicy,
    "aws:iam/role:Role": (change, { places }) => {
        const name = change.label ?? cut(change, "role-", "-role");
        const trust = change.properties.find(({ path }) => path === "assumeRolePolicy");
        if (change.kind === "update" && trust !== undefined && change.properties.length === 1)
            return { sentence: `role ${name}: who may take it on changes` };
        const key = places.own;
        return change.kind === "delete" && key !== undefined && change.name === `role-${name}-role`
            ? { sentence: `role ${name} is deleted: people with ${name} can no longer enter ${key}` }
            : { subject: `role ${name}` };
    },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (change) => {
        const [role, arn] = [valueOf(change, "role"), valueOf(change, "policyArn")];
        const policyName = arn?.split("/").at(-1) ?? "";
        return role === undefined
            ? {}
            : { sentence: endsOrBegins(change, `role ${role} gets ${policyName}`, `role ${role} loses ${policyName}`) };
    },
    "aws:ssoadmin/accountAssignment:AccountAssignment": (change) => {
        const [set, group, key] = cut(change, "assignments-").split(":");
        return key === undefined
            ? {}
            : {
                  sentence: endsOrBegins(
                      change,
                      `people with ${set!} can now enter ${key} (group ${group!})`,
                      `people with ${set!} can no longer enter ${key} (group ${group!})`,
                  ),
              };
    },
    "aws:account/alternativeContact:AlternativeContact": (change) => ({
        subject: `the contact ${cut(change, "contacts-")}`,
    }),
    "aws:account/primaryContact:PrimaryContact": (change) => ({ subject: `the contact ${cut(change, "contacts-")}` }),
};

function account(change: Change, { places }: Around): Words {
    const key = cut(change, "account-", "-account");
    const { before, after } = places.unitOf(key);
    const subject = `account ${key}`;
    const parent = change.properties.find(({ path }) => path === "parentId");
    if (change.kind === "create" || change.kind === "import") {
        const unit = after ?? unitAt(parent?.after, places);
        const email = valueOf(change, "email");
        return {
            sentence: `${subject} ${verb(change)}${unit === undefined ? "" : ` in ${unit}`}${email === undefined ? "" : `, ${email}`}`,
        };
    }
    if (change.kind !== "update" || parent === undefined) return { subject };
    const [from, to] = [before ?? unitAt(parent.before, places), after ?? unitAt(parent.after, places)];
    return {
        sentence: `${subject}${to === undefined ? " moves" : ` moves from ${from ?? "?"} to ${to}`}`,
        covered: ["parentId"],
    };
}

function unitAt(id: unknown, { unit }: Places): string | undefined {
    return typeof id === "string" && /^(?:r|ou)-/u.test(id) ? unit(id) : undefined;
}

// If there are more items, they are in the lines below.
const mostItems = 3;

function policy(change: Change): Words {
    const subject = `policy ${cut(change, "policy-", "-policy")}`;
    const content = change.properties.find(({ path }) => path === "content");
    if (change.kind !== "update" || content === undefined) return { subject };
    const changes = documentChanges(content.before, content.after);
    if (changes.length === 0 || changes.length > mostItems) return { subject };
    return { sentence: `${subject}: ${changes.map(documentWords).join(", ")}` };
}

function documentWords({ fate, statement = "", item }: DocumentChange): string {
    if (item === undefined) return `${statement} ${fate}`;
    const value = typeof item.value === "string" ? item.value : JSON.stringify(item.value);
    const [first = "", ...others] = item.path.split(/[.[]/u);
    const name = first.replace(/(?<=[a-z])(?=[A-Z])/gu, " ").toLowerCase();
    const key =
        first === "Condition"
            ? ` ${others
                  .join(".")
                  .replace(/["\]]/gu, "")
                  .replace(/^[^.]*\./u, "")}`
            : "";
    return `${name}${key} ${value} ${fate}`;
}

function attachment(change: Change): Words {
    const [policyName, target] = cut(change, "policy-").split(":");
    if (target === undefined) return {};
    return {
        subject: `the attachment of policy ${policyName!} to ${target}`,
        sentence: endsOrBegins(
            change,
            `policy ${policyName!} is attached to ${target}`,
            `policy ${policyName!} is detached from ${target}`,
        ),
    };
}

function membership(change: Change): Words {
    const name = cut(change, "", "-groups").replace(/^(?:user|admin)-/u, "");
    const groups = change.properties.find(({ path }) => path === "groups");
    const [before, after] = [groups?.before, groups?.after].map((value) =>
        Array.isArray(value) ? value.map(String) : [],
    );
    if (groups === undefined || (change.kind !== "create" && change.kind !== "update" && change.kind !== "delete"))
        return {};
    const joins = after!.filter((each) => !before!.includes(each));
    const leaves = before!.filter((each) => !after!.includes(each));
    const parts = [
        ...(joins.length > 0 ? [`joins ${list(joins)}`] : []),
        ...(leaves.length > 0 ? [`leaves ${list(leaves)}`] : []),
    ];
    return parts.length === 0 ? {} : { sentence: `${name} ${parts.join(" and ")}`, covered: ["groups"] };
}

function groupPolicy(change: Change, { places }: Around): Words {
    const group = valueOf(change, "group") ?? cut(change, "group-", "-assume-roles");
    const document = change.properties.find(({ path }) => path === "policy");
    if (document === undefined || !change.name.includes("-assume-roles")) return { subject: `what group ${group} may` };
    const [before, after] = [enterable(document.before, places), enterable(document.after, places)];
    const lost = words(before, after, "can no longer", ` (group ${group})`);
    const gained = words(after, before, "can now", ` (group ${group})`);
    if (lost.length + gained.length === 0) return { subject: `what group ${group} may` };
    const isAll = documentChanges(document.before, document.after).every(
        ({ item }) => item?.path === "Resource" && String(item.value).includes(":role/"),
    );
    // With a group's last account, its whole policy is deleted.
    return change.kind === "update"
        ? { sentence: gained, lost, covered: isAll ? ["policy"] : [] }
        : { sentence: [...lost, ...gained] };
}

function verb({ kind, reasons, isRetained, type }: Change): string {
    if (kind === "replace" && reasons.length > 0) return `is replaced, because of ${reasons.join(", ")}`;
    if (kind === "delete" && isRetained)
        return type === "aws:organizations/account:Account"
            ? "is let go, and stays in the organization"
            : "is let go, and AWS keeps it";
    if (kind === "drift") return reasons[0]?.replace(/^it /u, "") ?? verbs.drift;
    return verbs[kind];
}

/**
 * The first sentence for a resource that is created or imported, the second for one that is deleted or released; undefined for other
 * changes.
 */
function endsOrBegins({ kind }: Change, begins: string, ends: string): string | undefined {
    if (kind === "create" || kind === "import") return begins;
    return kind === "delete" || kind === "release" ? ends : undefined;
}

function cut({ name }: Change, before: string, behind = ""): string {
    const rest = name.startsWith(before) ? name.slice(before.length) : name;
    return behind !== "" && rest.endsWith(behind) ? rest.slice(0, -behind.length) : rest;
}

/** The text of a property of a change. */
function valueOf({ properties }: Change, wanted: string): string | undefined {
    const found = properties.find(({ path }) => path === wanted);
    const value = found?.after ?? found?.before;
    return typeof value === "string" ? value : undefined;
}

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration` → `bucket lifecycle configuration`. */
function humanType(type: string): string {
    return (type.split(":").at(-1) ?? type).replace(/(?<=[a-z\d])(?=[A-Z])/gu, " ").toLowerCase();
}
