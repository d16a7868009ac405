import { decide, type Ground, type Placed } from "./decide";
import { fullAccess } from "./judge-case";
import { principalOf } from "./principals";
import { RequestContext, type ContextKeys } from "./request-context";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** Names of the roles without which the management account and CI cannot enter a member account. */
export interface WaysIn {
    /** The role in the member that the management account assumes. */
    readonly accessRole: string;
    /** Roles of the management account that assume it: the admins', and CI's for deployments. */
    readonly enteredBy: readonly string[];
    /** CI's role for previews, with the same name in both accounts. */
    readonly ciPreview?: string;
}

/** The member account and its organization, as far as they are known. */
export interface MemberPlace {
    readonly partition: string;
    /** Region that the program works in. Default: not known. */
    readonly region?: string;
    /** 12-digit id of the member account. Absent: AWS assigns it, and the config does not have it. */
    readonly member?: string;
    /** 12-digit id of the management account. */
    readonly management?: string;
    /** Id of the organization, `o-…`. */
    readonly organization?: string;
    /** The time of the requests. Default: not known. */
    readonly now?: Date;
}

/** A statement that locks out a role. */
export interface LockOut {
    /** Position in the document, from 0. */
    readonly statement: number;
    readonly sid?: string;
    /** Names of the roles that are denied something. */
    readonly roles: readonly string[];
    /** The actions that they are denied. */
    readonly actions: readonly string[];
    /** The first request that it denies, in words. */
    readonly request: string;
}

interface Needed {
    readonly role: string;
    readonly of: "member" | "management";
    readonly action: string;
    /** Name of the member's role that the action is on. */
    readonly upon: string;
}

/**
 * Region in which IAM runs for a whole partition: aws:RequestedRegion of requests to it (IAM User Guide, global
 * condition keys).
 */
const iamRegions: Readonly<Record<string, string>> = {
    aws: "us-east-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-cn": "cn-north-1",
    "aws-eusc": "eusc-de-east-1",
};
const nobodysRole = "-";
const idOfNobody = "000000000000";

/**
 * The statements of an SCP or RCP that would deny, for certain, what the roles need in a member account below it. A
 * denial that depends on a key that is not known (a tag, a source address) is no lock-out. Role sessions never prove
 * MFA.
 *
 * @param document one that `documentFaults` of config accepts
 */
export function lockOuts(
    type: string,
    document: Readonly<Record<string, unknown>>,
    ways: WaysIn,
    place: MemberPlace,
): readonly LockOut[] {
    const policy = compilePolicy("", document);
    const isResource = type === "RESOURCE_CONTROL_POLICY";
    const text = JSON.stringify(document);
    const facts = { hasIds: /\d{12}/u.test(text), tagKeys: requestTagKeys(text) };
    const found = new Map<number, { ground: Ground; needs: Needed[] }>();
    for (const need of isResource ? neededToEnter(ways) : neededInside(ways))
        for (const ground of denials(need, policy, isResource, place, facts)) {
            const before = found.get(ground.statement!) ?? { ground, needs: [] };
            found.set(ground.statement!, { ground, needs: [...before.needs, need] });
        }
    return [...found.values()].map(({ ground, needs }) => ({
        statement: ground.statement!,
        ...(ground.sid === undefined ? {} : { sid: ground.sid }),
        roles: [...new Set(needs.map(({ role }) => role))],
        actions: [...new Set(needs.map(({ action }) => action))],
        request: inWords(needs[0]!, place),
    }));
}

/** What the roles need inside the member. SCPs bind them there. */
function neededInside({ accessRole, ciPreview }: WaysIn): readonly Needed[] {
    const member = { role: accessRole, of: "member" } as const;
    return [
        { ...member, action: "iam:GetRole", upon: accessRole },
        { ...member, action: "iam:UpdateAssumeRolePolicy", upon: accessRole },
        ...["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy"].map((action) => ({
            ...member,
            action,
            upon: nobodysRole,
        })),
        ...(ciPreview === undefined
            ? []
            : ([{ role: ciPreview, of: "member", action: "iam:GetRole", upon: accessRole }] as const)),
    ];
}

/** What the roles need to enter. RCPs bind the role of the member that they assume. */
function neededToEnter({ accessRole, enteredBy, ciPreview }: WaysIn): readonly Needed[] {
    const entry = (role: string, upon: string): Needed => ({ role, of: "management", action: "sts:AssumeRole", upon });
    return [
        ...enteredBy.map((role) => entry(role, accessRole)),
        ...(ciPreview === undefined ? [] : [entry(ciPreview, ciPreview)]),
    ];
}

