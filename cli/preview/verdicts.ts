import { knownRegions, partitionOf } from "../../config/aws-facts";
import { unitsAbove } from "../../config/names";
import {
    compilePolicy,
    decide,
    fullAccess,
    principalOf,
    RequestContext,
    type CompiledPolicy,
    type Level,
    type Placed,
} from "../../policies/evaluate";
import type { EngineEvent, Outputs, StepState } from "./engine-event";
import { mapOf } from "./places";

/** What a change of policies, units or attachments does: something that some accounts' callers may no longer do, or may do again. */
export interface VerdictChange {
    readonly becomes: "denied" | "allowed";
    /** Who, in words: `the access role`, `any other role`, `the root user`, or `everybody`, which is all of them. */
    readonly who: string;
    /** What, in words: `stop the organization's trail (cloudtrail:StopLogging)`. */
    readonly what: string;
    /** The policy and the level that deny it. */
    readonly by: string;
    /** Keys of accounts. */
    readonly accounts: readonly string[];
}

interface Policy {
    readonly type: string;
    readonly content: string;
}

/** The organization's policies at one time. */
interface State {
    readonly policies: ReadonlyMap<string, Policy>;
    /** Names of policies by what they are attached to: `root`, `root/<path of a unit>` or an account's key. */
    readonly attached: ReadonlyMap<string, readonly string[]>;
    readonly outputs: Outputs["before"];
}

interface Question {
    readonly what: string;
    readonly action: string;
    /** ARN of what is acted upon, where policies may name it. Absent: anything, of which only statements about all resources tell. */
    readonly resource?: (place: {
        readonly partition: string;
        readonly region: string;
        readonly account: string;
        readonly role: string;
    }) => string;
    /** In a region that is not governed. */
    readonly foreign?: true;
}

const trail: Question["resource"] = ({ partition, region, account }) =>
    `arn:${partition}:cloudtrail:${region}:${account}:trail/-`;

/** Questions that matter in every organization. The name `-` is one that nothing has. */
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
 * What a preview of the management stack newly denies and allows, by the standing questions. Accounts that come or go are left out, and what
 * is not known on either side.
 */
export function verdictChanges(events: readonly EngineEvent[], { before, after }: Outputs): readonly VerdictChange[] {
    const [old, next] = [stateOf(events, "old", before), stateOf(events, "new", after)];
    if (old.policies.size === 0 && next.policies.size === 0) return [];
    const found = new Map<string, VerdictChange>();
    const accounts = Object.keys(mapOf(before["accounts"])).filter((key) =>
        Object.hasOwn(mapOf(after["accounts"]), key),
    );
    const compile = compiler();
    for (const account of accounts) {
        const places = [placed(account, old, compile), placed(account, next, compile)] as const;
        for (const { who, name } of callers(account, after))
            for (const question of questions) {
                const [was, is] = places.map((place) => ask(account, name, question, place, after));
                if (was!.decision === is!.decision) continue;
                if (was!.decision === "unknown" || is!.decision === "unknown") continue;
                const becomes = is!.decision;
                const [ground] = (becomes === "denied" ? is! : was!).by;
                const by =
                    ground?.policy === undefined
                        ? `no policy of ${ground?.level ?? ""} allows it`
                        : `${ground.policy} at ${ground.level}`;
                const what = `${question.what} (${question.action})`;
                const key = [becomes, who, what, by].join("\n");
                const known = found.get(key);
                found.set(key, { becomes, who, what, by, accounts: [...(known?.accounts ?? []), account] });
            }
    }
    return together([...found.values()]);
}

/** How many callers are asked about. */
const callersAsked = 3;

/** What is so for each of the callers is said once. */
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

/** Policies by their resources' names, before or after. */
export function policiesOf(events: readonly EngineEvent[], side: "old" | "new"): State["policies"] {
    return stateOf(events, side, {}).policies;
}

/** Every step tells a resource as it was and as it will be, also where nothing changes. */
function stateOf(events: readonly EngineEvent[], side: "old" | "new", outputs: Outputs["before"]): State {
    const policies = new Map<string, Policy>();
    const attached = new Map<string, string[]>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        if (step === undefined || step.op === "refresh") continue;
        // AWS has it already.
        const state: StepState | null = step[step.op === "import" ? "new" : side];
        if (state === null || (side === "new" && step.op.startsWith("delete"))) continue;
        const name = step.urn.split("::").at(-1)!;
        if (step.type === "aws:organizations/policy:Policy") {
            const { type, content } = state.inputs ?? {};
            policies.set(name.replace(/-policy$/u, ""), { type: String(type), content: String(content) });
        } else if (step.type === "aws:organizations/policyAttachment:PolicyAttachment") {
            const [policy = "", ...target] = name.split(":");
            const word = target.join(":");
            attached.set(word, [...(attached.get(word) ?? []), policy]);
        }
    }
    return { policies, attached, outputs };
}

function placed(account: string, { policies, attached, outputs }: State, compile: Compile): Placed {
    const unit = mapOf(mapOf(outputs["accounts"])[account])["unit"];
    const words: readonly (readonly [name: string, word: string])[] = [
        ["root", "root"],
        ...unitsAbove(typeof unit === "string" ? unit : undefined).map((path) => [path, `root/${path}`] as const),
        [account, account],
    ];
    const at = (type: string, own: readonly CompiledPolicy[]): readonly Level[] =>
        words.map(([name, word]) => ({
            name,
            policies: [
                ...own,
                ...(attached.get(word) ?? []).flatMap((key) => {
                    const policy = policies.get(key);
                    return policy?.type === type ? compile(key, policy.content) : [];
                }),
            ],
        }));
    return {
        isManagement: false,
        serviceControl: at("SERVICE_CONTROL_POLICY", [fullAccess]),
        resourceControl: at("RESOURCE_CONTROL_POLICY", []),
    };
}

/** Nothing where the document is not known yet, as in the preview of a first run. */
type Compile = (key: string, content: string) => readonly CompiledPolicy[];

/** Each document is read once: it is the same for many accounts. */
function compiler(): Compile {
    const known = new Map<string, readonly CompiledPolicy[]>();
    return (key, content) => {
        const id = `${key}\n${content}`;
        const policies = known.get(id) ?? read(key, content);
        known.set(id, policies);
        return policies;
    };
}

function read(key: string, content: string): readonly CompiledPolicy[] {
    let document: unknown;
    try {
        document = JSON.parse(content);
    } catch {
        return [];
    }
    return [compilePolicy(key.replace(/^policy-/u, ""), mapOf(document))];
}

/** Their names as in an ARN. */
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

/** Keys that people's and programs' requests do not have, but those of instances and of IAM's privileged root sessions. */
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
