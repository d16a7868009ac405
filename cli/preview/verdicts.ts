import { knownRegions, partitionOf } from "../../config/aws-facts";
import { decide, principalOf, RequestContext, type Ground, type Placed } from "../../policies/evaluate";
import type { EngineEvent, Outputs } from "./engine-event";
import { accountsThroughout, compiler, placed, stateOf } from "./organization-states";
import { mapOf } from "./places";

/** An effect of changed policies, units or attachments: something that callers in some accounts can no longer do, or can do again. */
export interface VerdictChange {
    readonly becomes: "denied" | "allowed";
    /** The caller, in words: `the access role`, `any other role`, `the root user`, or `everybody` for all of them. */
    readonly who: string;
    /** The request, in words: `stop the organization's trail (cloudtrail:StopLogging)`. */
    readonly what: string;
    /** The policy and the level that deny it. */
    readonly by: string;
    /** Keys of the accounts. */
    readonly accounts: readonly string[];
}

interface Question {
    readonly what: string;
    readonly action: string;
    /** ARN of the resource, if policies may name it. Absent: any resource, so only statements about all resources decide. */
    readonly resource?: (place: {
        readonly partition: string;
        readonly region: string;
        readonly account: string;
        readonly role: string;
    }) => string;
    /** Ask in a region that is not governed. */
    readonly foreign?: true;
}

const trail: Question["resource"] = ({ partition, region, account }) =>
    `arn:${partition}:cloudtrail:${region}:${account}:trail/-`;

/** Requests that matter in every organization. `-` is a name that no resource has. */
const questions: readonly Question[] = [
    { what: "leave the organization", action: "organizations:LeaveOrganization" },
    { what: "close the account", action: "account:CloseAccount" },
    {
        what: "change who may enter by the access role",
        action: "iam:UpdateAssumeRolePolicy",
        resource: ({ partition, account, role }) => `arn:${partition}:iam::${account}:role/${role}`,
    },
    { what: "make a user", action: "iam:CreateUser" },
    { what: "make a role", action: "iam:CreateRole" },
    { what: "stop a trail", action: "cloudtrail:StopLogging", resource: trail },
    { what: "delete a trail", action: "cloudtrail:DeleteTrail", resource: trail },
    { what: "delete a GuardDuty detector", action: "guardduty:DeleteDetector" },
    { what: "stop AWS Config", action: "config:StopConfigurationRecorder" },
    { what: "schedule the deletion of a key", action: "kms:ScheduleKeyDeletion" },
    { what: "change a bucket's policy", action: "s3:PutBucketPolicy" },
    { what: "open the account's buckets to the public", action: "s3:PutAccountPublicAccessBlock" },
    { what: "read objects", action: "s3:GetObject" },
    { what: "start instances", action: "ec2:RunInstances" },
    { what: "start instances in a region that is not governed", action: "ec2:RunInstances", foreign: true },
];

/**
 * What a preview of the management stack newly denies and allows, for the requests above. Accounts that are new or removed are left out,
 * and so are decisions that are unknown before or after.
 */
export function verdictChanges(events: readonly EngineEvent[], { before, after }: Outputs): readonly VerdictChange[] {
    const [old, next] = [stateOf(events, "old", before), stateOf(events, "new", after)];
    if (old.policies.size === 0 && next.policies.size === 0) return [];
    const found = new Map<string, VerdictChange>();
    const compile = compiler();
    for (const account of accountsThroughout({ before, after })) {
        const places = [placed(account, old, compile), placed(account, next, compile)] as const;
        for (const { who, name } of callers(account, after))
            for (const question of questions) {
                const [was, is] = places.map((place) => ask(account, name, question, place, after));
                if (was!.decision === is!.decision) continue;
                if (was!.decision === "unknown" || is!.decision === "unknown") continue;
                const becomes = is!.decision;
                const [ground] = (becomes === "denied" ? is! : was!).by;
                const by = inWords(ground);
                const what = `${question.what} (${question.action})`;
                const key = [becomes, who, what, by].join("\n");
                const known = found.get(key);
                found.set(key, { becomes, who, what, by, accounts: [...(known?.accounts ?? []), account] });
            }
    }
    return together([...found.values()]);
}

/** The policy and the level that a decision comes from. */
export function inWords(ground: Ground | undefined): string {
    return ground?.policy === undefined
        ? `no policy of ${ground?.level ?? ""} allows it`
        : `${ground.policy} at ${ground.level}`;
}

/** Number of callers below. */
const callersAsked = 3;

/** Merges changes that are the same for several callers. */
function together(changes: readonly VerdictChange[]): readonly VerdictChange[] {
    const rest = (change: VerdictChange): string => JSON.stringify({ ...change, who: undefined });
    const whos = new Map<string, string[]>();
    for (const change of changes) whos.set(rest(change), [...(whos.get(rest(change)) ?? []), change.who]);
    return changes.flatMap((change) => {
        const all = whos.get(rest(change))!;
        if (all[0] !== change.who) return [];
        return [{ ...change, who: all.length === callersAsked ? "everybody" : all.join(" and ") }];
    });
}

/** The callers of each request; `name` as in an ARN. */
function callers(
    account: string,
    outputs: Outputs["after"],
): readonly { readonly who: string; readonly name: string }[] {
    const { roleName } = mapOf(mapOf(outputs["accounts"])[account]);
    return [
        { who: "the access role", name: `role/${String(roleName)}` },
        { who: "any other role", name: "role/-" },
        { who: "the root user", name: "root" },
    ];
}

/** Condition keys that are absent from ordinary requests: only requests of instances and IAM's privileged root sessions have them. */
const ofOthers = { "ec2:RoleDelivery": null, "ec2:SourceInstanceARN": null, "aws:AssumedRoot": null };

function ask(
    key: string,
    caller: string,
    { action, resource, foreign }: Question,
    place: Placed,
    outputs: Outputs["after"],
): ReturnType<typeof decide> {
    const { regions, region, partition = "aws", organization } = outputs;
    const { id, roleName } = mapOf(mapOf(outputs["accounts"])[key]);
    const account = typeof id === "string" ? id : "";
    const principal = principalOf(`arn:${String(partition)}:iam::${account}:${caller}`);
    const governed = (Array.isArray(regions) ? regions : [region]).map(String);
    const elsewhere = knownRegions.find((each) => partitionOf(each) === partition && !governed.includes(each));
    const asked = foreign === true ? elsewhere : governed[0];
    const { id: organizationId } = mapOf(organization);
    const context = new RequestContext(
        {
            ...ofOthers,
            ...principal.keys,
            ...(typeof organizationId === "string" ? { "aws:PrincipalOrgID": organizationId } : {}),
            ...(asked === undefined ? {} : { "aws:RequestedRegion": asked }),
        },
        "unknown",
    );
    const upon = resource?.({
        partition: String(partition),
        region: governed[0] ?? "",
        account,
        role: String(roleName),
    });
    return decide({ principal, action, resource: upon, context }, place, place);
}