function denials(
    { role, of, action, upon }: Needed,
    policy: CompiledPolicy,
    isResource: boolean,
    place: MemberPlace,
    { hasIds, tagKeys }: TextFacts,
): readonly Ground[] {
    const { partition, member = idOfNobody } = place;
    const id = place[of];
    const principal = principalOf(`arn:${partition}:iam::${id ?? idOfNobody}:role/${role}`);
    const keys: ContextKeys = {
        ...withoutId(principal.keys, id, hasIds),
        ...absentKeys,
        ...(withoutTags.has(action) ? tagKeys : {}),
        ...requested(action, place),
        ...timeOf(place),
        ...(place.organization === undefined
            ? {}
            : { "aws:PrincipalOrgID": place.organization, "aws:ResourceOrgID": place.organization }),
        ...(place.member === undefined ? {} : { "aws:ResourceAccount": place.member }),
    };
    // If the member's id is not known, a pattern with an id may mean it.
    const resource = place.member === undefined && hasIds ? undefined : roleArn(partition, member, upon);
    const request = { principal, action, resource, context: new RequestContext(keys, "unknown") };
    const inMember = placed(policy, isResource);
    const caller = of === "member" ? inMember : management;
    const { decision, by } = decide(request, caller, inMember);
    return decision === "denied" ? by.filter(({ statement }) => statement !== undefined) : [];
}

/** Keys that sessions of these roles never have: those of instances, of IAM's privileged root sessions and of MFA. */
const absentKeys: ContextKeys = {
    "ec2:RoleDelivery": null,
    "ec2:SourceInstanceARN": null,
    "aws:AssumedRoot": null,
    "aws:MultiFactorAuthPresent": null,
    "aws:MultiFactorAuthAge": null,
    "aws:ViaAWSService": "false",
    "aws:SecureTransport": "true",
};

/** Requests that take no tags, so that `aws:RequestTag/…` and `aws:TagKeys` are absent from them. */
const withoutTags: ReadonlySet<string> = new Set([
    "iam:GetRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:AttachRolePolicy",
    "iam:PutRolePolicy",
]);

/** What the text of a document says before it is evaluated. */
interface TextFacts {
    /** Whether it has an account's id. */
    readonly hasIds: boolean;
    /** Its condition keys for the tags of requests, as absent. */
    readonly tagKeys: ContextKeys;
}

function requestTagKeys(text: string): ContextKeys {
    const keys = text.toLowerCase().match(/aws:(?:requesttag\/[^"},]+|tagkeys)/gu) ?? [];
    return Object.fromEntries(keys.map((key) => [key, null]));
}

function timeOf({ now }: MemberPlace): ContextKeys {
    if (now === undefined) return {};
    const seconds = Math.floor(now.getTime() / 1000);
    return { "aws:CurrentTime": now.toISOString(), "aws:EpochTime": String(seconds) };
}

const roleArn = (partition: string, account: string, role: string): string =>
    `arn:${partition}:iam::${account}:role/${role}`;

function withoutId(keys: ContextKeys, id: string | undefined, hasIds: boolean): ContextKeys {
    const unknown = id === undefined ? ["aws:PrincipalAccount", ...(hasIds ? ["aws:PrincipalArn"] : [])] : [];
    return Object.fromEntries(Object.entries(keys).filter(([name]) => !unknown.includes(name)));
}

function requested(action: string, { partition, region }: MemberPlace): ContextKeys {
    const asked = action.startsWith("iam:") ? iamRegions[partition] : region;
    return asked === undefined ? {} : { "aws:RequestedRegion": asked };
}

function placed(policy: CompiledPolicy, isResource: boolean): Placed {
    const level = (policies: readonly CompiledPolicy[]) => [{ name: "", policies }];
    return {
        isManagement: false,
        serviceControl: level(isResource ? [fullAccess] : [fullAccess, policy]),
        resourceControl: level(isResource ? [policy] : []),
    };
}

const management: Placed = { isManagement: true, serviceControl: [], resourceControl: [] };

function inWords({ role, of, action, upon }: Needed, place: MemberPlace): string {
    const where = of === "management" ? " of the management account" : "";
    const { "aws:RequestedRegion": region } = requested(action, place);
    const inRegion = region === undefined || region === null ? "" : ` in ${String(region)}`;
    return `${action} on role/${upon === nobodysRole ? "<any>" : upon} by role/${role}${where}${inRegion}`;
}

/**
 * AWS's name of the unit for suspended accounts ("Organizing Your AWS Environment Using Multiple Accounts", Suspended
 * OU), which nobody needs to enter.
 */
const suspendedUnit = /(?:^|\/)suspended(?:\/|$)/iu;

/** Whether an account was suspended on purpose, judged by the path of its unit. */
export function isSuspended(unit: string | undefined): boolean {
    return unit !== undefined && suspendedUnit.test(unit);
}

/** How to change the policy so that the roles are not denied. */
export function lockOutCure(type: string, roles: readonly string[]): string {
    if (type === "RESOURCE_CONTROL_POLICY")
        return 'let the organization in: "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "<id of the organization>" }, or take sts:AssumeRole out';
    const patterns = roles.map((role) => `"arn:*:iam::*:role/${role}"`);
    const list = patterns.length === 1 ? patterns[0]! : `[${patterns.join(", ")}]`;
    return `exempt ${roles.length === 1 ? "the role" : "the roles"}: "Condition": { "ArnNotLike": { "aws:PrincipalArn": ${list} } }`;
}
